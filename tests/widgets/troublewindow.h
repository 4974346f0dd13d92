// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "consolewindow.h"

#include <QPushButton>

namespace milepost {

/// The page Troubleshoot in the whole window.
class TroubleWindow : public ConsoleWindow {
protected:
    void open() {
        ConsoleWindow::open();
        look();
        window().resize(1280, 800);
        show();
    }
    /// Of the page Troubleshoot, what can be seen; null: nothing of that name.
    template <class T = QWidget> [[nodiscard]] T* trouble(const char* name) {
        for (T* each : page(PageId::Troubleshoot).findChildren<T*>(QString::fromLatin1(name)))
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
        window().showPage(PageId::Troubleshoot);
        trouble<QPushButton>("ladder-calendar-not-found")->click();
        LadderReport report;
        report.id = LadderId::CalendarNotFound;
        report.rungs = {rung(u"hosts"_s, RungState::Ok), failed, rung(u"read"_s, RungState::NotReached)};
        QVERIFY(m_backend->climbGate.answer(report));
        QTRY_VERIFY(!presenter().isBusy());
        QCoreApplication::processEvents(); // buttons that came into being are shown
    }
};

} // namespace milepost
