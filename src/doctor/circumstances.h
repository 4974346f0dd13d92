// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

namespace milepost::doctor {

/// What was found out beside a failure, as cli.md "Input of diagnose" names it: every part may be absent, and
/// may be written in more than one way (200, "200", "403 ErrorAccessDenied", "ok"). A value; never throws.
class Circumstances {
public:
    Circumstances() = default;
    explicit Circumstances(QJsonObject json) : m_json(std::move(json)) {}

    [[nodiscard]] bool has(QLatin1StringView key) const;
    /// The HTTP status that a call gave; 200 and 403 for words that say so. Nothing when it was not made.
    [[nodiscard]] std::optional<int> status(QLatin1StringView key) const;
    [[nodiscard]] std::optional<bool> flag(QLatin1StringView key) const;
    [[nodiscard]] QString text(QLatin1StringView key) const; ///< "" when absent
    [[nodiscard]] std::optional<double> number(QLatin1StringView key) const;
    [[nodiscard]] QStringList list(QLatin1StringView key) const; ///< of strings; one string is a list of one
    [[nodiscard]] QDateTime time(QLatin1StringView key) const;   ///< UTC; invalid when absent

    /// Claims of the token that was sent.
    [[nodiscard]] bool hasToken() const;
    [[nodiscard]] bool hasClaim(QLatin1StringView name) const; ///< it is named, be it as null
    [[nodiscard]] QString claim(QLatin1StringView name) const; ///< "" when absent or null
    [[nodiscard]] QDateTime claimTime(QLatin1StringView name) const;
    /// Nothing where nobody looked; an empty list where the token holds none.
    [[nodiscard]] std::optional<QStringList> roles() const;

private:
    QJsonObject m_json;
};

} // namespace milepost::doctor
