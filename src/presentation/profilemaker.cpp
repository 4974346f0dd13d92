// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/profilemaker.h"

#include "domain/profileschema.h"
#include "presentation/whenready.h"

namespace milepost {

using namespace Qt::StringLiterals;

ProfileMaker::ProfileMaker(Session& session, QObject* parent) : QObject(parent), m_session(session) {}

void ProfileMaker::begin(const QString& what) {
    m_busyWith = what;
    m_failure.reset();
    emit changed();
}

void ProfileMaker::fail(const Error& error) {
    m_busyWith.clear();
    if (!error.isCancelled())
        m_failure = error;
    if (!m_session.hasLoaded())
        m_session.reloadProfiles(); // the view of the first start shows the failure
    emit changed();
}

void ProfileMaker::finish(const QString& name, bool isSandbox) {
    m_busyWith.clear();
    m_proposal.reset();
    m_created.reset();
    m_session.open(name);
    emit changed();
    emit made(name, isSandbox);
}

void ProfileMaker::reset() {
    m_proposal.reset();
    m_created.reset();
    m_failure.reset();
    emit changed();
}

std::vector<ProposedValue> ProfileMaker::proposedValues() const {
    return m_proposal ? milepost::proposedValues(*m_proposal, std::nullopt, false)
                      : std::vector<ProposedValue>();
}

void ProfileMaker::startSandbox() {
    if (!m_busyWith.isEmpty())
        return;
    begin(tr("Starting the sandbox"));
    whenReady(m_session.backend().startSandbox(), this, [this](const Result<Profile>& profile) {
        if (!profile)
            return fail(profile.error());
        m_session.setSandboxProfile(profile->name);
        finish(profile->name, true);
    });
}

void ProfileMaker::create(const QString& name) {
    if (!m_busyWith.isEmpty())
        return;
    begin(tr("Creating the profile"));
    if (m_created && m_created->name == name)
        return saveProposal(*m_created);
    whenReady(m_session.backend().createProfile(name), this, [this](const Result<Profile>& profile) {
        if (!profile)
            return fail(profile.error());
        if (!m_proposal)
            return finish(profile->name, false);
        m_created = *profile;
        saveProposal(*profile);
    });
}

void ProfileMaker::saveProposal(const Profile& created) {
    KeyValues values;
    for (const QString& key : m_proposal->taken)
        values.append({key, valueText(m_proposal->draft.profile, key)});
    const auto profile = withValues(created, values);
    if (!profile)
        return fail(profile.error());
    whenReady(m_session.backend().save({*profile, m_proposal->draft.secrets}), this,
              [this, name = profile->name](const Result<void>& saved) {
                  if (saved)
                      finish(name, false);
                  else
                      fail(saved.error());
              });
}

void ProfileMaker::import(const QString& path) {
    if (!m_busyWith.isEmpty())
        return;
    m_proposal.reset();
    begin(tr("Reading the file"));
    if (path.endsWith(u".json"_s, Qt::CaseInsensitive)) {
        whenReady(m_session.backend().importProfile(path), this, [this](const Result<Profile>& profile) {
            if (profile)
                finish(profile->name, false);
            else
                fail(profile.error());
        });
        return;
    }
    whenReady(m_session.backend().readEnv(path, Profile()), this,
              [this](const Result<EnvProposal>& proposal) {
                  if (!proposal)
                      return fail(proposal.error());
                  m_busyWith.clear();
                  m_proposal = *proposal;
                  emit changed();
                  emit proposalRead();
              });
}

void ProfileMaker::conclude(const Result<void>& done, const QString& said) {
    if (!done)
        return fail(done.error());
    m_busyWith.clear();
    emit changed();
    emit carriedOut(said);
}

void ProfileMaker::open(const Result<Profile>& profile, const QString& said) {
    if (profile)
        m_session.open(profile->name);
    conclude(profile ? Result<void>() : std::unexpected(profile.error()), said);
}

void ProfileMaker::duplicate(const Profile& profile, const QString& newName) {
    if (!m_busyWith.isEmpty())
        return;
    begin(tr("Duplicating the profile"));
    whenReady(m_session.backend().duplicateProfile(profile, newName), this,
              [this, name = profile.name](const Result<Profile>& made) {
                  open(made, made ? tr("%1 is a copy of %2.").arg(made->name, name) : QString());
              });
}

void ProfileMaker::rename(const Profile& profile, const QString& newName) {
    if (!m_busyWith.isEmpty())
        return;
    begin(tr("Renaming the profile"));
    whenReady(m_session.backend().renameProfile(profile, newName), this,
              [this, name = profile.name](const Result<Profile>& renamed) {
                  open(renamed, renamed ? tr("%1 is called %2 now.").arg(name, renamed->name) : QString());
              });
}

void ProfileMaker::remove(const Profile& profile) {
    if (!m_busyWith.isEmpty())
        return;
    begin(tr("Deleting the profile"));
    whenReady(m_session.backend().removeProfile(profile), this,
              [this, name = profile.name](const Result<void>& removed) {
                  m_session.reloadProfiles();
                  conclude(removed, tr("%1 and its secrets were deleted; its history stays.").arg(name));
              });
}

void ProfileMaker::exportTo(const Profile& profile, const QString& path) {
    if (!m_busyWith.isEmpty())
        return;
    begin(tr("Exporting the profile"));
    whenReady(m_session.backend().exportProfile(profile.name, path), this,
              [this, path](const Result<void>& written) {
                  conclude(written, tr("Written without secrets: %1").arg(path));
              });
}

void ProfileMaker::lookAtKeychain() {
    // Any secret's state says whether the keychain answers; nobody stores one under this name.
    Profile profile;
    profile.name = u".milepost"_s;
    profile.tenantId = u"00000000-0000-0000-0000-000000000000"_s;
    whenReady(m_session.backend().secretState(profile, SecretPurpose::EntraSecret), this,
              [this](const Result<SecretState>& state) { takeKeychain(state); });
}

void ProfileMaker::takeKeychain(const Result<SecretState>& state) {
    const auto finding = [this](State word, const QString& evidence) {
        return Finding{word, evidence, now(), std::nullopt};
    };
    if (!state) {
        m_keychain = Finding::failed(state.error(), now());
    } else {
        switch (*state) {
        case SecretState::Stored:
        case SecretState::Absent:
        case SecretState::Unconfirmed:
            m_keychain = finding(State::Ok, tr("unlocked"));
            break;
        case SecretState::Locked:
        case SecretState::WaitingForUnlock:
            m_keychain = finding(State::Warning, tr("locked; it asks to be unlocked when a secret is saved"));
            break;
        case SecretState::Denied:
            m_keychain = finding(State::Failed, tr("access was denied"));
            break;
        case SecretState::NoService:
            m_keychain = finding(State::Failed, tr("none here; secrets can be kept for this session only"));
            break;
        }
    }
    emit changed();
}

} // namespace milepost
