// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "http/exchangesink.h"
#include "http/transport.h"

#include <functional>
#include <memory>

namespace milepost {

/// Breadth across mailboxes (design 4): while few requests are under way each goes by itself; what comes when
/// all connections are taken waits for the next free one, and goes with up to 19 others as one $batch. Each
/// caller sees its own answer, as if it had been alone: the pace of a mailbox and the count of its requests
/// stay with the lanes above.
class BatchingTransport final : public Transport {
public:
    /// One less than Qt opens to a host, so that what cannot be batched needs not wait.
    static constexpr int k_connections = 5;

    /// Hears of each $batch that was made here: those whose requests it carried are told of these alone.
    /// Without bodies. On the net thread.
    struct Hearing {
        const Clock& clock; ///< outlives it
        std::function<void(const Exchange&)> heard;
    };

    /// `network` outlives it. `graphRoot` without /v1.0; requests to anything else go straight on.
    BatchingTransport(Transport& network, const QString& graphRoot,
                      std::optional<Hearing> hearing = std::nullopt);
    /// What still waits is cancelled.
    ~BatchingTransport() override;

    [[nodiscard]] QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override;

private:
    class Desk;
    Transport& m_network;
    QByteArray m_root;
    std::shared_ptr<Desk> m_desk; ///< outlives us while answers are on their way
};

} // namespace milepost
