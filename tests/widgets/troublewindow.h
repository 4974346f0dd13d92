// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../presentation/fakebackend.h"
#include "../presentation/planworld.h"
#include "widgets/console.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace milepost {

/// The page Troubleshoot in the whole window, over an engine that answers when the test says so.
class TroubleWindow : public QObject {
protected:
    /// Once for all tests of a program.
    void dress() {
        using namespace Qt::StringLiterals;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(u"milepost-test"_s);
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void open() {
        m_world = PlanWorld::usual();
        m_backend = std::make_unique<FakeBackend>();
        m_console = std::make_unique<Console>(*m_backend, *m_theme);
        m_console->session().open(m_world.profile.name);
        while (m_backend->profilesGate.answer(
            std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}})) {
        }
        QTRY_VERIFY(m_console->session().profile());
        m_console->session().refresh();
        QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
        QTRY_VERIFY(m_console->session().survey());
        m_console->window().resize(1280, 800);
        m_console->window().show();
        m_console->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_console->window()));
    }
    void close() {
        m_console.reset();
        m_backend.reset();
    }
    template <class T = QWidget> [[nodiscard]] T* part(PageId page, const char* name) {
        return m_console->window().page(page)->findChild<T*>(QString::fromLatin1(name));
    }
    /// Of the page Troubleshoot, what can be seen; null: nothing of that name.
    template <class T = QWidget> [[nodiscard]] T* trouble(const char* name) {
        for (T* each :
             m_console->window().page(PageId::Troubleshoot)->findChildren<T*>(QString::fromLatin1(name)))
            if (each->isVisible())
                return each;
        return nullptr;
    }
    [[nodiscard]] TroubleshootPresenter& presenter() { return m_console->troubleshoot(); }
    [[nodiscard]] static Rung rung(const QString& id, RungState state) {
        using namespace Qt::StringLiterals;
        Rung made = state == RungState::Failed
                        ? rungFailed(makeError(Error::Kind::NotFound, Error::Stage::Graph, u"none"_s,
                                               u"calendar-missing"_s))
                        : rungOf(state, u"seen"_s);
        made.id = id;
        made.title = u"Title of "_s + id;
        made.atUtc = QDateTime(QDate(2026, 11, 26), QTime(9, 12), Qt::UTC);
        return made;
    }
    /// The complaint about the calendar, whose ladder fails at this rung.
    void failAt(const Rung& failed) {
        using namespace Qt::StringLiterals;
        m_console->window().showPage(PageId::Troubleshoot);
        trouble<QPushButton>("ladder-calendar-not-found")->click();
        LadderReport report;
        report.id = LadderId::CalendarNotFound;
        report.rungs = {rung(u"hosts"_s, RungState::Ok), failed, rung(u"read"_s, RungState::NotReached)};
        QVERIFY(m_backend->climbGate.answer(report));
        QTRY_VERIFY(!presenter().isBusy());
        QCoreApplication::processEvents(); // buttons that came into being are shown
    }

    PlanWorld m_world;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Console> m_console;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
};

} // namespace milepost
