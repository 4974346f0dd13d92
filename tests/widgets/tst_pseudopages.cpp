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
    void people();
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

void TestPseudoPages::people() {
    window().showPage(PageId::People);
    look("no profile");
    openWith(greekWorld());
    look("people while reading");
    PeopleListing listing;
    listing.view = TrackerView{inGreek(u"tracker"_s), inGreek(u"ann"_s), u"admin"_s};
    for (int reason = 0; reason <= static_cast<int>(PersonRow::Reason::NotAsked); ++reason) {
        PersonRow row;
        row.person = reason + 1;
        row.name = inGreek(u"Person"_s);
        row.reason = static_cast<PersonRow::Reason>(reason);
        row.state = static_cast<PersonRow::State>(reason % 5);
        row.source = static_cast<PersonRow::Source>(1 + reason % 4);
        row.address = row.detail = row.mailbox = inGreek(u"ann"_s);
        listing.rows.push_back(row);
    }
    m_backend->peopleGate.answer(listing);
    QTRY_VERIFY(!m_console->people().isReading());
    look("people");
    auto* table = part<QAbstractItemView>(PageId::People, "table");
    table->setCurrentIndex(table->model()->index(0, 0));
    emit table->customContextMenuRequested(table->visualRect(table->currentIndex()).center());
    if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
        lookAt(*menu, "menu of a person");
        menu->close();
    }
    emit table->activated(table->currentIndex());
    auto* dialog = window().findChild<QDialog*>(u"mailboxDialog"_s);
    lookAt(*dialog, "mailbox");
    m_console->people().decide({1}, inGreek(u"nobody"_s));
    m_backend->decideGate.answer(WishOutcome{{{0, WishFault::Kind::NoAddress, {}}}, {}, 0});
    QTRY_VERIFY(!m_console->people().isDeciding());
    lookAt(*dialog, "mailbox that is none");
    dialog->close();
    m_console->people().importFile({});
    m_backend->readPeopleGate.answer(std::vector<FileWish>(3));
    QTRY_COMPARE(m_backend->decideGate.waiting(), 1);
    m_backend->decideGate.answer(
        WishOutcome{{{0, WishFault::Kind::Twice, {}}, {2, WishFault::Kind::PersonUnknown, {}}}, {}, 0});
    QTRY_VERIFY(!m_console->people().isDeciding());
    look("people after a wrong file");
    m_console->people().decide({1}, {});
    m_backend->decideGate.answer(std::unexpected(someError({})));
    QTRY_VERIFY(!m_console->people().isDeciding());
    look("people after a failure");
    m_console->people().setSearch(u"§"_s);
    look("nobody matches");
}

void TestPseudoPages::otherPages() {
    openWith(greekWorld());
    window().showPage(PageId::Settings);
    look("settings");
    for (const QString& windows : {u"2026-11-01..2026-12-24"_s, u"2027-02-01"_s, u"2027-02-01..2027-02-03"_s,
                                   u"2020-01-01"_s, u"2027-"_s}) {
        auto* field = part<QLineEdit>(PageId::Settings, "freezeWindows");
        field->setText(windows);
        emit field->textEdited(windows);
        look("freeze windows");
    }
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
