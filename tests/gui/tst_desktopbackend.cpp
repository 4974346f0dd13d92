// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../storage/postgresserver.h"
#include "base/futures.h"
#include "countingstore.h"
#include "storage/csv.h"
#include "storage/whoruns.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

template <class T> bool comes(const QFuture<T>& future) {
    return QTest::qWaitFor([&] { return future.isFinished(); }, 30'000) && future.resultCount() == 1;
}

} // namespace

/// The engine as the window sees it, over a real sandbox.
class TestDesktopBackend : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theSandboxIsReadyAndStartedOnce();
    void itsNameIsTaken();
    void whatALookUsedIsToldAtOnce();
    void aProbeStoresNothing();
    void aTestOfADraftLeavesTheSharedStoreAlone();
    void theTypedPasswordOpensTheStoreAndItsTargetIsChanged();
    void aWrongSecretFailsAndTheStoredOneIsUntouched();
    void saveKeepsFileAndSecret();
    void appliesWhatWasChosenAndNothingElse();
    void theHistoryGoesIntoAFile();
    void aFileThatCannotBeWrittenIsAFailure();
    void nothingIsWrittenWithoutAReviewedPlan();
    void peopleAreListedDecidedAndWritten();
    void shutDownEndsWhatIsUnderWay();

private:
    [[nodiscard]] Profile sandboxProfile();
    /// The sandbox's profile as a draft of another name, whose secrets are typed.
    [[nodiscard]] Draft typedDraft();
    /// Looks, and carries out the first three actions.
    [[nodiscard]] SyncReport applyThree(const Profile& profile, const std::shared_ptr<RunFeed>& feed);
    /// What was exported under this name; empty when there is no such file.
    [[nodiscard]] QByteArray exported(const QString& name) const {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<std::atomic<int>> m_writes;
    std::unique_ptr<DesktopBackend> m_backend;
};

void TestDesktopBackend::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_writes = std::make_shared<std::atomic<int>>(0);
    m_backend =
        std::make_unique<DesktopBackend>(Paths::below(m_folder->path()), CountingStore::maker(m_writes));
}

