// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakebackend.h"
#include "memorypreferences.h"
#include "presentation/deliverablespresenter.h"
#include "surveytools.h"

#include <QAbstractItemModelTester>
#include <QTest>

namespace milepost {

/// The list of deliverables without its page, and a profile that nothing was read of yet.
class DeliverablesTest : public QObject {
protected:
    void begin() {
        m_backend = std::make_unique<FakeBackend>();
        m_preferences = std::make_unique<MemoryPreferences>();
        m_session = std::make_unique<Session>(*m_backend);
        m_session->setPatience(std::chrono::milliseconds(0));
        m_presenter = std::make_unique<DeliverablesPresenter>(*m_session, *m_preferences);
        new QAbstractItemModelTester(&model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     &model());
        m_session->reloadProfiles();
        m_backend->profilesGate.answer(std::vector<ProfileEntry>{{QStringLiteral("test"), readyProfile()}});
        QTRY_VERIFY(m_session->hasLoaded());
        m_session->choose(QStringLiteral("test"));
    }
    void end() {
        m_presenter.reset();
        m_session.reset();
        m_preferences.reset();
        m_backend.reset();
    }
    void show(std::shared_ptr<const Survey> survey) {
        m_session->refresh();
        m_backend->surveyGate.answer(survey);
        QTRY_COMPARE(model().view()->table->survey, survey);
    }
    [[nodiscard]] DeliverablesModel& model() { return m_presenter->model(); }

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MemoryPreferences> m_preferences;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DeliverablesPresenter> m_presenter;
};

} // namespace milepost
