// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/paths.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

namespace milepost {

using namespace Qt::StringLiterals;

Paths::Paths(QString profiles, QString data) : m_profiles(std::move(profiles)), m_data(std::move(data)) {}

Paths Paths::platform() {
    const QString config =
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/milepost"_s;
    const QString data =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/milepost"_s;
    return {config + u"/profiles"_s, data};
}

Paths Paths::below(const QString& folder) {
    const QString root = QDir(folder).absolutePath();
    return {root + u"/profiles"_s, root + u"/data"_s};
}

QString Paths::profileFile(const QString& profile) const { return m_profiles + u'/' + profile + u".json"_s; }
QString Paths::database(const QString& profile) const { return m_data + u'/' + profile + u".sqlite"_s; }
/// A profile may be called "a.exchanges": a '~' is in no name.
QString Paths::exchangeLog(const QString& profile) const {
    return m_data + u'/' + profile + u"~exchanges.sqlite"_s;
}

Result<void> checkProfileName(const QString& name) {
    static const QRegularExpression form(u"\\A[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]{0,62}[\\p{L}\\p{N}_-])?\\z"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression device(u"\\A(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?\\z"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const bool composed = name.normalized(QString::NormalizationForm_C) == name;
    if (form.match(name).hasMatch() && !device.match(name).hasMatch() && composed)
        return {};
    return std::unexpected(makeError(
        Error::Kind::Config, Error::Stage::Config,
        u"\"%1\" is no name for a profile: 1 to 64 letters, digits, blanks, '.', '_' and '-' are allowed, "
        "beginning with a letter or digit, not ending in a blank or '.'"_s.arg(name.left(80)),
        u"config-invalid"_s));
}

} // namespace milepost
