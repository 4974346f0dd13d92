// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/trackersession.h"
#include "base/futures.h"
#include "trackerstub.h"

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(Tracker::Mode)

/// How a sign-in to the tracker ends, and how often it is tried.
class TstTrackerLogin : public QObject {
    Q_OBJECT

private slots:
    void maintenanceIsNotALogout();
    void failuresOfALogin_data();
    void failuresOfALogin();
    void refusedPasswordIsNotSentTwice();
    void loginsAreCapped();
    void throttledLoginWaitsAndGoesOn();
    void expiryFollowsTheServersClock_data();
    void expiryFollowsTheServersClock();
};

void TstTrackerLogin::maintenanceIsNotALogout() {
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

void TstTrackerLogin::failuresOfALogin_data() {
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

void TstTrackerLogin::failuresOfALogin() {
    QFETCH(Answer, answer);
    QFETCH(QString, expected);
    Setup setup;
    setup.tracker.next = answer;
    QCOMPARE(setup.number(), 0);
    QCOMPARE(QString(toString(setup.lastError.kind) + u' ' + setup.lastError.code), expected);
    QCOMPARE(setup.server.count(), size_t(1));
}

void TstTrackerLogin::refusedPasswordIsNotSentTwice() {
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

void TstTrackerLogin::loginsAreCapped() {
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

void TstTrackerLogin::throttledLoginWaitsAndGoesOn() {
    Setup setup;
    setup.tracker.next = json(429, "{\"detail\":\"Request was throttled.\"}", "Retry-After: 51\r\n");
    QCOMPARE(setup.number(), 1);
    QCOMPARE(setup.clock.slept().count(), 51'000);
    QCOMPARE(setup.sink.waits().at(0).reason, u"429"_s);
}

void TstTrackerLogin::expiryFollowsTheServersClock_data() {
    QTest::addColumn<int>("serverAheadSeconds");
    QTest::newRow("same") << 0;
    QTest::newRow("three hours ahead") << 3 * 3600;
    QTest::newRow("three hours behind") << -3 * 3600;
}

void TstTrackerLogin::expiryFollowsTheServersClock() {
    QFETCH(int, serverAheadSeconds);
    Setup setup(Tracker::Mode::Bearer, FakeClock().utcNow().addSecs(serverAheadSeconds));
    QCOMPARE(setup.number(), 1);
    QCOMPARE(setup.session->clockSkew()->count(), serverAheadSeconds);
    setup.clock.advance(6899s);
    QCOMPARE(setup.number(), 1);
    setup.clock.advance(1s);
    QCOMPARE(setup.number(), 2);
}

QTEST_GUILESS_MAIN(TstTrackerLogin)
#include "tst_trackerlogin.moc"
