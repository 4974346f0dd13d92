// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <optional>

#include <QStringList>

namespace milepost::keychain {

/// Windows takes 2,560 bytes in one entry (style 7.6).
inline constexpr qsizetype k_chunkBytes = 2048;

/// How a secret lies in the keychain: in its head when it is short, else in numbered chunks. Each writing has
/// a generation of its own, so that the old secret stays whole until the new head stands.
struct Head {
    QString generation; ///< "" when the text is inside
    int chunks = 0;
    QString text;
    friend bool operator==(const Head&, const Head&) = default;
};

/// "milepost/<profile>/<purpose>/<origin>", each part percent-encoded. On Windows it is the whole target.
[[nodiscard]] QString entryName(const SecretKey& key);
[[nodiscard]] QString chunkName(const QString& entry, const QString& generation, int number);

[[nodiscard]] QString toText(const Head& head);
/// Nothing when it is not of our making.
[[nodiscard]] std::optional<Head> headFrom(const QString& text);

/// Pieces of at most k_chunkBytes in UTF-8, cut between characters; none when the text fits into the head.
[[nodiscard]] QStringList chunksOf(const QString& secret);

} // namespace milepost::keychain
