// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakebackend.h"
#include "planworld.h"
#include "presentation/previewpresenter.h"

#include <QSignalSpy>
#include <QTest>

namespace milepost {

/// The presenter of Preview with an engine that a test answers for.
class PreviewStage : public QObject {
protected:
    void begin() {
        QLocale::setDefault(QLocale::c());
        m_world = PlanWorld::usual();
        m_backend = std::make_unique<FakeBackend>();
        m_session = std::make_unique<Session>(*m_backend);
        m_session->setPatience(std::chrono::milliseconds(0));
        m_presenter = std::make_unique<PreviewPresenter>(*m_session);
        qRegisterMetaType<Error>();
        qRegisterMetaType<RunRequest>();
    }
    void close() {
        m_presenter.reset();
        m_session.reset();
        m_backend.reset();
    }
    void load(const Profile& profile) {
        QSignalSpy spy(m_session.get(), &Session::profilesChanged);
        m_session->reloadProfiles();
        m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}});
        QTRY_COMPARE(spy.size(), 1);
        m_session->choose(profile.name);
    }
    void look() {
        QSignalSpy spy(m_session.get(), &Session::surveyChanged);
        m_session->refresh();
        QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
        QTRY_COMPARE(spy.size(), 1);
    }
    void open(const QJsonObject& document) {
        QSignalSpy spy(m_presenter.get(), &PreviewPresenter::changed);
        m_presenter->openPlan(QStringLiteral("/tmp/friday.json"));
        m_backend->openPlanGate.answer(document);
        QTRY_VERIFY(!spy.isEmpty());
    }
    const Action* action(qint64 deliverable) const { return m_session->survey()->action(deliverable); }

    PlanWorld m_world;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PreviewPresenter> m_presenter;
};

} // namespace milepost
