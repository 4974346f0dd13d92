// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rawserver.h"

#include <QHostAddress>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>

namespace milepost::test {

using namespace Qt::StringLiterals;

struct RawServer::Connection {
    QTcpSocket* socket = nullptr;
    QByteArray buffer;
    int number = 0;
    int requests = 0;
};

Answer answer(int status, const QByteArray& body, const QByteArray& moreHeaders) {
    return {"HTTP/1.1 " + QByteArray::number(status) + " Said\r\nContent-Length: " +
            QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" + body};
}

Answer json(int status, const QByteArray& body, const QByteArray& moreHeaders) {
    return answer(status, body, "Content-Type: application/json\r\n" + moreHeaders);
}

Answer closeSilently() { return {{}, Answer::After::Close}; }

Answer neverAnswer() { return {}; }

RawServer::RawServer(Handler handler, std::optional<QSslConfiguration> tls)
    : m_handler(std::move(handler)),
      m_tls(std::move(tls)) {
    m_context.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_context, [this] { open(); }, Qt::BlockingQueuedConnection);
}

RawServer::~RawServer() {
    QMetaObject::invokeMethod(
        &m_context, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void RawServer::open() {
    if (m_tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*m_tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, &m_context,
                     [this] { welcome(); });
    m_server->listen(QHostAddress::LocalHost);
    m_port = m_server->serverPort();
}

void RawServer::welcome() {
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        const auto connection = std::make_shared<Connection>();
        connection->socket = socket;
        {
            const std::scoped_lock lock(m_mutex);
            connection->number = ++m_connections;
        }
        QObject::connect(socket, &QTcpSocket::readyRead, socket,
                         [this, connection] { readFrom(connection); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        readFrom(connection);
    }
}

void RawServer::readFrom(const std::shared_ptr<Connection>& connection) {
    QByteArray& buffer = connection->buffer;
    buffer += connection->socket->readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    Seen request;
    const QList<QByteArray> lines = buffer.left(end).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.add(line.left(colon), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("Content-Length").toLongLong();
    if (buffer.size() < end + 4 + length)
        return;
    request.body = buffer.mid(end + 4, length);
    buffer.remove(0, end + 4 + length);
    request.connection = connection->number;
    request.onConnection = ++connection->requests;
    {
        const std::scoped_lock lock(m_mutex);
        m_seen.push_back(request);
        m_mostAtOnce = std::max(m_mostAtOnce, ++m_open);
    }
    const Answer what = m_handler(request);
    if (what.delay.count() == 0)
        reply(connection, what);
    else
        QTimer::singleShot(what.delay, connection->socket,
                           [this, connection, what] { reply(connection, what); });
}

void RawServer::reply(const std::shared_ptr<Connection>& connection, const Answer& what) {
    {
        const std::scoped_lock lock(m_mutex);
        --m_open;
    }
    connection->socket->write(what.bytes);
    if (what.after == Answer::After::Close) {
        connection->socket->disconnectFromHost(); // after what was written
    } else if (what.after == Answer::After::Reset) {
        connection->socket->flush();
        connection->socket->abort();
    }
}

QString RawServer::root() const {
    return (m_tls ? u"https://localhost:"_s : u"http://127.0.0.1:"_s) + QString::number(m_port);
}

QUrl RawServer::url(const QByteArray& target) const {
    return QUrl::fromEncoded(root().toLatin1() + target, QUrl::StrictMode);
}

std::vector<Seen> RawServer::seen() const {
    const std::scoped_lock lock(m_mutex);
    return m_seen;
}

int RawServer::connections() const {
    const std::scoped_lock lock(m_mutex);
    return m_connections;
}

int RawServer::mostAtOnce() const {
    const std::scoped_lock lock(m_mutex);
    return m_mostAtOnce;
}

} // namespace milepost::test
