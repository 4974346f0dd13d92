// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/signin.h"
#include "fakes.h"
#include "http/nettransport.h"
#include "rawserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QString fieldOf(const Seen& seen, const QString& name) {
    return QUrlQuery(QString::fromLatin1(seen.body)).queryItemValue(name, QUrl::FullyDecoded);
}

Answer refused(const char* word, int number) {
    return json(400, QJsonDocument({{u"error"_s, QString::fromLatin1(word)},
                                    {u"error_codes"_s, QJsonArray{number}},
                                    {u"error_description"_s, u"AADSTS%1: No."_s.arg(number)}})
                         .toJson());
}

Answer granted() {
    return json(200, R"({"access_token":"d1","expires_in":3600,"scope":"Application.ReadWrite.All openid"})");
}

Answer deviceCode(const QByteArray& more = {}) {
    return json(200,
                R"({"device_code":"dev-1","user_code":"ABC-DEF","verification_uri":"https://page.example",)"
                R"("expires_in":900)" +
                    more + "}");
}

struct SignInSetup {
    explicit SignInSetup(RawServer::Handler handler)
        : server(std::move(handler)),
          transport(std::move(*NetTransport::create({}))),
          signIn({*transport, clock, &sink},
                 {QUrl(server.root()),
                  u"tenant-1"_s,
                  u"public-1"_s,
                  {u"https://graph.example/Application.ReadWrite.All"_s, u"openid"_s}}) {}
    RawServer server;
    std::unique_ptr<NetTransport> transport;
    FakeClock clock;
    RecordingSink sink;
    SignIn signIn;
};

} // namespace

/// An admin signs in: by the browser with PKCE, or with a code at another screen.
class TstSignIn : public QObject {
    Q_OBJECT

private slots:
    void theChallengeIsThatOfTheStandard();
    void authorizeUrlAsTheContractSays();
    void aCodeBuysAToken();
    void aCodeIsNotSentTwice();
    void refusalsOfThePageAreHandedOn();
    void deviceCodeIsPolledAsTheServiceWants();
    void deviceCodeEnds_data();
    void deviceCodeEnds();
    void strangeDeviceCodesAreMalformed_data();
    void strangeDeviceCodesAreMalformed();
    void theTokenIsKeptUntilItEndsOrIsRefused();
};

void TstSignIn::theChallengeIsThatOfTheStandard() {
    // RFC 7636, appendix B.
    QCOMPARE(challengeOf(u"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"_s),
             u"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"_s);
    const PkcePair pair = makePkce();
    QCOMPARE(challengeOf(pair.verifier.reveal()), pair.challenge);
    QVERIFY(makePkce().challenge != pair.challenge);
}

void TstSignIn::authorizeUrlAsTheContractSays() {
    const SignInSetup setup([](const Seen&) { return granted(); });
    const QUrl url = setup.signIn.authorizeUrl(u"http://localhost:5"_s, u"s&1"_s, u"challenge"_s);
    QCOMPARE(url.toEncoded(),
             setup.server.root().toLatin1() +
                 "/tenant-1/oauth2/v2.0/authorize?client_id=public-1&response_type=code&response_mode=query&"
                 "redirect_uri=http%3A%2F%2Flocalhost%3A5&scope=https%3A%2F%2Fgraph.example%2FApplication."
                 "ReadWrite.All%20openid&state=s%261&code_challenge=challenge&code_challenge_method=S256&"
                 "prompt=select_account");
}

void TstSignIn::aCodeBuysAToken() {
    SignInSetup setup([](const Seen&) { return granted(); });
    const auto token = setup.signIn.redeem(QUrlQuery(u"code=c%2B1&state=s"_s), u"http://localhost:5"_s,
                                           Redacted(u"verifier"_s), {});
    QVERIFY(token.has_value());
    QCOMPARE(token->value.reveal(), QByteArray("d1"));
    QCOMPARE(token->endsUtc, setup.clock.utcNow().addSecs(3600));
    QCOMPARE(token->scopes, (QStringList{u"Application.ReadWrite.All"_s, u"openid"_s}));
    const Seen seen = setup.server.seen().at(0);
    QCOMPARE(seen.target, QByteArray("/tenant-1/oauth2/v2.0/token"));
    for (const auto& [name, value] :
         {std::pair(u"grant_type"_s, u"authorization_code"_s), std::pair(u"client_id"_s, u"public-1"_s),
          std::pair(u"code"_s, u"c+1"_s), std::pair(u"redirect_uri"_s, u"http://localhost:5"_s),
          std::pair(u"code_verifier"_s, u"verifier"_s)})
        QCOMPARE(fieldOf(seen, name), value);
    QVERIFY(!seen.body.contains("client_secret"));
}

void TstSignIn::aCodeIsNotSentTwice() {
    SignInSetup setup([](const Seen& seen) { return answer(503, "busy: " + seen.body); });
    const auto token = setup.signIn.redeem(QUrlQuery(u"code=c1-secret&state=s"_s), u"http://localhost:5"_s,
                                           Redacted(u"verifier-secret"_s), {});
    QVERIFY(!token);
    QVERIFY(token.error().kind == Error::Kind::Doubtful);
    QCOMPARE(setup.server.count(), size_t(1));
    for (const QString& text : {token.error().summary(), token.error().detail, token.error().message})
        QVERIFY2(!text.contains(u"-secret"_s), qPrintable(text));
}

