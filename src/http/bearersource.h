// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redacted.h"
#include "base/result.h"

#include <stop_token>

#include <QByteArray>
#include <QJsonObject>

namespace milepost {

/// Gives tokens for one service. graph and tracker see this, never a secret (design 1).
class BearerSource {
public:
    virtual ~BearerSource() = default;
    /// Runs on: pool threads (it may wait for the network and the keychain). One request in flight at most;
    /// callers that come meanwhile wait for the same token.
    [[nodiscard]] virtual Result<Redacted<QByteArray>> bearer(std::stop_token stop) = 0;
    /// The service refused this token (401): drop it, if it is still the current one, so that the next call
    /// gets another (graph-contract 1.2).
    virtual void reject(const Redacted<QByteArray>& token) = 0;
    /// What such a token says of itself, and for whom it was asked: members of Error::about, no secret.
    [[nodiscard]] virtual QJsonObject about(const Redacted<QByteArray>& token) const {
        Q_UNUSED(token)
        return {};
    }
};

} // namespace milepost
