// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/previewpresenter.h"

#include <utility>

// Plans that are no usual sync, in the usual one's place.

namespace milepost {

void PreviewPresenter::aimAt(const PlanAim& aim) {
    if (!m_session.profile())
        return;
    if (!m_aim)
        m_usualTicks = m_model.ticks();
    m_aim = aim;
    m_aimed.forget(); // of another aim nothing may be shown, or ticked
    m_model.setSurvey(nullptr, {});
    m_model.narrow(std::nullopt);
    dropFile();
    refresh();
    emit changed();
}

void PreviewPresenter::showUsualPlan() {
    if (!m_aim)
        return;
    m_aim.reset();
    m_aimed.forget();
    dropFile();
    m_model.setSurvey(m_session.survey(), std::exchange(m_usualTicks, {}));
    emit changed();
}

void PreviewPresenter::refresh() {
    if (!m_aim)
        return m_session.refresh();
    m_aimed.begin([this](std::stop_token stop) {
        return m_session.backend().surveyFor(*m_session.profile(), *m_aim, std::move(stop));
    });
}

void PreviewPresenter::stopReading() {
    if (m_aim)
        m_aimed.stop();
    else
        m_session.stopReading();
}

bool PreviewPresenter::canCloseRun() const {
    const Plan* plan = m_model.plan();
    return m_aim && m_aim->resumes && plan != nullptr && plan->pending() == 0 && whyReadOnly().isEmpty();
}

void PreviewPresenter::closeRun() {
    if (!canCloseRun())
        return;
    RunRequest request;
    request.scope = m_model.plan()->scope;
    request.reviewed = m_model.survey();
    const QString title = tr("Close run %1").arg(m_aim->resumes->value);
    showUsualPlan();
    emit applyWanted(request, title);
}

} // namespace milepost
