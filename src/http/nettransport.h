// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/transport.h"

#include <memory>
#include <mutex>

#include <QThread>

namespace milepost {

class NetWorker;

/// Transport over the one QNetworkAccessManager, which lives in a thread of its own ("net"). TLS errors are
/// never ignored; plain http is refused for anything but loopback; HTTP/2 is off (style 7.1).
class NetTransport final : public Transport {
public:
    struct Options {
        QString caFile; ///< PEM file trusted in addition to the system's roots; "" for none
        QString proxy;  ///< URL of a forward proxy without password; "" for the system's setting
        QString proxyPassword;
    };

    /// Result: an Error of kind Config when the CA file cannot be read or holds no certificate.
    [[nodiscard]] static Result<std::unique_ptr<NetTransport>> create(const Options& options);
    /// Aborts what is under way, completes every future, joins the thread.
    ~NetTransport() override;

    [[nodiscard]] QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override;

private:
    explicit NetTransport(std::unique_ptr<NetWorker> worker);

    QThread m_thread;
    std::unique_ptr<NetWorker> m_worker; ///< lives in m_thread
    std::mutex m_mutex;
    bool m_isClosed = false;
};

} // namespace milepost
