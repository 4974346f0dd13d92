// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "entrasetup.h"

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

QByteArray jwt(const QJsonObject& claims) {
    const auto part = [](const QByteArray& text) {
        return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part("{\"alg\":\"none\"}") + '.' + part(QJsonDocument(claims).toJson(QJsonDocument::Compact)) +
           ".sig";
}

/// a1, a2, ... one for each request.
RawServer::Handler numbered(const QByteArray& life = "3599") {
    return
        [life, number = 0](const Seen&) mutable { return token("a" + QByteArray::number(++number), life); };
}

} // namespace

/// How a token is asked for, kept and renewed.
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
    void missingSecretAsksNobody();
    void aSecretOfAnotherTenantIsNotSent();
    void aTokenIsReadForDiagnosis_data();
    void aTokenIsReadForDiagnosis();
    void lifeIsASpanWhateverTheClocksSay_data();
    void lifeIsASpanWhateverTheClocksSay();
};

void TstEntraTokenProvider::asksAsTheContractSays() {
    EntraSetup setup(numbered());
    QCOMPARE(setup.get(), u"a1"_s);
    const Seen seen = setup.server.seen().at(0);
    QCOMPARE(seen.method, "POST");
    QCOMPARE(seen.target, "/tenant-1/oauth2/v2.0/token");
    QCOMPARE(seen.headers.value("Content-Type"), "application/x-www-form-urlencoded");
    QCOMPARE(seen.body, "client_id=client-1&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&grant_type="
                        "client_credentials&client_secret=a~b%2Bc%2Fd%3De%26f%20g%25h");
    QVERIFY(!seen.headers.contains("Authorization"));
}

void TstEntraTokenProvider::keepsATokenUntilFiveMinutesBeforeItsEnd() {
    EntraSetup setup(numbered());
    QCOMPARE(setup.get(), u"a1"_s);
    setup.clock.advance(3298s);
    QCOMPARE(setup.get(), u"a1"_s);
    QCOMPARE(setup.server.count(), size_t(1));
    setup.clock.advance(1s);
    QCOMPARE(setup.get(), u"a2"_s);
}

void TstEntraTokenProvider::shortTokensAreRenewedATenthEarly() {
    EntraSetup setup(numbered("\"100\"")); // a string of digits is understood too
    QCOMPARE(setup.get(), u"a1"_s);
    setup.clock.advance(89s);
    QCOMPARE(setup.get(), u"a1"_s);
    setup.clock.advance(1s);
    QCOMPARE(setup.get(), u"a2"_s);
}

void TstEntraTokenProvider::oneRequestForManyThreads() {
    EntraSetup setup([](const Seen&) { return Answer{token("a1").bytes, Answer::After::KeepOpen, 100ms}; });
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
    EntraSetup setup(
        [number = 0](const Seen&) mutable { return ++number == 1 ? neverAnswer() : token("a2"); });
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
    EntraSetup setup(numbered());
    const auto old = setup.provider->bearer({});
    setup.provider->reject(*old);
    QCOMPARE(setup.get(), u"a2"_s);
    setup.provider->reject(*old); // a late 401 of another thread
    QCOMPARE(setup.get(), u"a2"_s);
    QCOMPARE(setup.server.count(), size_t(2));
}

void TstEntraTokenProvider::renewalThatFailsInPassingKeepsTheToken() {
    EntraSetup setup(
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

void TstEntraTokenProvider::missingSecretAsksNobody() {
    EntraSetup setup(numbered());
    (void)await(setup.store.remove(setup.key, {}));
    const auto outcome = setup.provider->bearer({});
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"config"_s);
    QCOMPARE(outcome.error().code, u"credential-missing"_s);
    QCOMPARE(setup.server.count(), size_t(0));
}

void TstEntraTokenProvider::aSecretOfAnotherTenantIsNotSent() {
    EntraSetup setup(numbered());
    setup.options.tenantId = u"tenant-2"_s;
    EntraTokenProvider other({*setup.transport, setup.store, setup.clock, nullptr}, setup.options);
    QCOMPARE(other.bearer({}).error().code, u"credential-missing"_s);
    QCOMPARE(setup.server.count(), size_t(0));
}

void TstEntraTokenProvider::aTokenIsReadForDiagnosis_data() {
    QTest::addColumn<QString>("app");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("byCertificate");
    QTest::newRow("v1, secret") << u"appid"_s << u"appidacr"_s << u"1"_s << false;
    QTest::newRow("v1, certificate") << u"appid"_s << u"appidacr"_s << u"2"_s << true;
    QTest::newRow("v2, certificate") << u"azp"_s << u"azpacr"_s << u"2"_s << true;
}

void TstEntraTokenProvider::aTokenIsReadForDiagnosis() {
    QFETCH(const QString, app);
    QFETCH(const QString, kind);
    QFETCH(const QString, value);
    QFETCH(const bool, byCertificate);
    const QByteArray bytes = jwt({{u"roles"_s, QJsonArray{u"Calendars.ReadWrite"_s, u"User.Read.All"_s}},
                                  {u"tid"_s, u"tenant"_s},
                                  {u"oid"_s, u"principal"_s},
                                  {u"iat"_s, 1'800'000'000},
                                  {app, u"client"_s},
                                  {kind, value}});
    EntraSetup setup([&](const Seen&) { return token(bytes); });
    QCOMPARE(setup.provider->roles(), QStringList());
    QVERIFY(!setup.provider->facts().endsUtc.isValid());
    QCOMPARE(setup.get().toUtf8(), bytes);
    QCOMPARE(setup.provider->roles(), (QStringList{u"Calendars.ReadWrite"_s, u"User.Read.All"_s}));
    const TokenFacts facts = setup.provider->facts();
    QCOMPARE(facts.appId, u"client"_s);
    QCOMPARE(facts.tenantId, u"tenant"_s);
    QCOMPARE(facts.principalId, u"principal"_s);
    QCOMPARE(facts.issuedUtc.toSecsSinceEpoch(), 1'800'000'000);
    QCOMPARE(facts.endsUtc, setup.clock.utcNow().addSecs(3599));
    QCOMPARE(facts.byCertificate, byCertificate);
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
    EntraSetup setup([&](const Seen&) {
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

QTEST_GUILESS_MAIN(TstEntraTokenProvider)
#include "tst_entratokenprovider.moc"
