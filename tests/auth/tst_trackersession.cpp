// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/trackersession.h"
#include "base/futures.h"
#include "fakes.h"
#include "http/nettransport.h"
#include "rawserver.h"
#include "recordingstore.h"

#include <thread>

#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString k_password = u"c0rrect horse"_s;
constexpr auto k_login = "/wt/api/token/";
constexpr auto k_refresh = "/wt/api/token/refresh/";

/// The tracker's token calls with its rotation: the old refresh token dies with every success.
class Tracker {
public:
    enum class Mode { Bearer, Cookie };
    explicit Tracker(Mode mode, QDateTime now = QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC))
        : m_mode(mode),
          m_now(std::move(now)) {}

    Answer operator()(const Seen& seen) {
        if (next) {
            const Answer what = *std::exchange(next, std::nullopt);
            if (lostAnswer)
                issue();
            return what;
        }
        const QJsonObject body = QJsonDocument::fromJson(seen.body).object();
        if (seen.target == k_login) {
            ++logins;
            if (body.value(u"password"_s) == k_password)
                return issue();
            return json(401, "{\"detail\":\"No active account found with the given credentials\"}");
        }
        if (seen.target != k_refresh)
            return answer(404, "<!doctype html>");
        if (!refusesRefresh && body.value(u"refresh"_s).toString() == u"r%1"_s.arg(m_number))
            return issue();
        return json(401, "{\"detail\":\"Token is blacklisted\",\"code\":\"token_not_valid\"}");
    }

    std::optional<Answer> next; ///< given once instead of the real answer
    bool lostAnswer = false;    ///< the real answer was made, but next is what arrives
    bool refusesRefresh = false;
    int logins = 0;

    static QByteArray access(int number, const QDateTime& now) {
        const QByteArray claims = "{\"token_type\":\"access\",\"n\":" + QByteArray::number(number) +
                                  ",\"iat\":" + QByteArray::number(now.toSecsSinceEpoch()) +
                                  ",\"exp\":" + QByteArray::number(now.toSecsSinceEpoch() + 7200) + "}";
        return "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
               ".s";
    }

private:
    Answer issue() {
        const QByteArray refresh = "r" + QByteArray::number(++m_number);
        const QByteArray token = access(m_number, m_now);
        const QByteArray date =
            "Date: " + QLocale::c().toString(m_now, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() + "\r\n";
        if (m_mode == Mode::Bearer)
            return json(200, "{\"access\":\"" + token + "\",\"refresh\":\"" + refresh + "\"}", date);
        return json(200, "{\"access\":\"" + token + "\"}",
                    date + "Set-Cookie: csrftoken=zzz; Path=/; SameSite=Lax\r\nSet-Cookie: wt_rt=" + refresh +
                        "; HttpOnly; Max-Age=2592000; Path=/api/token/; SameSite=Lax; Secure\r\n");
    }
    Mode m_mode;
    QDateTime m_now;
    int m_number = 0;
};

struct Setup {
    explicit Setup(Tracker::Mode mode = Tracker::Mode::Bearer, QDateTime serverNow = FakeClock().utcNow())
        : tracker(mode, std::move(serverNow)),
          server([this](const Seen& seen) { return tracker(seen); }),
          transport(std::move(*NetTransport::create({}))) {
        options = {u"main"_s, QUrl(server.root() + u"/wt/"_s), u"admin@example.org"_s, RetryPolicy(3)};
        password = trackerPasswordKey(options.profile, options.trackerUrl);
        refresh = trackerRefreshKey(options.profile, options.trackerUrl, options.user);
        store.put(password, k_password);
        restart();
    }
    void restart() {
        session.reset();
        session =
            std::make_unique<TrackerSession>(TrackerSession::Parts{*transport, store, clock, &sink}, options);
    }
    [[nodiscard]] int number() { // of the access token, 0 for a failure
        const auto got = session->bearer({});
        lastError = got ? Error() : got.error();
        return got ? QJsonDocument::fromJson(QByteArray::fromBase64(got->reveal().split('.').at(1),
                                                                    QByteArray::Base64UrlEncoding))
                         .object()
                         .value(u"n"_s)
                         .toInt()
                   : 0;
    }
    [[nodiscard]] QList<QByteArray> targets() const {
        QList<QByteArray> list;
        for (const Seen& seen : server.seen())
            list << seen.target;
        return list;
    }
    Tracker tracker;
    RawServer server;
    std::unique_ptr<NetTransport> transport;
    FakeClock clock;
    RecordingSink sink;
    RecordingStore store;
    TrackerSession::Options options;
    SecretKey password;
    SecretKey refresh;
    std::unique_ptr<TrackerSession> session;
    Error lastError;
};

} // namespace

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
    void maintenanceIsNotALogout();
    void failuresOfALogin_data();
    void failuresOfALogin();
    void refusedPasswordIsNotSentTwice();
    void loginsAreCapped();
    void throttledLoginWaitsAndGoesOn();
    void expiryFollowsTheServersClock_data();
    void expiryFollowsTheServersClock();
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

