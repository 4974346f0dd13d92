// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/exchangesink.h"

namespace milepost {

/// Hears, while it lives, what the calls of its own thread exchanged: whose request id is the last. Watches
/// may be nested; the innermost hears. Runs on: the thread that made it, where it also ends.
class ExchangeWatch {
public:
    ExchangeWatch();
    ~ExchangeWatch();
    ExchangeWatch(const ExchangeWatch&) = delete;
    ExchangeWatch& operator=(const ExchangeWatch&) = delete;

    /// Of the service, of the last call that had one; "" before.
    [[nodiscard]] const QString& requestId() const { return m_requestId; }

    /// By whoever made a call, on its thread.
    static void note(const Exchange& exchange);

private:
    ExchangeWatch* m_outer;
    QString m_requestId;
};

} // namespace milepost
