// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/exchangesink.h"
#include "http/secretmask.h"
#include "storage/exchangelog.h"

#include <memory>
#include <mutex>
#include <set>

namespace milepost {

/// The door between the requests and their log (ADR 32): takes out what may not be kept, hands the rest to
/// the log, and everything as it is to the next listener. Thread-safe.
class ExchangeKeeper final : public ExchangeSink {
public:
    /// `next` outlives it; without a log nothing is kept.
    ExchangeKeeper(ExchangeSink& next, std::shared_ptr<ExchangeLog> log);

    void exchanged(const Exchange& exchange) override;
    /// Into the log alone: an exchange that nobody asked for by itself, whose requests are told one by one.
    void keep(const Exchange& exchange);
    void waiting(const PaceWait& wait) override { m_next.waiting(wait); }
    [[nodiscard]] bool wantsBodies() const override;
    void mustNotKeep(const Redacted<QByteArray>& secret) override;

private:
    [[nodiscard]] SecretMask mask();

    ExchangeSink& m_next;
    const std::shared_ptr<ExchangeLog> m_log;
    std::mutex m_mutex;
    SecretMask m_mask;
    std::set<QByteArray> m_known; ///< hashes: of a secret that is masked already
};

} // namespace milepost
