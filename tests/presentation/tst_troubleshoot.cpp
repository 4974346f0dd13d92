// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/ladderreport.h"
#include "presentation/itemroles.h"
#include "troubleworld.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The page Troubleshoot without its widgets: rungs as they come, and reports.
class TestTroubleshoot : public QObject {
    Q_OBJECT

private slots:
    void rungsAppearOneByOne();
    void anotherLadderTakesThePlaceOfTheFirst();
    void whatCannotBeClimbedIsSaid();
    void aLadderHasAClockAndIsCancelled();
    void supportGetsTheFactsAndNoSecret();
    void anEarlierReportIsComparedWith();
    void viewersAreThoseWhoMaySeeIt();
    void withACalendarEachTheTeamIsAsked();
};

void TestTroubleshoot::rungsAppearOneByOne() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    const QAbstractItemModelTester tester(&presenter.model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    presenter.start(LadderId::CalendarNotFound);
    QVERIFY(presenter.isRunning());
    world.backend.tellRung(rung(u"hosts"_s, RungState::Ok));
    QTRY_COMPARE(presenter.model().rowCount(), 1);
    world.backend.tellRung(rung(u"exact-name"_s, RungState::Failed));
    QTRY_COMPARE(presenter.model().rowCount(), 2);
    QVERIFY(world.backend.climbGate.answer(
        report({rung(u"hosts"_s, RungState::Ok), rung(u"exact-name"_s, RungState::Failed),
                rung(u"read"_s, RungState::NotReached)})));
    QTRY_VERIFY(!presenter.isRunning());
    QCOMPARE(presenter.model().rowCount(), 3);
    QVERIFY(presenter.state() == State::Failed);
    QCOMPARE(presenter.headline(), u"Title of exact-name"_s);
    const auto state = [&](int row) { return *stateOf(presenter.model().index(row).data(k_stateRole)); };
    QVERIFY(state(0) == State::Ok && state(1) == State::Failed && state(2) == State::Skipped);
    QVERIFY(!rungAdvice(*presenter.report()->failedRung()).isEmpty());
    QVERIFY(rungAdvice(*presenter.report()->failedRung()).first().startsWith(u"1. "_s));
}

void TestTroubleshoot::anotherLadderTakesThePlaceOfTheFirst() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    presenter.start(LadderId::CalendarNotFound);
    presenter.start(LadderId::AuthenticationFailed);
    QVERIFY(world.backend.climbGate.answer(report({rung(u"old"_s, RungState::Failed)})));
    QVERIFY(world.backend.climbGate.answer(report({rung(u"new"_s, RungState::Ok)})));
    QTRY_VERIFY(!presenter.isRunning());
    QCOMPARE(presenter.report()->rungs.front().id, u"new"_s);
    QVERIFY(presenter.state() == State::Ok);
}

void TestTroubleshoot::whatCannotBeClimbedIsSaid() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    presenter.start(LadderId::CalendarNotFound);
    QVERIFY(world.backend.climbGate.answer(
        std::unexpected(makeError(Error::Kind::Keychain, Error::Stage::Keychain, {}, u"keychain-locked"_s))));
    QTRY_VERIFY(presenter.failure());
    QVERIFY(!presenter.isRunning());
    QVERIFY(!presenter.headline().isEmpty());
}

void TestTroubleshoot::aLadderHasAClockAndIsCancelled() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    presenter.start(LadderId::CalendarNotFound);
    QSignalSpy ticked(&presenter, &TroubleshootPresenter::ticked);
    QCOMPARE(presenter.headline(), u"Checking…"_s);
    world.backend.time.now = world.backend.time.now.addSecs(4);
    QTRY_VERIFY(!ticked.isEmpty());
    QCOMPARE(presenter.headline(), u"Checking… 4 s"_s);
    presenter.stop();
    QVERIFY(world.backend.climbed.back().stop.stop_requested());
    LadderReport cut = report({rung(u"hosts"_s, RungState::Ok), rung(u"token"_s, RungState::NotReached)});
    cut.wasCancelled = true;
    QVERIFY(world.backend.climbGate.answer(cut));
    QTRY_VERIFY(!presenter.isBusy());
    QCOMPARE(presenter.headline(), u"Cancelled"_s);
    QVERIFY(presenter.state() == State::Unknown);
    presenter.again();
    QVERIFY(!world.backend.climbed.back().stop.stop_requested());
    presenter.stop();
    QVERIFY(world.backend.climbGate.answer(std::unexpected(cancelled())));
    QTRY_VERIFY(!presenter.isBusy());
    QCOMPARE(presenter.headline(), u"Cancelled"_s);
    QVERIFY(!presenter.failure());
}

