// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../presentation/fakebackend.h"
#include "../presentation/memorypreferences.h"
#include "../presentation/surveytools.h"
#include "widgets/deliverablespage.h"
#include "widgets/theme.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

namespace milepost {

/// The page Deliverables on its own, with an engine that a test answers for. The first look is under way.
class DeliverablesWindow : public QObject {
protected:
    void open() {
        if (!m_theme)
            m_theme = std::make_unique<Theme>(*qApp);
        m_backend = std::make_unique<FakeBackend>();
        m_preferences = std::make_unique<MemoryPreferences>();
        start();
    }
    /// The program begins: what is remembered is all that is there.
    void start() {
        m_session = std::make_unique<Session>(*m_backend);
        m_session->setPatience(std::chrono::milliseconds(0));
        m_presenter = std::make_unique<DeliverablesPresenter>(*m_session, *m_preferences);
        m_page = std::make_unique<DeliverablesPage>(*m_presenter);
        m_page->resize(1080, 752);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        choose(readyProfile());
    }
    void restart() {
        end();
        start();
    }
    void end() {
        m_page.reset();
        m_presenter.reset();
        m_session.reset();
    }
    void close() {
        end();
        m_preferences.reset();
        m_backend.reset();
    }

    template <class T> T* child(const char* name) {
        T* found = m_page->findChild<T*>(QLatin1String(name));
        if (found == nullptr)
            qFatal("there is no %s", name);
        return found;
    }
    [[nodiscard]] QTreeView* table() { return child<QTreeView>("table"); }
    void choose(const Profile& profile) {
        QSignalSpy spy(m_session.get(), &Session::profilesChanged);
        m_session->reloadProfiles();
        m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}});
        QTRY_COMPARE(spy.size(), 1);
        m_session->choose(profile.name); // the open page looks by itself
    }
    void show(std::shared_ptr<const Survey> survey) {
        m_page->refresh();
        while (m_backend->surveyGate.waiting() > 1)
            m_backend->surveyGate.answer(std::unexpected(cancelled())); // of a start before this one
        QTRY_COMPARE(m_backend->surveyGate.waiting(), 1);
        m_backend->surveyGate.answer(survey);
        QTRY_COMPARE(m_presenter->model().view()->table->survey, survey);
    }
    /// What Ctrl+Enter asks for.
    [[nodiscard]] std::set<qint64> previewed() {
        std::set<qint64> ids;
        const auto context = connect(m_page.get(), &DeliverablesPage::previewWanted, this,
                                     [&ids](const std::set<qint64>& wanted) { ids = wanted; });
        QTest::keyClick(m_page.get(), Qt::Key_Return, Qt::ControlModifier);
        disconnect(context);
        return ids;
    }
    /// The item of an open menu whose text holds the words.
    [[nodiscard]] static QAction* item(const QMenu* menu, const QString& words) {
        for (QAction* action : menu->actions())
            if (QString(action->text()).remove(u'&').contains(words))
                return action;
        return nullptr;
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<MemoryPreferences> m_preferences;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DeliverablesPresenter> m_presenter;
    std::unique_ptr<DeliverablesPage> m_page;
};

} // namespace milepost
