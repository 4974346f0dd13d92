// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A profile's file, and the texts of its values.

#include "domain/profileschema.h"
#include "fuzzing.h"

#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// Lines "key=value", as `profile set` takes them.
KeyValues linesOf(const QByteArray& bytes) {
    KeyValues values;
    for (const QString& line : QString::fromUtf8(bytes).split(u'\n'))
        if (const qsizetype at = line.indexOf(u'='); at > 0)
            values.append({line.left(at), line.mid(at + 1)});
    return values;
}

void attackValues(const Profile& profile) {
    require(fromJson(toJson(profile)) == profile, "what is written is what is read");
    for (const KeyInfo& key : keys()) {
        const auto again = withValues(profile, {{key.name, valueText(profile, key.name)}});
        require(!again || *again == profile, "the text of a value is that value");
    }
    (void)readyToRun(profile);
}

} // namespace

void attack(const QByteArray& bytes) {
    if (const auto stored = fromJson(QJsonDocument::fromJson(bytes).object()))
        attackValues(*stored);
    const Profile fresh = newProfile(u"main"_s, "Europe/Berlin");
    if (const auto changed = withValues(fresh, linesOf(bytes)))
        attackValues(*changed);
}