void TestTroubleshoot::supportGetsTheFactsAndNoSecret() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    Error error = makeError(Error::Kind::Auth, Error::Stage::Token, {}, u"7000215"_s);
    error.message = u"AADSTS7000215: Invalid client secret; client_secret=CANARY-1a2b&x=1"_s;
    error.requestId = u"6f1c-b2e9"_s;
    error.httpStatus = 401;
    Rung failed = rungFailed(error);
    failed.id = u"credential"_s;
    failed.atUtc = QDateTime(QDate(2026, 11, 26), QTime(9, 14, 32), Qt::UTC);
    const QString text = presenter.supportText(failed);
    const Profile& profile = *world.session.profile();
    for (const QString& fact : {profile.tenantId, profile.clientId, u"credential"_s, u"2026-11-26T09:14:32"_s,
                                u"6f1c-b2e9"_s, u"401"_s, u"Code: 7000215"_s, u"Invalid client secret"_s})
        QVERIFY2(!fact.isEmpty() && text.contains(fact), qPrintable(fact + u" in "_s + text));
    QVERIFY2(!text.contains(u"CANARY"_s), qPrintable(text));
    Rung refused = rungOf(RungState::Failed, u"not shared"_s);
    refused.requestId = u"9d40"_s;
    refused.atUtc = failed.atUtc;
    QVERIFY(presenter.supportText(refused).contains(u"Request id: 9d40"_s));
    QVERIFY(rungDetails(refused).contains(u"9d40"_s));
}

void TestTroubleshoot::anEarlierReportIsComparedWith() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    failAt(world, presenter, rung(u"exact-name"_s, RungState::Failed));
    LadderReport well = report({rung(u"exact-name"_s, RungState::Ok)});
    well.startedUtc = world.backend.time.now.addDays(-3);
    presenter.compareWith(u"/kept/well.json"_s);
    QVERIFY(world.backend.readLadderGate.answer(ladderJson(well)));
    QTRY_VERIFY(!presenter.comparedWith().isEmpty());
    QVERIFY(presenter.comparedWith().startsWith(u"well.json"_s));
    QVERIFY2(presenter.changesText().contains(u"before: ok"_s), qPrintable(presenter.changesText()));
    presenter.again(); // it goes on to be compared with
    QVERIFY(presenter.changesText().isEmpty());
    QVERIFY(world.backend.climbGate.answer(well));
    QTRY_VERIFY(!presenter.isBusy());
    QCOMPARE(presenter.changesText(), u"Nothing changed since."_s);
    presenter.forgetComparison();
    QVERIFY(presenter.changesText().isEmpty());
    LadderReport other = well;
    other.id = LadderId::AuthenticationFailed;
    presenter.compareWith(u"/kept/other.json"_s);
    QVERIFY(world.backend.readLadderGate.answer(ladderJson(other)));
    QTRY_VERIFY(presenter.failure());
    QVERIFY(presenter.comparedWith().isEmpty());
}

void TestTroubleshoot::viewersAreThoseWhoMaySeeIt() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    QCOMPARE(presenter.viewers(1), QStringList{world.session.profile()->mailbox});
    QVERIFY(presenter.titleOf(1).isEmpty()); // nobody looked yet
    world.session.refresh();
    TrackerData data = someTracker(3);
    QVERIFY(world.backend.surveyGate.answer(surveyOf(*world.session.profile(), data)));
    QTRY_VERIFY(world.session.survey() != nullptr);
    const Deliverable& first = data.deliverables.front();
    QVERIFY2(presenter.titleOf(first.id).contains(Composer::title(first)),
             qPrintable(presenter.titleOf(first.id)));
    QVERIFY(presenter.titleOf(987654).isEmpty());
}

void TestTroubleshoot::withACalendarEachTheTeamIsAsked() {
    SetupWorld world;
    Profile profile = *world.session.profile();
    profile.mode = CalendarMode::Individual;
    world.load({profile});
    world.session.choose(profile.name);
    TrackerData data = someTracker(3);
    Deliverable& wanted = data.deliverables.front();
    wanted.project = 1;
    data.assignments.clear();
    for (const qint64 person : {4, 5, 6, 7})
        data.assignments.push_back({person, 1, person, {}, {}});
    const auto row = [](qint64 person, const QString& mailbox, const QString& address) {
        PersonRow made;
        made.person = person;
        made.mailbox = mailbox;
        made.address = address;
        return made;
    };
    // One with a mailbox, one without, one that nobody looked up, one with the address of the first; and a
    // stranger.
    std::vector<PersonRow> people{row(4, u"m4"_s, u"four@example.com"_s), row(5, {}, u"five@example.com"_s),
                                  row(7, u"m7"_s, u"four@example.com"_s),
                                  row(9, u"m9"_s, u"nine@example.com"_s)};
    TroubleshootPresenter presenter(world.session);
    world.session.refresh();
    QVERIFY(world.backend.surveyGate.answer(surveyOf(readyProfile(), data, {}, {}, {}, {}, people)));
    QTRY_VERIFY(world.session.survey() != nullptr);
    QCOMPARE(presenter.viewers(wanted.id), QStringList{u"four@example.com"_s});
    QCOMPARE(presenter.viewers(987654), QStringList());
}

QTEST_GUILESS_MAIN(TestTroubleshoot)
#include "tst_troubleshoot.moc"
