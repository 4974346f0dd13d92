// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deliverableswindow.h"
#include "widgets/deliverablepanel.h"
#include "widgets/errorarea.h"
#include "widgets/outlookevent.h"
#include "widgets/statedelegate.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestDeliverablesPage : public DeliverablesWindow {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void keyboardChoosesAndPreviews();
    void buttonsSayHowMany();
    void refreshKeepsSelectionAndScroll();
    void panelFoldsAndComesBack();
    void panelShowsAfterAndNow();
    void emptyPlacesOfferTheirAction();
    void failureKeepsTheListAndSaysWhatToDo();
    void escStopsReading();
    void aShortLookIsNotSpokenOf();
    void readOnlyHasNoResync();
    void everythingHasAName();
    void tabOrderIsReadingOrder();
};

void TestDeliverablesPage::keyboardChoosesAndPreviews() {
    show(surveyOf(readyProfile(), someTracker(50)));
    QVERIFY(previewed().empty());
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home);
    QTest::keyClick(table(), Qt::Key_Down);
    QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
    const auto id = [this](int row) {
        return table()->model()->index(row, 0).data(DeliverablesModel::k_idRole).toLongLong();
    };
    QCOMPARE(previewed(), (std::set<qint64>{id(1), id(2)}));
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(previewed().size(), size_t{50});
}

void TestDeliverablesPage::buttonsSayHowMany() {
    show(surveyOf(readyProfile(), someTracker(50)));
    auto* preview = child<QPushButton>("preview");
    auto* resync = child<QPushButton>("resync");
    QVERIFY(!preview->isEnabled() && !resync->isEnabled());
    table()->selectAll();
    QVERIFY(preview->isEnabled() && resync->isEnabled());
    QCOMPARE(preview->text(), u"Preview 50 selected"_s);
    QCOMPARE(resync->text(), u"Resync 50 selected…"_s);
    QVERIFY(child<QLabel>("counts")->text().endsWith(u"50 selected"_s));
    std::set<qint64> resynced;
    connect(m_page.get(), &DeliverablesPage::resyncWanted, this,
            [&](const std::set<qint64>& ids) { resynced = ids; });
    QTest::mouseClick(resync, Qt::LeftButton);
    QCOMPARE(resynced.size(), size_t{50});
}

void TestDeliverablesPage::refreshKeepsSelectionAndScroll() {
    TrackerData data = someTracker(400);
    show(surveyOf(readyProfile(), data));
    table()->verticalScrollBar()->setValue(3333);
    const QModelIndex top = table()->indexAt({1, 1});
    const qint64 topId = top.data(DeliverablesModel::k_idRole).toLongLong();
    const int offset = table()->visualRect(top).top();
    const auto id = [this](int row) {
        return table()->model()->index(row, 0).data(DeliverablesModel::k_idRole).toLongLong();
    };
    const std::set<qint64> chosen{id(3), id(200)};
    for (const int row : {3, 200})
        table()->selectionModel()->select(table()->model()->index(row, 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    for (const qint64 gone : {id(5), id(6), id(300)})
        std::erase_if(data.deliverables, [gone](const Deliverable& row) { return row.id == gone; });
    show(surveyOf(readyProfile(), data));
    QTRY_COMPARE(table()->model()->rowCount(), 397);
    QCOMPARE(previewed(), chosen);
    const QModelIndex now = table()->indexAt({1, 1});
    QCOMPARE(now.data(DeliverablesModel::k_idRole).toLongLong(), topId);
    QCOMPARE(table()->visualRect(now).top(), offset);
}

void TestDeliverablesPage::panelFoldsAndComesBack() {
    show(surveyOf(readyProfile(), someTracker(20)));
    auto* panel = child<DeliverablePanel>("panel");
    QTRY_VERIFY(panel->isVisible());
    QVERIFY(panel->width() >= 280);
    m_page->resize(860, 700);
    QTRY_VERIFY(!panel->isVisible());
    QTest::keyClick(m_page.get(), Qt::Key_F4);
    QVERIFY(panel->isVisible());
    QTest::keyClick(m_page.get(), Qt::Key_F4);
    QVERIFY(!panel->isVisible());
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home);
    QTest::keyClick(m_page.get(), Qt::Key_W, Qt::AltModifier);
    QVERIFY(panel->isVisible() && child<QLabel>("answer")->hasFocus());
}

void TestDeliverablesPage::panelShowsAfterAndNow() {
    TrackerData data = someTracker(1);
    data.deliverables[0].project = 1;
    data.deliverables[0].completed = false;
    data.deliverables[0].date = QDate(2026, 12, 1);
    const CalendarEvent standing = standingEvent(readyProfile(), data, 0);
    data.deliverables[0].date = QDate(2026, 12, 4);
    show(surveyOf(readyProfile(), data, {standing}));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home);
    QTest::keyClick(table(), Qt::Key_Space);
    auto* event = child<OutlookEvent>("event");
    QTRY_VERIFY(event->shownEvent());
    QCOMPARE(event->shownEvent()->content.date, QDate(2026, 12, 4));
    QVERIFY(event->shownEvent()->changed.contains(Field::Date));
    QVERIFY(event->accessibleDescription().contains(u"4"_s));
    QCOMPARE(child<StateLabel>("state")->text().word, u"Differs"_s);
    QTest::mouseClick(child<QToolButton>("now"), Qt::LeftButton);
    QCOMPARE(event->shownEvent()->content.date, QDate(2026, 12, 1));
    QVERIFY(event->heightForWidth(220) > event->heightForWidth(600));
    QSignalSpy link(m_page.get(), &DeliverablesPage::linkWanted);
    QTest::mouseClick(child<QToolButton>("openInTracker"), Qt::LeftButton);
    QCOMPARE(link.at(0).at(0).toUrl(), QUrl(u"https://tracker.example.com/projects/1"_s));
}

