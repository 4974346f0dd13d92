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
    void rolesAreReadForDiagnosis();
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
    QCOMPARE(seen.body, "client_id=client-1&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_secret="
                        "a~b%2Bc%2Fd%3De%26f%20g%25h&grant_type=client_credentials");
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

void TstEntraTokenProvider::rolesAreReadForDiagnosis() {
    const QByteArray value = jwt({{u"roles"_s, QJsonArray{u"Calendars.ReadWrite"_s, u"User.Read.All"_s}}});
    EntraSetup setup([&](const Seen&) { return token(value); });
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
