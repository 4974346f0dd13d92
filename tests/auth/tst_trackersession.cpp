// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/trackersession.h"
#include "base/futures.h"
#include "trackerstub.h"

#include <thread>

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Tracker::Mode)

class TstTrackerSession : public QObject {
    Q_OBJECT

private slots:
    void logsInThenRefreshesInBothModes_data();
    void logsInThenRefreshesInBothModes();
    void newRefreshTokenIsStoredBeforeItsAccessTokenIsUsed();
    void killedAtAnyPointTheNextStartFindsItsWay_data();
    void killedAtAnyPointTheNextStartFindsItsWay();
    void manyThreadsShareOneRefresh();
    void lostAnswerMeansANewLogin();
    void lockedKeychainIsNotAMissingToken();
    void storeThatFailsDoesNotEndTheSession();
    void stopEndsAWaitForTheTracker();
    void anotherUserDoesNotInheritTheSession();
    void secretsAreNowhereInTheFacts();
    void aGatewayThatEchoesGivesNothingAway_data();
    void aGatewayThatEchoesGivesNothingAway();
};

void TstTrackerSession::logsInThenRefreshesInBothModes_data() {
    QTest::addColumn<Tracker::Mode>("mode");
    QTest::newRow("bearer") << Tracker::Mode::Bearer;
    QTest::newRow("cookie") << Tracker::Mode::Cookie;
}

void TstTrackerSession::logsInThenRefreshesInBothModes() {
    QFETCH(Tracker::Mode, mode);
    Setup setup(mode);
    QCOMPARE(setup.number(), 1);
    QCOMPARE(setup.number(), 1); // kept
    const Seen login = setup.server.seen().at(0);
    QCOMPARE(login.headers.value("Accept"), "application/json");
    QCOMPARE(login.body, "{\"password\":\"c0rrect horse\",\"username\":\"admin@example.org\"}");
    QCOMPARE(setup.store.plain(setup.refresh), u"r1"_s);
    setup.clock.advance(6901s); // inside the last five minutes of two hours
    QCOMPARE(setup.number(), 2);
    QCOMPARE(setup.store.plain(setup.refresh), u"r2"_s);
    setup.restart();
    QCOMPARE(setup.number(), 3);
    QCOMPARE(setup.targets(), (QList<QByteArray>{k_login, k_refresh, k_refresh}));
    for (const Seen& seen : setup.server.seen())
        QVERIFY(!seen.headers.contains("Cookie") && !seen.headers.contains("Authorization"));
}

void TstTrackerSession::newRefreshTokenIsStoredBeforeItsAccessTokenIsUsed() {
    Setup setup;
    std::atomic<bool> isOut = false;
    bool wasOutAtWriting = true;
    setup.store.onWrite = [&](const SecretKey&) { wasOutAtWriting = isOut; };
    const int number = setup.number();
    isOut = true;
    QCOMPARE(number, 1);
    QVERIFY(!wasOutAtWriting);
    QCOMPARE(setup.store.log().last(), u"w tracker-refresh"_s);
    // A write that never ends lets no access token out: the stop ends it, and the token stays inside.
    setup.session->reject(Redacted(Tracker::access(1, setup.clock.utcNow())));
    setup.store.writeFailure = cancelled();
    QCOMPARE(setup.number(), 0);
    QVERIFY(setup.lastError.isCancelled());
}

void TstTrackerSession::killedAtAnyPointTheNextStartFindsItsWay_data() {
    QTest::addColumn<bool>("isStored");
    QTest::addColumn<int>("logins");
    QTest::newRow("between answer and store") << false << 2;
    QTest::newRow("between store and use") << true << 1;
}

void TstTrackerSession::killedAtAnyPointTheNextStartFindsItsWay() {
    QFETCH(bool, isStored);
    QFETCH(int, logins);
    Setup setup;
    QCOMPARE(setup.number(), 1);
    setup.clock.advance(2h);
    QCOMPARE(setup.number(), 2); // the tracker has rotated to r2
    if (!isStored)               // as the store stands when the program dies before it wrote
        setup.store.put(setup.refresh, u"r1"_s);
    setup.restart();
    QCOMPARE(setup.number(), 3);
    QCOMPARE(setup.tracker.logins, logins);
    QCOMPARE(setup.store.plain(setup.refresh), u"r3"_s);
}

void TstTrackerSession::manyThreadsShareOneRefresh() {
    Setup setup;
    QCOMPARE(setup.number(), 1);
    setup.clock.advance(2h);
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&] {
                const auto got = setup.session->bearer({});
                good += got && got->reveal() == Tracker::access(2, FakeClock().utcNow()) ? 1 : 0;
            });
    }
    QCOMPARE(good.load(), 16);
    QCOMPARE(setup.targets(), (QList<QByteArray>{k_login, k_refresh}));
}

