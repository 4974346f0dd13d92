// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ctlenvironment.h"

#include "app/compositionroot.h"
#include "app/journalorigins.h"
#include "app/overlaysecretstore.h"
#include "app/probeworkspace.h"
#include "app/profilejournal.h"
#include "auth/secretstores.h"
#include "base/futures.h"
#include "cli/outcome.h"
#include "cli/profilesecrets.h"
#include "domain/profileschema.h"

#include <QTimeZone>

namespace milepost {

using namespace Qt::StringLiterals;

CtlEnvironment::CtlEnvironment()
    : m_variables(QProcessEnvironment::systemEnvironment()),
      m_profiles(Paths::platform()) {}

CtlEnvironment::~CtlEnvironment() = default;

QString CtlEnvironment::variable(const QString& name) const { return m_variables.value(name); }

QByteArray CtlEnvironment::systemZoneId() const { return QTimeZone::systemTimeZoneId(); }

void CtlEnvironment::useConfigDir(const QString& dir) {
    m_profiles = ProfileStore(dir.isEmpty() ? Paths::platform() : Paths::below(dir));
}

Result<std::unique_ptr<Journal>> CtlEnvironment::journal(const Profile& profile) {
    if (!isShared(profile))
        return localJournal(profile); // no secret store is needed for it
    const auto store = secrets(profile);
    if (!store)
        return std::unexpected(store.error());
    return openJournal(profile, m_profiles.paths(), **store, m_clock, m_control.token());
}

Result<std::unique_ptr<Journal>> CtlEnvironment::localJournal(const Profile& profile) {
    return Journal::open(m_profiles.paths().database(profile.name), m_clock);
}

Result<std::unique_ptr<SecretStore>> CtlEnvironment::makeStore(const Profile& profile) {
    KeychainSecretStore::Options keychain;
    keychain.mayPrompt = m_terminal.canAsk(); // a prompt that nobody sees would hold a service up
    keychain.unlock = std::make_shared<UnlockWait>();
    QObject::connect(keychain.unlock.get(), &UnlockWait::changed, &m_main,
                     [this, wait = keychain.unlock.get(), wasOpen = false]() mutable {
                         const bool isOpen = wait->key().has_value();
                         if (isOpen && !wasOpen)
                             m_terminal.note(u"Waiting for the keychain to be unlocked (Ctrl+C cancels)\n"_s);
                         wasOpen = isOpen;
                     });
    auto store = makeSecretStore(valueText(profile, u"secretSource"_s), m_variables, std::move(keychain));
    if (!store || !cli::isNamedSource(profile.secretSource))
        return store;
    return std::make_unique<BoundSecretStore>(
        std::move(*store),
        std::make_unique<JournalOrigins>(m_profiles.paths().database(profile.name), m_clock));
}

Result<SecretStore*> CtlEnvironment::secrets(const Profile& profile) {
    const std::pair place(profile.name, valueText(profile, u"secretSource"_s));
    if (const auto known = m_stores.find(place); known != m_stores.end())
        return known->second.get();
    Q_ASSERT(!onMainThread()); // it would wait for itself
    Result<std::unique_ptr<SecretStore>> made;
    QMetaObject::invokeMethod(
        &m_main, [&] { made = makeStore(profile); }, Qt::BlockingQueuedConnection);
    if (!made)
        return std::unexpected(made.error());
    return (m_stores[place] = std::move(*made)).get();
}

std::shared_ptr<ExchangeLog> CtlEnvironment::logOf(const Profile& profile) {
    return m_logs.of(m_profiles.paths().exchangeLog(profile.name));
}

Result<std::unique_ptr<cli::Workspace>> CtlEnvironment::open(const Profile& profile, ExchangeSink& sink,
                                                             Patience patience) {
    const auto store = secrets(profile);
    if (!store)
        return std::unexpected(store.error());
    CompositionRoot::Parts parts{m_clock, **store, sink, m_control.token(), RetryPolicy(), logOf(profile)};
    if (patience == Patience::Look)
        parts.retry = ProbeWorkspace::retry();
    auto opened = CompositionRoot::open(profile, m_profiles.paths(), parts);
    if (!opened)
        return std::unexpected(opened.error());
    return std::unique_ptr<cli::Workspace>(std::move(*opened));
}

Result<void> CtlEnvironment::trySecret(const Profile& profile, SecretPurpose purpose,
                                       const Redacted<QString>& secret, ExchangeSink& sink) {
    const auto store = secrets(profile);
    if (!store)
        return std::unexpected(store.error());
    OverlaySecretStore tried({{purpose, secret}}, **store);
    if (purpose == SecretPurpose::StorePassword) {
        const auto journal = openJournal(profile, m_profiles.paths(), tried, m_clock, m_control.token());
        return journal ? Result<void>() : std::unexpected(journal.error());
    }
    const auto opened =
        ProbeWorkspace::open(profile, m_profiles.paths(),
                             {m_clock, tried, sink, m_control.token(), RetryPolicy(), logOf(profile)});
    if (!opened)
        return std::unexpected(opened.error());
    const ProbeReport report = probeTenant(profile, (*opened)->clients(), m_control.token());
    if (report.error)
        return std::unexpected(*report.error);
    return report.passed
               ? Result<void>()
               : std::unexpected(cli::configError(u"tenantId is not set; a password of the proxy is "
                                                  "tried on the way to the tenant"_s));
}

Result<std::unique_ptr<cli::ProbeBench>> CtlEnvironment::openProbes(const Profile& profile,
                                                                    ExchangeSink& sink) {
    const auto store = secrets(profile);
    if (!store)
        return std::unexpected(store.error());
    auto opened =
        ProbeWorkspace::open(profile, m_profiles.paths(),
                             {m_clock, **store, sink, m_control.token(), RetryPolicy(), logOf(profile)});
    if (!opened)
        return std::unexpected(opened.error());
    return std::unique_ptr<cli::ProbeBench>(std::move(*opened));
}

} // namespace milepost
