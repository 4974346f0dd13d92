// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pseudowindow.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What one looks things up in: Deliverables and its filters, Settings, Help, the finder.
class TestPseudoPages : public PseudoWindow {
    Q_OBJECT

private slots:
    void initTestCase() { speak(); }
    void init() { open(); }
    void cleanup() { close(); }
    void deliverables();
    void deliverablesWithout();
    void filters();
    void otherPages();
};

void TestPseudoPages::deliverables() {
    openWith(greekWorld());
    window().showPage(PageId::Deliverables);
    auto* table = part<QAbstractItemView>(PageId::Deliverables, "table");
    QTRY_VERIFY(table->model()->rowCount() > 10);
    look("list");
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        table->setCurrentIndex(table->model()->index(row, 0));
        lookAt(page(PageId::Deliverables), "deliverable");
        part<QToolButton>(PageId::Deliverables, "now")->click();
        lookAt(page(PageId::Deliverables), "deliverable as it stands");
        part<QToolButton>(PageId::Deliverables, "after")->click();
    }
    look("a deliverable");
    m_backend->time.now = m_backend->time.now.addSecs(3600);
    failWith(someError({}, Error::Stage::Tracker));
    look("list of an hour ago");
    m_console->session().refresh();
    look("list while reading");
}

void TestPseudoPages::deliverablesWithout() {
    PlanWorld world = greekWorld();
    window().showPage(PageId::Deliverables);
    look("no profile");
    world.calendarFailure = someError({});
    openWith(world);
    look("no calendar");
    DeliverableFilter filter;
    filter.search = u"§"_s;
    m_console->deliverables().setFilter(filter);
    QTest::qWait(100);
    look("no match");
    m_console->deliverables().setFilter({});
    world.calendarFailure.reset();
    restrict(world);
    m_console->session().refresh();
    m_backend->surveyGate.answer(world.survey());
    QTest::qWait(50);
    look("restricted");
}

void TestPseudoPages::filters() {
    openWith(greekWorld());
    window().showPage(PageId::Deliverables);
    QTest::qWait(100);
    for (const char* name : {"dates", "projects", "clients", "states", "people", "saved"}) {
        QMenu* menu = part<QToolButton>(PageId::Deliverables, name)->menu();
        menu->popup(QPoint(100, 100));
        lookAt(*menu, name);
        menu->close();
    }
    for (QAction* action : part<QToolButton>(PageId::Deliverables, "saved")->menu()->actions())
        action->trigger();
    for (QAction* action : part<QToolButton>(PageId::Deliverables, "dates")->menu()->actions())
        action->trigger();
    QTest::qWait(20);
    for (QDialog* dialog : window().findChildren<QDialog*>())
        if (dialog->isVisible()) {
            lookAt(*dialog, "dialog of a filter");
            dialog->close();
        }
    DeliverableFilter filter;
    filter.dates = DeliverableFilter::Dates::Custom;
    filter.from = QDate(2026, 12, 1);
    filter.projects = {1};
    filter.clients = {inGreek(u"County"_s)};
    filter.standings = {Standing::No};
    filter.people = {5};
    m_console->deliverables().setFilter(filter);
    QTest::qWait(100);
    look("every filter");
    auto* table = part<QAbstractItemView>(PageId::Deliverables, "table");
    emit table->customContextMenuRequested(QPoint(20, 50));
    for (QWidget* menu : QApplication::topLevelWidgets())
        if (auto* popup = qobject_cast<QMenu*>(menu); popup != nullptr && popup->isVisible()) {
            lookAt(*popup, "menu of a row");
            popup->close();
        }
}

void TestPseudoPages::otherPages() {
    openWith(greekWorld());
    window().showPage(PageId::Settings);
    look("settings");
    window().showPage(PageId::Help);
    look("help");
    emit window().finderWanted();
    auto* finder = window().findChild<QDialog*>(u"finder"_s);
    lookAt(*finder, "finder");
    finder->findChild<QLineEdit*>()->setText(inGreek(u"DD"_s));
    QTest::qWait(200);
    lookAt(*finder, "finder with answers");
    finder->findChild<QLineEdit*>()->setText(u"§"_s);
    QTest::qWait(200);
    lookAt(*finder, "finder without answers");
}

QTEST_MAIN(TestPseudoPages)
#include "tst_pseudopages.moc"
