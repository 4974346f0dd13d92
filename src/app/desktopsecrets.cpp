// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that keeps what was entered, and knows where secrets may be sent.

#include "app/desktopbackend.h"
#include "app/journalorigins.h"
#include "base/futures.h"
#include "cli/profilesecrets.h"

namespace milepost {

namespace {

using KeptSecrets = std::vector<std::pair<SecretKey, Redacted<QString>>>;

/// The typed secrets with their places, all of them or the first fault.
Result<KeptSecrets> secretsToKeep(const Draft& draft) {
    KeptSecrets secrets;
    for (const auto& [purpose, typed] : draft.secrets) {
        const auto key = cli::secretKeyOf(draft.profile, purpose);
        if (!key)
            return std::unexpected(key.error());
        const auto secret = cli::acceptedSecret(purpose, typed);
        if (!secret)
            return std::unexpected(secret.error());
        secrets.emplace_back(*key, *secret);
    }
    return secrets;
}

/// An address counts as confirmed only while it is the one that the secret would be sent to.
Result<void> keepConfirmed(JournalOrigins origins, const Draft& draft) {
    for (const auto& [purpose, origin] : draft.confirmed) {
        const auto key = cli::secretKeyOf(draft.profile, purpose);
        if (!key || key->origin != origin)
            continue;
        if (const auto kept = origins.accept(purpose, origin); !kept)
            return kept;
    }
    return {};
}

} // namespace

QFuture<Result<void>> DesktopBackend::save(const Draft& draft) {
    const auto place = placeOf(draft.profile);
    if (!place)
        return ready<void>(std::unexpected(place.error()));
    return m_tasks.runInLane<Result<void>>(
        draft.profile.name, [this, draft, place = *place]() -> Result<void> {
            const auto secrets = secretsToKeep(draft);
            if (!secrets)
                return std::unexpected(secrets.error());
            if (const auto saved = place.files.save(draft.profile); !saved)
                return saved;
            m_workspaces.forget(draft.profile.name);
            for (const auto& [key, secret] : *secrets)
                if (auto kept = await(place.secrets->write(key, secret, m_tasks.token())); !kept)
                    return kept;
            return keepConfirmed(originsOf(draft.profile), draft);
        });
}

QFuture<Result<SecretState>> DesktopBackend::secretState(const Profile& profile, SecretPurpose purpose) {
    const auto store = storeFor(profile);
    if (!store)
        return ready<SecretState>(std::unexpected(store.error()));
    const auto key = cli::secretKeyOf(profile, purpose);
    if (!key) // nothing can have been stored for an address that is not there yet
        return ready<SecretState>(SecretState::Absent);
    if (!cli::isNamedSource(profile.secretSource))
        return (*store)->state(*key, m_tasks.token());
    // Where a named source may send is read from the disk.
    return m_tasks.run<Result<SecretState>>(
        [this, store = *store, key = *key] { return await(store->state(key, m_tasks.token())); });
}

QFuture<Result<std::vector<OriginQuestion>>> DesktopBackend::originQuestions(const Profile& profile) {
    using Questions = Result<std::vector<OriginQuestion>>;
    if (isSandboxName(profile.name) || !cli::isNamedSource(profile.secretSource))
        return ready(Questions());
    return m_tasks.run<Questions>([this, profile]() -> Questions {
        JournalOrigins origins = originsOf(profile);
        std::vector<OriginQuestion> questions;
        for (const SecretPurpose purpose : cli::secretsOf(profile)) {
            const auto key = cli::secretKeyOf(profile, purpose);
            if (!key)
                continue; // there is no address yet
            const auto accepted = origins.accepted(purpose);
            if (!accepted)
                return std::unexpected(accepted.error());
            if (*accepted && **accepted != key->origin)
                questions.push_back({purpose, key->origin, **accepted});
        }
        return questions;
    });
}

} // namespace milepost
