// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/entraerrors.h"
#include "auth/entratokenprovider.h"
#include "base/futures.h"
#include "fakes.h"
#include "http/nettransport.h"
#include "rawserver.h"
#include "recordingstore.h"

#include <thread>

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString k_secret = u"a~b+c/d=e&f g%h"_s;

QByteArray jwt(const QJsonObject& claims) {
    const auto part = [](const QByteArray& text) {
        return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part("{\"alg\":\"none\"}") + '.' + part(QJsonDocument(claims).toJson(QJsonDocument::Compact)) +
           ".sig";
}

Answer token(const QByteArray& value, const QByteArray& life = "3599") {
    return json(200, "{\"token_type\":\"Bearer\",\"expires_in\":" + life +
                         ",\"ext_expires_in\":1,\"access_token\":\"" + value + "\"}");
}

Answer entraError(int status, const QByteArray& word, const QByteArray& number, const QByteArray& separator) {
    return json(status, "{\"error\":\"" + word + "\",\"error_description\":\"AADSTS" + number +
                            ": What it is." + separator + "Trace ID: t-1" + separator +
                            "Correlation ID: c-1\",\"error_codes\":[" + number + "],\"trace_id\":\"t-1\"}");
}

struct Setup {
    explicit Setup(RawServer::Handler handler, RetryPolicy retry = RetryPolicy(3))
        : server(std::move(handler)),
          transport(std::move(*NetTransport::create({}))) {
        options = {u"main"_s,
                   QUrl(server.root()),
                   u"tenant-1"_s,
                   u"client-1"_s,
                   u"https://graph.microsoft.com/.default"_s,
                   retry};
        key = entraKey(options.profile, SecretPurpose::EntraSecret, options.authority, options.tenantId);
        store.put(key, k_secret);
        provider = std::make_unique<EntraTokenProvider>(
            EntraTokenProvider::Parts{*transport, store, clock, &sink}, options);
    }
    QString get() {
        const auto got = provider->bearer({});
        return got ? QString::fromUtf8(got->reveal()) : u"error "_s + got.error().code;
    }
    RawServer server;
    std::unique_ptr<NetTransport> transport;
    FakeClock clock;
    RecordingSink sink;
    RecordingStore store;
    SecretKey key;
    EntraTokenProvider::Options options;
    std::unique_ptr<EntraTokenProvider> provider;
};

/// a1, a2, ... one for each request.
RawServer::Handler numbered(const QByteArray& life = "3599") {
    return
        [life, number = 0](const Seen&) mutable { return token("a" + QByteArray::number(++number), life); };
}

} // namespace

class TstEntraTokenProvider : public QObject {
    Q_OBJECT

private slots:
    void asksAsTheContractSays();
    void keepsATokenUntilFiveMinutesBeforeItsEnd();
    void shortTokensAreRenewedATenthEarly();
    void oneRequestForManyThreads();
    void stoppedFetcherHandsOver();
    void rejectionFetchesAnotherOnlyForTheCurrentToken();
    void renewalThatFailsInPassingKeepsTheToken();
    void errorsCarryTheirFacts_data();
    void errorsCarryTheirFacts();
    void passingCodesAreRetried_data();
    void passingCodesAreRetried();
    void strangeAnswersAreMalformed_data();
    void strangeAnswersAreMalformed();
    void missingSecretAsksNobody();
    void aSecretOfAnotherTenantIsNotSent();
    void rolesAreReadForDiagnosis();
    void lifeIsASpanWhateverTheClocksSay_data();
    void lifeIsASpanWhateverTheClocksSay();
    void noSecretInWhatIsLogged();
    void aGatewayThatEchoesGivesNothingAway();
};

void TstEntraTokenProvider::asksAsTheContractSays() {
    Setup setup(numbered());
    QCOMPARE(setup.get(), u"a1"_s);
    const Seen seen = setup.server.seen().at(0);
    QCOMPARE(seen.method, "POST");
    QCOMPARE(seen.target, "/tenant-1/oauth2/v2.0/token");
    QCOMPARE(seen.headers.value("Content-Type"), "application/x-www-form-urlencoded");
    QCOMPARE(seen.body, "client_id=client-1&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_secret="
                        "a~b%2Bc%2Fd%3De%26f%20g%25h&grant_type=client_credentials");
    QVERIFY(!seen.headers.contains("Authorization"));
}

