// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a run gets on with a mailbox that bears less than it could, changes its mind, or collides.
#include "machine.h"

#include <thread>

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

sandbox::Options quickOptions(int limit) {
    sandbox::Options options;
    options.traps = false;
    options.deliverables = 300;
    options.concurrencyPerMailbox = limit;
    options.latencyMilliseconds = 4;
    options.retryAfterSeconds = 0.04;
    return options;
}

/// Does something once, when so many actions are done.
class WhenDone final : public ProgressSink {
public:
    WhenDone(int done, std::function<void()> act) : m_done(done), m_act(std::move(act)) {}
    void progressed(const RunProgress& progress) override {
        if (progress.done >= m_done && m_act)
            std::exchange(m_act, nullptr)();
    }

private:
    int m_done;
    std::function<void()> m_act;
};

int refusals(sandbox::Sandbox& sandbox) {
    return sandbox.counters()[u"statuses"_s].toObject()[u"graph"_s].toObject()[u"429"_s].toInt();
}

/// Every key once, nothing failed, and nothing left to do.
void verifyWhole(sandbox::Sandbox& sandbox, Machine& machine, const SyncReport& report) {
    QVERIFY(report.status == RunStatus::Succeeded);
    QVERIFY(report.verified);
    QVERIFY(report.summary.created > 200);
    const auto events = taggedEvents(sandbox);
    QCOMPARE(int(events.size()), report.summary.created);
    QCOMPARE(int(events.uniqueKeys().size()), report.summary.created);
    QVERIFY(!machine.sync().run);
}

} // namespace

class TstLanes : public QObject {
    Q_OBJECT

private slots:
    void aHiddenLimitIsLearned_data();
    void aHiddenLimitIsLearned();
    void aCollisionLeavesOneAtATimeAndOneEvent();
    void aTokenThatDiesInTheMiddleLosesNothing();
    void cancelEndsAWaitAtAFence();
};

void TstLanes::aHiddenLimitIsLearned_data() {
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("then");
    QTest::newRow("one") << 1 << 1;
    QTest::newRow("two") << 2 << 2;
    QTest::newRow("four, then one") << 4 << 1;
    QTest::newRow("one, then four") << 1 << 4;
}

void TstLanes::aHiddenLimitIsLearned() {
    QFETCH(int, first);
    QFETCH(int, then);
    sandbox::Sandbox sandbox(quickOptions(first));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    sandbox.resetLog();
    WhenDone change(120, [&] {
        QVERIFY(sandbox.control(u"options"_s, {{u"concurrencyPerMailbox"_s, then}}));
    });
    const SyncReport report = machine.sync({}, false, &change);
    // Four to find one (4, then 2), one for each step up that comes too early.
    QVERIFY2(refusals(sandbox) <= 8, qPrintable(QString::number(refusals(sandbox))));
    verifyWhole(sandbox, machine, report);
}

void TstLanes::aCollisionLeavesOneAtATimeAndOneEvent() {
    sandbox::Options options = quickOptions(4);
    options.deliverables = 120; // not enough for another step up
    sandbox::Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    QCOMPARE(machine.gate().width(machine.profile().mailbox), 4);
    sandbox.addFault({{u"method"_s, u"POST"_s}, {u"path"_s, u"/events"_s}, {u"nth"_s, 5}},
                     {{u"kind"_s, u"savedThen503"_s}});
    const SyncReport report = machine.sync();
    QVERIFY(report.status == RunStatus::Succeeded);
    QCOMPARE(machine.gate().width(machine.profile().mailbox), 1);
    const auto events = taggedEvents(sandbox);
    QCOMPARE(int(events.size()), report.summary.created);
    QCOMPARE(int(events.uniqueKeys().size()), report.summary.created);
}

void TstLanes::aTokenThatDiesInTheMiddleLosesNothing() {
    sandbox::Sandbox sandbox(quickOptions(4));
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    WhenDone revoke(100, [&] { QVERIFY(sandbox.control(u"revoke"_s)); });
    const SyncReport report = machine.sync({}, false, &revoke);
    QCOMPARE(machine.gate().width(machine.profile().mailbox), 4); // no pace of the mailbox's
    verifyWhole(sandbox, machine, report);
}

void TstLanes::cancelEndsAWaitAtAFence() {
    sandbox::Options options = quickOptions(4);
    options.retryAfterSeconds = 120;
    sandbox::Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    WhenDone refuse(50, [&] { QVERIFY(sandbox.control(u"options"_s, {{u"concurrencyPerMailbox"_s, 0}})); });
    QElapsedTimer sinceCancel;
    std::jthread cancel([&] {
        while (refusals(sandbox) == 0)
            std::this_thread::yield();
        sinceCancel.start();
        machine.control.cancel();
    });
    const SyncReport report = machine.sync({}, false, &refuse);
    QVERIFY2(sinceCancel.elapsed() < 1000, qPrintable(QString::number(sinceCancel.elapsed())));
    QVERIFY(report.status == RunStatus::Cancelled);
}

QTEST_GUILESS_MAIN(TstLanes)
#include "tst_lanes.moc"
