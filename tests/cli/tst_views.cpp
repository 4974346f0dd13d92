// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/completion.h"
#include "cli/errorview.h"
#include "cli/planview.h"
#include "cli/profilesecrets.h"
#include "cli/reportview.h"

#include <QTest>

using namespace milepost;
using namespace milepost::cli;
using namespace Qt::StringLiterals;

class TestViews final : public QObject {
    Q_OBJECT

private slots:
    void errorDocumentsHaveEveryMember();
    void errorsForPeopleSayWhatToDoInOrder();
    void plansAreGroupedByVerbWithTheirChanges();
    void aPlanWithoutWorkSaysSo();
    void reportsCarryEveryMember();
    void cancelledReportsCarryNoError();
    void secretsLoseOneLineEnd_data();
    void secretsLoseOneLineEnd();
    void secretsAreBoundToTheirOrigin();
    void completionNamesEveryCommand();
};

namespace {

Action action(Verb verb, qint64 deliverable, const QString& subject) {
    Action made;
    made.key = {u"tracker.example"_s, deliverable, {}};
    made.verb = verb;
    made.subject = subject;
    made.date = QDate(2026, 3, 4);
    return made;
}

} // namespace

void TestViews::errorDocumentsHaveEveryMember() {
    Error error = makeError(Error::Kind::Auth, Error::Stage::Token, u"POST /token"_s, u"AADSTS7000215"_s);
    error.httpStatus = 401;
    error.requestId = u"abc"_s;
    const QJsonObject json = toJson(error);
    QCOMPARE(json.value(u"cause"_s).toString(), u"secret-invalid"_s);
    QCOMPARE(json.value(u"code"_s).toString(), u"AADSTS7000215"_s);
    QCOMPARE(json.value(u"status"_s).toInt(), 401);
    QCOMPARE(json.value(u"requestId"_s).toString(), u"abc"_s);
    QVERIFY(!json.value(u"title"_s).toString().isEmpty());
    QVERIFY(!json.value(u"remedy"_s).toString().isEmpty());
    const QJsonObject ours = toJson(makeError(Error::Kind::Config, Error::Stage::Config, u"x"_s, u"usage"_s));
    QVERIFY(ours.value(u"status"_s).isNull());
    QVERIFY(ours.value(u"requestId"_s).isNull());
}

void TestViews::errorsForPeopleSayWhatToDoInOrder() {
    Error error = makeError(Error::Kind::Auth, Error::Stage::Token, u"what was tried"_s, u"AADSTS7000215"_s);
    error.requestId = u"id-1"_s;
    const QString text = toText(error, {});
    QVERIFY(text.startsWith(u"Error: "_s));
    const qsizetype tried = text.indexOf(u"what was tried"_s);
    const qsizetype first = text.indexOf(u"  1. "_s);
    const qsizetype facts = text.indexOf(u"request id id-1"_s);
    QVERIFY2(0 < tried && tried < first && first < facts, qPrintable(text));
}

void TestViews::plansAreGroupedByVerbWithTheirChanges() {
    Plan plan;
    plan.target.calendarName = u"Dates"_s;
    plan.target.mailbox = u"m@x"_s;
    Action update = action(Verb::Update, 2, u"Second\x1b[31m"_s);
    update.changes = {{Field::Subject, u"Old"_s, u"Second"_s}};
    plan.actions = {update, action(Verb::Create, 1, u"First"_s), action(Verb::Blocked, 3, u"Third"_s)};
    plan.summary = {1, 1, 0, 0, 7, 0, 1};
    const QString text = toText(plan, {});
    QVERIFY(text.indexOf(u"To create: 1"_s) < text.indexOf(u"First"_s));
    QVERIFY(text.indexOf(u"First"_s) < text.indexOf(u"To update: 1"_s));
    QVERIFY(text.indexOf(u"To update: 1"_s) < text.indexOf(u"\"Old\" → \"Second\""_s));
    QVERIFY(text.indexOf(u"\"Old\" → \"Second\""_s) < text.indexOf(u"Blocked"_s));
    QVERIFY(text.contains(u"create 1, update 1, delete 0, unchanged 7, blocked 1"_s));
    QVERIFY(text.contains(u"Forecast"_s));
    QVERIFY2(!text.contains(u'\x1b'), "text of the tracker steers the terminal");
}

void TestViews::aPlanWithoutWorkSaysSo() {
    Plan plan;
    plan.summary.unchanged = 5;
    plan.trackerWhy = u"the role is user"_s;
    const QString text = toText(plan, {});
    QVERIFY(text.contains(u"Nothing to do."_s));
    QVERIFY(text.contains(u"the role is user"_s));
}

