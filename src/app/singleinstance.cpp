// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/singleinstance.h"

#include "base/clock.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// One line, a name of at most 64 letters; anything longer is nothing of ours.
constexpr qint64 k_mostBytes = 1024;
constexpr int k_patience = 5000; // milliseconds
constexpr std::chrono::milliseconds k_pause{20};

QString prepared(const QString& folder) {
    QDir().mkpath(folder);
    return QDir(folder).canonicalPath();
}

/// Short: the path of a socket is limited to about 100 bytes.
QString socketName(const QString& folder) {
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex();
    return u"milepost-"_s + QString::fromLatin1(hash.left(24));
}

} // namespace

SingleInstance::SingleInstance(const QString& folder, QObject* parent)
    : QObject(parent),
      m_name(socketName(prepared(folder))),
      m_lock(folder + u"/window.lock"_s) {
    m_lock.setStaleLockTime(0); // held as long as its process lives, however long that is
    m_isFirst = m_lock.tryLock(0) || m_lock.error() != QLockFile::LockFailedError;
    if (m_isFirst)
        listen();
}

void SingleInstance::listen() {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::answer);
    QLocalServer::removeServer(m_name); // of a window that crashed: the lock says that nobody listens
    m_server.listen(m_name);
}

void SingleInstance::answer() {
    while (QLocalSocket* caller = m_server.nextPendingConnection()) {
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        const auto read = [this, caller] {
            if (caller->canReadLine()) {
                emit called(QString::fromUtf8(caller->readLine(k_mostBytes)).trimmed());
                caller->write("ok\n");
                caller->disconnectFromServer();
            } else if (caller->bytesAvailable() > k_mostBytes) {
                caller->abort();
            }
        };
        connect(caller, &QLocalSocket::readyRead, this, read);
        read();
    }
}

bool SingleInstance::callFirst(const QString& profile) const {
    QLocalSocket socket;
    const QDeadlineTimer patience(k_patience);
    // A window that is just starting holds the lock a moment before it listens.
    for (socket.connectToServer(m_name); !socket.waitForConnected(k_patience);
         socket.connectToServer(m_name)) {
        if (patience.hasExpired())
            return false;
        (void)SystemClock().sleep(k_pause, {});
    }
    socket.write(profile.toUtf8() + '\n');
    return socket.waitForReadyRead(k_patience) && socket.readLine(k_mostBytes) == "ok\n";
}

} // namespace milepost