void TstTrackerSession::maintenanceIsNotALogout() {
    Setup setup;
    QCOMPARE(setup.number(), 1);
    setup.clock.advance(2h);
    for (const Answer& what :
         {json(503, "{\"detail\":\"Read-only maintenance\"}"), answer(503, "<html>busy</html>")}) {
        setup.tracker.next = what;
        QCOMPARE(setup.number(), 0);
        QCOMPARE(toString(setup.lastError.kind), u"unavailable"_s);
        QCOMPARE(setup.lastError.httpStatus, 503);
    }
    QCOMPARE(setup.tracker.logins, 1);
    QCOMPARE(setup.number(), 2); // with the same refresh token
    QCOMPARE(setup.tracker.logins, 1);
}

void TstTrackerSession::failuresOfALogin_data() {
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<QString>("expected");
    QTest::newRow("wrong password")
        << json(401, "{\"detail\":\"No active account found with the given credentials\"}")
        << u"auth tracker-login"_s;
    QTest::newRow("sso") << json(403,
                                 "{\"detail\":\"Password login is disabled. Use Sign in with Microsoft.\"}")
                         << u"forbidden sso-enforced"_s;
    QTest::newRow("locked") << json(403, "{\"detail\":\"Account locked: too many login attempts.\"}")
                            << u"forbidden tracker-lockout"_s;
    QTest::newRow("maintenance") << json(503, "{\"detail\":\"Read-only maintenance\"}")
                                 << u"unavailable maintenance"_s;
    QTest::newRow("html 503") << answer(503, "<html>") << u"unavailable html"_s;
    QTest::newRow("500") << answer(500, "<h1>Server Error (500)</h1>") << u"unavailable html"_s;
    QTest::newRow("blank") << json(400, "{\"username\":[\"This field may not be blank.\"]}")
                           << u"rejected invalid"_s;
    QTest::newRow("bad host") << answer(400, "<h1>Bad Request (400)</h1>") << u"rejected html"_s;
    QTest::newRow("no such path") << answer(404, "<!doctype html>") << u"not-found html"_s;
    QTest::newRow("redirect") << answer(301, "", "Location: https://tracker.example/api/token/\r\n")
                              << u"rejected redirect"_s;
    QTest::newRow("html 200") << answer(200, "<!doctype html><div id=root>") << u"malformed html"_s;
    QTest::newRow("json 200 of something else") << json(200, "{\"ok\":true}") << u"malformed field"_s;
    QTest::newRow("answer lost") << closeSilently() << u"offline no-answer"_s;
}

void TstTrackerSession::failuresOfALogin() {
    QFETCH(Answer, answer);
    QFETCH(QString, expected);
    Setup setup;
    setup.tracker.next = answer;
    QCOMPARE(setup.number(), 0);
    QCOMPARE(QString(toString(setup.lastError.kind) + u' ' + setup.lastError.code), expected);
    QCOMPARE(setup.server.count(), size_t(1));
}

void TstTrackerSession::refusedPasswordIsNotSentTwice() {
    Setup setup;
    setup.store.put(setup.password, u"wrong"_s);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(setup.number(), 0);
        QCOMPARE(setup.lastError.code, u"tracker-login"_s);
        QCOMPARE(toString(setup.lastError.kind), u"auth"_s);
    }
    QCOMPARE(setup.tracker.logins, 1);
    setup.store.put(setup.password, k_password); // entered anew
    QCOMPARE(setup.number(), 1);
}

void TstTrackerSession::loginsAreCapped() {
    Setup setup;
    setup.tracker.refusesRefresh = true;
    for (int i = 0; i < 20; ++i)
        if (const auto token = setup.session->bearer({}))
            setup.session->reject(*token); // as if the API took none of them
    QCOMPARE(setup.tracker.logins, 5);
    QCOMPARE(setup.number(), 0);
    QCOMPARE(setup.lastError.code, u"tracker-login"_s);
    setup.clock.advance(10min);
    QCOMPARE(setup.number(), 6);
}

void TstTrackerSession::throttledLoginWaitsAndGoesOn() {
    Setup setup;
    setup.tracker.next = json(429, "{\"detail\":\"Request was throttled.\"}", "Retry-After: 51\r\n");
    QCOMPARE(setup.number(), 1);
    QCOMPARE(setup.clock.slept().count(), 51'000);
    QCOMPARE(setup.sink.waits().at(0).reason, u"429"_s);
}

void TstTrackerSession::expiryFollowsTheServersClock_data() {
    QTest::addColumn<int>("serverAheadSeconds");
    QTest::newRow("same") << 0;
    QTest::newRow("three hours ahead") << 3 * 3600;
    QTest::newRow("three hours behind") << -3 * 3600;
}

void TstTrackerSession::expiryFollowsTheServersClock() {
    QFETCH(int, serverAheadSeconds);
    Setup setup(Tracker::Mode::Bearer, FakeClock().utcNow().addSecs(serverAheadSeconds));
    QCOMPARE(setup.number(), 1);
    QCOMPARE(setup.session->clockSkew()->count(), serverAheadSeconds);
    setup.clock.advance(6899s);
    QCOMPARE(setup.number(), 1);
    setup.clock.advance(1s);
    QCOMPARE(setup.number(), 2);
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
