// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/setuppresenter.h"

#include "domain/profileschema.h"
#include "presentation/whenready.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Where a secret is looked for: with another place its state says nothing (law 10).
QStringList placeOf(const Profile& profile) {
    const CloudEndpoints cloud = profile.endpoints();
    return {valueText(profile, u"secretSource"_s),
            cloud.authority,
            cloud.graphRoot,
            profile.tenantId,
            profile.trackerUrl,
            profile.proxy};
}

} // namespace

SetupPresenter::SetupPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&session, &Session::profileChanged, this, &SetupPresenter::loadProfile);
    connect(&session, &Session::surveyChanged, this, [this] {
        m_example.take(m_session.survey().get());
        emit exampleChanged();
    });
    connect(&session, &Session::readingChanged, this, &SetupPresenter::takePlan);
    connect(&session, &Session::profilesChanged, this, [this] {
        if (m_planWaitsForProfile)
            readPlan();
    });
    m_example.take(session.survey().get());
    loadProfile();
}

SetupPresenter::~SetupPresenter() { m_stop.request_stop(); }

void SetupPresenter::loadProfile() {
    const Profile next = m_session.profile().value_or(Profile());
    if (next.name == m_draft.saved().name) {
        // Stored anew, by us or by somebody else: what is typed stays.
        if (next != m_draft.saved()) {
            const Profile before = m_draft.profile();
            m_draft.rebase(next);
            changed(before);
            emit profileChanged();
        }
        return;
    }
    stop();
    if (m_draft.isDirty())
        m_waiting.insert_or_assign(m_draft.saved().name, m_draft);
    const auto waiting = m_waiting.find(next.name);
    m_draft = waiting == m_waiting.end() ? SetupDraft(next) : waiting->second;
    m_draft.rebase(next);
    m_waiting.erase(next.name);
    m_findings = {};
    m_lacksLater = {};
    m_permissions.clear();
    m_principalId.clear();
    m_requestFolder.clear();
    m_requestFailure.reset();
    m_nearMisses.clear();
    m_nearNotes.clear();
    m_writeProof = {};
    m_secretStates.clear();
    m_originQuestions.clear();
    m_saveFailure.reset();
    m_certificateFailure.reset();
    m_importNote.clear();
    dropProposal();
    lookAtSecrets();
    emit profileChanged();
    emit findingsChanged();
    emit savingChanged();
    emit exampleChanged();
    emit requestChanged();
}

void SetupPresenter::setValue(const QString& key, const QString& text) {
    if (m_draft.text(key) == text)
        return;
    const Profile before = m_draft.profile();
    const bool wasFaulty = !m_draft.fault(key).isEmpty();
    m_draft.set(key, text);
    if (wasFaulty || !m_draft.fault(key).isEmpty())
        forget(stepsTouchedBy(key));
    changed(before);
}

void SetupPresenter::changed(const Profile& before) {
    const Profile& after = m_draft.profile();
    for (const SetupStep step : k_setupSteps)
        for (const QString& key : stepKeys(step))
            if (valueText(before, key) != valueText(after, key))
                forget(stepsTouchedBy(key));
    if (placeOf(before) != placeOf(after))
        lookAtSecrets();
    emit valuesChanged();
    if (before != after)
        emit exampleChanged();
}

void SetupPresenter::setSecret(SecretPurpose purpose, const QString& secret) {
    m_draft.setSecret(purpose, secret);
    // The stored day is the old secret's; a day that was typed with the new one stays.
    const QString day = m_draft.text(u"secretExpires"_s);
    if (purpose == SecretPurpose::EntraSecret && !day.isEmpty() && day == m_draft.saved().secretExpires) {
        m_draft.set(u"secretExpires"_s, {});
        emit profileChanged();
    }
    forget(stepsTouchedBy(purpose));
    emit valuesChanged();
    emit secretsChanged();
}

void SetupPresenter::forget(const std::vector<SetupStep>& steps) {
    if (m_testing && std::ranges::find(steps, *m_testing) != steps.end())
        stop(); // its answer would be about other values
    for (const SetupStep step : steps) {
        m_findings[place(step)] = {};
        m_lacksLater[place(step)] = false;
        if (step == SetupStep::App)
            m_principalId.clear();
        if (step == SetupStep::Permissions)
            m_permissions.clear();
        if (step == SetupStep::Calendar) {
            m_nearMisses.clear();
            m_nearNotes.clear();
            m_writeProof = {};
        }
    }
    emit findingsChanged();
}

bool SetupPresenter::canSave() const {
    return hasProfile() && m_draft.isDirty() && !m_draft.hasFaults() && !m_isSaving;
}

void SetupPresenter::save() {
    if (!canSave())
        return;
    m_isSaving = true;
    m_saveFailure.reset();
    const Draft sent = m_draft.draft();
    whenReady(m_session.backend().save(sent), this,
              [this, sent](const Result<void>& saved) { takeSaved(sent, saved); });
    emit savingChanged();
}

void SetupPresenter::takeSaved(const Draft& sent, const Result<void>& saved) {
    m_isSaving = false;
    const bool isShown = sent.profile.name == m_draft.saved().name;
    if (!saved && isShown) {
        // Somebody ended the wait for the keychain: it is still locked, and that is what has to be mended.
        m_saveFailure = saved.error().isCancelled()
                            ? makeError(Error::Kind::Keychain, Error::Stage::Keychain,
                                        u"the wait for the keychain was ended; no secret was stored"_s,
                                        u"keychain-locked"_s)
                            : saved.error();
    } else if (saved && isShown) {
        m_draft.rebase(sent.profile);
        m_draft.forgetSecrets(sent);
        m_importNote.clear();
        lookAtSecrets();
        emit profileChanged(); // values are shown as they were stored
    } else if (saved) {
        m_waiting.erase(sent.profile.name);
    }
    if (saved)
        m_session.reloadProfiles();
    emit savingChanged();
    emit valuesChanged();
}

void SetupPresenter::discard() {
    const Profile before = m_draft.profile();
    const Draft typed = m_draft.draft();
    m_draft.discard();
    m_saveFailure.reset();
    m_importNote.clear();
    for (const auto& [purpose, secret] : typed.secrets)
        forget(stepsTouchedBy(purpose));
    for (const auto& [purpose, origin] : typed.confirmed)
        forget(stepsTouchedBy(purpose));
    changed(before);
    emit profileChanged();
    emit secretsChanged();
    emit savingChanged();
}

std::optional<EventContent> SetupPresenter::example() const {
    if (m_draft.hasFaultIn(stepKeys(SetupStep::Event)))
        return std::nullopt;
    return m_example.compose(m_draft.profile());
}

} // namespace milepost
