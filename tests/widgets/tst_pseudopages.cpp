// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/exchangeworld.h"
#include "../presentation/runworld.h"
#include "pseudowindow.h"
#include "widgets/bundledialog.h"

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
    void history();
    void exchanges();
    void bundle();
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

void TestPseudoPages::history() {
    window().showPage(PageId::History);
    look("no profile");
    openWith(greekWorld());
    while (m_backend->runsGate.answer(std::vector<RunRecord>())) {
    }
    QTest::qWait(20);
    look("no run");
    std::vector<RunRecord> runs;
    for (int status = 0; status <= static_cast<int>(RunStatus::Refused); ++status) {
        RunRecord run = someRun(10 + status, static_cast<RunStatus>(status), status);
        run.start.calendarName = run.start.mailbox = inGreek(u"Deliverables"_s);
        run.start.purpose.kind = static_cast<PlanPurpose::Kind>(status % 4);
        run.start.resumes = status % 5 == 4 ? 9 : 0;
        run.why = status == static_cast<int>(RunStatus::Refused) ? inGreek(u"read-only"_s) : QString();
        runs.insert(runs.begin(), run);
    }
    m_console->history().look();
    m_backend->runsGate.answer(runs);
    QTRY_VERIFY(m_console->history().chosen() != nullptr);
    RunDetails details{runs.front(), {}};
    for (int state = 0; state <= static_cast<int>(IntentState::Cancelled); ++state) {
        IntentRecord write = someUpdate();
        write.id.value = state;
        write.state = static_cast<IntentState>(state);
        EventContent content = contentFromJson(write.intent.after);
        content.subject = inGreek(u"Kick-off"_s);
        write.intent.after = toJson(content);
        write.intent.verb = state % 2 == 0 ? Verb::Update : Verb::Create;
        details.actions.push_back(write);
    }
    m_backend->runGate.answer(details);
    QTRY_VERIFY(m_console->history().writes().rowCount() > 0);
    look("runs");
    std::erase_if(runs, [](const RunRecord& run) { return run.status != RunStatus::Interrupted; });
    Profile other = greekProfile();
    other.name += u'2';
    m_console->session().reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{other.name, other}});
    QTRY_VERIFY(!m_console->session().profile());
    m_console->session().choose(other.name);
    while (m_backend->runsGate.answer(runs)) {
    }
    QTRY_VERIFY(m_console->history().offer() != nullptr);
    look("a run that was cut off");
    m_console->history().look();
    m_backend->runsGate.answer(std::unexpected(someError({}, Error::Stage::Storage)));
    QTRY_VERIFY(m_console->history().failure());
    look("a history that cannot be read");
}