void TestDesktopBackend::cleanup() {
    const QFuture<void> down = m_backend->shutDown();
    QTRY_VERIFY_WITH_TIMEOUT(down.isFinished(), 20'000);
    m_backend.reset();
}

Profile TestDesktopBackend::sandboxProfile() {
    const auto started = m_backend->startSandbox();
    return comes(started) && started.result() ? *started.result() : Profile();
}

Draft TestDesktopBackend::typedDraft() {
    Draft draft{sandboxProfile(), {}};
    draft.profile.name = u"Typed"_s;
    draft.profile.secretSource = SecretSource::Keychain;
    draft.secrets[SecretPurpose::EntraSecret] = Redacted(demo::k_clientSecret.toString());
    draft.secrets[SecretPurpose::TrackerPassword] = Redacted(demo::k_trackerPassword.toString());
    return draft;
}

void TestDesktopBackend::theSandboxIsReadyAndStartedOnce() {
    const auto one = m_backend->startSandbox();
    const auto two = m_backend->startSandbox();
    QVERIFY(comes(one) && comes(two) && one.result() && two.result());
    QCOMPARE(*one.result(), *two.result());
    const auto listed = m_backend->profiles();
    QVERIFY(comes(listed) && listed.result());
    QCOMPARE(listed.result()->size(), size_t{1});
    QVERIFY(listed.result()->front().profile);
    const auto survey = m_backend->survey(*one.result(), {}, false, {});
    QVERIFY(comes(survey) && survey.result());
    QVERIFY((*survey.result())->plan() && (*survey.result())->plan()->pending() > 250);
    QCOMPARE(m_writes->load(), 0);
    QVERIFY(QDir(m_folder->path()).isEmpty()); // nothing of it is among the admin's own files
}

void TestDesktopBackend::itsNameIsTaken() {
    QVERIFY(!sandboxProfile().name.isEmpty());
    const auto made = m_backend->createProfile(u"sandbox"_s);
    QVERIFY(comes(made) && !made.result());
    const auto other = m_backend->createProfile(u"Production"_s);
    QVERIFY(comes(other) && other.result());
    const auto listed = m_backend->profiles();
    QVERIFY(comes(listed) && listed.result());
    QCOMPARE(listed.result()->size(), size_t{2});
}

/// Its workspace stays open as long as the window does.
void TestDesktopBackend::whatALookUsedIsToldAtOnce() {
    const Profile profile = sandboxProfile();
    const auto survey = m_backend->survey(profile, {}, false, {});
    QVERIFY(comes(survey) && survey.result());
    const auto probe = m_backend->probe(ProbeId::Permissions, {profile, {}}, {});
    QVERIFY(comes(probe));
    const auto& rows = probe.result().permissions;
    const auto calendars = std::ranges::find(rows, u"Calendars.ReadWrite"_s, &PermissionRow::name);
    QVERIFY(calendars != rows.end());
    QVERIFY(calendars->used == true);
}

void TestDesktopBackend::aProbeStoresNothing() {
    const Draft draft = typedDraft();
    for (const ProbeId id :
         {ProbeId::Tenant, ProbeId::Registration, ProbeId::Secret, ProbeId::Tracker, ProbeId::Calendar}) {
        const auto probe = m_backend->probe(id, draft, {});
        QVERIFY(comes(probe));
        const ProbeReport report = probe.result();
        QVERIFY2(report.passed,
                 report.error ? qPrintable(report.error->summary()) : qPrintable(report.missing.join(u' ')));
        QCOMPARE(report.id, id);
    }
    QCOMPARE(m_writes->load(), 0);
    // What was asked is kept (docs/adr/0032), and nothing of the set-up.
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        QVERIFY2(QFileInfo(files.next()).fileName().contains(u"~exchanges.sqlite"_s),
                 qPrintable(files.filePath()));
}

void TestDesktopBackend::aTestOfADraftLeavesTheSharedStoreAlone() {
    Draft draft = typedDraft();
    draft.profile.store = u"postgresql://milepost@127.0.0.1:1/postgres"_s; // nobody answers there
    const auto probe = m_backend->probe(ProbeId::Calendar, draft, {});
    QVERIFY(comes(probe));
    QVERIFY2(probe.result().passed,
             qPrintable(probe.result().error ? probe.result().error->summary() : QString()));
    // What was saved is the shared one, and says so when it cannot be had.
    const auto runs = m_backend->runs(draft.profile, 9);
    QVERIFY(comes(runs) && !runs.result());
    QVERIFY2(runs.result().error().detail.contains(u"cannot be reached"_s),
             qPrintable(runs.result().error().detail));
}

void TestDesktopBackend::theTypedPasswordOpensTheStoreAndItsTargetIsChanged() {
    using test::PostgresServer;
    if (!PostgresServer::isInstalled())
        QSKIP(PostgresServer::k_missing);
    const auto server = PostgresServer::start();
    QVERIFY(server);
    Draft draft = typedDraft();
    draft.profile.store = u"host=%1 user=milepost dbname=postgres"_s.arg(server->address().host);
    const auto look = [&](const QString& typed) {
        if (!typed.isEmpty())
            draft.secrets[SecretPurpose::StorePassword] = Redacted(typed);
        const auto saved = m_backend->save(draft);
        if (!comes(saved) || !saved.result())
            qFatal("not saved");
        const auto survey = m_backend->survey(draft.profile, {}, false, {});
        if (!comes(survey))
            qFatal("no look");
        return survey.result();
    };
    QCOMPARE(look({}).error().code, u"credential-missing"_s);
    QVERIFY(look(u"canary-42"_s).error().detail.contains(u"wrong user or password"_s));
    const auto opened = look(PostgresServer::k_password);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().summary()));
    const auto state = m_backend->secretState(draft.profile, SecretPurpose::StorePassword);
    QVERIFY(comes(state) && *state.result() == SecretState::Stored);
    // Another one for the store's host is another secret.
    Profile elsewhere = draft.profile;
    elsewhere.store = u"postgresql://milepost@db.example.com/milepost"_s;
    const auto other = m_backend->secretState(elsewhere, SecretPurpose::StorePassword);
    QVERIFY(comes(other) && *other.result() == SecretState::Absent);
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("canary-42") && !bytes.contains(PostgresServer::k_password.toUtf8()));
    }

    const auto agreed = m_backend->retarget(draft.profile, {});
    QVERIFY(comes(agreed) && agreed.result());
    draft.profile.calendarName = u"Elsewhere"_s;
    QVERIFY(look({}).error().detail.contains(u"another target"_s));
    const auto changed = m_backend->retarget(draft.profile, {});
    QVERIFY(comes(changed) && changed.result());
    QCOMPARE(changed.result()->calendarName, u"Elsewhere"_s);
    const auto now = look({});
    QVERIFY(!now || (*now)->calendarFailure()); // it goes on to the calendar, which does not stand
}

