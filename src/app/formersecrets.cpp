// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/formersecrets.h"

#include "base/logging.h"
#include "cli/profilesecrets.h"
#include "setup/entrarotation.h"
#include "setup/trackerrotation.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// A warning where somebody has to do something.
void note(const SecretKey& key, const Result<Retirement>& retired) {
    const QString name = toString(key.purpose);
    if (!retired) {
        if (!retired.error().isCancelled())
            qCWarning(lcAuth).noquote()
                << "the former" << name << "could not be looked at:" << retired.error().summary();
        return;
    }
    if (!retired->hadFormer)
        return;
    const QString id = retired->former.keyId.isEmpty() ? u"the older one"_s : retired->former.keyId;
    if (retired->isGone && !retired->atService)
        qCInfo(lcAuth).noquote() << "the former" << name << "was removed: a run has succeeded without it";
    else if (retired->isGone)
        qCWarning(lcAuth).noquote() << "the former" << name << "is not needed any more. Remove it in Entra ("
                                    << id << "): App registrations > your app > Certificates & secrets";
    else if (retired->atService && !retired->atService->isCancelled())
        qCWarning(lcAuth).noquote() << "the former" << name
                                    << "could not be removed yet:" << retired->atService->summary();
}

} // namespace

void FormerSecrets::retire(std::stop_token stop) {
    if (cli::isNamedSource(m_profile.secretSource))
        return; // those are rotated where they are kept
    retireEntra(stop);
    retireTracker(std::move(stop));
}

void FormerSecrets::retireEntra(std::stop_token stop) {
    const auto key = cli::secretKeyOf(m_profile, m_profile.credential == CredentialKind::Certificate
                                                     ? SecretPurpose::EntraCertificate
                                                     : SecretPurpose::EntraSecret);
    if (!key)
        return;
    SecretSwitch places(m_parts.secrets, *key);
    EntraRotation service(
        {m_parts.transport, m_parts.clock, m_parts.sink, &m_parts.directory},
        entraRotationOptions(m_profile, m_profile.credential, m_parts.entra.roles(), RetryPolicy(1)));
    // A run may have gone on with a token of the former one.
    const auto isProved = [this](const Redacted<QString>& current) {
        return m_parts.entra.isBoughtWith(current);
    };
    note(*key, milepost::retire(places, service, isProved, std::move(stop)));
}

void FormerSecrets::retireTracker(std::stop_token stop) {
    const auto key = cli::secretKeyOf(m_profile, SecretPurpose::TrackerPassword);
    if (!key)
        return;
    SecretSwitch places(m_parts.secrets, *key);
    TrackerRotation service({m_parts.transport, m_parts.clock, m_parts.sink},
                            {QUrl(m_profile.trackerUrl), m_profile.trackerUser, RetryPolicy(1)});
    // It was proved by a login before it came into use, and the tracker has forgotten the former one.
    const auto isProved = [](const Redacted<QString>&) { return true; };
    note(*key, milepost::retire(places, service, isProved, std::move(stop)));
}

} // namespace milepost