void TestPseudoPages::exchanges() {
    const auto answer = [this](const std::vector<ExchangeRecord>& records) {
        ExchangePart part;
        part.records = records;
        part.fits = static_cast<qint64>(records.size());
        part.lastId = records.empty() ? 0 : records.front().id;
        // It is asked again each second: whatever is asked meanwhile has the same answer.
        QTRY_VERIFY((m_backend->exchangesGate.answer(part),
                     m_console->exchanges().content() != ExchangesPresenter::Content::Reading &&
                         m_console->exchanges().model().rowCount() == static_cast<int>(records.size())));
    };
    ExchangesPresenter& log = m_console->exchanges();
    window().showPage(PageId::ExchangeLog);
    look("no profile");
    openWith(greekWorld());
    look("log while reading");
    answer({});
    look("no request");
    std::vector<ExchangeRecord> records;
    for (qint64 id = 8; id > 0; --id) {
        ExchangeRecord record = id % 2 == 0 ? someExchange(id) : failedExchange(id, 403, {});
        for (QString* text :
             {&record.program, &record.method, &record.url, &record.urlTemplate, &record.mailbox,
              &record.code, &record.error, &record.serverDate, &record.requestBody, &record.answerBody})
            *text = inGreek(*text + u" x"_s);
        record.stage = id % 3 == 0   ? Error::Stage::Token
                       : id % 3 == 1 ? Error::Stage::Graph
                                     : Error::Stage::Tracker;
        record.status = id == 1 ? 0 : record.status;
        record.children = id == 4 ? 7 : 0;
        record.spans.connect = id % 4 == 0 ? ExchangeRecord::k_unseen : record.spans.connect;
        records.push_back(record);
    }
    log.look();
    answer(records);
    for (const ExchangeRecord& record : records) {
        log.choose(record.id);
        look("a request");
    }
    part<QAbstractButton>(PageId::ExchangeLog, "copySupport")->click();
    look("a request that was copied");
    part<QAbstractButton>(PageId::ExchangeLog, "copyCurl")->click();
    look("a request as a command");
    log.keepBodies(60);
    m_backend->bodiesGate.answer(m_backend->time.now.addSecs(3'600));
    QTRY_VERIFY(log.bodiesLeft().count() > 0);
    look("bodies are kept");
    QMenu* menu = part<QToolButton>(PageId::ExchangeLog, "keepBodies")->menu();
    menu->popup(QPoint(100, 100));
    lookAt(*menu, "how long bodies are kept");
    menu->close();
    ExchangeFilter filter;
    filter.run = 12;
    log.setFilter(filter);
    answer({});
    look("no request matches");
    log.look();
    QTRY_VERIFY((m_backend->exchangesGate.answer(std::unexpected(someError({}, Error::Stage::Storage))),
                 log.failure()));
    look("a log that cannot be read");
}

void TestPseudoPages::bundle() {
    openWith(greekWorld());
    m_console->window().showPage(PageId::Help);
    part<QAbstractButton>(PageId::Help, "diagnosticsBundle")->click();
    auto* dialog = window().findChild<BundleDialog*>();
    lookAt(*dialog, "bundle that is gathered");
    dialog->presenter().stop();
    lookAt(*dialog, "bundle that was cancelled");
    m_backend->bundleGate.answer(Bundle());
    dialog->presenter().make(false);
    m_backend->bundleGate.answer(std::unexpected(someError({}, Error::Stage::Storage)));
    QTRY_COMPARE(dialog->presenter().state(), BundlePresenter::State::Failed);
    lookAt(*dialog, "bundle that could not be made");
    dialog->presenter().make(true);
    Bundle made;
    for (const char* name : {"README.txt", "about.json", "settings.json", "checks.json", "runs.json",
                             "store.json", "exchanges.jsonl"})
        made.files.push_back({QString::fromLatin1(name), inGreek(u"text"_s).toUtf8()});
    made.gaps = {inGreek(u"runs"_s)};
    made.names = inGreek(u"pseudonyms"_s);
    m_backend->bundleGate.answer(made);
    QTRY_COMPARE(dialog->presenter().state(), BundlePresenter::State::Made);
    for (int row = 0; row < 7; ++row) {
        dialog->findChild<QAbstractItemView*>(u"bundleFiles"_s)
            ->setCurrentIndex(
                dialog->findChild<QAbstractItemView*>(u"bundleFiles"_s)->model()->index(row, 0));
        lookAt(*dialog, "file of a bundle");
    }
    for (const QString& text : {inGreek(u"text"_s), inGreek(u"nobody"_s)}) {
        dialog->presenter().search(text);
        QTRY_VERIFY(!dialog->presenter().found().isEmpty());
        lookAt(*dialog, "text that is looked for");
    }
    for (const auto kind : {Error::Kind::NotFound, Error::Kind::Forbidden, Error::Kind::Storage}) {
        dialog->presenter().save(u'/' + inGreek(u"place"_s), false);
        m_backend->saveBundleGate.answer(
            std::unexpected(makeError(kind, Error::Stage::Storage, inGreek(u"disk"_s))));
        QTest::qWait(20);
        lookAt(*dialog, "bundle that is not saved");
    }
    dialog->presenter().save(u'/' + inGreek(u"place"_s), false);
    m_backend->saveBundleGate.answer(
        std::unexpected(makeError(Error::Kind::Conflict, Error::Stage::Storage, {})));
    QTRY_VERIFY(dialog->findChild<QDialog*>(u"replaceBundle"_s) != nullptr);
    lookAt(*dialog->findChild<QDialog*>(u"replaceBundle"_s), "file that is there already");
    dialog->findChild<QDialog*>(u"replaceBundle"_s)->close();
    dialog->presenter().save(u'/' + inGreek(u"place"_s), true);
    m_backend->saveBundleGate.answer({});
    QTest::qWait(20);
    lookAt(*dialog, "bundle that is saved");
    dialog->reject();
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
