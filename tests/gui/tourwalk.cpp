// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tourwalk.h"

#include "lockedstore.h"

#include <QTreeView>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_patience = 60'000; // milliseconds; what is down is tried for half a minute

} // namespace

TourWalk::TourWalk(const QDir& out, ThemeChoice tone, QSize size)
    : m_tone(tone),
      m_size(size),
      m_camera(out, tone, size) {}

bool TourWalk::walk() {
    {
        JourneyWindow locked(LockedStore::maker());
        m_journey = nullptr;
        if (!begin(locked) || !wait("locked keychain", [&] {
                return locked.console().profileMaker().keychain().atUtc.isValid();
            }))
            return false;
        settle();
        pictureOf(&locked.window(), "first-start-locked-keychain");
    }
    m_journey = std::make_unique<JourneyWindow>();
    const bool came = begin(*m_journey) && firstStart() && envProposal() && sandboxStarts() &&
                      deliverables() && filters() && menus() && people() && troubleshoot() && trackerDown() &&
                      restricted() && preview() && emptyHistory() && jobs() && cutOff() && afterwards() &&
                      history() && exportedHistory() && lettingGo() && changes() && edits() && guard() &&
                      watchWaits() && setup() && registration() && consent() && access() && request() &&
                      nearMiss() && emptyPages() && firstReading() && foot() && watchIsOn() && everybody();
    if (came)
        return m_camera.isFine();
    picture("missed");
    if (m_journey->desktop().backend().sandbox())
        sandbox().release();
    return false;
}

bool TourWalk::begin(JourneyWindow& journey) {
    journey.window().resize(m_size);
    if (!journey.start())
        return missed("window");
    // The remembered theme of an empty folder is the system's.
    journey.desktop().theme().choose(m_tone);
    journey.window().resize(m_size);
    return true;
}

bool TourWalk::wait(const char* what, const std::function<bool()>& until) {
    return QTest::qWaitFor(until, k_patience) || missed(what);
}

bool TourWalk::held() {
    return sandbox().waitHeld(std::chrono::milliseconds(k_patience)) || missed("held request");
}

bool TourWalk::lookAgain() {
    const QDateTime before =
        m_journey->session().survey() ? m_journey->session().survey()->madeUtc() : QDateTime();
    m_journey->session().refresh();
    return wait("another look", [&] {
        const auto& survey = m_journey->session().survey();
        return !m_journey->session().isReading() && survey && survey->madeUtc() != before;
    });
}

bool TourWalk::looked() {
    return wait("look at both sides", [&] {
        return !m_journey->session().isReading() && m_journey->session().survey() != nullptr;
    });
}

bool TourWalk::missed(const char* what) {
    qWarning("tour: %s did not come", what);
    return false;
}

bool TourWalk::click(const char* name) { return m_journey->click(name) || missed(name); }

void TourWalk::settle() { QTest::qWait(400); }

void TourWalk::go(PageId page) {
    m_journey->window().showPage(page);
    settle();
}

void TourWalk::selectFirst(PageId page, const char* list) {
    auto* view = find<QTreeView>(page, list);
    view->setFocus();
    view->selectionModel()->clear();
    for (int row = 0; row < 3; ++row)
        QTest::keyClick(view, Qt::Key_Down);
    settle();
}

void TourWalk::picture(const char* name) {
    QTest::qWait(50);
    pictureOf(&m_journey->window(), name);
}

void TourWalk::pictureOf(QWidget* widget, const char* name) { m_camera.take(widget, name); }

bool TourWalk::pictureOfDialog(const char* widgetInIt, const char* name) {
    if (!wait(name, [&] { return m_journey->shown(widgetInIt) != nullptr; }))
        return false;
    QWidget* const dialog = m_journey->shown(widgetInIt)->window();
    settle();
    pictureOf(dialog, name);
    QTest::keyClick(dialog, Qt::Key_Escape);
    return wait("end of the dialog", [&] { return m_journey->shown(widgetInIt) == nullptr; });
}

bool TourWalk::pictureOfMenu(QMenu* menu, const char* name) {
    if (menu == nullptr || !wait(name, [&] { return menu->isVisible(); }))
        return missed(name);
    pictureOf(menu, name);
    menu->close();
    return true;
}

bool TourWalk::control(const char* name, const QJsonObject& arguments) {
    const auto answer = sandbox().control(QString::fromLatin1(name), arguments);
    return answer || missed(qPrintable(answer.error().detail));
}

} // namespace milepost