void TstEntraTokenProvider::keepsATokenUntilFiveMinutesBeforeItsEnd() {
    Setup setup(numbered());
    QCOMPARE(setup.get(), u"a1"_s);
    setup.clock.advance(3298s);
    QCOMPARE(setup.get(), u"a1"_s);
    QCOMPARE(setup.server.count(), size_t(1));
    setup.clock.advance(1s);
    QCOMPARE(setup.get(), u"a2"_s);
}

void TstEntraTokenProvider::shortTokensAreRenewedATenthEarly() {
    Setup setup(numbered("\"100\"")); // a string of digits is understood too
    QCOMPARE(setup.get(), u"a1"_s);
    setup.clock.advance(89s);
    QCOMPARE(setup.get(), u"a1"_s);
    setup.clock.advance(1s);
    QCOMPARE(setup.get(), u"a2"_s);
}

void TstEntraTokenProvider::oneRequestForManyThreads() {
    Setup setup([](const Seen&) { return Answer{token("a1").bytes, Answer::After::KeepOpen, 100ms}; });
    std::atomic<int> same = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&] { same += setup.get() == u"a1"_s ? 1 : 0; });
    }
    QCOMPARE(same.load(), 16);
    QCOMPARE(setup.server.count(), size_t(1));
}

void TstEntraTokenProvider::stoppedFetcherHandsOver() {
    Setup setup([number = 0](const Seen&) mutable { return ++number == 1 ? neverAnswer() : token("a2"); });
    std::stop_source source;
    std::optional<Result<Redacted<QByteArray>>> first;
    std::jthread fetcher([&] { first = setup.provider->bearer(source.get_token()); });
    QTRY_COMPARE(setup.server.count(), size_t(1));
    QString second;
    std::jthread waiter([&] { second = setup.get(); });
    source.request_stop();
    fetcher.join();
    waiter.join();
    QVERIFY(first->error().isCancelled());
    QCOMPARE(second, u"a2"_s);
}

void TstEntraTokenProvider::rejectionFetchesAnotherOnlyForTheCurrentToken() {
    Setup setup(numbered());
    const auto old = setup.provider->bearer({});
    setup.provider->reject(*old);
    QCOMPARE(setup.get(), u"a2"_s);
    setup.provider->reject(*old); // a late 401 of another thread
    QCOMPARE(setup.get(), u"a2"_s);
    QCOMPARE(setup.server.count(), size_t(2));
}

void TstEntraTokenProvider::renewalThatFailsInPassingKeepsTheToken() {
    Setup setup(
        [number = 0](const Seen&) mutable {
            return ++number == 1 ? token("a1") : answer(503, "<html>down</html>");
        },
        RetryPolicy(1));
    QCOMPARE(setup.get(), u"a1"_s);
    setup.clock.advance(3400s);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could not be renewed yet"_s));
    QCOMPARE(setup.get(), u"a1"_s); // still good for three minutes
    QCOMPARE(setup.get(), u"a1"_s);
    QCOMPARE(setup.server.count(), size_t(2));
    setup.clock.advance(200s);
    QVERIFY(setup.get().startsWith(u"error"_s));
}

void TstEntraTokenProvider::errorsCarryTheirFacts_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("separator");
    QTest::newRow("secret wrong") << 401 << QByteArray("7000215") << QByteArray(" ");
    QTest::newRow("secret expired") << 401 << QByteArray("7000222") << QByteArray("\\r\\n");
    QTest::newRow("app unknown") << 400 << QByteArray("700016") << QByteArray(" ");
    QTest::newRow("tenant unknown") << 400 << QByteArray("90002") << QByteArray("\\r\\n");
    QTest::newRow("blocked by policy") << 400 << QByteArray("53003") << QByteArray(" ");
}

void TstEntraTokenProvider::errorsCarryTheirFacts() {
    QFETCH(int, status);
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, separator);
    Setup setup([&](const Seen&) { return entraError(status, "invalid_client", number, separator); });
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

void TstEntraTokenProvider::passingCodesAreRetried_data() {
    QTest::addColumn<QByteArray>("number");
    for (const char* number : {"90033", "50196", "90055", "90006", "90012", "90024", "50000", "50033"})
        QTest::newRow(number) << QByteArray(number);
}

void TstEntraTokenProvider::passingCodesAreRetried() {
    QFETCH(QByteArray, number);
    Setup setup([&, asked = 0](const Seen&) mutable {
        return ++asked == 1 ? entraError(400, "temporarily_unavailable", number, " ") : token("a1");
    });
    QCOMPARE(setup.get(), u"a1"_s);
    QCOMPARE(setup.server.count(), size_t(2));
    QVERIFY(setup.clock.slept() >= 1500ms);
}

