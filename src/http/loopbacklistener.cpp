// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/loopbacklistener.h"

#include <vector>

#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_mostHeadBytes = 32 * 1024; // a redirect carries a code of some thousand letters
constexpr int k_mostConnections = 32;
constexpr int k_silenceMilliseconds = 30'000;
constexpr int k_ports = 20; // tried until one is free on both addresses

/// Whether the browser's other address can be listened on at all.
bool hasNoSuchAddress(const QTcpServer& server) {
    return server.serverError() == QAbstractSocket::SocketAddressNotAvailableError ||
           server.serverError() == QAbstractSocket::UnsupportedSocketOperationError;
}

QByteArray answerOf(const LoopbackListener::Page& page) {
    const QByteArray reason = page.status == 200 ? "OK" : "Refused";
    return "HTTP/1.1 " + QByteArray::number(page.status) + ' ' + reason +
           "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " +
           QByteArray::number(page.html.size()) +
           "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
           "X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'\r\n\r\n" +
           page.html;
}

} // namespace

/// Lives in its thread; made and unmade there.
struct LoopbackListener::Server {
    Handler handler;
    QThread thread;
    QObject context;
    std::vector<std::unique_ptr<QTcpServer>> sockets;
    quint16 port = 0;
    int connections = 0;

    bool listen();
    void welcome(QTcpServer& server);
    void readFrom(QTcpSocket& socket, const std::shared_ptr<QByteArray>& head) const;
};

bool LoopbackListener::Server::listen() {
    for (int attempt = 0; attempt < k_ports; ++attempt) {
        auto four = std::make_unique<QTcpServer>();
        auto six = std::make_unique<QTcpServer>();
        if (!four->listen(QHostAddress::LocalHost, 0))
            return false;
        const bool isOnBoth = six->listen(QHostAddress::LocalHostIPv6, four->serverPort());
        if (!isOnBoth && !hasNoSuchAddress(*six))
            continue; // somebody has this port there
        port = four->serverPort();
        sockets.push_back(std::move(four));
        if (isOnBoth)
            sockets.push_back(std::move(six));
        for (const auto& server : sockets)
            QObject::connect(server.get(), &QTcpServer::newConnection, &context,
                             [this, raw = server.get()] { welcome(*raw); });
        return true;
    }
    return false;
}

void LoopbackListener::Server::welcome(QTcpServer& server) {
    while (QTcpSocket* socket = server.nextPendingConnection()) {
        if (connections >= k_mostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++connections;
        const auto head = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::readyRead, &context,
                         [this, socket, head] { readFrom(*socket, head); });
        QObject::connect(socket, &QTcpSocket::disconnected, &context, [this, socket] {
            --connections;
            socket->deleteLater();
        });
        QTimer::singleShot(k_silenceMilliseconds, socket, [socket] { socket->abort(); });
        if (socket->bytesAvailable() > 0)
            readFrom(*socket, head);
    }
}

void LoopbackListener::Server::readFrom(QTcpSocket& socket, const std::shared_ptr<QByteArray>& head) const {
    *head += socket.read(k_mostHeadBytes + 1 - head->size());
    if (head->size() > k_mostHeadBytes) {
        socket.abort();
        return;
    }
    if (!head->contains("\r\n\r\n"))
        return;
    const QList<QByteArray> words = head->left(head->indexOf("\r\n")).split(' ');
    const bool isGet = words.size() == 3 && words.at(0) == "GET" && words.at(1).startsWith('/');
    socket.write(answerOf(isGet ? handler(words.at(1)) : Page{405, {}}));
    socket.flush(); // whoever waited for the request may end this at once, and the page is to be seen
    head->clear();
    QObject::disconnect(&socket, &QTcpSocket::readyRead, nullptr, nullptr);
    socket.disconnectFromHost();
}

LoopbackListener::LoopbackListener() : m_server(std::make_unique<Server>()) {}

Result<std::unique_ptr<LoopbackListener>> LoopbackListener::open(Handler handler) {
    std::unique_ptr<LoopbackListener> listener(new LoopbackListener);
    Server& server = *listener->m_server;
    server.handler = std::move(handler);
    server.context.moveToThread(&server.thread);
    server.thread.start();
    bool isListening = false;
    QMetaObject::invokeMethod(
        &server.context, [&] { isListening = server.listen(); }, Qt::BlockingQueuedConnection);
    if (!isListening)
        return std::unexpected(makeError(Error::Kind::Offline, Error::Stage::Consent,
                                         u"no port of this computer could be listened on"_s,
                                         u"listen-failed"_s));
    return listener;
}

LoopbackListener::~LoopbackListener() {
    QMetaObject::invokeMethod(
        &m_server->context, [this] { m_server->sockets.clear(); }, Qt::BlockingQueuedConnection);
    m_server->thread.quit();
    m_server->thread.wait();
}

quint16 LoopbackListener::port() const { return m_server->port; }

} // namespace milepost
