// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../presentation/fakebackend.h"
#include "../presentation/memorypreferences.h"
#include "../presentation/planworld.h"
#include "widgets/applydialog.h"
#include "widgets/monthview.h"
#include "widgets/plantree.h"
#include "widgets/previewpage.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace milepost {

/// The page Preview on its own, with an engine that a test answers for.
class PreviewWindow : public QObject {
protected:
    void open() {
        QLocale::setDefault(QLocale::c());
        qRegisterMetaType<RunRequest>();
        if (!m_theme)
            m_theme = std::make_unique<Theme>(*qApp);
        m_world = PlanWorld::usual();
        m_preferences = std::make_unique<MemoryPreferences>();
        start();
    }
    /// The program begins: what is remembered is all that is there.
    void start() {
        m_backend = std::make_unique<FakeBackend>();
        m_session = std::make_unique<Session>(*m_backend);
        m_session->setPatience(std::chrono::milliseconds(0));
        m_presenter = std::make_unique<PreviewPresenter>(*m_session);
        m_page = std::make_unique<PreviewPage>(*m_presenter, *m_preferences);
        m_page->resize(1080, 752);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void restart() {
        close();
        start();
    }
    void close() {
        m_page.reset();
        m_presenter.reset();
        m_session.reset();
        m_backend.reset();
    }

    /// The page asks for the first look by itself, as soon as there is a profile.
    void look() {
        if (!m_session->profile()) {
            m_session->reloadProfiles();
            m_backend->profilesGate.answer(
                std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}});
            QTRY_VERIFY(m_session->hasLoaded());
            m_session->choose(m_world.profile.name);
            QCOMPARE(m_backend->surveyGate.waiting(), 1);
        } else {
            m_page->refresh();
        }
        QSignalSpy spy(m_session.get(), &Session::surveyChanged);
        m_backend->surveyGate.answer(m_world.survey());
        QTRY_COMPARE(spy.size(), 1);
    }
    template <class T> T* part(const char* name) const {
        return m_page->findChild<T*>(QString::fromLatin1(name));
    }
    [[nodiscard]] PlanTree& tree() const { return *part<PlanTree>("tree"); }
    [[nodiscard]] PlanModel& model() const { return m_presenter->model(); }
    [[nodiscard]] QModelIndex row(qint64 deliverable) const {
        return model().indexOf(m_session->survey()->action(deliverable));
    }
    [[nodiscard]] ApplyDialog* openDialog() const {
        QTest::mouseClick(part<QPushButton>("applyPlan"), Qt::LeftButton);
        return m_page->findChild<ApplyDialog*>();
    }
    [[nodiscard]] QString shownNothing() const {
        auto* title = part<QLabel>("emptyTitle");
        return title->isVisible() ? title->text() : QString();
    }

    std::unique_ptr<Theme> m_theme;
    PlanWorld m_world;
    std::unique_ptr<MemoryPreferences> m_preferences;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PreviewPresenter> m_presenter;
    std::unique_ptr<PreviewPage> m_page;
};

} // namespace milepost
