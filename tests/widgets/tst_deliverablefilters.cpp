// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deliverableswindow.h"
#include "widgets/daterangedialog.h"
#include "widgets/filterbutton.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestDeliverableFilters : public DeliverablesWindow {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void typingSearchesAndEscClears();
    void whatAFilterHidesIsNotSelected();
    void everythingSelectedSurvivesAFilter();
    void ticksInAChoiceNarrowTheList();
    void clearFiltersShowsEverything();
    void revealsADeliverableBehindAFilter();
    void datesAreChosenByKeyboard();
    void datesAreChosenByMouse();
    void savedFiltersSurviveARestart();

private:
    [[nodiscard]] DateRangeDialog* askForDates() {
        item(child<FilterButton>("dates")->menu(), u"From"_s)->trigger();
        const auto dialogs = m_page->window()->findChildren<DateRangeDialog*>();
        return dialogs.isEmpty() ? nullptr : dialogs.last();
    }
};

void TestDeliverableFilters::typingSearchesAndEscClears() {
    show(surveyOf(readyProfile(), someTracker(300)));
    QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
    auto* search = child<QLineEdit>("search");
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"elan"_s);
    QTRY_VERIFY(table()->model()->rowCount() < 300 && table()->model()->rowCount() > 0);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        QVERIFY(table()->model()->index(row, 1).data().toString().contains(u"Élan"_s));
    QVERIFY(child<QLabel>("counts")->text().contains(u" of 300 match"_s));
    m_page->cancel();
    QTRY_COMPARE(table()->model()->rowCount(), 300);
    QVERIFY(search->text().isEmpty());
}

void TestDeliverableFilters::whatAFilterHidesIsNotSelected() {
    show(surveyOf(readyProfile(), someTracker(200)));
    table()->selectAll();
    child<QLineEdit>("search")->setText(u"riverside"_s);
    QTRY_VERIFY(table()->model()->rowCount() < 200);
    const auto count = static_cast<size_t>(table()->model()->rowCount());
    QCOMPARE(previewed().size(), count);
    child<QLineEdit>("search")->clear();
    QTRY_COMPARE(table()->model()->rowCount(), 200);
    QCOMPARE(previewed().size(), count);
}

void TestDeliverableFilters::everythingSelectedSurvivesAFilter() {
    show(surveyOf(readyProfile(), someTracker(200)));
    table()->selectAll();
    m_presenter->sortBy({DeliverableColumn::Title, Qt::DescendingOrder});
    QTRY_COMPARE(m_presenter->sort().column, DeliverableColumn::Title);
    QTRY_VERIFY(table()->model()->index(0, 2).data().toString() >= u"M"_s);
    QCOMPARE(previewed().size(), size_t{200});
}

void TestDeliverableFilters::ticksInAChoiceNarrowTheList() {
    show(surveyOf(readyProfile(), someTracker(400)));
    auto* clients = child<ChoiceButton>("clients");
    clients->menu()->popup(QPoint(10, 10));
    auto* list = clients->menu()->findChild<QListView*>();
    QVERIFY(list && list->model()->rowCount() > 1);
    list->setCurrentIndex(list->model()->index(0, 0));
    const QString name = list->currentIndex().data().toString();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Space);
    QTRY_VERIFY(table()->model()->rowCount() < 400);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        QCOMPARE(table()->model()->index(row, 3).data().toString(), name);
    QVERIFY(clients->text().endsWith(name));
    clients->menu()->close();
    child<QCheckBox>("undated")->setChecked(false);
    child<ChoiceButton>("states")->setChosen({static_cast<int>(Standing::No)});
    emit child<ChoiceButton>("states")->chosenChanged();
    QTRY_VERIFY([this] {
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            if (table()->model()->index(row, 5).data().toString() != u"No"_s)
                return false;
        return table()->model()->rowCount() > 0;
    }());
}

