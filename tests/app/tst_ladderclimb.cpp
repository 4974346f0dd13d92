// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/ladderreport.h"
#include "ladderworld.h"

#include <semaphore>
#include <thread>

#include <QElapsedTimer>

using namespace milepost;
using namespace milepost::test;

/// How a ladder is climbed: what is told when, what it costs, how it ends, and what is kept of it.
class TestLadderClimb : public QObject {
    Q_OBJECT

private slots:
    void rungsAreToldInTheirOrder();
    void whatIsThrownIsAFailure();
    void aSavedLadderTellsWhatChanged();
    void aReportCannotBeWrittenInto();
    void aNewTokenShowsAYoungConsent();
    void aSecondMailboxTellsScopeFromPermission();
    void isQuickAndEndsWhenStopped();
};

namespace {

const QJsonArray k_roles{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};

LadderStep step(const QString& id, int wave, std::function<Rung(std::stop_token)> ask) {
    return {id, id, wave, std::move(ask)};
}

} // namespace

/// The upper one answers first, the lower one decides.
void TestLadderClimb::rungsAreToldInTheirOrder() {
    std::binary_semaphore isUpperDone{0};
    bool wasAsked = false;
    const std::vector<LadderStep> steps{step(u"lower"_s, 0,
                                             [&](const std::stop_token&) {
                                                 isUpperDone.acquire();
                                                 return rungFailed(makeError(Error::Kind::Offline,
                                                                             Error::Stage::Transport,
                                                                             u"down"_s, u"dns-failure"_s));
                                             }),
                                        step(u"upper"_s, 0,
                                             [&](const std::stop_token&) {
                                                 isUpperDone.release();
                                                 return rungOk(u"well"_s);
                                             }),
                                        step(u"last"_s, 1, [&](const std::stop_token&) {
                                            wasAsked = true;
                                            return rungOk({});
                                        })};
    QStringList told;
    const LadderReport report = climb(LadderId::AuthenticationFailed, steps, SystemClock(), {},
                                      [&](const Rung& rung) { told << rung.id; });
    QCOMPARE(told, QStringList{u"lower"_s});
    QCOMPARE(report.failedRung()->cause(), u"dns-failure"_s);
    QCOMPARE(report.count(RungState::NotReached), 2);
    QVERIFY(!wasAsked && !report.wasCancelled);
}

void TestLadderClimb::whatIsThrownIsAFailure() {
    const LadderReport report =
        climb(LadderId::AuthenticationFailed,
              {step(u"bug"_s, 0, [](const std::stop_token&) -> Rung { throw std::runtime_error("oops"); })},
              SystemClock(), {});
    QVERIFY(report.failedRung() != nullptr);
    QVERIFY(report.failedRung()->evidence.contains(u"oops"_s));
}

void TestLadderClimb::aSavedLadderTellsWhatChanged() {
    LadderWorld world;
    const QJsonObject saved = ladderJson(world.climb(LadderId::CalendarNotFound));
    const auto same = whatChanged(saved, world.climb(LadderId::CalendarNotFound));
    QVERIFY(same);
    QVERIFY2(same->empty(), qPrintable(changesText(*same)));
    world.edit(
        {{u"op"_s, u"renameCalendar"_s}, {u"calendar"_s, k_calendar}, {u"to"_s, u"project Deliverables"_s}});
    const auto changed = whatChanged(saved, world.climb(LadderId::CalendarNotFound));
    QVERIFY(changed);
    QStringList ids;
    for (const RungChange& change : *changed)
        ids << change.id;
    QVERIFY2(ids.contains(u"near-names"_s) && ids.contains(u"read"_s) && !ids.contains(u"token"_s),
             qPrintable(ids.join(u',')));
    QVERIFY(!whatChanged(saved, world.climb(LadderId::AuthenticationFailed)));
    QVERIFY(!whatChanged(QJsonObject(), world.climb(LadderId::CalendarNotFound)));
}