void TestDesktopBackend::aWrongSecretFailsAndTheStoredOneIsUntouched() {
    Draft draft = typedDraft();
    const auto saved = m_backend->save(draft);
    QVERIFY(comes(saved) && saved.result());
    const int writes = m_writes->load();
    draft.secrets[SecretPurpose::EntraSecret] = Redacted(u"wrong"_s);
    const auto probe = m_backend->probe(ProbeId::Secret, draft, {});
    QVERIFY(comes(probe));
    QVERIFY(!probe.result().passed && probe.result().error);
    QCOMPARE(m_writes->load(), writes);
    draft.secrets.clear(); // what is absent is the stored one
    const auto again = m_backend->probe(ProbeId::Secret, draft, {});
    QVERIFY(comes(again) && again.result().passed);
}

void TestDesktopBackend::saveKeepsFileAndSecret() {
    const Draft draft = typedDraft();
    const auto before = m_backend->secretState(draft.profile, SecretPurpose::EntraSecret);
    QVERIFY(comes(before));
    QVERIFY(*before.result() == SecretState::Absent);
    const auto saved = m_backend->save(draft);
    QVERIFY(comes(saved) && saved.result());
    const auto after = m_backend->secretState(draft.profile, SecretPurpose::EntraSecret);
    QVERIFY(comes(after));
    QVERIFY(*after.result() == SecretState::Stored);
    QFile file(Paths::below(m_folder->path()).profileFile(u"Typed"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(!text.contains(demo::k_clientSecret.toUtf8()) &&
            !text.contains(demo::k_trackerPassword.toUtf8()));
}

SyncReport TestDesktopBackend::applyThree(const Profile& profile, const std::shared_ptr<RunFeed>& feed) {
    const auto survey = m_backend->survey(profile, {}, false, {});
    if (!comes(survey) || !survey.result())
        return {};
    RunRequest request;
    request.reviewed = *survey.result();
    for (size_t row = 0; row < 3; ++row)
        request.chosen.push_back(request.reviewed->plan()->actions[row].key);
    const auto applied = m_backend->apply(profile, request, std::make_shared<RunControl>(), feed);
    return comes(applied) ? applied.result() : SyncReport();
}

void TestDesktopBackend::appliesWhatWasChosenAndNothingElse() {
    const Profile profile = sandboxProfile();
    const auto feed = std::make_shared<RunFeed>(m_backend->clock());
    const SyncReport report = applyThree(profile, feed);
    QCOMPARE(report.summary.created, 3);
    QVERIFY(report.verified);
    QVERIFY(feed->take().calls >= 3); // the relay told this run's listener
    QCOMPARE(m_backend->sandbox()->sandbox().events(profile.mailbox, profile.calendarName).size(),
             qsizetype(3));
    const auto runs = m_backend->runs(profile, 10);
    QVERIFY(comes(runs) && runs.result());
    QCOMPARE(runs.result()->size(), size_t{1});
}

void TestDesktopBackend::theHistoryGoesIntoAFile() {
    const Profile profile = sandboxProfile();
    const auto exportTo = [&](const QString& name) {
        const auto done = m_backend->exportHistory(profile, m_folder->filePath(name));
        return comes(done) && done.result() ? *done.result() : -1;
    };
    QCOMPARE(exportTo(u"none.json"_s), 0);
    QCOMPARE(QJsonDocument::fromJson(exported(u"none.json"_s)).object().value(u"runs"_s), QJsonArray());
    QVERIFY(applyThree(profile, std::make_shared<RunFeed>(m_backend->clock())).verified);
    QStringList standing;
    for (const QJsonValue event :
         m_backend->sandbox()->sandbox().events(profile.mailbox, profile.calendarName))
        standing << event.toObject().value(u"subject"_s).toString();
    standing.sort();
    QCOMPARE(standing.size(), qsizetype(3));

    QCOMPARE(exportTo(u"none.json"_s), 1); // in the place of what was there
    const QJsonArray runs =
        QJsonDocument::fromJson(exported(u"none.json"_s)).object().value(u"runs"_s).toArray();
    QCOMPARE(runs.size(), qsizetype(1));
    const QJsonObject run = runs[0].toObject();
    QCOMPARE(run.value(u"who"_s).toString(), whoRuns());
    QCOMPARE(run.value(u"status"_s).toString(), u"succeeded"_s);
    QStringList written;
    for (const QJsonValue write : run.value(u"writes"_s).toArray()) {
        QCOMPARE(write.toObject().value(u"state"_s).toString(), u"done"_s);
        written << write.toObject().value(u"after"_s).toObject().value(u"subject"_s).toString();
    }
    written.sort();
    QCOMPARE(written, standing);

    QCOMPARE(exportTo(u"history.csv"_s), 1);
    const auto rows = readCsv(exported(u"history.csv"_s));
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t{4}); // the names of the columns, and a line for each write
    const qsizetype who = rows->front().cells.indexOf(u"who"_s);
    const qsizetype subject = rows->front().cells.indexOf(u"subject"_s);
    QVERIFY(who >= 0 && subject >= 0);
    for (size_t row = 1; row < rows->size(); ++row) {
        QCOMPARE(rows->at(row).cells.at(who), whoRuns());
        QVERIFY(standing.removeOne(rows->at(row).cells.at(subject)));
    }
    const auto foreign = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(m_folder->filePath(u"history.csv"_s)) & foreign));
    for (const QByteArray& text : {exported(u"none.json"_s), exported(u"history.csv"_s)})
        QVERIFY(!text.contains(demo::k_clientSecret.toUtf8()) &&
                !text.contains(demo::k_trackerPassword.toUtf8()));
}

