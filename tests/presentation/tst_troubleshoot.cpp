// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/itemroles.h"
#include "presentation/troubleshootpresenter.h"
#include "setupworld.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The page Troubleshoot without its widgets: rungs as they come, and what its buttons do.
class TestTroubleshoot : public QObject {
    Q_OBJECT

private slots:
    void rungsAppearOneByOne();
    void aFixIsCarriedOutAndTheLadderClimbedAgain_data();
    void aFixIsCarriedOutAndTheLadderClimbedAgain();
    void anotherLadderTakesThePlaceOfTheFirst();
    void whatCannotBeClimbedIsSaid();
};

namespace {

Rung rung(const QString& id, RungState state) {
    Rung made = state == RungState::Failed ? rungFailed(makeError(Error::Kind::NotFound, Error::Stage::Graph,
                                                                  u"none"_s, u"calendar-missing"_s))
                                           : rungOf(state, u"seen"_s);
    made.id = id;
    made.title = u"Title of "_s + id;
    return made;
}

LadderReport report(std::vector<Rung> rungs) {
    LadderReport made;
    made.id = LadderId::CalendarNotFound;
    made.rungs = std::move(rungs);
    return made;
}

} // namespace

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

void TestTroubleshoot::aFixIsCarriedOutAndTheLadderClimbedAgain_data() {
    QTest::addColumn<int>("kind");
    for (const auto kind :
         {RungFix::Kind::CreateCalendar, RungFix::Kind::RenameCalendar, RungFix::Kind::UseCalendar,
          RungFix::Kind::ShareCalendar, RungFix::Kind::Resolve, RungFix::Kind::NewToken})
        QTest::addRow("%d", static_cast<int>(kind)) << static_cast<int>(kind);
}

void TestTroubleshoot::aFixIsCarriedOutAndTheLadderClimbedAgain() {
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

QTEST_GUILESS_MAIN(TestTroubleshoot)
#include "tst_troubleshoot.moc"
