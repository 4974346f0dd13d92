// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "entrasetup.h"

#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Answer entraError(int status, const QByteArray& word, const QByteArray& number, const QByteArray& separator) {
    return json(status, "{\"error\":\"" + word + "\",\"error_description\":\"AADSTS" + number +
                            ": What it is." + separator + "Trace ID: t-1" + separator +
                            "Correlation ID: c-1\",\"error_codes\":[" + number + "],\"trace_id\":\"t-1\"}");
}

} // namespace

/// What becomes of answers that hold no token.
class TstEntraAnswers : public QObject {
    Q_OBJECT

private slots:
    void errorsCarryTheirFacts_data();
    void errorsCarryTheirFacts();
    void passingCodesAreRetried_data();
    void passingCodesAreRetried();
    void strangeAnswersAreMalformed_data();
    void strangeAnswersAreMalformed();
    void noSecretInWhatIsLogged();
    void aGatewayThatEchoesGivesNothingAway();
};

void TstEntraAnswers::errorsCarryTheirFacts_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("separator");
    QTest::newRow("secret wrong") << 401 << QByteArray("7000215") << QByteArray(" ");
    QTest::newRow("secret expired") << 401 << QByteArray("7000222") << QByteArray("\\r\\n");
    QTest::newRow("app unknown") << 400 << QByteArray("700016") << QByteArray(" ");
    QTest::newRow("tenant unknown") << 400 << QByteArray("90002") << QByteArray("\\r\\n");
    QTest::newRow("blocked by policy") << 400 << QByteArray("53003") << QByteArray(" ");
}

void TstEntraAnswers::errorsCarryTheirFacts() {
    QFETCH(int, status);
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, separator);
    EntraSetup setup([&](const Seen&) { return entraError(status, "invalid_client", number, separator); });
    const auto outcome = setup.provider->bearer({});
    QVERIFY(!outcome);
    const Error& error = outcome.error();
    QCOMPARE(toString(error.kind), u"auth"_s);
    QCOMPARE(toString(error.stage), u"token"_s);
    QCOMPARE(error.code, QString::fromUtf8(number));
    QCOMPARE(error.message, u"AADSTS%1: What it is."_s.arg(QString::fromUtf8(number)));
    QCOMPARE(error.requestId, u"t-1"_s);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(setup.server.count(), size_t(1)); // not asked in a loop
}

void TstEntraAnswers::passingCodesAreRetried_data() {
    QTest::addColumn<QByteArray>("number");
    for (const char* number : {"90033", "50196", "90055", "90006", "90012", "90024", "50000", "50033"})
        QTest::newRow(number) << QByteArray(number);
}

void TstEntraAnswers::passingCodesAreRetried() {
    QFETCH(QByteArray, number);
    EntraSetup setup([&, asked = 0](const Seen&) mutable {
        return ++asked == 1 ? entraError(400, "temporarily_unavailable", number, " ") : token("a1");
    });
    QCOMPARE(setup.get(), u"a1"_s);
    QCOMPARE(setup.server.count(), size_t(2));
    QVERIFY(setup.clock.slept() >= 1500ms);
}

void TstEntraAnswers::strangeAnswersAreMalformed_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("html") << QByteArray("<!DOCTYPE html><title>Sign in</title>") << u"html"_s;
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("no token") << QByteArray("{\"expires_in\":3599}") << u"field"_s;
    QTest::newRow("no life") << QByteArray("{\"access_token\":\"x\"}") << u"field"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"field"_s;
}

void TstEntraAnswers::strangeAnswersAreMalformed() {
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    EntraSetup setup([&](const Seen&) { return answer(200, body); });
    const auto outcome = setup.provider->bearer({});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"malformed"_s);
    QCOMPARE(outcome.error().code, code);
}

void TstEntraAnswers::noSecretInWhatIsLogged() {
    EntraSetup setup([](const Seen&) { return entraError(401, "invalid_client", "7000215", " "); });
    const auto outcome = setup.provider->bearer({});
    const Exchange exchange = setup.sink.exchanges().at(0);
    QCOMPARE(toString(exchange.stage), u"token"_s);
    for (const QString& text :
         {exchange.url, exchange.error, outcome.error().summary(), outcome.error().detail})
        QVERIFY(!text.contains(k_secret) && !text.contains(u"a~b"_s));
}

void TstEntraAnswers::aGatewayThatEchoesGivesNothingAway() {
    EntraSetup setup([](const Seen& seen) {
        const QString both = QString::fromUtf8(seen.body + ' ' + QByteArray::fromPercentEncoding(seen.body));
        return json(400, QJsonDocument(
                             QJsonObject{{u"error"_s, u"invalid_request"_s}, {u"error_description"_s, both}})
                             .toJson());
    });
    const Error error = setup.provider->bearer({}).error();
    QVERIFY2(error.message.contains(u"client_secret=***"_s), qPrintable(error.message));
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(k_secret));
    for (const QString& text : {error.summary(), error.message, setup.sink.exchanges().at(0).error})
        QVERIFY2(!text.contains(k_secret) && !text.contains(encoded), qPrintable(text));
}

QTEST_GUILESS_MAIN(TstEntraAnswers)
#include "tst_entraanswers.moc"