void TestDeliverableFilters::clearFiltersShowsEverything() {
    show(surveyOf(readyProfile(), someTracker(100)));
    QVERIFY(!child<QToolButton>("clearFilters")->isVisible());
    child<QLineEdit>("search")->setText(u"riverside"_s);
    child<QCheckBox>("completed")->setChecked(false);
    QTRY_VERIFY(table()->model()->rowCount() < 100);
    auto* clear = child<QToolButton>("clearFilters");
    QVERIFY(clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_COMPARE(table()->model()->rowCount(), 100);
    QVERIFY(child<QLineEdit>("search")->text().isEmpty() && child<QCheckBox>("completed")->isChecked());
}

void TestDeliverableFilters::revealsADeliverableBehindAFilter() {
    show(surveyOf(readyProfile(), someTracker(300)));
    child<QLineEdit>("search")->setText(u"no such thing"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 0);
    m_page->reveal(123);
    QTRY_COMPARE(table()->model()->rowCount(), 300);
    QTRY_COMPARE(previewed(), std::set<qint64>{123});
    QVERIFY(table()->viewport()->rect().intersects(table()->visualRect(table()->currentIndex())));
}

void TestDeliverableFilters::datesAreChosenByKeyboard() {
    DateRangeDialog* dialog = askForDates();
    QVERIFY(dialog);
    auto* from = dialog->findChild<QDateEdit*>(u"from"_s);
    auto* to = dialog->findChild<QDateEdit*>(u"to"_s);
    dialog->activateWindow(); // no window manager does
    QTRY_VERIFY(from->hasFocus());
    QCOMPARE(from->date(), m_presenter->today());
    from->setDate(QDate(2027, 3, 1)); // the sections' order is the system's
    QTest::keyClick(from, Qt::Key_Up);
    const QDate chosen = from->date();
    QVERIFY(chosen > QDate(2027, 3, 1));
    for (int section = 0; section < 3; ++section) // day, month, year
        QTest::keyClick(from, Qt::Key_Tab);
    QVERIFY(to->hasFocus());
    to->setDate(QDate(2026, 12, 24)); // before the other one: they change places
    QTest::keyClick(to, Qt::Key_Return);
    QCOMPARE(m_presenter->filter().dates, DeliverableFilter::Dates::Custom);
    QCOMPARE(*m_presenter->filter().from, QDate(2026, 12, 24));
    QCOMPARE(*m_presenter->filter().to, chosen);
    QVERIFY2(child<FilterButton>("dates")->text().contains(u"24 Dec 2026"_s),
             qPrintable(child<FilterButton>("dates")->text()));
    show(surveyOf(readyProfile(), someTracker(200)));
    QTRY_VERIFY(table()->model()->rowCount() > 0 && table()->model()->rowCount() < 200);
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        if (const auto& date = m_presenter->model().row(row)->date)
            QVERIFY(*date >= QDate(2026, 12, 24) && *date <= chosen);
}

void TestDeliverableFilters::datesAreChosenByMouse() {
    m_presenter->setFilter({});
    DateRangeDialog* dialog = askForDates();
    QVERIFY(dialog);
    auto* buttons = dialog->findChild<QDialogButtonBox*>();
    QTest::mouseClick(buttons->button(QDialogButtonBox::Cancel), Qt::LeftButton);
    QCOMPARE(m_presenter->filter().dates, DeliverableFilter::Dates::All);
    for (QAction* action : child<FilterButton>("dates")->menu()->actions()) // and the menu says so
        QCOMPARE(action->isChecked(), action->text() == u"All dates"_s);
    dialog = askForDates();
    QVERIFY(dialog);
    dialog->findChild<QDateEdit*>(u"to"_s)->setDate(QDate(2027, 1, 31));
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QCOMPARE(*m_presenter->filter().from, m_presenter->today());
    QCOMPARE(*m_presenter->filter().to, QDate(2027, 1, 31));
}

void TestDeliverableFilters::savedFiltersSurviveARestart() {
    show(surveyOf(readyProfile(), someTracker(100)));
    QTest::keyClicks(child<QLineEdit>("search"), u"riverside"_s);
    child<QCheckBox>("undated")->setChecked(false);
    QMenu* menu = child<FilterButton>("saved")->menu();
    item(menu, u"Save this filter"_s)->trigger();
    auto* dialog = m_page->window()->findChild<QInputDialog*>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), u"Board & school"_s);
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(m_presenter->savedFilters(), QStringList{u"Board & school"_s});
    child<QCheckBox>("completed")->setChecked(false); // the one in use goes on from the saved one
    const DeliverableFilter inUse = m_presenter->filter();
    restart();
    QCOMPARE(child<QLineEdit>("search")->text(), u"riverside"_s);
    QVERIFY(!child<QCheckBox>("undated")->isChecked() && !child<QCheckBox>("completed")->isChecked());
    QVERIFY(m_presenter->filter() == inUse);
    show(surveyOf(readyProfile(), someTracker(100)));
    QTRY_VERIFY(table()->model()->rowCount() > 0 && table()->model()->rowCount() < 100);
    menu = child<FilterButton>("saved")->menu();
    item(menu, u"Board"_s)->trigger();
    QVERIFY(child<QCheckBox>("completed")->isChecked());
    QCOMPARE(child<QLineEdit>("search")->text(), u"riverside"_s);
    item(item(menu, u"Remove"_s)->menu(), u"Board"_s)->trigger();
    restart();
    QVERIFY(m_presenter->savedFilters().isEmpty());
}

QTEST_MAIN(TestDeliverableFilters)
#include "tst_deliverablefilters.moc"
