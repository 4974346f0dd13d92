// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/hostprobe.h"

#include "base/futures.h"

#include <chrono>
#include <functional>
#include <utility>

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto k_patience = 10s;

template <class T> using Answer = std::function<void(Result<T>)>;

/// Asks in a thread of its own, where look-ups and sockets are told what came of them: the first answer, the
/// end of patience or stop counts. What is under way goes with the thread.
template <class T>
Result<T> askInThread(const std::function<void(QObject*, const Answer<T>&)>& begin, const Error& late,
                      const std::stop_token& stop) {
    QThread thread;
    auto* home = new QObject;
    home->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, home, &QObject::deleteLater);
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const auto isOver = std::make_shared<bool>(false);
    const Answer<T> answer = [promise, isOver](Result<T> result) {
        if (std::exchange(*isOver, true))
            return;
        promise->addResult(std::move(result));
        promise->finish();
    };
    thread.start();
    QMetaObject::invokeMethod(home, [&begin, home, answer, late] {
        QTimer::singleShot(k_patience, home, [answer, late] { answer(std::unexpected(late)); });
        begin(home, answer);
    });
    Result<T> result = [&] {
        const std::stop_callback<std::function<void()>> stopper(stop, [home, answer] {
            QMetaObject::invokeMethod(home, [answer] { answer(std::unexpected(cancelled())); });
        });
        return await(promise->future());
    }();
    thread.quit();
    thread.wait();
    return result;
}

Error offline(const QString& detail, const QString& code) {
    return makeError(Error::Kind::Offline, Error::Stage::Transport, detail, code);
}

Result<QStringList> addressesOf(const QHostInfo& info, const QString& name) {
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
        return std::unexpected(offline(u"%1: %2"_s.arg(name, info.errorString()), u"dns-failure"_s));
    QStringList addresses;
    for (const QHostAddress& address : info.addresses())
        addresses << address.toString();
    return addresses;
}

void connectTo(const QString& name, quint16 port, QObject* home, const Answer<QString>& answer) {
    auto* socket = new QTcpSocket(home);
    socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    QObject::connect(socket, &QTcpSocket::connected, home, [socket, answer] {
        answer(u"%1:%2"_s.arg(socket->peerAddress().toString()).arg(socket->peerPort()));
        socket->abort();
    });
    QObject::connect(socket, &QTcpSocket::errorOccurred, home,
                     [socket, answer, name, port](QAbstractSocket::SocketError error) {
                         const bool isName = error == QAbstractSocket::HostNotFoundError;
                         answer(std::unexpected(
                             offline(u"%1:%2: %3"_s.arg(name, QString::number(port), socket->errorString()),
                                     isName ? u"dns-failure"_s : u"connect-failed"_s)));
                     });
    socket->connectToHost(name, port);
}

} // namespace

Result<QStringList> resolveHost(const QString& name, std::stop_token stop) {
    if (const QHostAddress address(name); !address.isNull())
        return QStringList{address.toString()};
    return askInThread<QStringList>(
        [&name](QObject* home, const Answer<QStringList>& answer) {
            QHostInfo::lookupHost(name, home,
                                  [name, answer](const QHostInfo& info) { answer(addressesOf(info, name)); });
        },
        offline(u"%1: the name service does not answer"_s.arg(name), u"dns-failure"_s), stop);
}

Result<QString> reachHost(const QString& name, quint16 port, std::stop_token stop) {
    Error late = offline(u"%1: no answer within 10 seconds"_s.arg(name), u"connect-failed"_s);
    late.kind = Error::Kind::Timeout;
    return askInThread<QString>(
        [&name, port](QObject* home, const Answer<QString>& answer) { connectTo(name, port, home, answer); },
        late, stop);
}

} // namespace milepost