void TestLadderClimb::aReportCannotBeWrittenInto() {
    LadderReport report;
    report.subject = u"<script>alert(1)</script> | a"_s;
    Rung rung = rungFailed(
        makeError(Error::Kind::NotFound, Error::Stage::Graph, u"<b>x</b>|y"_s, u"calendar-missing"_s));
    rung.title = u"Calendar"_s;
    rung.nearNotes.push_back({u"<i>near</i>"_s, u"blanks"_s, false});
    report.rungs.push_back(rung);
    for (const QString& text : {ladderHtml(report), ladderMarkdown(report)}) {
        QVERIFY(!text.contains(u"<script>"_s) && !text.contains(u"<b>"_s) && !text.contains(u"<i>"_s));
        QVERIFY(text.contains(u"Calendar"_s));
    }
    QTemporaryDir folder;
    for (const QString& name : {u"a.html"_s, u"a.md"_s, u"a.json"_s})
        QVERIFY(saveLadder(report, folder.filePath(name)));
    QVERIFY(!saveLadder(report, folder.filePath(u"a.doc"_s)));
}

void TestLadderClimb::aNewTokenShowsAYoungConsent() {
    LadderWorld world;
    world.control(u"application"_s,
                  {{u"granted"_s, QJsonArray{u"User.ReadBasic.All"_s, u"Application.Read.All"_s}}});
    (void)world.climb(LadderId::InsufficientPrivileges); // a token of before
    world.control(u"application"_s, {{u"grantedNow"_s, k_roles}});
    const LadderReport old = world.climb(LadderId::InsufficientPrivileges);
    QVERIFY(old.failedRung() != nullptr);
    QCOMPARE(old.failedRung()->id, u"consent-age"_s);
    QCOMPARE(old.failedRung()->fixes.at(0).kind, RungFix::Kind::NewToken);
    const ProbeClients clients = world.root().probeClients();
    clients.entra.reject(*clients.entra.bearer({}));
    QVERIFY(world.climb(LadderId::InsufficientPrivileges).failedRung() == nullptr);
}

/// Exchange gave the app another mailbox than this one: the token shows no permission in either case.
void TestLadderClimb::aSecondMailboxTellsScopeFromPermission() {
    LadderWorld world;
    world.options(u"roles"_s, QJsonArray{u"User.ReadBasic.All"_s});
    world.options(u"rbacMailboxes"_s, QJsonArray{k_viewer});
    QCOMPARE(world.climb(LadderId::InsufficientPrivileges).failedRung()->id, u"token-roles"_s);
    world.forbidden = k_viewer;
    const LadderReport scoped = world.climb(LadderId::InsufficientPrivileges);
    QVERIFY(scoped.failedRung() != nullptr);
    QCOMPARE(scoped.failedRung()->id, u"mailbox-access"_s);
}

/// Generous for a busy machine; in peace it is a fraction of it.
void TestLadderClimb::isQuickAndEndsWhenStopped() {
    LadderWorld world;
    world.write();
    world.close();
    world.options(u"latencyMilliseconds"_s, 100);
    for (const LadderId id : k_ladders) {
        world.close();
        const LadderReport report = world.climb(id);
        QVERIFY2(report.failedRung() == nullptr, qPrintable(ladderName(id)));
        qInfo("%s: %lld ms", qPrintable(ladderName(id)), static_cast<long long>(report.elapsed.count()));
        QVERIFY2(report.elapsed < std::chrono::seconds(3), qPrintable(ladderName(id)));
    }
    world.options(u"latencyMilliseconds"_s, 0);
    world.sandbox.addFault({{u"area"_s, u"graph"_s}, {u"times"_s, 0}}, {{u"kind"_s, u"hold"_s}});
    std::stop_source stop;
    QElapsedTimer since;
    std::jthread canceller([&] {
        (void)world.sandbox.waitHeld(std::chrono::seconds(20));
        since.start();
        stop.request_stop();
    });
    const LadderReport report = world.climb(LadderId::CalendarNotFound, stop.get_token());
    QVERIFY(report.wasCancelled);
    QVERIFY(since.isValid() && since.elapsed() < 1000);
    QVERIFY(report.failedRung() == nullptr);
    QVERIFY(report.count(RungState::NotReached) > 0);
    world.sandbox.clearFaults();
    world.sandbox.release();
}

QTEST_GUILESS_MAIN(TestLadderClimb)
#include "tst_ladderclimb.moc"
