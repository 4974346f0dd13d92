// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/exchangeworld.h"
#include "../presentation/runworld.h"
#include "pseudowindow.h"
#include "widgets/bundledialog.h"

#include <QAbstractItemView>
#include <QDialog>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What is kept of what happened: History, the exchange log, the diagnostics bundle.
class TestPseudoRecords : public PseudoWindow {
    Q_OBJECT

private slots:
    void initTestCase() { speak(); }
    void init() { open(); }
    void cleanup() { close(); }
    void history();
    void exchanges();
    void bundle();
};

void TestPseudoRecords::history() {
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

void TestPseudoRecords::exchanges() {
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

void TestPseudoRecords::bundle() {
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

QTEST_MAIN(TestPseudoRecords)
#include "tst_pseudorecords.moc"
