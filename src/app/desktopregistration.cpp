// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that an admin signs in for.

#include "app/desktopbackend.h"
#include "app/draftworkspace.h"
#include "base/futures.h"

#include <QCoreApplication>
#include <QDesktopServices>

namespace milepost {

namespace {

/// Asked of main, awaited here.
struct Opening {
    std::mutex mutex;
    std::condition_variable_any isDone;
    std::optional<bool> isOpened;
};

RegistrationWish wishFor(const Profile& profile, const RegistrationOrder& order) {
    const CloudEndpoints cloud = profile.endpoints();
    RegistrationWish wish;
    wish.token.profile = profile.name;
    wish.token.authority = QUrl(cloud.authority);
    wish.token.tenantId = profile.tenantId;
    wish.token.scope = cloud.tokenScope;
    wish.token.customGraphRoot = profile.cloud == Cloud::Custom ? QUrl(cloud.graphRoot) : QUrl();
    wish.token.credential = order.credential;
    wish.graphRoot = cloud.graphRoot;
    wish.displayName = order.displayName;
    wish.roleIds = order.roleIds;
    return wish;
}

ConsentWish wishFor(const Profile& profile, bool again) {
    const CloudEndpoints cloud = profile.endpoints();
    ConsentWish wish{QUrl(cloud.authority),
                     profile.tenantId,
                     profile.clientId,
                     cloud.tokenScope,
                     {},
                     profile.mailbox,
                     again};
    for (const GraphPermission& permission : graphPermissions())
        if (permission.isNeeded)
            wish.roles << QString::fromLatin1(permission.name);
    return wish;
}

template <class Outcome> Outcome failedWith(const Error& error) {
    Outcome outcome;
    outcome.error = error;
    return outcome;
}

template <class Outcome> QFuture<Outcome> readyWith(Outcome outcome) {
    QPromise<Outcome> promise;
    promise.start();
    promise.addResult(std::move(outcome));
    promise.finish();
    return promise.future();
}

} // namespace

DesktopBackend::PageOpener DesktopBackend::systemBrowser() {
    return [](const QUrl& page) { return QDesktopServices::openUrl(page); };
}

BrowserOpener DesktopBackend::browser() const {
    return [open = m_openPage](const QUrl& page, std::stop_token stop) {
        const auto opening = std::make_shared<Opening>();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [opening, open, page] {
                const bool isOpened = open(page);
                const std::scoped_lock lock(opening->mutex);
                opening->isOpened = isOpened;
                opening->isDone.notify_all();
            },
            Qt::QueuedConnection);
        std::unique_lock lock(opening->mutex);
        return opening->isDone.wait(lock, std::move(stop), [&] { return opening->isOpened.has_value(); }) &&
               *opening->isOpened;
    };
}

QFuture<RegistrationOutcome> DesktopBackend::createRegistration(const Draft& draft,
                                                                const RegistrationOrder& order,
                                                                std::shared_ptr<AdminFeed> feed,
                                                                std::stop_token stop) {
    const auto store = storeFor(draft);
    if (!store)
        return readyWith(failedWith<RegistrationOutcome>(store.error()));
    // In the lane: while the stored secret becomes another app's, no run may use it.
    return m_tasks.runInLane<RegistrationOutcome>(
        draft.profile.name, [this, draft, order, feed, stop, store = *store] {
            const EitherStop either(stop, m_tasks.token());
            const auto workspace = DraftWorkspace::open(draft, filesOf(draft.profile.name).paths(), *store,
                                                        m_clock, either.token(), logOf(draft.profile));
            if (!workspace)
                return failedWith<RegistrationOutcome>(workspace.error());
            const ProbeClients clients = (*workspace)->clients();
            AdminRegistration::Parts parts{clients.transport, *store, m_clock, clients.sink,
                                           browser(),         {},     {},      {}};
            parts.prompt = [feed](const SignInPrompt& prompt) { feed->prompted(prompt); };
            parts.signedIn = [feed](const QString& account) { feed->signedIn(account); };
            parts.tell = [feed](const RegistrationProgress& progress) { feed->made(progress); };
            auto outcome = AdminRegistration(parts).make(
                {wishFor(draft.profile, order), draft.profile.publicClientId, order.way}, either.token());
            m_workspaces.forget(draft.profile.name);
            return outcome;
        });
}

QFuture<ConsentOutcome> DesktopBackend::grantConsent(const Draft& draft, bool again,
                                                     std::shared_ptr<AdminFeed> feed, std::stop_token stop) {
    const auto store = storeFor(draft);
    if (!store)
        return readyWith(failedWith<ConsentOutcome>(store.error()));
    return m_tasks.run<ConsentOutcome>([this, draft, again, feed, stop, store = *store] {
        const EitherStop either(stop, m_tasks.token());
        const auto workspace = DraftWorkspace::open(draft, filesOf(draft.profile.name).paths(), *store,
                                                    m_clock, either.token(), logOf(draft.profile));
        if (!workspace)
            return failedWith<ConsentOutcome>(workspace.error());
        const ProbeClients clients = (*workspace)->clients();
        const auto tell = [feed](const ConsentProgress& progress) { feed->consented(progress); };
        auto outcome =
            ConsentFlow({clients.entra, clients.graph, clients.directory, m_clock, browser(), tell})
                .grant(wishFor(draft.profile, again), either.token());
        m_workspaces.forget(draft.profile.name); // its token is older than what was granted
        return outcome;
    });
}

} // namespace milepost
