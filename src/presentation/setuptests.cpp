// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/setuppresenter.h"
#include "presentation/whenready.h"

#include <algorithm>

namespace milepost {

namespace {

/// Every one of these keys and secrets is asked for by a step behind this one.
bool asksLater(SetupStep step, const QStringList& missing) {
    return std::ranges::all_of(missing, [step](const QString& name) {
        return std::ranges::any_of(k_setupSteps, [&](SetupStep other) {
            if (other <= step)
                return false;
            const auto purpose = secretPurposeOf(name);
            if (!purpose)
                return stepKeys(other).contains(name);
            if (*purpose == SecretPurpose::ProxyPassword)
                return other == SetupStep::Cloud;
            return *purpose == SecretPurpose::TrackerPassword ? other == SetupStep::Tracker
                                                              : other == SetupStep::Secret;
        });
    });
}

} // namespace

int SetupPresenter::stepsNotOk() const {
    if (!hasProfile())
        return 0;
    return static_cast<int>(
        std::ranges::count_if(m_findings, [](const Finding& finding) { return finding.state != State::Ok; }));
}

void SetupPresenter::test(SetupStep step) {
    if (!hasProfile())
        return;
    stop();
    m_isTestingAll = false;
    m_queue = {step};
    testNext();
}

void SetupPresenter::takeProposals(SetupStep step) {
    const std::vector<ProbeProposal> proposals = finding(step).proposals; // setValue() forgets the finding
    for (const ProbeProposal& proposal : proposals)
        setValue(proposal.key, proposal.value);
    if (proposals.empty())
        return;
    emit profileChanged(); // the fields show it
    test(step);
}

void SetupPresenter::testAll() {
    if (!hasProfile())
        return;
    stop();
    m_isTestingAll = true;
    m_queue.assign(k_setupSteps.begin(), k_setupSteps.end());
    testNext();
}

void SetupPresenter::stop() {
    if (!m_testing && !m_isCreating && m_queue.empty())
        return;
    m_stop.request_stop();
    m_stop = std::stop_source();
    ++m_generation;
    m_queue.clear();
    m_planWaitsForProfile = false;
    const bool wasPlanning = m_testing == SetupStep::Preview;
    m_testing.reset();
    m_isCreating = false;
    if (wasPlanning)
        m_session.stopReading();
    emit findingsChanged();
}

void SetupPresenter::testNext() {
    while (!m_queue.empty()) {
        const SetupStep step = m_queue.front();
        m_queue.pop_front();
        if (const auto why = whyNotAsked(step)) {
            m_findings[place(step)] = {State::Unknown, *why, now(), std::nullopt};
            continue;
        }
        m_lacksLater[place(step)] = false;
        if (step == SetupStep::Event) {
            checkEvent();
            continue;
        }
        m_testing = step;
        const auto probe = stepProbe(step);
        if (!probe) {
            beginPlan();
            break;
        }
        whenReady(m_session.backend().probe(*probe, m_draft.draft(), m_stop.get_token()), this,
                  [this, step, generation = m_generation](const ProbeReport& report) {
                      if (generation == m_generation)
                          take(step, report);
                  });
        break;
    }
    emit findingsChanged();
}

std::optional<QString> SetupPresenter::whyNotAsked(SetupStep step) const {
    std::vector<SetupStep> all = stepNeeds(step);
    all.push_back(step);
    for (const SetupStep needed : all)
        if (m_draft.hasFaultIn(stepKeys(needed) + stepReads(needed)))
            return needed == step ? tr("A value here is not valid")
                                  : tr("Needs step %1").arg(stepNumber(needed));
    if (m_isTestingAll)
        for (const SetupStep needed : stepNeeds(step)) {
            const State state = finding(needed).state;
            if (state == State::Failed || state == State::Unknown)
                return tr("Needs step %1").arg(stepNumber(needed));
        }
    return std::nullopt;
}

void SetupPresenter::checkEvent() {
    const auto event = example();
    m_findings[place(SetupStep::Event)] =
        event ? Finding{State::Ok, event->subject, now(), std::nullopt}
              : Finding{State::Warning, tr("No event comes of the example"), now(), std::nullopt};
}

void SetupPresenter::take(SetupStep step, const ProbeReport& report) {
    m_testing.reset();
    if (!report.error || !report.error->isCancelled()) {
        m_findings[place(step)] = findingOf(report);
        m_lacksLater[place(step)] = !report.missing.isEmpty() && asksLater(step, report.missing);
        if (!report.principalId.isEmpty())
            m_principalId = report.principalId;
        if (step == SetupStep::Permissions)
            m_permissions = report.permissions;
        if (step == SetupStep::Calendar) {
            m_nearMisses = report.nearMisses;
            m_nearNotes = report.nearNotes;
        }
    }
    testNext();
}

Finding SetupPresenter::findingOf(const ProbeReport& report) const {
    if (report.error) {
        Finding finding = Finding::failed(*report.error, report.atUtc);
        finding.remedies = report.remedies;
        finding.proposals = report.proposals;
        return finding;
    }
    Finding finding{State::Unknown, report.evidence, report.atUtc,
                    std::nullopt,   report.remedies, report.proposals};
    if (report.passed && report.warning.isEmpty()) {
        finding.state = State::Ok;
    } else if (report.passed) {
        finding.state = State::Warning;
        finding.evidence = report.warning;
    } else if (!report.missing.isEmpty()) {
        QStringList labels;
        for (const QString& key : report.missing)
            labels << settingLabel(key);
        finding.evidence = tr("Not entered: %1").arg(labels.join(QStringLiteral(", ")));
    } else if (report.skipped) {
        finding.state = State::Skipped;
    } // otherwise nobody could tell, and the evidence says why
    return finding;
}

} // namespace milepost
