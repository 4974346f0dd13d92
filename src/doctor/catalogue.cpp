// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

std::array<std::span<const Text>, 8> groups() {
    return {appTexts(),      tenantTexts(),  signInTexts(),  accessTexts(),
            calendarTexts(), networkTexts(), trackerTexts(), ownTexts()};
}

const Text* find(const QString& key) {
    for (const std::span<const Text> group : groups())
        for (const Text& text : group)
            if (key == QLatin1StringView(text.key))
                return &text;
    return nullptr;
}

} // namespace

QString slugOf(const QString& key) { return key.section(u'/', 0, 0); }

const Text& textFor(const QString& key) {
    for (const QString& candidate : {key, slugOf(key)})
        if (const Text* text = find(candidate))
            return *text;
    return *find(u"unknown"_s);
}

QStringList textKeys() {
    QStringList keys;
    for (const std::span<const Text> group : groups())
        for (const Text& text : group)
            keys << QString::fromLatin1(text.key);
    return keys;
}

} // namespace milepost::doctor
