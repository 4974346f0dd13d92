// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/httpmessage.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <QSslConfiguration>
#include <QTcpServer>
#include <QThread>
#include <QUrl>

namespace milepost::test {

/// What a raw server read.
struct Seen {
    QByteArray method;
    QByteArray target; ///< byte for byte
    HttpHeaders headers;
    QByteArray body;
    int connection = 0;   ///< counts from 1
    int onConnection = 0; ///< requests on that connection so far, this one included
};

/// What it does then.
struct Answer {
    enum class After { KeepOpen, Close, Reset };
    QByteArray bytes; ///< the whole answer, or a part of one, or nothing
    After after = After::KeepOpen;
    std::chrono::milliseconds delay{0};
};

[[nodiscard]] Answer answer(int status, const QByteArray& body, const QByteArray& moreHeaders = {});
[[nodiscard]] Answer json(int status, const QByteArray& body, const QByteArray& moreHeaders = {});
[[nodiscard]] Answer closeSilently();
[[nodiscard]] Answer neverAnswer();

/// An HTTP/1.1 server of a few lines on 127.0.0.1, in a thread of its own, that shows every byte and does
/// whatever a test asks for: real services and proxies misbehave in ways that no library server offers.
class RawServer {
public:
    using Handler = std::function<Answer(const Seen&)>; ///< runs in the server's thread

    explicit RawServer(Handler handler, std::optional<QSslConfiguration> tls = std::nullopt);
    ~RawServer();
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString root() const; ///< http://127.0.0.1:port, or https://localhost:port
    [[nodiscard]] QUrl url(const QByteArray& target) const;
    [[nodiscard]] std::vector<Seen> seen() const;
    [[nodiscard]] size_t count() const { return seen().size(); }
    [[nodiscard]] int connections() const;
    /// The most requests that stood unanswered at one time.
    [[nodiscard]] int mostAtOnce() const;

private:
    struct Connection;
    void open();
    void welcome();
    void readFrom(const std::shared_ptr<Connection>& connection);
    void reply(const std::shared_ptr<Connection>& connection, const Answer& what);

    Handler m_handler;
    std::optional<QSslConfiguration> m_tls;
    QThread m_thread;
    QObject m_context; ///< lives in m_thread
    std::unique_ptr<QTcpServer> m_server;
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    std::vector<Seen> m_seen;
    int m_connections = 0;
    int m_open = 0;
    int m_mostAtOnce = 0;
};

} // namespace milepost::test
