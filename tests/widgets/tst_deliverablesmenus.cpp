// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deliverableswindow.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QPushButton>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestDeliverablesMenus : public DeliverablesWindow {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void columnsAreRemembered();
    void columnsOfAnotherVersionAreForgotten();
    void theHeaderHidesAndResetsColumns();
    void columnsFillTheTableUntilSomebodyDraws();
    void aRowsMenuOpensByMouseAndKey_data();
    void aRowsMenuOpensByMouseAndKey();
    void aRowsMenuOpensTheTrackerAndCopies();
    void readOnlyOffersNoResync();

private:
    /// The newest: one that was closed goes with the next turn of the loop.
    [[nodiscard]] QMenu* opened(const char* name) {
        const auto menus = m_page->findChildren<QMenu*>(QLatin1String(name));
        return menus.isEmpty() ? nullptr : menus.last();
    }
};

void TestDeliverablesMenus::columnsAreRemembered() {
    QHeaderView* header = table()->header();
    header->resizeSection(1, 222);
    header->setSectionHidden(3, true);
    header->moveSection(0, 2);
    header->setSortIndicator(2, Qt::DescendingOrder);
    restart();
    header = table()->header();
    QCOMPARE(header->sectionSize(1), 222);
    QVERIFY(header->isSectionHidden(3));
    QCOMPARE(header->visualIndex(0), 2);
    QCOMPARE(m_presenter->sort(), (DeliverableSort{DeliverableColumn::Title, Qt::DescendingOrder}));
}

void TestDeliverablesMenus::columnsOfAnotherVersionAreForgotten() {
    table()->header()->moveSection(0, 2);
    QJsonObject kept = m_preferences->values.value(u"deliverables/columns"_s).toObject();
    QVERIFY(!kept.isEmpty());
    kept.insert(u"columns"_s, k_deliverableColumns - 1);
    m_preferences->write(u"deliverables/columns"_s, kept);
    restart();
    QCOMPARE(table()->header()->visualIndex(0), 0);
    QCOMPARE(table()->header()->count(), k_deliverableColumns);
}

void TestDeliverablesMenus::theHeaderHidesAndResetsColumns() {
    QHeaderView* header = table()->header();
    header->moveSection(0, 3);
    header->setSortIndicator(2, Qt::DescendingOrder);
    emit header->customContextMenuRequested({20, 10});
    QMenu* menu = opened("columnMenu");
    QVERIFY(menu);
    QVERIFY(!item(menu, u"Deliverable"_s)->isEnabled()); // a row without its title says nothing
    item(menu, u"Client"_s)->trigger();
    QVERIFY(header->isSectionHidden(3));
    menu->close();
    emit header->customContextMenuRequested({20, 10});
    menu = opened("columnMenu");
    QVERIFY(menu && !item(menu, u"Client"_s)->isChecked());
    item(menu, u"Reset columns"_s)->trigger();
    QVERIFY(!header->isSectionHidden(3));
    QCOMPARE(header->visualIndex(0), 0);
    QCOMPARE(m_presenter->sort(), (DeliverableSort{DeliverableColumn::Title, Qt::DescendingOrder}));
    restart();
    QVERIFY(!table()->header()->isSectionHidden(3));
    QCOMPARE(m_presenter->sort().order, Qt::DescendingOrder);
}

void TestDeliverablesMenus::columnsFillTheTableUntilSomebodyDraws() {
    show(surveyOf(readyProfile(), someTracker(60)));
    QHeaderView* header = table()->header();
    const auto fills = [&] { return header->length() == table()->viewport()->width(); };
    QTRY_VERIFY(fills());
    const int before = header->sectionSize(1);
    m_page->resize(1700, 752);
    QTRY_VERIFY(header->sectionSize(1) > before + 100 && fills());
    header->setSectionHidden(3, true);
    QTRY_VERIFY(fills());
    restart();
    show(surveyOf(readyProfile(), someTracker(60)));
    header = table()->header();
    QTRY_VERIFY(header->isSectionHidden(3) && fills()); // nobody drew yet
    header->resizeSection(1, 77);
    m_page->resize(1700, 752);
    QTRY_VERIFY(table()->viewport()->width() > 1200);
    QCOMPARE(header->sectionSize(1), 77);
}

