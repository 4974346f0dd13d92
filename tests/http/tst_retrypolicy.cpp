// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/retrypolicy.h"

#include <QTest>

using namespace milepost;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

class TstRetryPolicy : public QObject {
    Q_OBJECT

private slots:
    void decidesByKindAndRepeat_data();
    void decidesByKindAndRepeat();
    void backsOffByDoublingUpToAMinute();
    void jitterStaysWithinAQuarter();
    void adviceIsObeyedInFull();
    void givesUpAfterTheLastAttempt();
    void readsRetryAfter_data();
    void readsRetryAfter();
};

void TstRetryPolicy::decidesByKindAndRepeat_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("read");
    QTest::addColumn<bool>("write");
    using Kind = Error::Kind;
    const auto row = [](const char* name, Kind kind, int status, const char* code, bool read, bool write) {
        QTest::newRow(name) << static_cast<int>(kind) << status << QString::fromLatin1(code) << read << write;
    };
    row("429", Kind::Throttled, 429, "TooManyRequests", true, true);
    row("503 throttled", Kind::Throttled, 503, "MailboxConcurrency", true, false);
    row("500", Kind::Unavailable, 500, "", true, false);
    row("502", Kind::Unavailable, 502, "", true, false);
    row("503", Kind::Unavailable, 503, "", true, false);
    row("504", Kind::Unavailable, 504, "", true, false);
    row("501", Kind::Unavailable, 501, "", false, false);
    row("transient Entra", Kind::Unavailable, 400, "90033", true, false);
    row("refused", Kind::Offline, 0, "connect-failed", true, true);
    row("no such name", Kind::Offline, 0, "dns-failure", true, true);
    row("connection closed", Kind::Offline, 0, "connection-closed", true, false);
    row("proxy password", Kind::Offline, 0, "proxy-auth", false, false);
    row("timeout", Kind::Timeout, 0, "timeout", true, false);
    row("doubtful", Kind::Doubtful, 0, "no-answer", true, false);
    row("truncated", Kind::Malformed, 200, "truncated", true, false);
    row("html", Kind::Malformed, 200, "html", false, false);
    row("tls", Kind::Tls, 0, "tls-expired", false, false);
    row("401", Kind::Auth, 401, "", false, false);
    row("403", Kind::Forbidden, 403, "", false, false);
    row("404", Kind::NotFound, 404, "", false, false);
    row("409", Kind::Conflict, 409, "", false, false);
    row("400", Kind::Rejected, 400, "", false, false);
    row("cancelled", Kind::Cancelled, 0, "", false, false);
    row("config", Kind::Config, 0, "", false, false);
    row("keychain", Kind::Keychain, 0, "keychain-locked", false, false);
    row("refused by us", Kind::Refused, 0, "other-origin", false, false);
    row("bug", Kind::Bug, 0, "", false, false);
}

void TstRetryPolicy::decidesByKindAndRepeat() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(bool, read);
    QFETCH(bool, write);
    Error error;
    error.kind = static_cast<Error::Kind>(kind);
    error.httpStatus = status;
    error.code = code;
    const RetryPolicy policy;
    QCOMPARE(policy.delayBefore(1, error, Repeat::Freely, 0.5).has_value(), read);
    QCOMPARE(policy.delayBefore(1, error, Repeat::WhenNotDone, 0.5).has_value(), write);
}

void TstRetryPolicy::backsOffByDoublingUpToAMinute() {
    const RetryPolicy policy(20);
    const Error error = makeError(Error::Kind::Timeout, Error::Stage::Graph, {});
    const std::vector<milliseconds> expected{2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s};
    for (size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(policy.delayBefore(static_cast<int>(i) + 1, error, Repeat::Freely, 0.5)->count(),
                 expected[i].count());
    QCOMPARE(policy.delayBefore(19, error, Repeat::Freely, 0.5)->count(), milliseconds(60s).count());
}

void TstRetryPolicy::jitterStaysWithinAQuarter() {
    const RetryPolicy policy;
    const Error error = makeError(Error::Kind::Timeout, Error::Stage::Graph, {});
    QCOMPARE(policy.delayBefore(1, error, Repeat::Freely, 0.0)->count(), 1500);
    QCOMPARE(policy.delayBefore(1, error, Repeat::Freely, 0.999999)->count(), 2500);
}

void TstRetryPolicy::adviceIsObeyedInFull() {
    Error error = makeError(Error::Kind::Throttled, Error::Stage::Graph, {});
    error.httpStatus = 429;
    for (const milliseconds advised : {249ms, 2128ms, milliseconds(150s)}) {
        error.retryAfter = advised;
        for (const double jitter : {0.0, 0.9})
            QCOMPARE(RetryPolicy().delayBefore(1, error, Repeat::WhenNotDone, jitter)->count(),
                     advised.count());
    }
}

void TstRetryPolicy::givesUpAfterTheLastAttempt() {
    const Error error = makeError(Error::Kind::Timeout, Error::Stage::Graph, {});
    QVERIFY(RetryPolicy(3).delayBefore(2, error, Repeat::Freely, 0.5));
    QVERIFY(!RetryPolicy(3).delayBefore(3, error, Repeat::Freely, 0.5));
    QVERIFY(!RetryPolicy(1).delayBefore(1, error, Repeat::Freely, 0.5));
}

void TstRetryPolicy::readsRetryAfter_data() {
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("seconds") << QByteArray("7") << qint64(7000);
    QTest::newRow("decimal") << QByteArray("2.128") << qint64(2128);
    QTest::newRow("below one") << QByteArray("0.249") << qint64(249);
    QTest::newRow("spaces") << QByteArray(" 3 ") << qint64(3000);
    QTest::newRow("absent") << QByteArray() << qint64(0);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("negative") << QByteArray("-5") << qint64(0);
    QTest::newRow("words") << QByteArray("soon") << qint64(0);
    QTest::newRow("not a number") << QByteArray("nan") << qint64(0);
    QTest::newRow("infinite") << QByteArray("inf") << qint64(0);
    QTest::newRow("beyond reason") << QByteArray("1e30") << qint64(86'400'000);
    QTest::newRow("a date ahead") << QByteArray("Tue, 24 Nov 2026 12:00:51 GMT") << qint64(51'000);
    QTest::newRow("a date past") << QByteArray("Tue, 24 Nov 2026 11:00:00 GMT") << qint64(0);
}

void TstRetryPolicy::readsRetryAfter() {
    QFETCH(QByteArray, field);
    QFETCH(qint64, expected);
    const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);
    QCOMPARE(qint64(parseRetryAfter(field, now).count()), expected);
}

QTEST_APPLESS_MAIN(TstRetryPolicy)
#include "tst_retrypolicy.moc"
