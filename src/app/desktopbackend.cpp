// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktopbackend.h"

#include "app/journalorigins.h"
#include "auth/secretstores.h"
#include "base/futures.h"
#include "cli/profilesecrets.h"
#include "domain/profileschema.h"
#include "storage/journal.h"

#include <QThread>
#include <QTimeZone>

namespace milepost {

using namespace Qt::StringLiterals;

DesktopBackend::StoreMaker DesktopBackend::systemStores(std::shared_ptr<UnlockWait> unlock) {
    return [unlock = std::move(unlock)](const QString& source) {
        KeychainSecretStore::Options keychain;
        keychain.unlock = unlock;
        return makeSecretStore(source, QProcessEnvironment::systemEnvironment(), std::move(keychain));
    };
}

DesktopBackend::DesktopBackend(Paths paths, StoreMaker makeStore, std::shared_ptr<UnlockWait> unlock,
                               PageOpener openPage)
    : m_profiles(std::move(paths)),
      m_unlock(unlock ? std::move(unlock) : std::make_shared<UnlockWait>()),
      m_makeStore(makeStore ? std::move(makeStore) : systemStores(m_unlock)),
      m_openPage(openPage ? std::move(openPage) : systemBrowser()),
      m_workspaces(m_clock) {}

DesktopBackend::~DesktopBackend() { m_tasks.finish(); }

QFuture<void> DesktopBackend::shutDown() {
    m_tasks.requestStop();
    const auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    QThread* closer = QThread::create([this, promise] {
        m_tasks.finish();
        m_workspaces.forgetAll();
        {
            const std::scoped_lock lock(m_mutex);
            m_sandbox.reset();
        }
        promise->finish();
    });
    QObject::connect(closer, &QThread::finished, closer, &QObject::deleteLater);
    closer->start();
    return promise->future();
}

std::shared_ptr<SandboxHost> DesktopBackend::sandbox() const {
    const std::scoped_lock lock(m_mutex);
    return m_sandbox;
}

bool DesktopBackend::isSandboxName(const QString& name) const {
    const auto host = sandbox();
    return host && host->profileName().compare(name, Qt::CaseInsensitive) == 0;
}

ProfileStore DesktopBackend::filesOf(const QString& profile) const {
    return isSandboxName(profile) ? sandbox()->profiles() : m_profiles;
}

std::shared_ptr<ExchangeLog> DesktopBackend::logOf(const Profile& profile) {
    return m_logs.of(filesOf(profile.name).paths().exchangeLog(profile.name));
}

Result<SecretStore*> DesktopBackend::storeFor(const Profile& profile) {
    Q_ASSERT(onMainThread());
    if (isSandboxName(profile.name))
        return &sandbox()->secrets();
    const QString source = valueText(profile, u"secretSource"_s);
    const bool isNamed = cli::isNamedSource(profile.secretSource);
    const std::pair place(isNamed ? profile.name : QString(), source);
    if (const auto known = m_stores.find(place); known != m_stores.end())
        return known->second.get();
    auto made = m_makeStore(source);
    if (!made)
        return std::unexpected(made.error());
    if (isNamed)
        made = std::make_unique<BoundSecretStore>(std::move(*made),
                                                  std::make_unique<JournalOrigins>(originsOf(profile)));
    return (m_stores[place] = std::move(*made)).get();
}

Result<std::shared_ptr<SecretStore>> DesktopBackend::storeFor(const Draft& draft) {
    if (isSandboxName(draft.profile.name) || !cli::isNamedSource(draft.profile.secretSource)) {
        const auto store = storeFor(draft.profile);
        if (!store)
            return std::unexpected(store.error());
        return std::shared_ptr<SecretStore>(*store, [](SecretStore*) {}); // lives as long as this
    }
    auto source = m_makeStore(valueText(draft.profile, u"secretSource"_s));
    if (!source)
        return std::unexpected(source.error());
    return std::make_shared<BoundSecretStore>(
        std::move(*source), std::make_unique<DraftOrigins>(originsOf(draft.profile), draft.confirmed));
}

JournalOrigins DesktopBackend::originsOf(const Profile& profile) const {
    return {filesOf(profile.name).paths().database(profile.name), m_clock};
}

Result<DesktopBackend::Place> DesktopBackend::placeOf(const Profile& profile) {
    const auto store = storeFor(profile);
    if (!store)
        return std::unexpected(store.error());
    return Place{filesOf(profile.name), *store};
}

Result<std::shared_ptr<SandboxHost>> DesktopBackend::startedSandbox() {
    if (auto running = sandbox())
        return running;
    QString name = u"Sandbox"_s;
    for (int number = 2; m_profiles.exists(name); ++number)
        name = u"Sandbox %1"_s.arg(number);
    auto started = SandboxHost::start(name);
    if (started) {
        const std::scoped_lock lock(m_mutex);
        m_sandbox = *started;
    }
    return started;
}

QFuture<Result<Profile>> DesktopBackend::startSandbox() {
    // A lane, so that two wishes start one sandbox. No profile's name holds a slash.
    return m_tasks.runInLane<Result<Profile>>(u"/sandbox"_s, [this]() -> Result<Profile> {
        if (m_tasks.token().stop_requested())
            return std::unexpected(cancelled());
        const auto host = startedSandbox();
        if (!host)
            return std::unexpected(host.error());
        return (*host)->profile();
    });
}

} // namespace milepost