void TestDeliverablesMenus::aRowsMenuOpensByMouseAndKey_data() {
    QTest::addColumn<bool>("byKey");
    QTest::newRow("mouse") << false;
    QTest::newRow("key") << true;
}

void TestDeliverablesMenus::aRowsMenuOpensByMouseAndKey() {
    QFETCH(bool, byKey);
    show(surveyOf(readyProfile(), someTracker(30)));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home);
    QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
    const QRect row = table()->visualRect(table()->currentIndex());
    const QPoint at = byKey ? table()->rect().center() : row.center();
    QContextMenuEvent event(byKey ? QContextMenuEvent::Keyboard : QContextMenuEvent::Mouse, at,
                            table()->viewport()->mapToGlobal(at));
    QApplication::sendEvent(byKey ? static_cast<QWidget*>(table()) : table()->viewport(), &event);
    QMenu* menu = opened("rowMenu");
    QVERIFY(menu && menu->isVisible());
    const int top = menu->y() - table()->viewport()->mapToGlobal(QPoint()).y();
    QVERIFY2(top >= row.top() && top <= row.bottom() + 1, qPrintable(QString::number(top)));
    std::set<qint64> previewed, resynced;
    connect(m_page.get(), &DeliverablesPage::previewWanted, this, [&](const auto& ids) { previewed = ids; });
    connect(m_page.get(), &DeliverablesPage::resyncWanted, this, [&](const auto& ids) { resynced = ids; });
    item(menu, u"Preview 2 selected"_s)->trigger();
    item(menu, u"Resync 2 selected"_s)->trigger();
    QCOMPARE(previewed.size(), size_t{2});
    QCOMPARE(resynced, previewed);
}

void TestDeliverablesMenus::aRowsMenuOpensTheTrackerAndCopies() {
    TrackerData data = someTracker(1);
    data.deliverables[0].project = 2;
    show(surveyOf(readyProfile(), data));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Home);
    emit table()->customContextMenuRequested({10, 10});
    QMenu* menu = opened("rowMenu");
    QVERIFY(menu);
    QSignalSpy link(m_page.get(), &DeliverablesPage::linkWanted);
    item(menu, u"Open in the tracker"_s)->trigger();
    QCOMPARE(link.at(0).at(0).toUrl(), QUrl(u"https://tracker.example.com/projects/2"_s));
    item(menu, u"Copy ID"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"1"_s);
    item(menu, u"Copy title"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), table()->model()->index(0, 2).data().toString());
    QMenu* columns = item(menu, u"Columns"_s)->menu(); // the header takes no keys
    item(columns, u"Team"_s)->trigger();
    QVERIFY(table()->header()->isSectionHidden(4));
    QSignalSpy explain(m_page.get(), &DeliverablesPage::explainWanted);
    item(menu, u"Explain"_s)->trigger();
    QCOMPARE(explain.at(0).at(0).toLongLong(), 1);
}

void TestDeliverablesMenus::readOnlyOffersNoResync() {
    Profile profile = readyProfile();
    profile.name = u"watch"_s;
    profile.readOnly = true;
    choose(profile);
    show(surveyOf(profile, someTracker(5)));
    table()->selectAll();
    QTest::keyClick(table(), Qt::Key_Home);
    emit table()->customContextMenuRequested({10, 10});
    QMenu* menu = opened("rowMenu");
    QVERIFY(menu && item(menu, u"Preview"_s) && !item(menu, u"Resync"_s));
}

QTEST_MAIN(TestDeliverablesMenus)
#include "tst_deliverablesmenus.moc"
