// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <compare>

#include <QHashFunctions>
#include <QString>

namespace milepost {

/// A text id that cannot be swapped with another kind of id.
template <class Tag> struct Id {
    QString value;

    friend bool operator==(const Id&, const Id&) = default;
    friend std::strong_ordering operator<=>(const Id& a, const Id& b) {
        return a.value.compare(b.value) <=> 0; // QString has no <=> in Qt 6.4
    }
    friend size_t qHash(const Id& id, size_t seed = 0) { return ::qHash(id.value, seed); }
    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
};

} // namespace milepost
