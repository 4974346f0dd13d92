// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/planworld.h"
#include "widgets/monthview.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestMonthView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void arrowsWalkDaysAndPagesMonths();
    void tabWalksTheChipsOfADayAndLeaves();
    void spaceTicksEnterOpens();
    void aMovedEventIsAtBothDates();
    void aFullDayShowsWhereTheCursorIs();
    void followsTheListAndTellsIt();
    void theMouseSelectsTicksAndOpens();
    void anotherSurveyLeavesNothingBehind();
    void saysWhatIsUnderTheCursor();

private:
    [[nodiscard]] const Action* action(qint64 deliverable) const {
        return m_model->survey()->action(deliverable);
    }
    [[nodiscard]] int chipOf(const QDate& day, qint64 deliverable) const;

    std::unique_ptr<Theme> m_theme;
    PlanWorld m_world;
    std::unique_ptr<PlanModel> m_model;
    std::unique_ptr<QItemSelectionModel> m_selection;
    std::unique_ptr<QWidget> m_window;
    MonthView* m_view = nullptr;
};

void TestMonthView::initTestCase() {
    QLocale::setDefault(QLocale(u"en_GB"_s)); // weeks begin on Monday
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestMonthView::init() {
    m_world = PlanWorld::usual();
    m_model = std::make_unique<PlanModel>();
    m_model->setSurvey(m_world.survey());
    m_selection = std::make_unique<QItemSelectionModel>(m_model.get());
    m_window = std::make_unique<QWidget>();
    auto* layout = new QVBoxLayout(m_window.get());
    m_view = new MonthView;
    m_view->setPlan(m_model.get(), m_selection.get());
    m_view->setToday(QDate(2026, 11, 26));
    m_view->setDay(QDate(2026, 12, 1));
    layout->addWidget(m_view);
    auto* next = new QWidget;
    next->setObjectName(u"next"_s);
    next->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(next);
    m_window->resize(1040, 560);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_view->setFocus();
}

void TestMonthView::cleanup() {
    m_window.reset();
    m_selection.reset();
    m_model.reset();
}

int TestMonthView::chipOf(const QDate& day, qint64 deliverable) const {
    const auto days = chipsBetween(*m_model, day, day);
    const auto found = days.find(day);
    if (found == days.end())
        return -1;
    for (size_t i = 0; i < found->second.size(); ++i)
        if (found->second[i].action->key.deliverable == deliverable)
            return static_cast<int>(i);
    return -1;
}

void TestMonthView::arrowsWalkDaysAndPagesMonths() {
    QSignalSpy month(m_view, &MonthView::monthChanged);
    QTest::keyClick(m_view, Qt::Key_Right);
    QTest::keyClick(m_view, Qt::Key_Down);
    QCOMPARE(m_view->day(), QDate(2026, 12, 9));
    QTest::keyClick(m_view, Qt::Key_Up);
    QTest::keyClick(m_view, Qt::Key_Left);
    QTest::keyClick(m_view, Qt::Key_Left);
    QCOMPARE(m_view->day(), QDate(2026, 11, 30));
    QCOMPARE(m_view->monthName(), u"November 2026"_s);
    QTest::keyClick(m_view, Qt::Key_PageDown);
    QTest::keyClick(m_view, Qt::Key_PageDown);
    QCOMPARE(m_view->day(), QDate(2027, 1, 30));
    QTest::keyClick(m_view, Qt::Key_PageUp);
    QTest::keyClick(m_view, Qt::Key_End);
    QCOMPARE(m_view->day(), QDate(2026, 12, 31));
    QCOMPARE(month.size(), 4);
}

void TestMonthView::tabWalksTheChipsOfADayAndLeaves() {
    m_view->setDay(QDate(2026, 12, 9));
    QVERIFY(m_view->currentChip() == nullptr);
    QTest::keyClick(m_view, Qt::Key_Tab);
    QCOMPARE(m_view->currentChip()->action, action(10)); // deletions first
    QTest::keyClick(m_view, Qt::Key_Tab);
    QCOMPARE(m_view->currentChip()->action, action(42));
    QCOMPARE(m_selection->currentIndex(), m_model->indexOf(action(42)));
    QTest::keyClick(m_view, Qt::Key_Backtab);
    QCOMPARE(m_view->currentChip()->action, action(10));
    QTest::keyClick(m_view, Qt::Key_Tab);
    QTest::keyClick(m_view, Qt::Key_Tab);
    QVERIFY(m_window->findChild<QWidget*>(u"next"_s)->hasFocus());
}

void TestMonthView::spaceTicksEnterOpens() {
    m_view->setDay(QDate(2026, 12, 11));
    QTest::keyClick(m_view, Qt::Key_Space);
    QVERIFY(!m_model->isTicked(*action(43)));
    QSignalSpy open(m_view, &MonthView::openWanted);
    QTest::keyClick(m_view, Qt::Key_Return);
    QCOMPARE(open.size(), 1);
    QCOMPARE(open.first().first().value<QModelIndex>(), m_model->indexOf(action(43)));
    // A day without events has nothing to open.
    m_view->setDay(QDate(2026, 12, 16));
    QTest::keyClick(m_view, Qt::Key_Return);
    QCOMPARE(open.size(), 1);
}

void TestMonthView::aMovedEventIsAtBothDates() {
    const auto days = chipsBetween(*m_model, QDate(2026, 12, 1), QDate(2026, 12, 4));
    const PlanChip& left = days.at(QDate(2026, 12, 1)).front();
    QVERIFY(left.isLeft);
    QCOMPARE(left.title, u"DD 75 %"_s);
    QCOMPARE(left.project, u"moves to Fri 4 Dec"_s);
    const PlanChip& now = days.at(QDate(2026, 12, 4)).front();
    QVERIFY(!now.isLeft);
    QCOMPARE(now.project, u"Riverside Elementary"_s);
    // One whose deliverable is gone is named by its subject.
    const auto gone = chipsBetween(*m_model, QDate(2026, 12, 9), QDate(2026, 12, 9));
    QCOMPARE(gone.begin()->second.front().title, u"Bulletin 02"_s);
    QCOMPARE(gone.begin()->second.front().project, u"Kessler Library Renovation"_s);
}

void TestMonthView::aFullDayShowsWhereTheCursorIs() {
    const QDate day(2026, 12, 15);
    for (qint64 id = 60; id < 66; ++id)
        m_world.add(id, 1, u"Permit %1"_s.arg(id), day);
    m_model->setSurvey(m_world.survey());
    m_view->setDay(QDate(2026, 12, 16));
    QVERIFY(!m_view->chipRect(day, 0).isEmpty());
    QVERIFY(m_view->chipRect(day, 5).isEmpty());
    m_view->setDay(day);
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(m_view, Qt::Key_Tab);
    QCOMPARE(m_view->currentChip()->action->key.deliverable, qint64{65});
    QVERIFY(!m_view->chipRect(day, 5).isEmpty());
    QVERIFY(m_view->chipRect(day, 0).isEmpty());
}

void TestMonthView::followsTheListAndTellsIt() {
    m_selection->setCurrentIndex(m_model->indexOf(action(44)), QItemSelectionModel::ClearAndSelect);
    QCOMPARE(m_view->day(), QDate(2026, 12, 29));
    QCOMPARE(m_view->currentChip()->action, action(44));
    m_view->setDay(QDate(2026, 12, 2));
    QTest::keyClick(m_view, Qt::Key_Tab);
    QCOMPARE(m_model->action(m_selection->currentIndex()), action(41));
}

void TestMonthView::theMouseSelectsTicksAndOpens() {
    const QDate day(2026, 12, 9);
    const QRect chip = m_view->chipRect(day, chipOf(day, 42));
    QVERIFY(!chip.isEmpty());
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, chip.center());
    QCOMPARE(m_view->currentChip()->action, action(42));
    QVERIFY(m_model->isTicked(*action(42)));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, chip.topLeft() + QPoint(12, 12));
    QVERIFY(!m_model->isTicked(*action(42)));
    QSignalSpy open(m_view, &MonthView::openWanted);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, chip.center());
    QCOMPARE(open.size(), 1);
}