void TstEntraTokenProvider::strangeAnswersAreMalformed_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("html") << QByteArray("<!DOCTYPE html><title>Sign in</title>") << u"html"_s;
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("no token") << QByteArray("{\"expires_in\":3599}") << u"field"_s;
    QTest::newRow("no life") << QByteArray("{\"access_token\":\"x\"}") << u"field"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"field"_s;
}

void TstEntraTokenProvider::strangeAnswersAreMalformed() {
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    Setup setup([&](const Seen&) { return answer(200, body); });
    const auto outcome = setup.provider->bearer({});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"malformed"_s);
    QCOMPARE(outcome.error().code, code);
}

void TstEntraTokenProvider::missingSecretAsksNobody() {
    Setup setup(numbered());
    (void)await(setup.store.remove(setup.key, {}));
    const auto outcome = setup.provider->bearer({});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"config"_s);
    QCOMPARE(outcome.error().code, u"credential-missing"_s);
    QCOMPARE(setup.server.count(), size_t(0));
}

void TstEntraTokenProvider::aSecretOfAnotherTenantIsNotSent() {
    Setup setup(numbered());
    setup.options.tenantId = u"tenant-2"_s;
    EntraTokenProvider other({*setup.transport, setup.store, setup.clock, nullptr}, setup.options);
    QCOMPARE(other.bearer({}).error().code, u"credential-missing"_s);
    QCOMPARE(setup.server.count(), size_t(0));
}

void TstEntraTokenProvider::rolesAreReadForDiagnosis() {
    const QByteArray value = jwt({{u"roles"_s, QJsonArray{u"Calendars.ReadWrite"_s, u"User.Read.All"_s}}});
    Setup setup([&](const Seen&) { return token(value); });
    QCOMPARE(setup.provider->roles(), QStringList());
    QCOMPARE(setup.get().toUtf8(), value);
    QCOMPARE(setup.provider->roles(), (QStringList{u"Calendars.ReadWrite"_s, u"User.Read.All"_s}));
}

void TstEntraTokenProvider::lifeIsASpanWhateverTheClocksSay_data() {
    QTest::addColumn<int>("serverAheadSeconds");
    QTest::newRow("three hours ahead") << 3 * 3600;
    QTest::newRow("three hours behind") << -3 * 3600;
}

void TstEntraTokenProvider::lifeIsASpanWhateverTheClocksSay() {
    QFETCH(int, serverAheadSeconds);
    const QDateTime there = FakeClock().utcNow().addSecs(serverAheadSeconds);
    const QByteArray value =
        jwt({{u"iat"_s, there.toSecsSinceEpoch()}, {u"exp"_s, there.toSecsSinceEpoch() + 3599}});
    Setup setup([&](const Seen&) {
        return json(200, "{\"expires_in\":3599,\"access_token\":\"" + value + "\"}",
                    "Date: " + QLocale::c().toString(there, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() +
                        "\r\n");
    });
    QCOMPARE(setup.get().toUtf8(), value);
    QCOMPARE(setup.provider->clockSkew()->count(), serverAheadSeconds);
    setup.clock.advance(3298s);
    QCOMPARE(setup.get().toUtf8(), value);
    QCOMPARE(setup.server.count(), size_t(1));
    setup.clock.advance(2s);
    QCOMPARE(setup.get().toUtf8(), value);
    QCOMPARE(setup.server.count(), size_t(2));
}

void TstEntraTokenProvider::noSecretInWhatIsLogged() {
    Setup setup([](const Seen&) { return entraError(401, "invalid_client", "7000215", " "); });
    const auto outcome = setup.provider->bearer({});
    const Exchange exchange = setup.sink.exchanges().at(0);
    QCOMPARE(toString(exchange.stage), u"token"_s);
    for (const QString& text :
         {exchange.url, exchange.error, outcome.error().summary(), outcome.error().detail})
        QVERIFY(!text.contains(k_secret) && !text.contains(u"a~b"_s));
}

void TstEntraTokenProvider::aGatewayThatEchoesGivesNothingAway() {
    Setup setup([](const Seen& seen) {
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

QTEST_GUILESS_MAIN(TstEntraTokenProvider)
#include "tst_entratokenprovider.moc"
