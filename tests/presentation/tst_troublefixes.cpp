// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "troubleworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace milepost;

/// What the buttons of the page Troubleshoot do: carried out, told, stopped, and climbed again.
class TestTroubleFixes : public QObject {
    Q_OBJECT

private slots:
    void aFixIsCarriedOutAndTheLadderClimbedAgain_data();
    void aFixIsCarriedOutAndTheLadderClimbedAgain();
    void aFixIsStoppedAndSaysWhyItFailed();
    void aPreviewIsOfOneDeliverableAndTheRunIsAwaited();
    void aRequestIsWrittenIntoItsFolder();
    void nothingIsWrittenByAProfileThatIsReadOnly();
    void everyFixSaysWhatItDoes();
};

void TestTroubleFixes::aFixIsCarriedOutAndTheLadderClimbedAgain_data() {
    QTest::addColumn<int>("kind");
    for (const auto kind :
         {RungFix::Kind::CreateCalendar, RungFix::Kind::RenameCalendar, RungFix::Kind::UseCalendar,
          RungFix::Kind::ShareCalendar, RungFix::Kind::Resolve, RungFix::Kind::NewToken})
        QTest::addRow("%d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void TestTroubleFixes::aFixIsCarriedOutAndTheLadderClimbedAgain() {
    QFETCH(int, kind);
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    presenter.start(LadderId::CalendarNotFound);
    QVERIFY(world.backend.climbGate.answer(report({rung(u"exact-name"_s, RungState::Failed)})));
    QTRY_VERIFY(!presenter.isRunning());
    presenter.fix({static_cast<RungFix::Kind>(kind), u"Another"_s, u"ann@contoso.example"_s, {}});
    FakeBackend& backend = world.backend;
    switch (static_cast<RungFix::Kind>(kind)) {
    case RungFix::Kind::CreateCalendar:
        QVERIFY(backend.createCalendarGate.answer(Calendar{u"1"_s, u"Another"_s}));
        break;
    case RungFix::Kind::RenameCalendar:
        QVERIFY(backend.renameCalendarGate.answer(Calendar{u"1"_s, u"Another"_s}));
        break;
    case RungFix::Kind::UseCalendar:
        QCOMPARE(backend.saved.back().profile.calendarName, u"Another"_s);
        QVERIFY(backend.saveGate.answer({}));
        QTRY_COMPARE(backend.profilesGate.waiting(), 1); // what is climbed on is what is stored
        QVERIFY(
            backend.profilesGate.answer(std::vector<ProfileEntry>{{u"a"_s, backend.saved.back().profile}}));
        break;
    case RungFix::Kind::ShareCalendar:
        QVERIFY(backend.shareGate.answer({}));
        break;
    case RungFix::Kind::Resolve:
        QVERIFY(backend.resolveGate.answer({}));
        break;
    default:
        break;
    }
    QTRY_COMPARE(backend.climbGate.calls(), 2);
    QVERIFY(presenter.isRunning());
    if (static_cast<RungFix::Kind>(kind) == RungFix::Kind::UseCalendar)
        QCOMPARE(backend.climbed.back().profile.calendarName, u"Another"_s);
}

void TestTroubleFixes::aFixIsStoppedAndSaysWhyItFailed() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    failAt(world, presenter, rung(u"shared"_s, RungState::Failed));
    presenter.stop(); // of the climb that ended: no fix is stopped by it
    const RungFix share{RungFix::Kind::ShareCalendar, {}, u"ann@contoso.example"_s, {}};
    presenter.fix(share);
    QVERIFY(presenter.isBusy() && !presenter.isRunning());
    QVERIFY(!world.backend.fixStop.stop_requested());
    QCOMPARE(presenter.headline(), u"Sharing the calendar…"_s);
    presenter.fix(share); // one at a time
    QCOMPARE(world.backend.shareGate.calls(), 1);
    presenter.stop();
    QVERIFY(world.backend.fixStop.stop_requested());
    QVERIFY(world.backend.shareGate.answer(
        std::unexpected(makeError(Error::Kind::Forbidden, Error::Stage::Graph, {}, u"ErrorAccessDenied"_s))));
    QTRY_VERIFY(!presenter.isBusy());
    QVERIFY(presenter.failure());
    QCOMPARE(presenter.failure()->code, u"ErrorAccessDenied"_s);
    QVERIFY(presenter.report()); // what was seen stays
    QCOMPARE(world.backend.climbGate.calls(), 1);
    presenter.fix({RungFix::Kind::UseCalendar, u"Another"_s, {}, {}});
    QVERIFY(world.backend.saveGate.answer({}));
    QTRY_COMPARE(world.backend.profilesGate.waiting(), 1);
    presenter.stop();
    QVERIFY(!presenter.isBusy());
    QVERIFY(world.backend.profilesGate.answer(std::vector<ProfileEntry>{{u"a"_s, *world.session.profile()}}));
    QSignalSpy read(&world.session, &Session::profilesChanged);
    QTRY_VERIFY(!read.isEmpty());
    QCOMPARE(world.backend.climbGate.calls(), 1);
}

