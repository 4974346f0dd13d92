// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sandboxhost.h"

#include "base/futures.h"
#include "cli/profilesecrets.h"

namespace milepost {

using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

Profile profileFor(const sandbox::Sandbox& sandbox, const QString& name) {
    Profile profile;
    profile.name = name;
    profile.cloud = Cloud::Custom;
    profile.custom = {sandbox.authority(), sandbox.graphRoot(), Profile().endpoints().tokenScope};
    profile.tenantId = demo::k_tenant.toString();
    profile.clientId = demo::k_clientId.toString();
    profile.secretSource = SecretSource::Session;
    profile.publicClientId = demo::k_publicClientId.toString();
    profile.trackerUrl = sandbox.trackerUrl();
    profile.trackerUser = demo::k_trackerUser.toString();
    profile.mailbox = demo::k_mailbox.toString();
    profile.forbiddenMailbox = demo::k_blockedMailbox.toString();
    profile.timeZone = u"W. Europe Standard Time"_s;
    profile.caFile = sandbox.caFile();
    profile.colour = u"teal"_s;
    return profile;
}

} // namespace

SandboxHost::SandboxHost(const sandbox::Options& options)
    : m_store(Paths::below(m_folder.path())),
      m_sandbox(options) {}

Result<std::shared_ptr<SandboxHost>> SandboxHost::start(const QString& profileName,
                                                        const sandbox::Options& options) {
    std::shared_ptr<SandboxHost> host(new SandboxHost(options));
    if (!host->m_folder.isValid())
        return std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage,
                                         host->m_folder.errorString(), u"store-failed"_s));
    if (const auto started = host->m_sandbox.start(); !started)
        return std::unexpected(started.error());
    host->m_profile = profileFor(host->m_sandbox, profileName);
    if (const auto prepared = host->prepare(); !prepared)
        return std::unexpected(prepared.error());
    return host;
}

Result<void> SandboxHost::prepare() {
    const std::pair<SecretPurpose, QStringView> secrets[] = {
        {SecretPurpose::EntraSecret, demo::k_clientSecret},
        {SecretPurpose::TrackerPassword, demo::k_trackerPassword}};
    for (const auto& [purpose, secret] : secrets) {
        const auto key = cli::secretKeyOf(m_profile, purpose);
        if (!key)
            return std::unexpected(key.error());
        if (const auto kept = await(m_secrets.write(*key, Redacted(secret.toString()), {})); !kept)
            return kept;
    }
    const auto calendar = m_sandbox.control(u"edit"_s, {{u"mailbox"_s, m_profile.mailbox},
                                                        {u"op"_s, u"createCalendar"_s},
                                                        {u"calendar"_s, m_profile.calendarName}});
    if (!calendar)
        return std::unexpected(calendar.error());
    return m_store.save(m_profile);
}

Result<Profile> SandboxHost::profile() const {
    if (!m_store.exists(m_profile.name))
        if (const auto saved = m_store.save(m_profile); !saved)
            return std::unexpected(saved.error());
    return m_store.load(m_profile.name);
}

} // namespace milepost