void TestMonthView::anotherSurveyLeavesNothingBehind() {
    m_view->setDay(QDate(2026, 12, 11));
    QTest::keyClick(m_view, Qt::Key_Tab);
    QVERIFY(m_view->currentChip());
    m_window->hide(); // then the month is made again only when it is seen
    std::erase_if(m_world.data.deliverables, [](const Deliverable& row) { return row.id == 43; });
    m_model->setSurvey(m_world.survey());
    QVERIFY(m_view->currentChip() == nullptr);
    m_selection->setCurrentIndex(m_model->indexOf(action(44)), QItemSelectionModel::ClearAndSelect);
    m_window->show();
    QTRY_VERIFY(m_view->currentChip() != nullptr);
    QCOMPARE(m_view->currentChip()->action, action(44));
}

void TestMonthView::saysWhatIsUnderTheCursor() {
    m_view->setDay(QDate(2026, 12, 11));
    QTest::keyClick(m_view, Qt::Key_Tab);
    QCOMPARE(m_view->accessibleName(), u"Plan of December 2026"_s);
    QVERIFY(
        m_view->accessibleDescription().contains(u"to add: CD 95 %, Kessler Library Renovation, ticked"_s));
    QTest::keyClick(m_view, Qt::Key_Space);
    QVERIFY(m_view->accessibleDescription().endsWith(u"not ticked"_s));
}

QTEST_MAIN(TestMonthView)
#include "tst_monthview.moc"
