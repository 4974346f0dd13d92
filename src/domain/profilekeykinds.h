// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/profilekeys.h"

#include <algorithm>

/// The kinds of rows that the table of keys is made of. Included by profilekeys.cpp alone.
namespace milepost::profilekeys {

using namespace Qt::StringLiterals;
using profilevalues::Parsed;

template <class T> using Rule = Parsed<T> (*)(const QString&);
template <class E> using Names = std::vector<std::pair<E, QString>>;

/// A rule's value goes through `assign`; its complaint goes up.
template <class T, class Assign> Parsed<void> assigned(Parsed<T> value, const Assign& assign) {
    if (!value)
        return std::unexpected(value.error());
    assign(std::move(*value));
    return {};
}

[[nodiscard]] inline Key textKey(KeyInfo info, QString Profile::*member, Rule<QString> rule) {
    return {std::move(info), JsonType::Text, [member](const Profile& p) { return p.*member; },
            [member, rule](Profile& p, const QString& text) {
                return assigned(rule(text), [&](QString value) { p.*member = std::move(value); });
            }};
}

[[nodiscard]] inline Key customKey(KeyInfo info, QString CloudEndpoints::*member, Rule<QString> rule) {
    return {std::move(info), JsonType::Text, [member](const Profile& p) { return p.custom.*member; },
            [member, rule](Profile& p, const QString& text) {
                return assigned(rule(text), [&](QString value) { p.custom.*member = std::move(value); });
            }};
}

[[nodiscard]] inline Key boolKey(KeyInfo info, bool Profile::*member) {
    info.allowed = u"true or false"_s;
    return {std::move(info), JsonType::Boolean,
            [member](const Profile& p) { return p.*member ? u"true"_s : u"false"_s; },
            [member](Profile& p, const QString& text) {
                return assigned(profilevalues::boolean(text), [&](bool value) { p.*member = value; });
            }};
}

[[nodiscard]] inline Key numberKey(KeyInfo info, std::optional<int> Profile::*member, int most) {
    info.allowed = u"a whole number from 0 to %1, or nothing"_s.arg(most);
    return {std::move(info), JsonType::Number,
            [member](const Profile& p) { return p.*member ? QString::number(*(p.*member)) : QString(); },
            [member, most](Profile& p, const QString& text) {
                const bool none = text.trimmed().compare(u"none"_s, Qt::CaseInsensitive) == 0;
                return assigned(profilevalues::wholeNumber(none ? QString() : text, most),
                                [&](std::optional<int> value) { p.*member = value; });
            }};
}

template <class E> [[nodiscard]] Key enumKey(KeyInfo info, E Profile::*member, const Names<E>& names) {
    QStringList words;
    for (const auto& [value, name] : names)
        words << name;
    info.allowed = words.join(u", "_s);
    info.defaultValue = words.first();
    const QString allowed = info.allowed;
    return {std::move(info), JsonType::Text,
            [member, names](const Profile& p) {
                const auto it =
                    std::ranges::find(names, p.*member, [](const auto& entry) { return entry.first; });
                return it == names.end() ? QString() : it->second;
            },
            [member, names, allowed](Profile& p, const QString& text) -> Parsed<void> {
                for (const auto& [value, name] : names)
                    if (name.compare(text.trimmed(), Qt::CaseInsensitive) == 0) {
                        p.*member = value;
                        return {};
                    }
                return std::unexpected(u"one of %1 is expected"_s.arg(allowed));
            }};
}

[[nodiscard]] inline Key withheld(Key key, bool (*needsIt)(const Profile&), const QString& what) {
    key.notYet = [needsIt, what](const Profile& p) { return needsIt(p) ? what : QString(); };
    return key;
}

[[nodiscard]] inline Key neverRepeated(Key key) {
    key.holdsSecretsByMistake = true;
    return key;
}

[[nodiscard]] inline Key listKey(KeyInfo info, QStringList Profile::*member, Rule<QStringList> rule) {
    return {std::move(info), JsonType::List, [member](const Profile& p) { return (p.*member).join(u','); },
            [member, rule](Profile& p, const QString& text) {
                return assigned(rule(text), [&](QStringList value) { p.*member = std::move(value); });
            }};
}

} // namespace milepost::profilekeys
