// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backendtest.h"
#include "storage/csv.h"
#include "storage/whoruns.h"

#include <QFile>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

/// The engine as the window sees it, over a real sandbox: what it reads, carries out and writes down.
class TestDesktopRuns : public BackendTest {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void whatALookUsedIsToldAtOnce();
    void appliesWhatWasChosenAndNothingElse();
    void theHistoryGoesIntoAFile();
    void aFileThatCannotBeWrittenIsAFailure();
    void nothingIsWrittenWithoutAReviewedPlan();
    void peopleAreListedDecidedAndWritten();
    void shutDownEndsWhatIsUnderWay();

private:
    /// Looks, and carries out the first three actions.
    [[nodiscard]] SyncReport applyThree(const Profile& profile, const std::shared_ptr<RunFeed>& feed);
    /// What was exported under this name; empty when there is no such file.
    [[nodiscard]] QByteArray exported(const QString& name) const {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

/// Its workspace stays open as long as the window does.
void TestDesktopRuns::whatALookUsedIsToldAtOnce() {
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

SyncReport TestDesktopRuns::applyThree(const Profile& profile, const std::shared_ptr<RunFeed>& feed) {
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

void TestDesktopRuns::appliesWhatWasChosenAndNothingElse() {
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

void TestDesktopRuns::theHistoryGoesIntoAFile() {
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

void TestDesktopRuns::aFileThatCannotBeWrittenIsAFailure() {
    const Profile profile = sandboxProfile();
    QVERIFY(QDir(m_folder->path()).mkdir(u"taken.csv"_s));
    const auto done = m_backend->exportHistory(profile, m_folder->filePath(u"taken.csv"_s));
    QVERIFY(comes(done) && !done.result());
    QVERIFY(done.result().error().kind == Error::Kind::Storage);
    QVERIFY(QDir(m_folder->filePath(u"taken.csv"_s)).isEmpty());
}

void TestDesktopRuns::nothingIsWrittenWithoutAReviewedPlan() {
    const Profile profile = sandboxProfile();
    const auto applied = m_backend->apply(profile, {}, std::make_shared<RunControl>(),
                                          std::make_shared<RunFeed>(m_backend->clock()));
    QVERIFY(comes(applied));
    QVERIFY(applied.result().status == RunStatus::Refused);
    QCOMPARE(m_backend->sandbox()->sandbox().requests(u"graph"_s, u"POST"_s), 0);
}

void TestDesktopRuns::peopleAreListedDecidedAndWritten() {
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

void TestDesktopRuns::shutDownEndsWhatIsUnderWay() {
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

QTEST_GUILESS_MAIN(TestDesktopRuns)
#include "tst_desktopruns.moc"