void TestViews::reportsCarryEveryMember() {
    SyncReport report;
    report.run = RunId{4};
    report.status = RunStatus::Partial;
    report.summary.created = 3;
    report.summary.failed = 1;
    report.failures.push_back({{u"t"_s, 9, {}},
                               Verb::Create,
                               u"Ninth"_s,
                               QDate(2026, 1, 1),
                               makeError(Error::Kind::Rejected, Error::Stage::Graph, u"d"_s, u"ErrorX"_s)});
    const cli::Outcome outcome = outcomeOf(report, {10, 2, 1, 1});
    QCOMPARE(outcome.code, ExitCode::SomeFailed);
    QCOMPARE(outcome.document.value(u"run"_s).toString(), u"4"_s);
    QCOMPARE(outcome.document.value(u"status"_s).toString(), u"partial"_s);
    QCOMPARE(outcome.document.value(u"requests"_s).toObject().value(u"children"_s).toInt(), 2);
    const QJsonObject failure = outcome.document.value(u"failures"_s).toArray().at(0).toObject();
    for (const QString& member :
         {u"key"_s, u"verb"_s, u"cause"_s, u"title"_s, u"remedy"_s, u"status"_s, u"code"_s, u"requestId"_s})
        QVERIFY2(failure.contains(member), qPrintable(member));
    QVERIFY(outcome.text(Paper{}).contains(u"Ninth"_s));
}

void TestViews::cancelledReportsCarryNoError() {
    SyncReport report;
    report.status = RunStatus::Cancelled;
    const cli::Outcome outcome = outcomeOf(report, {});
    QCOMPARE(outcome.code, ExitCode::Cancelled);
    QVERIFY(!outcome.error);
    QVERIFY(outcome.document.value(u"run"_s).isNull());
}

void TestViews::secretsLoseOneLineEnd_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept"); ///< "": refused
    QTest::newRow("plain") << u"value"_s << u"value"_s;
    QTest::newRow("line feed") << u"value\n"_s << u"value"_s;
    QTest::newRow("Windows") << u"value\r\n"_s << u"value"_s;
    QTest::newRow("only one goes") << u"value\n\n"_s << u"value\n"_s;
    QTest::newRow("blanks belong to it") << u" va lue "_s << u" va lue "_s;
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("nothing but a line end") << u"\r\n"_s << u""_s;
    QTest::newRow("a secret's id") << u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b93\n"_s << u""_s;
}

void TestViews::secretsLoseOneLineEnd() {
    QFETCH(QString, given);
    QFETCH(QString, kept);
    const auto accepted = acceptedSecret(SecretPurpose::EntraSecret, Redacted<QString>(given));
    QCOMPARE(accepted.has_value(), !kept.isEmpty());
    if (accepted)
        QCOMPARE(accepted->reveal(), kept);
}

void TestViews::secretsAreBoundToTheirOrigin() {
    Profile profile;
    profile.name = u"p"_s;
    QVERIFY(!secretKeyOf(profile, SecretPurpose::EntraSecret));
    QVERIFY(!secretKeyOf(profile, SecretPurpose::TrackerPassword));
    profile.tenantId = u"11111111-1111-1111-1111-111111111111"_s;
    profile.trackerUrl = u"https://tracker.example/wt"_s;
    const auto global = secretKeyOf(profile, SecretPurpose::EntraSecret);
    const auto tracker = secretKeyOf(profile, SecretPurpose::TrackerPassword);
    QVERIFY(global && tracker);
    profile.cloud = Cloud::China;
    profile.trackerUrl = u"https://other.example/wt"_s;
    QVERIFY(*secretKeyOf(profile, SecretPurpose::EntraSecret) != *global);
    QVERIFY(*secretKeyOf(profile, SecretPurpose::TrackerPassword) != *tracker);
    QCOMPARE(secretsOf(profile).size(), size_t{2});
}

void TestViews::completionNamesEveryCommand() {
    CommandTree tree;
    addAllCommands(tree);
    for (const QString& script : {bashCompletion(tree), zshCompletion(tree), fishCompletion(tree)})
        for (const QString& word : {u"profile"_s, u"calendars"_s, u"rename"_s, u"sync"_s, u"max-delete"_s})
            QVERIFY2(script.contains(word), qPrintable(word));
}

QTEST_APPLESS_MAIN(TestViews)
#include "tst_views.moc"
