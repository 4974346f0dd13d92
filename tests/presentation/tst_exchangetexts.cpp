// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/diagnosis.h"
#include "exchangeworld.h"
#include "presentation/exchangetexts.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What is told of a request, in figures and in words.
class TestExchangeTexts : public QObject {
    Q_OBJECT

private slots:
    void theSpansAreTheWhole_data();
    void theSpansAreTheWhole();
    void failuresAreExplainedAsTheyWere_data();
    void failuresAreExplainedAsTheyWere();
};

void TestExchangeTexts::theSpansAreTheWhole_data() {
    QTest::addColumn<QList<qint64>>("seen"); // total, queue, lookup, connect, answer
    QTest::addColumn<int>("parts");
    QTest::newRow("new connection") << QList<qint64>{100'000, 5'000, 1'000, 30'000, 60'000} << 5;
    QTest::newRow("reused") << QList<qint64>{100'000, 5'000, -1, -1, 90'000} << 3;
    QTest::newRow("no answer") << QList<qint64>{30'000'000, -1, -1, -1, -1} << 1;
    QTest::newRow("signals came late") << QList<qint64>{100, 60, -1, -1, 60} << 3;
}

void TestExchangeTexts::theSpansAreTheWhole() {
    QFETCH(QList<qint64>, seen);
    QFETCH(int, parts);
    ExchangeRecord record = someExchange(1);
    record.spans = {seen[0], 0, 0, seen[1], seen[2], seen[3], seen[4]};
    const auto spans = exchangeSpans(record);
    QCOMPARE(static_cast<int>(spans.size()), parts);
    qint64 sum = 0;
    for (const ExchangeSpan& span : spans) {
        QVERIFY(span.microseconds >= 0);
        sum += span.microseconds;
    }
    QVERIFY(sum >= record.spans.total);
    QVERIFY(sum == record.spans.total || spans.back().microseconds == 0);
}

/// What the log kept of a failure leads the explainer to the cause that the failure itself had.
void TestExchangeTexts::failuresAreExplainedAsTheyWere_data() {
    QTest::addColumn<int>("stage");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("cause");
    const int graph = static_cast<int>(Error::Stage::Graph);
    const int token = static_cast<int>(Error::Stage::Token);
    QTest::newRow("calendar")
        << graph << 404
        << u"{\"error\":{\"code\":\"ErrorItemNotFound\",\"message\":\"The specified object "
           "was not found in the store.\"}}"_s
        << QString();
    QTest::newRow("secret")
        << token << 401
        << u"{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client "
           "secret provided.\",\"error_codes\":[7000215]}"_s
        << u"secret-invalid"_s;
    QTest::newRow("throttled") << graph << 429
                               << u"{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"slow down\"}}"_s
                               << u"throttled"_s;
}

void TestExchangeTexts::failuresAreExplainedAsTheyWere() {
    QFETCH(int, stage);
    QFETCH(int, status);
    QFETCH(QString, body);
    QFETCH(QString, cause);
    ExchangeRecord record = someExchange(1);
    record.stage = static_cast<Error::Stage>(stage);
    record.status = status;
    record.answerBody = body;
    const auto causeOf = [](const QByteArray& text) {
        const auto failures = failuresFromText(text);
        return diagnose(failures.front(), Surface::Window).cause;
    };
    Failure met;
    met.stage = record.stage;
    met.method = record.method.toLatin1();
    met.address = record.url;
    met.status = status;
    met.body = body.toUtf8();
    const QString wanted = diagnose(met, Surface::Window).cause;
    if (!cause.isEmpty())
        QCOMPARE(wanted, cause);
    QCOMPARE(causeOf(exchangeFailureText(record).toUtf8()), wanted);
    // Without the body our own line about it has what the answer said.
    record.error = u"%1 · %2 · %3"_s.arg(toString(record.stage), QString::number(status), body);
    record.answerBody.clear();
    QCOMPARE(causeOf(exchangeFailureText(record).toUtf8()), wanted);
}

QTEST_GUILESS_MAIN(TestExchangeTexts)
#include "tst_exchangetexts.moc"
