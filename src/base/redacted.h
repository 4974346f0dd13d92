// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <utility>

#include <QDebug>

namespace milepost {

/// Holds a secret (law 10). It prints as *** and gives its value only to a caller that says reveal(), so that
/// a search for that word finds every place where a secret is used.
template <class T> class Redacted {
public:
    Redacted() = default;
    explicit Redacted(T value) : m_value(std::move(value)) {}

    [[nodiscard]] const T& reveal() const { return m_value; }
    [[nodiscard]] bool isEmpty() const { return m_value.isEmpty(); }

    friend bool operator==(const Redacted&, const Redacted&) = default;
    friend QDebug operator<<(QDebug debug, const Redacted&) { return debug << "***"; }

private:
    T m_value{};
};

} // namespace milepost