void TestDeliverablesPage::emptyPlacesOfferTheirAction() {
    auto* stack = child<QStackedWidget>("stack");
    auto* action = child<QPushButton>("emptyAction");
    m_page->cancel();
    QCOMPARE(stack->currentWidget()->objectName(), u"empty"_s);
    QTest::mouseClick(action, Qt::LeftButton);
    QVERIFY(m_session->isReading() && !action->isVisible());
    m_backend->surveyGate.answer(std::unexpected(cancelled())); // the one that was stopped
    m_backend->surveyGate.answer(surveyOf(readyProfile(), someTracker(30)));
    QTRY_COMPARE(stack->currentWidget()->objectName(), u"table"_s);
    child<QLineEdit>("search")->setText(u"no such thing"_s);
    QTRY_COMPARE(stack->currentWidget()->objectName(), u"empty"_s);
    QVERIFY(child<QLabel>("emptyText")->text().contains(u"filter"_s));
    QTest::mouseClick(action, Qt::LeftButton);
    QTRY_COMPARE(table()->model()->rowCount(), 30);

    Profile unready = readyProfile();
    unready.mailbox.clear();
    choose(unready);
    QTRY_COMPARE(stack->currentWidget()->objectName(), u"empty"_s);
    QSignalSpy setup(m_page.get(), &DeliverablesPage::setupWanted);
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(setup.size(), 1);
}

void TestDeliverablesPage::failureKeepsTheListAndSaysWhatToDo() {
    show(surveyOf(readyProfile(), someTracker(30)));
    auto* whatToDo = child<QToolButton>("whatToDo");
    QVERIFY(!whatToDo->isVisible());
    m_backend->time.now = m_backend->time.now.addSecs(7200);
    m_page->refresh();
    m_backend->surveyGate.answer(
        std::unexpected(makeError(Error::Kind::Offline, Error::Stage::Tracker, u"down"_s, u"dns-failure"_s)));
    QTRY_COMPARE(child<StateLabel>("reading")->text().state, State::Failed);
    QCOMPARE(table()->model()->rowCount(), 30);
    QVERIFY(table()->isVisible() && whatToDo->isVisible());
    QTest::mouseClick(whatToDo, Qt::LeftButton);
    auto* error = child<ErrorArea>("error");
    QVERIFY(error->isVisible());
    // Its words are whole; in a low window they are scrolled, and the list keeps its place.
    auto* last = error->findChild<QLabel*>(u"errorWho"_s);
    QTRY_COMPARE(error->height(), error->widget()->height());
    m_page->resize(640, 380);
    QTRY_VERIFY(error->height() < error->widget()->height());
    QVERIFY(last->height() >= last->heightForWidth(last->width()));
    QVERIFY(table()->isVisible() && table()->height() > 60);
}

void TestDeliverablesPage::escStopsReading() {
    // The page is open: a profile that is chosen is looked at by itself.
    QVERIFY(m_session->isReading());
    QVERIFY(child<StateLabel>("reading")->text().evidence.contains(u"Esc"_s));
    m_page->cancel();
    QVERIFY(!m_session->isReading() && m_backend->surveyStop.stop_requested());
}

void TestDeliverablesPage::aShortLookIsNotSpokenOf() {
    show(surveyOf(readyProfile(), someTracker(30)));
    m_session->setPatience(std::chrono::hours(1));
    m_page->refresh();
    QCOMPARE(child<StateLabel>("reading")->text().word, u"Complete"_s);
    QVERIFY(!child<QToolButton>("stopReading")->isVisible());
    m_page->cancel();
    m_session->setPatience(std::chrono::milliseconds(1));
    m_page->refresh();
    QCOMPARE(child<StateLabel>("reading")->text().word, u"Complete"_s);
    QTRY_COMPARE(child<StateLabel>("reading")->text().word, u"Reading"_s);
    QVERIFY(!child<StateLabel>("reading")->text().evidence.contains(u"3 s"_s));
    m_backend->time.now = m_backend->time.now.addSecs(3);
    emit m_presenter->changed(); // as its clock does every second
    QVERIFY(child<StateLabel>("reading")->text().evidence.contains(u"3 s"_s));
    QTest::mouseClick(child<QToolButton>("stopReading"), Qt::LeftButton);
    QVERIFY(!m_session->isReading() && m_backend->surveyStop.stop_requested());
    QVERIFY(!child<QToolButton>("stopReading")->isVisible());
}

void TestDeliverablesPage::readOnlyHasNoResync() {
    QVERIFY(child<QPushButton>("resync")->isVisible());
    Profile profile = readyProfile();
    profile.readOnly = true;
    choose(profile);
    QTRY_VERIFY(!child<QPushButton>("resync")->isVisible());
}

void TestDeliverablesPage::everythingHasAName() {
    show(surveyOf(readyProfile(), someTracker(10)));
    for (const QWidget* widget : m_page->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() ||
            widget->objectName().startsWith(u"qt_"))
            continue;
        const auto* interface = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName()));
    }
}

void TestDeliverablesPage::tabOrderIsReadingOrder() {
    show(surveyOf(readyProfile(), someTracker(10)));
    table()->selectAll();
    child<QPushButton>("resync")->setFocus();
    const QStringList expected{u"preview"_s,   u"search"_s, u"dates"_s,  u"projects"_s,
                               u"clients"_s,   u"states"_s, u"people"_s, u"undated"_s,
                               u"completed"_s, u"saved"_s,  u"table"_s};
    QStringList order;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        order << QApplication::focusWidget()->objectName();
    }
    QCOMPARE(order, expected);
}

QTEST_MAIN(TestDeliverablesPage)
#include "tst_deliverablespage.moc"
