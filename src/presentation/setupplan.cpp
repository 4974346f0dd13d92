// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The last step of the set-up: the first plan, made by a look of the session at both sides.
#include "domain/profileschema.h"
#include "presentation/plantexts.h"
#include "presentation/readingtexts.h"
#include "presentation/setuppresenter.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString countsOf(const Plan& plan) {
    std::array<int, k_planGroups> counts{};
    for (const Action& action : plan.actions)
        ++counts[static_cast<size_t>(groupOf(action.verb))];
    QStringList words;
    for (int group = 0; group < k_planGroups; ++group)
        if (const int count = counts[static_cast<size_t>(group)]; count > 0)
            words << countText(static_cast<PlanGroup>(group), count);
    return words.join(u" · "_s);
}

} // namespace

void SetupPresenter::beginPlan() {
    if (m_draft.isDirty() && !m_isSaving)
        return endPlan({State::Unknown, tr("Save first: a plan is made of what is stored"), now(), {}});
    m_surveyBefore = m_session.survey();
    m_planWaitsForProfile = m_isSaving || m_session.profile() != m_draft.saved();
    if (!m_planWaitsForProfile)
        readPlan();
}

/// What was saved is the session's now, or never will be.
void SetupPresenter::readPlan() {
    m_planWaitsForProfile = false;
    if (m_session.profile() != m_draft.saved())
        return endPlan(
            {State::Unknown, tr("Somebody else changed the profile meanwhile; test again"), now(), {}});
    if (const auto ready = readyToRun(m_draft.saved()); !ready)
        return endPlan(Finding::failed(ready.error(), now()));
    m_session.refresh(); // a look that is under way serves as well
}

void SetupPresenter::takePlan() {
    if (m_testing != SetupStep::Preview || m_planWaitsForProfile || m_session.isReading())
        return;
    if (m_session.failure())
        return endPlan(Finding::failed(*m_session.failure(), now()));
    if (m_session.survey() == nullptr || m_session.survey() == m_surveyBefore)
        return stop(); // somebody ended the look
    endPlan(findingOfPlan());
}

void SetupPresenter::endPlan(const Finding& finding) {
    m_surveyBefore.reset();
    m_testing.reset();
    m_findings[place(SetupStep::Preview)] = finding;
    testNext();
}

Finding SetupPresenter::findingOfPlan() const {
    const auto survey = m_session.survey();
    if (const auto& failure = survey->calendarFailure())
        return Finding::failed(*failure, now());
    const Plan& plan = *survey->plan();
    const QString counts = countsOf(plan);
    Finding finding{State::Ok,
                    counts.isEmpty() ? tr("Nothing to do: the calendar is as it should be") : counts,
                    survey->madeUtc(), std::nullopt};
    QStringList doubts{restrictionText(*survey)};
    if (const auto unread = plan.unread(); !unread.empty())
        doubts << tr("%n mailbox(es) could not be read", nullptr, static_cast<int>(unread.size()));
    doubts.removeAll(QString());
    if (!doubts.isEmpty()) {
        finding.state = State::Warning;
        finding.evidence = (QStringList{finding.evidence} << doubts).join(u". "_s);
    }
    return finding;
}

} // namespace milepost