void TstSignIn::refusalsOfThePageAreHandedOn() {
    SignInSetup setup([](const Seen&) { return granted(); });
    const auto code = [&setup](const QString& query) {
        return setup.signIn.redeem(QUrlQuery(query), u"http://localhost:5"_s, Redacted(u"v"_s), {})
            .error()
            .code;
    };
    QCOMPARE(code(u"error=access_denied&error_description=AADSTS65004: no&code=c"_s), u"65004"_s);
    QCOMPARE(code(u"error=access_denied"_s), u"consent-declined"_s);
    QCOMPARE(code(u"state=s"_s), u"field"_s);
    QCOMPARE(setup.server.count(), size_t(0));
}

void TstSignIn::deviceCodeIsPolledAsTheServiceWants() {
    SignInSetup setup([asked = 0](const Seen& seen) mutable {
        if (seen.target.endsWith("/devicecode"))
            return deviceCode(R"(,"interval":7)");
        ++asked;
        return asked == 1   ? refused("authorization_pending", 70016)
               : asked == 2 ? refused("slow_down", 70016)
               : asked == 3 ? refused("authorization_pending", 70016)
                            : granted();
    });
    const auto code = setup.signIn.beginDevice({});
    QVERIFY(code.has_value());
    QCOMPARE(code->userCode, u"ABC-DEF"_s);
    QCOMPARE(code->verificationUri, QUrl(u"https://page.example"_s));
    const auto token = setup.signIn.awaitDevice(*code, {});
    QVERIFY2(token.has_value(), token ? "" : qPrintable(token.error().summary()));
    const std::vector<std::chrono::milliseconds> waits{7s, 7s, 12s, 12s};
    QVERIFY(setup.clock.sleeps() == waits);
    const Seen seen = setup.server.seen().at(1);
    QCOMPARE(fieldOf(seen, u"grant_type"_s), u"urn:ietf:params:oauth:grant-type:device_code"_s);
    QCOMPARE(fieldOf(seen, u"device_code"_s), u"dev-1"_s);
}

void TstSignIn::deviceCodeEnds_data() {
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QString>("code");
    QTest::newRow("declined") << QByteArray("authorization_declined") << u"consent-declined"_s;
    QTest::newRow("expired there") << QByteArray("expired_token") << u"sign-in-expired"_s;
    QTest::newRow("nobody came") << QByteArray("authorization_pending") << u"sign-in-expired"_s;
    QTest::newRow("unknown code") << QByteArray("bad_verification_code") << u"bad_verification_code"_s;
    QTest::newRow("anything else") << QByteArray("invalid_grant") << u"53003"_s;
}

void TstSignIn::deviceCodeEnds() {
    QFETCH(const QByteArray, word);
    QFETCH(const QString, code);
    SignInSetup setup([word](const Seen& seen) {
        return seen.target.endsWith("/devicecode") ? deviceCode(R"(,"interval":60)")
                                                   : refused(word.constData(), 53003);
    });
    const auto device = setup.signIn.beginDevice({});
    QVERIFY(device.has_value());
    const auto token = setup.signIn.awaitDevice(*device, {});
    QVERIFY(!token);
    QCOMPARE(token.error().code, code);
    QVERIFY(setup.server.count() <= 16);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(setup.signIn.awaitDevice(*device, stop.get_token()).error().isCancelled() ||
            setup.clock.utcNow() >= device->endsUtc);
}

void TstSignIn::strangeDeviceCodesAreMalformed_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing in it") << QByteArray("{}");
    QTest::newRow("a page without TLS")
        << QByteArray(R"({"device_code":"d","user_code":"u","verification_uri":"http://p","expires_in":9})");
    QTest::newRow("no life") << QByteArray(
        R"({"device_code":"d","user_code":"u","verification_uri":"https://p"})");
    QTest::newRow("html") << QByteArray("<html></html>");
}

void TstSignIn::strangeDeviceCodesAreMalformed() {
    QFETCH(const QByteArray, body);
    SignInSetup setup([body](const Seen&) { return answer(200, body); });
    const auto device = setup.signIn.beginDevice({});
    QVERIFY(!device);
    QVERIFY(device.error().kind == Error::Kind::Malformed);
}

void TstSignIn::theTokenIsKeptUntilItEndsOrIsRefused() {
    FakeClock clock;
    const DelegatedToken token{Redacted(QByteArray("d1")), clock.utcNow().addSecs(60), {}, {}, {}};
    DelegatedBearer bearer(token, clock);
    QCOMPARE(bearer.bearer({})->reveal(), QByteArray("d1"));
    bearer.reject(Redacted(QByteArray("another")));
    QVERIFY(bearer.bearer({}));
    clock.advance(60s);
    QCOMPARE(bearer.bearer({}).error().code, u"token-expired"_s);
    DelegatedBearer refusedOne(DelegatedToken{token.value, clock.utcNow().addSecs(60), {}, {}, {}}, clock);
    refusedOne.reject(token.value);
    QCOMPARE(refusedOne.bearer({}).error().code, u"token-expired"_s);
}

QTEST_GUILESS_MAIN(TstSignIn)
#include "tst_signin.moc"
