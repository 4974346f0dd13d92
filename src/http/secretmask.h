// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/redacted.h"

#include <vector>

#include <QByteArray>

namespace milepost {

/// Takes the secrets of a request out of what was answered to it (law 10): a gateway may print the request
/// that it refuses. A value. Secrets of fewer than four bytes are left alone: they are parts of words, and
/// stars in their places would spell them.
class SecretMask {
public:
    SecretMask() = default;
    explicit SecretMask(const std::vector<Redacted<QByteArray>>& secrets);

    /// UTF-8. It is found as it is, and as a form, JSON and a web page write it.
    void add(const Redacted<QByteArray>& secret);

    [[nodiscard]] QByteArray applied(QByteArray text) const;
    /// In code, message, request id and detail, and in what is known beside them.
    void applyTo(Error& error) const;

private:
    Redacted<std::vector<QByteArray>> m_spellings;
};

} // namespace milepost
