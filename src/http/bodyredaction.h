// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace milepost {

/// What is kept of a body at most, in bytes.
inline constexpr qsizetype k_mostOfABody = 16 * 1024;

/// A body as it may be kept for a time (ADR 32): in JSON and in forms the values of keys that sound like a
/// secret read ***, and so does whatever looks like a token; then it is cut. Secrets that are known by their
/// value are the caller's to take out first (SecretMask). Pure.
[[nodiscard]] QByteArray redactedBody(const QByteArray& body, qsizetype most = k_mostOfABody);

/// Tokens (three parts in base64url, the first of which is JSON) and "Bearer x" read ***, in any text.
[[nodiscard]] QString withoutTokens(QString text);

} // namespace milepost
