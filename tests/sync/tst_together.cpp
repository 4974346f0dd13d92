// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Two computers on one calendar.
class TestTogether : public QObject {
    Q_OBJECT

private slots:
    void twoComputersAtTheSameTime_data();
    void twoComputersAtTheSameTime();
    void secondRunOfOneProfileIsRefused();
    void onlyWhoeverSentItLastKnowsTheOriginal();
};

static sandbox::Sandbox::Options sized(int deliverables) {
    sandbox::Sandbox::Options options;
    options.deliverables = deliverables;
    options.retryAfterSeconds = 0.02;
    return options;
}

void TestTogether::twoComputersAtTheSameTime_data() {
    QTest::addColumn<bool>("differentTexts");
    QTest::addColumn<bool>("deletedBefore");
    QTest::newRow("same profile") << false << false;
    QTest::newRow("different body templates") << true << false;
    QTest::newRow("after events were deleted by hand") << false << true;
}

void TestTogether::twoComputersAtTheSameTime() {
    QFETCH(bool, differentTexts);
    QFETCH(bool, deletedBefore);
    sandbox::Sandbox sandbox(sized(60));
    QVERIFY(sandbox.start());
    Machine one(sandbox);
    Machine::Options options;
    if (differentTexts)
        options.adjust = [](Profile& profile) { profile.bodyTemplate = u"{project}\n{link}"_s; };
    Machine two(sandbox, options);
    if (deletedBefore) {
        QVERIFY(one.sync().verified);
        QVERIFY(two.sync().verified);
        for (const QJsonObject& event : taggedEvents(sandbox))
            QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, one.profile().mailbox},
                                                {u"op"_s, u"delete"_s},
                                                {u"event"_s, event.value(u"id"_s)}}));
    }
    QThreadPool pool;
    SyncReport first;
    SyncReport second;
    pool.start([&] { first = one.sync(); });
    pool.start([&] { second = two.sync(); });
    QVERIFY(pool.waitForDone(60'000));
    const auto events = taggedEvents(sandbox);
    QCOMPARE(events.size(), events.uniqueKeys().size());
    QVERIFY(events.size() > 30);
    const SyncReport last = one.sync();
    QVERIFY2(last.verified, last.failures.empty() ? "" : qPrintable(last.failures[0].error.summary()));
    QCOMPARE(taggedEvents(sandbox).size(), events.size());
}

void TestTogether::secondRunOfOneProfileIsRefused() {
    sandbox::Sandbox sandbox(sized(60));
    QVERIFY(sandbox.start());
    const QTemporaryDir data;
    Machine::Options options;
    options.dataDir = data.path();
    Machine one(sandbox, options);
    Machine two(sandbox, options);
    sandbox.addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}},
                     {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    QThreadPool pool;
    SyncReport first;
    pool.start([&] { first = one.sync(); });
    QVERIFY(sandbox.waitHeld(std::chrono::seconds(30)));
    const SyncReport refused = two.sync();
    sandbox.release();
    QVERIFY(pool.waitForDone(60'000));
    QVERIFY(refused.status == RunStatus::Refused);
    QVERIFY(first.verified);
}

void TestTogether::onlyWhoeverSentItLastKnowsTheOriginal() {
    sandbox::Sandbox sandbox(sized(60));
    QVERIFY(sandbox.start());
    Machine one(sandbox);
    Machine two(sandbox);
    QVERIFY(one.sync().verified);
    const auto events = taggedEvents(sandbox);
    const qint64 id = EventKey::fromString(events.firstKey())->deliverable;
    const QJsonObject moved{{u"id"_s, id}, {u"set"_s, QJsonObject{{u"date"_s, u"2027-03-02"_s}}}};
    QVERIFY(
        sandbox.control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, QJsonArray{moved}}}));
    QVERIFY(two.sync().verified);
    QVERIFY(sandbox.control(u"edit"_s, {{u"mailbox"_s, one.profile().mailbox},
                                        {u"op"_s, u"update"_s},
                                        {u"event"_s, events.first().value(u"id"_s)},
                                        {u"set"_s, QJsonObject{{u"subject"_s, u"Edited by Ann"_s}}}}));
    const auto ofTwo = two.engine().survey({}, false, {});
    QVERIFY(ofTwo && (*ofTwo)->action(id) && (*ofTwo)->action(id)->verb == Verb::Drift);
    const EventKey key = (*ofTwo)->action(id)->key;
    QVERIFY((*ofTwo)->lastSent(key));
    QCOMPARE((*ofTwo)->lastSent(key)->date, QDate(2027, 3, 2));
    const auto ofOne = one.engine().survey({}, false, {});
    QVERIFY(ofOne && (*ofOne)->action(id) && (*ofOne)->action(id)->verb == Verb::Drift);
    QVERIFY(!(*ofOne)->lastSent(key)); // what it remembers was overwritten since
}

QTEST_GUILESS_MAIN(TestTogether)
#include "tst_together.moc"