void TstTrackerSession::lostAnswerMeansANewLogin() {
    Setup setup;
    QCOMPARE(setup.number(), 1);
    setup.clock.advance(2h);
    setup.tracker.next = closeSilently();
    setup.tracker.lostAnswer = true;
    QCOMPARE(setup.number(), 3);
    QCOMPARE(setup.targets(), (QList<QByteArray>{k_login, k_refresh, k_login}));
    QCOMPARE(setup.store.plain(setup.refresh), u"r3"_s);
}

void TstTrackerSession::lockedKeychainIsNotAMissingToken() {
    Setup setup;
    setup.store.readFailure =
        makeError(Error::Kind::Keychain, Error::Stage::Keychain, {}, u"keychain-locked"_s);
    QCOMPARE(setup.number(), 0);
    QCOMPARE(setup.lastError.code, u"keychain-locked"_s);
    QCOMPARE(setup.server.count(), size_t(0));
    setup.store.readFailure.reset();
    QCOMPARE(setup.number(), 1);
}

void TstTrackerSession::storeThatFailsDoesNotEndTheSession() {
    Setup setup;
    setup.store.writeFailure =
        makeError(Error::Kind::Keychain, Error::Stage::Keychain, {}, u"keychain-timeout"_s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could not be stored"_s));
    QCOMPARE(setup.number(), 1);
    setup.clock.advance(2h);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could not be stored"_s));
    QCOMPARE(setup.number(), 2); // refreshed with the token in memory
    QCOMPARE(setup.tracker.logins, 1);
}

void TstTrackerSession::stopEndsAWaitForTheTracker() {
    Setup setup;
    setup.tracker.next = neverAnswer();
    std::stop_source source;
    std::optional<Result<Redacted<QByteArray>>> outcome;
    std::jthread caller([&] { outcome = setup.session->bearer(source.get_token()); });
    QTRY_COMPARE(setup.server.count(), size_t(1));
    source.request_stop();
    caller.join();
    QVERIFY(outcome->error().isCancelled());
    QCOMPARE(setup.number(), 1);
}

void TstTrackerSession::anotherUserDoesNotInheritTheSession() {
    Setup setup;
    QCOMPARE(setup.number(), 1);
    setup.options.user = u"other@example.org"_s;
    setup.restart();
    QCOMPARE(setup.number(), 2);
    QCOMPARE(setup.targets(), (QList<QByteArray>{k_login, k_login}));
}

void TstTrackerSession::secretsAreNowhereInTheFacts() {
    Setup setup;
    setup.store.put(setup.password, u"CANARY-wrong"_s);
    QCOMPARE(setup.number(), 0);
    QString text;
    QDebug(&text) << Redacted(u"CANARY-wrong"_s) << setup.lastError.summary();
    for (const Exchange& exchange : setup.sink.exchanges())
        text += exchange.url + exchange.error;
    QVERIFY(!text.contains(u"CANARY"_s));
}

void TstTrackerSession::aGatewayThatEchoesGivesNothingAway_data() {
    QTest::addColumn<bool>("isRefresh");
    QTest::newRow("login") << false;
    QTest::newRow("refresh") << true;
}

void TstTrackerSession::aGatewayThatEchoesGivesNothingAway() {
    QFETCH(bool, isRefresh);
    Setup setup;
    LaneGate gate(setup.clock, 1);
    QByteArray sent;
    RawServer echo([&](const Seen& seen) {
        sent = seen.body;
        const QJsonObject body = QJsonDocument::fromJson(seen.body).object();
        const QString value = body.value(isRefresh ? u"refresh"_s : u"password"_s).toString();
        return json(503, QJsonDocument(QJsonObject{{u"detail"_s, u"Refused: "_s + value}}).toJson());
    });
    TrackerLogin login({*setup.transport, nullptr, setup.clock, gate, &setup.sink}, QUrl(echo.root()),
                       RetryPolicy(1));
    const Redacted secret(u"CANARY\"x/y"_s);
    const auto outcome = isRefresh ? login.refresh(secret, {}) : login.obtain(u"me"_s, secret, {});
    QVERIFY(sent.contains("CANARY"));
    QCOMPARE(outcome.error().message, u"Refused: ***"_s);
    for (const Exchange& exchange : setup.sink.exchanges())
        QVERIFY(!exchange.error.contains(u"CANARY"_s));
}

QTEST_GUILESS_MAIN(TstTrackerSession)
#include "tst_trackersession.moc"
