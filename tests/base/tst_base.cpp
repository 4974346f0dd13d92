// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/clock.h"
#include "base/error.h"
#include "base/futures.h"
#include "base/id.h"
#include "base/letternames.h"
#include "base/loopback.h"
#include "base/redacted.h"
#include "base/text.h"

#include <thread>

#include <QElapsedTimer>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestBase : public QObject {
    Q_OBJECT

private slots:
    void secretsDoNotPrint();
    void sleepEndsWithTheToken();
    void abandonedPromiseReadsAsCancelled();
    void collapsesEveryKindOfSpace_data();
    void collapsesEveryKindOfSpace();
    void elidesAtCharacters();
    void foldsCaseAndAccents();
    void everyLookAlikeHasAName();
    void loopbackIsThisComputerOnly();
    void timesAreUtcWithoutFractions();
    void summaryNamesTheFacts();
};

void TestBase::secretsDoNotPrint() {
    QString printed;
    QDebug(&printed) << Redacted(u"hunter2"_s);
    QCOMPARE(printed.trimmed(), u"***"_s);
    QCOMPARE(Redacted(u"hunter2"_s).reveal(), u"hunter2"_s);
}

void TestBase::sleepEndsWithTheToken() {
    std::stop_source stop;
    QElapsedTimer timer;
    timer.start();
    std::jthread stopper([&stop] { stop.request_stop(); });
    const auto slept = SystemClock().sleep(std::chrono::seconds(60), stop.get_token());
    QVERIFY(!slept && slept.error().isCancelled());
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(SystemClock().sleep(std::chrono::milliseconds(1), {}));
}

void TestBase::abandonedPromiseReadsAsCancelled() {
    QFuture<Result<int>> future;
    {
        QPromise<Result<int>> promise;
        promise.start();
        future = promise.future();
    }
    QVERIFY(await(future).error().isCancelled());
    QCOMPARE(*await(ready<int>(7)), 7);
}

void TestBase::collapsesEveryKindOfSpace_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("blank") << u" \t\r\n\u00a0\u200b"_s << QString();
    QTest::newRow("ends") << u"  a "_s << u"a"_s;
    QTest::newRow("runs") << u"a \r\n\t b\u00a0\u2003c"_s << u"a b c"_s;
    QTest::newRow("nul and byte order mark") << u"a\u0000b\uFEFFc"_s << u"a b c"_s;
    QTest::newRow("surrogates stay") << u" \U0001F6A7  x"_s << u"\U0001F6A7 x"_s;
}

void TestBase::collapsesEveryKindOfSpace() {
    QFETCH(QString, text);
    QTEST(collapsed(text), "expected");
    QCOMPARE(collapsed(collapsed(text)), collapsed(text));
}

void TestBase::elidesAtCharacters() {
    QCOMPARE(elided(u"abc"_s, 3), u"abc"_s);
    QCOMPARE(elided(u"abcd"_s, 3), u"ab\u2026"_s);
    QCOMPARE(elided(u"a\U0001F6A7\U0001F6A7"_s, 3), u"a\u2026"_s); // never half a pair
    QCOMPARE(elided(u"ae\u0301x"_s, 3), u"a\u2026"_s);             // never a letter without its accent
    QCOMPARE(withBreaks(u"Data Hall B: a word of twenty-three-letters"_s),
             u"Data Hall B: a word of twenty-three-letters"_s);
    const QString word = u"e\u0301"_s.repeated(50);
    const QStringList parts = withBreaks(u"long "_s + word).split(QChar(0x200B));
    QCOMPARE(parts.join(QString()), u"long "_s + word);
    QCOMPARE(parts.size(), 3);
    for (const QString& part : parts.mid(1))
        QCOMPARE(part.front(), QChar(u'e')); // never a letter without its accent
}

void TestBase::foldsCaseAndAccents() {
    QCOMPARE(folded(u"  Projekt \u00c9LAN "_s), u"projekt elan"_s);
    QVERIFY(folded(u"Project Deliverables"_s) == folded(u"project  d\u00e9liverables"_s));
    QVERIFY(folded(u"Project Deliverables"_s) != folded(u"Project Deliverable"_s));
}

void TestBase::everyLookAlikeHasAName() {
    int lookAlikes = 0;
    for (char16_t unit = 1; unit < 0xFFFF; ++unit) {
        const QChar letter(unit);
        if (withoutLookAlikes(QString(letter)) == QString(letter))
            continue;
        ++lookAlikes;
        QVERIFY2(!letterName(letter).startsWith(u"U+"_s), qPrintable(letterNumber(letter)));
        QCOMPARE(foreignLetter(u"a"_s + letter, u"abc"_s), letter);
        QVERIFY(foreignLetter(u"a"_s + letter, QString(letter)).isNull());
    }
    QVERIFY(lookAlikes > 50);
    QCOMPARE(letterName(u'\u043E'), u"CYRILLIC SMALL LETTER O"_s);
    QCOMPARE(letterName(u'\u00A0'), u"NO-BREAK SPACE"_s);
    QCOMPARE(letterName(u'\u4E00'), u"U+4E00"_s);
    QVERIFY(foreignLetter(u"Plan"_s, u"plan"_s).isNull());
}

void TestBase::loopbackIsThisComputerOnly() {
    for (const QString& host : {u"localhost"_s, u"LOCALHOST"_s, u"127.0.0.1"_s, u"127.1.2.255"_s, u"::1"_s})
        QVERIFY2(isLoopbackHost(host), qPrintable(host));
    for (const QString& host : {u"localhost.example.com"_s, u"127.0.0.1.example.com"_s, u"127.0.0.256"_s,
                                u"10.0.0.1"_s, u""_s, u"1270.0.0.1"_s, u"127.0.0.1\n"_s, u"::2"_s})
        QVERIFY2(!isLoopbackHost(host), qPrintable(host));
}

void TestBase::timesAreUtcWithoutFractions() {
    QCOMPARE(toIsoUtc(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC)), u"2026-01-02T03:04:05Z"_s);
    QCOMPARE(toIsoUtc(QDateTime(QDate(2026, 1, 2), QTime(3, 0), Qt::OffsetFromUTC, 3600)),
             u"2026-01-02T02:00:00Z"_s);
    QCOMPARE(toIsoUtc({}), QString());
}

void TestBase::summaryNamesTheFacts() {
    Error error = makeError(Error::Kind::Forbidden, Error::Stage::Graph, u"GET /x"_s, u"ErrorAccessDenied"_s);
    error.httpStatus = 403;
    error.message = u"no"_s;
    error.requestId = u"r1"_s;
    QCOMPARE(
        error.summary(),
        u"forbidden \u00b7 graph \u00b7 403 \u00b7 ErrorAccessDenied \u00b7 no \u00b7 GET /x \u00b7 request-id r1"_s);
    // Somebody else's words write no line of their own into a log.
    error.message = u"no\r\n2026-11-22 everything is fine"_s;
    QVERIFY(!error.summary().contains(u'\n') && !error.summary().contains(u'\r'));
}

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