void TestTroubleFixes::aPreviewIsOfOneDeliverableAndTheRunIsAwaited() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    failAt(world, presenter, rung(u"in-calendar"_s, RungState::Failed));
    presenter.runEnded(); // nobody waits for one
    QCOMPARE(world.backend.climbGate.calls(), 1);
    QSignalSpy preview(&presenter, &TroubleshootPresenter::previewWanted);
    presenter.fix({RungFix::Kind::Sync, {}, {}, {}, 17});
    QCOMPARE(preview.size(), 1);
    QCOMPARE(preview[0][0].toLongLong(), 17);
    QCOMPARE(world.backend.climbGate.calls(), 1);
    presenter.runEnded();
    QCOMPARE(world.backend.climbGate.calls(), 2);
    presenter.runEnded();
    QCOMPARE(world.backend.climbGate.calls(), 2);
}

void TestTroubleFixes::aRequestIsWrittenIntoItsFolder() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    failAt(world, presenter, rung(u"mailbox-scope"_s, RungState::Failed));
    QSignalSpy saved(&presenter, &TroubleshootPresenter::saved);
    presenter.writeRequestPack(u"/somewhere/new"_s);
    QVERIFY(presenter.isBusy());
    QCOMPARE(world.backend.requested.back().second, u"/somewhere/new"_s);
    QVERIFY(world.backend.requestGate.answer(QStringList{u"README.md"_s}));
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(saved[0][0].toString().contains(u"/somewhere/new"_s));
    QVERIFY(!presenter.isBusy() && !presenter.failure());
    presenter.writeRequestPack(u"/somewhere/full"_s);
    QVERIFY(world.backend.requestGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, {}, u"store-failed"_s))));
    QTRY_VERIFY(presenter.failure());
    QCOMPARE(saved.size(), 1);
}

void TestTroubleFixes::nothingIsWrittenByAProfileThatIsReadOnly() {
    SetupWorld world;
    TroubleshootPresenter presenter(world.session);
    Rung failed = rung(u"near-names"_s, RungState::Failed);
    for (int kind = 0; kind <= static_cast<int>(RungFix::Kind::Sync); ++kind)
        failed.fixes.push_back({static_cast<RungFix::Kind>(kind), {}, {}, {}});
    QCOMPARE(presenter.fixesOf(failed).size(), failed.fixes.size());
    Profile profile = *world.session.profile();
    profile.readOnly = true;
    world.load({profile});
    const auto allowed = presenter.fixesOf(failed);
    QCOMPARE(allowed.size(), failed.fixes.size() - 3);
    for (const RungFix& fix : allowed)
        QVERIFY(!fixWrites(fix.kind));
}

void TestTroubleFixes::everyFixSaysWhatItDoes() {
    const Profile profile = readyProfile();
    QStringList effects;
    for (int kind = 0; kind <= static_cast<int>(RungFix::Kind::Sync); ++kind) {
        const RungFix fix{static_cast<RungFix::Kind>(kind), u"Near"_s, u"ann@contoso.example"_s, {}};
        effects << fixEffect(fix, profile);
        QVERIFY(!effects.last().isEmpty() && !fixTitle(fix).isEmpty() && !fixUnderWay(fix).isEmpty());
        QVERIFY(!fixWrites(fix.kind) || fixAsks(fix.kind)); // nothing is written that was not asked for
    }
    QCOMPARE(effects.removeDuplicates(), 0);
}

QTEST_GUILESS_MAIN(TestTroubleFixes)
#include "tst_troublefixes.moc"
