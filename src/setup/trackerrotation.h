// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/trackerlogin.h"
#include "setup/rotation.h"

namespace milepost {

/// The tracker as the service for which a password is rotated: it is changed there by a person, and has one
/// password for an account at a time. A password is tried once, never again: more could lock the account
/// (tracker-contract 1.6).
class TrackerRotation final : public RotatedService {
public:
    struct Parts {
        Transport& transport;
        const Clock& clock;
        ExchangeSink* sink; ///< may be null
    };
    struct Options {
        QUrl trackerUrl;
        QString user;
        RetryPolicy retry;
    };
    TrackerRotation(Parts parts, Options options) : m_parts(parts), m_options(std::move(options)) {}

    [[nodiscard]] bool mayManage() const override { return false; }
    [[nodiscard]] Result<RotatedSecret> begin(const QString& name) override;
    [[nodiscard]] Result<void> publish(RotatedSecret& secret, std::stop_token stop) override;
    /// The tracker forgot it when the new one was set there.
    [[nodiscard]] Result<void> remove(const RotatedSecret& secret, std::stop_token stop) override;
    [[nodiscard]] RotatedSecret described(const Redacted<QString>& secret, std::stop_token stop) override;
    [[nodiscard]] Result<void> prove(const Redacted<QString>& secret, std::stop_token stop) override;
    [[nodiscard]] bool isUnknown(const Error& error) const override;
    [[nodiscard]] bool spreads() const override { return false; }

private:
    Parts m_parts;
    Options m_options;
};

} // namespace milepost
