// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/exchangetext.h"

#include <QProcess>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

ExchangeRecord sample() {
    ExchangeRecord record;
    record.startedUtc = QDateTime(QDate(2026, 11, 28), QTime(6, 1, 2), Qt::UTC);
    record.stage = Error::Stage::Graph;
    record.method = u"PATCH"_s;
    record.url = u"https://graph.example:8443/v1.0/users/ann@x.example/events/AAMk?code=***&q=it's"_s;
    record.urlTemplate = u"/v1.0/users/{mailbox}/events/{event}?code={}&q={}"_s;
    record.mailbox = u"ann@x.example"_s;
    record.status = 403;
    record.code = u"ErrorAccessDenied"_s;
    record.requestId = u"r-1\r\nInjected: yes"_s;
    record.clientRequestId = u"c-1"_s;
    record.serverDate = u"Sat, 28 Nov 2026 06:01:02 GMT"_s;
    record.spans.total = 12'345;
    return record;
}

} // namespace

/// What goes to Microsoft, and what goes to a shell.
class TstExchangeText : public QObject {
    Q_OBJECT

private slots:
    void supportHearsWhatItAsksFor() {
        QCOMPARE(supportText({sample()}),
                 u"Request: PATCH graph.example:8443/v1.0/users/{mailbox}/events/{event}\n"
                 "Status: 403\nCode: ErrorAccessDenied\n"
                 "request-id: r-1 Injected: yes\nclient-request-id: c-1\n"
                 "Date: Sat, 28 Nov 2026 06:01:02 GMT\nSent: 2026-11-28T06:01:02Z\n"
                 "Duration: 12 ms\nAttempt: 1\n"_s);
    }

    void supportIsToldThatNoAnswerCame() {
        ExchangeRecord record = sample();
        record.status = 0;
        record.requestId.clear();
        record.serverDate.clear();
        record.inBatch = 7;
        const QString text = supportText({record, sample()});
        QVERIFY(text.contains(u"Status: no answer\n"_s) && text.contains(u"request-id: (none)\n"_s));
        QVERIFY(text.contains(u"Date: 2026-11-28T06:01:02Z (our clock)\n"_s));
        QVERIFY(text.contains(u"one $batch of 7"_s));
        QCOMPARE(text.count(u"client-request-id: "_s), 2);
        QVERIFY(!text.contains(u"ann"_s));
    }

    /// A real shell takes the words apart; `printf` stands where curl would be called.
    void aShellReadsTheCommandAsItWasMeant() {
        ExchangeRecord record = sample();
        record.requestBody = u"{\"subject\":\"It's $(echo bad) `x` \\\\ ***\"}"_s;
        const QString script =
            u"curl() { for w in \"$@\"; do printf '%s\\0' \"$w\"; done; }\n"_s + curlText(record);
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TOKEN"_s, u"the token"_s);
        environment.insert(u"SECRET"_s, u"the secret"_s);
        shell.setProcessEnvironment(environment);
        shell.start(u"/bin/sh"_s, {u"-c"_s, script});
        QVERIFY(shell.waitForFinished());
        const QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(u'\0'));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        QVERIFY(words.contains(u"PATCH"_s));
        QVERIFY(words.contains(
            u"https://graph.example:8443/v1.0/users/ann@x.example/events/AAMk?code=the secret&q=it's"_s));
        QVERIFY(words.contains(u"Authorization: Bearer the token"_s));
        QVERIFY(words.contains(QString(record.requestBody).replace(u"***"_s, u"the secret"_s)));
        QVERIFY(words.contains(u"client-request-id: c-1"_s));
    }

    void aBodyThatWasNotKeptIsMissedAloud() {
        QVERIFY(curlText(sample()).startsWith(u"# The body of this request was not kept.\n"_s));
        ExchangeRecord read = sample();
        read.method = u"GET"_s;
        QVERIFY(curlText(read).startsWith(u"curl "_s));
        read.stage = Error::Stage::Token;
        QVERIFY(!curlText(read).contains(u"Authorization"_s));
    }
};

QTEST_GUILESS_MAIN(TstExchangeText)
#include "tst_exchangetext.moc"
