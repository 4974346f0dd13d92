// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of SetupPresenter that knows of secrets and their addresses, and of values that a file brings.

#include "presentation/setuppresenter.h"
#include "presentation/whenready.h"

#include <algorithm>
#include <utility>

namespace milepost {

SecretNote SetupPresenter::secretNote(SecretPurpose purpose) const {
    if (purpose == SecretPurpose::EntraCertificate && m_isMakingCertificate)
        return {State::Unknown, tr("Making or reading the certificate…")};
    if (purpose == SecretPurpose::EntraCertificate && m_draft.hasSecret(purpose))
        return {State::Unknown, m_certificateNote};
    if (m_draft.hasSecret(purpose))
        return {State::Unknown, tr("Typed now. It is stored when you save.")};
    const auto known = m_secretStates.find(purpose);
    if (known == m_secretStates.end())
        return {State::Unknown, tr("Looking for it…")};
    const bool isUnconfirmed = known->second == SecretState::Unconfirmed;
    if (isUnconfirmed && !originQuestion(purpose) && !m_originQuestions.empty())
        return {State::Unknown, tr("Its address is confirmed. That is stored when you save.")};
    return milepost::secretNote(known->second, m_draft.profile().secretSource);
}

bool SetupPresenter::canRotate(SecretPurpose purpose) const {
    const auto known = m_secretStates.find(purpose);
    return hasProfile() && !m_draft.isDirty() && takesTypedSecrets(m_draft.profile().secretSource) &&
           known != m_secretStates.end() && known->second == SecretState::Stored;
}

void SetupPresenter::lookAtSecrets() {
    if (!hasProfile())
        return;
    for (const SetupStep step : k_setupSteps)
        for (const SecretPurpose purpose : stepSecrets(step, m_draft.profile()))
            askSecret(purpose);
    askOrigins();
}

void SetupPresenter::askSecret(SecretPurpose purpose) {
    m_secretStates.erase(purpose);
    const int ask = ++m_secretAsks[purpose];
    whenReady(m_session.backend().secretState(m_draft.profile(), purpose), this,
              [this, purpose, ask](const Result<SecretState>& state) {
                  if (m_secretAsks[purpose] != ask)
                      return;
                  m_secretStates.insert_or_assign(purpose, state);
                  emit secretsChanged();
              });
    emit secretsChanged();
}

void SetupPresenter::askOrigins() {
    m_originQuestions.clear();
    const int ask = ++m_originAsks;
    if (takesTypedSecrets(m_draft.profile().secretSource))
        return; // those are bound to their address when they are entered
    whenReady(m_session.backend().originQuestions(m_draft.profile()), this,
              [this, ask](const Result<std::vector<OriginQuestion>>& questions) {
                  if (m_originAsks != ask || !questions)
                      return; // a journal that cannot be read is said by every test
                  m_originQuestions = *questions;
                  emit secretsChanged();
              });
}

std::optional<OriginQuestion> SetupPresenter::originQuestion(SecretPurpose purpose) const {
    const auto known = std::ranges::find(m_originQuestions, purpose, &OriginQuestion::purpose);
    if (known == m_originQuestions.end() || m_draft.isConfirmed(purpose, known->now))
        return std::nullopt;
    return *known;
}

std::optional<OriginQuestion> SetupPresenter::originQuestion(SetupStep step) const {
    for (const SecretPurpose purpose : stepSecrets(step, m_draft.profile()))
        if (const auto question = originQuestion(purpose))
            return question;
    return std::nullopt;
}

void SetupPresenter::confirmOrigin(const OriginQuestion& question) {
    if (originQuestion(question.purpose) != question)
        return; // the screen shows another address by now
    m_draft.confirm(question.purpose, question.now);
    forget(stepsTouchedBy(question.purpose));
    emit valuesChanged();
    emit secretsChanged();
}

void SetupPresenter::importEnv(const QString& path) {
    whenReady(m_session.backend().readEnv(path, m_draft.profile()), this,
              [this, name = m_draft.saved().name](const Result<EnvProposal>& proposal) {
                  if (name != m_draft.saved().name)
                      return;
                  dropProposal();
                  if (proposal)
                      m_proposal = *proposal;
                  else
                      m_importFailure = proposal.error();
                  emit proposalChanged();
              });
}

std::vector<ProposedValue> SetupPresenter::proposedValues() const {
    if (!m_proposal)
        return {};
    const auto known = m_secretStates.find(SecretPurpose::EntraSecret);
    const bool hasSecret = m_draft.hasSecret(SecretPurpose::EntraSecret) ||
                           (known != m_secretStates.end() && known->second == SecretState::Stored);
    return milepost::proposedValues(*m_proposal, m_draft.profile(), hasSecret);
}

void SetupPresenter::takeOver() {
    if (!m_proposal)
        return;
    const EnvProposal proposal = *std::exchange(m_proposal, std::nullopt);
    for (const QString& key : proposal.taken)
        setValue(key, settingText(proposal.draft.profile, key));
    for (const auto& [purpose, secret] : proposal.draft.secrets)
        setSecret(purpose, secret.reveal());
    m_importNote =
        tr("%n value(s) taken over from the file. Nothing is stored until you save.", nullptr,
           static_cast<int>(proposal.taken.size()) + static_cast<int>(proposal.draft.secrets.size()));
    emit proposalChanged();
    emit profileChanged(); // the fields show the new values
    emit valuesChanged();
}

void SetupPresenter::dropProposal() {
    if (!m_proposal && !m_importFailure)
        return;
    m_proposal.reset();
    m_importFailure.reset();
    emit proposalChanged();
}

} // namespace milepost