void TestDesktopBackend::aFileThatCannotBeWrittenIsAFailure() {
    const Profile profile = sandboxProfile();
    QVERIFY(QDir(m_folder->path()).mkdir(u"taken.csv"_s));
    const auto done = m_backend->exportHistory(profile, m_folder->filePath(u"taken.csv"_s));
    QVERIFY(comes(done) && !done.result());
    QVERIFY(done.result().error().kind == Error::Kind::Storage);
    QVERIFY(QDir(m_folder->filePath(u"taken.csv"_s)).isEmpty());
}

void TestDesktopBackend::nothingIsWrittenWithoutAReviewedPlan() {
    const Profile profile = sandboxProfile();
    const auto applied = m_backend->apply(profile, {}, std::make_shared<RunControl>(),
                                          std::make_shared<RunFeed>(m_backend->clock()));
    QVERIFY(comes(applied));
    QVERIFY(applied.result().status == RunStatus::Refused);
    QCOMPARE(m_backend->sandbox()->sandbox().requests(u"graph"_s, u"POST"_s), 0);
}

void TestDesktopBackend::peopleAreListedDecidedAndWritten() {
    const Profile profile = sandboxProfile();
    const auto rowsNow = [&] {
        const auto listed = m_backend->people(profile, {});
        return comes(listed) && listed.result() ? (*listed.result()).rows : std::vector<PersonRow>();
    };
    QVERIFY(rowsNow().size() > 50);
    const auto decided = m_backend->decidePeople(profile, {{u"3"_s, u"vault@contoso.example"_s, {}}},
                                                 PeopleEngine::Known::Pin);
    QVERIFY(comes(decided) && decided.result() && (*decided.result()).rows.size() == 1);
    const auto rows = rowsNow();
    const auto row = std::ranges::find(rows, qint64(3), &PersonRow::person);
    QVERIFY(row != rows.end() && row->source == PersonRow::Source::Manual);
    const QString path = m_folder->filePath(u"people.csv"_s);
    const auto written = m_backend->writePeopleFile(path, rows);
    QVERIFY(comes(written) && written.result());
    const auto read = m_backend->readPeopleFile(path);
    QVERIFY(comes(read) && read.result());
    QVERIFY(std::ranges::any_of(*read.result(), [](const FileWish& line) {
        return line.wish.person == u"3"_s && line.wish.mailbox == u"vault@contoso.example"_s;
    }));
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = m_backend->people(profile, stop.get_token());
    QVERIFY(comes(stopped) && !stopped.result() && stopped.result().error().isCancelled());
}

void TestDesktopBackend::shutDownEndsWhatIsUnderWay() {
    const Profile profile = sandboxProfile();
    sandbox::Sandbox& sandbox = m_backend->sandbox()->sandbox();
    sandbox.addFault({{u"area"_s, u"tracker"_s}}, {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    const auto survey = m_backend->survey(profile, {}, false, {});
    QVERIFY(sandbox.waitHeld(std::chrono::seconds(10)));
    const QFuture<void> down = m_backend->shutDown();
    QTRY_VERIFY_WITH_TIMEOUT(down.isFinished(), 10'000);
    QVERIFY(survey.isFinished() && survey.resultCount() == 1);
    QVERIFY(!survey.result() && survey.result().error().isCancelled());
}

QTEST_GUILESS_MAIN(TestDesktopBackend)
#include "tst_desktopbackend.moc"
