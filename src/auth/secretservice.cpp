// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretservice.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace milepost {

using namespace Qt::StringLiterals;
using Collection = KeychainBackend::Collection;

#ifdef Q_OS_LINUX

namespace {

constexpr int k_patienceMs = 5000;
const QString k_service = u"org.freedesktop.secrets"_s;

/// Calls and hands over the reply; the watcher deletes itself. One completion, whatever comes.
template <class Reply> void ask(const QDBusMessage& message, std::function<void(const Reply&)> then) {
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, k_patienceMs));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, then = std::move(then)] {
        const Reply reply = *watcher;
        watcher->deleteLater();
        then(reply);
    });
}

void askWhetherLocked(const QString& path, std::function<void(Collection)> done) {
    QDBusMessage message =
        QDBusMessage::createMethodCall(k_service, path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    using Reply = QDBusPendingReply<QDBusVariant>;
    ask<Reply>(message, [done = std::move(done)](const Reply& reply) {
        if (reply.isError())
            done(Collection::Absent);
        else
            done(reply.value().variant().toBool() ? Collection::Locked : Collection::Unlocked);
    });
}

} // namespace

void askSecretService(std::function<void(Collection)> done) {
    if (!QDBusConnection::sessionBus().isConnected()) {
        done(Collection::NoService);
        return;
    }
    QDBusMessage message = QDBusMessage::createMethodCall(
        k_service, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s);
    message << u"default"_s;
    using Reply = QDBusPendingReply<QDBusObjectPath>;
    ask<Reply>(message, [done = std::move(done)](const Reply& reply) {
        if (reply.isError())
            done(Collection::NoService);
        else if (reply.value().path() == "/"_L1) // the service's word for "none"
            done(Collection::Absent);
        else
            askWhetherLocked(reply.value().path(), done);
    });
}

#else

void askSecretService(std::function<void(Collection)> done) { done(Collection::Unlocked); }

#endif

} // namespace milepost
