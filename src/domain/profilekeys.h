// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/profileschema.h"
#include "domain/profilevalues.h"

#include <functional>

namespace milepost::profilekeys {

/// How a value is written in JSON: a list from a text with commas, a number or null from one of digits.
enum class JsonType { Text, Boolean, Number, List };

/// One row of the table: everything that is to be known about a key.
struct Key {
    KeyInfo info;
    JsonType type = JsonType::Text;
    std::function<QString(const Profile&)> text;
    /// Puts the value in, or says what is wrong with it.
    std::function<profilevalues::Parsed<void>(Profile&, const QString&)> put;
    /// Why this version cannot honour the value that stands; "" when it can.
    std::function<QString(const Profile&)> notYet = [](const Profile&) { return QString(); };
    bool holdsSecretsByMistake = false; ///< a wrong value is never repeated in an error
};

[[nodiscard]] const std::vector<Key>& table();
[[nodiscard]] const Key* find(const QString& name);

} // namespace milepost::profilekeys
