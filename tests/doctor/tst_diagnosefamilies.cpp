// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/catalogue.h"
#include "doctor/causes.h"
#include "doctor/diagnosis.h"
#include "doctor/redaction.h"
#include "doctor/rules.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

QJsonArray ourCases() {
    QFile file(QStringLiteral(MILEPOST_SOURCE_DIR "/tests/doctor/failures.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("failures.json cannot be read");
    return QJsonDocument::fromJson(file.readAll()).object().value("cases"_L1).toArray();
}

QString causeOf(const QJsonObject& one) { return diagnose(failureFromJson(one)).cause; }

bool isGraphsOwn(const QJsonObject& one) {
    const QJsonObject answer = QJsonDocument::fromJson(one.value("body"_L1).toString().toUtf8()).object();
    return one.value("stage"_L1) == "graph"_L1 && answer.value("error"_L1).isObject();
}

QJsonObject withBody(QJsonObject one, const QJsonObject& body) {
    one.insert(u"body"_s, QString::fromUtf8(QJsonDocument(body).toJson()));
    return one;
}

/// The same failure as a part of a batch, beside one that worked.
QJsonObject asChild(QJsonObject one) {
    const QJsonObject child{
        {u"id"_s, u"2"_s},
        {u"status"_s, one.value("status"_L1)},
        {u"headers"_s, one.value("headers"_L1)},
        {u"body"_s, QJsonDocument::fromJson(one.value("body"_L1).toString().toUtf8()).object()}};
    const QJsonObject fine{
        {u"id"_s, u"1"_s}, {u"status"_s, 200}, {u"body"_s, QJsonObject{{u"id"_s, u"x"_s}}}};
    one.insert(u"status"_s, 200);
    return withBody(one, {{u"responses"_s, QJsonArray{fine, child}}});
}

QJsonObject withCase(QJsonObject one, bool upper) {
    QJsonObject fields;
    const QJsonObject headers = one.value("headers"_L1).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        fields.insert(upper ? it.key().toUpper() : it.key().toLower(), it.value());
    one.insert(u"headers"_s, fields);
    return one;
}

QJsonObject withStrangers(QJsonObject one) {
    QJsonObject body = QJsonDocument::fromJson(one.value("body"_L1).toString().toUtf8()).object();
    if (!body.isEmpty()) {
        body.insert(u"zzUnknown"_s, QJsonObject{{u"nested"_s, QJsonArray{1, u"two"_s, QJsonValue()}}});
        one = withBody(one, body);
    }
    one.insert(u"zzUnknown"_s, true);
    QJsonObject context = one.value("context"_L1).toObject();
    context.insert(u"zz_unknown"_s, u"whatever"_s);
    one.insert(u"context"_s, context);
    return one;
}

} // namespace

/// What a diagnosis must not depend on: the frame, the case, what is unknown; and what it must never give
/// away.
class TestDiagnoseFamilies : public QObject {
    Q_OBJECT

private slots:
    void theFrameDecidesNothing();
    void everyPlaceOfTheCodeIsRead();
    void unknownNumbersStayHonest();
    void everyStatusHasACauseAtEveryStage();
    void statusesOfOneClassAgree_data();
    void statusesOfOneClassAgree();
    void readsManyFailures();
    void keepsSecretsToItself_data();
    void keepsSecretsToItself();
    void keepsWhatIsNoSecret();
    void takesTheClaimsOfAToken();
};

void TestDiagnoseFamilies::theFrameDecidesNothing() {
    int children = 0;
    for (const QJsonArray cases = ourCases(); const QJsonValue value : cases) {
        QJsonObject one = value.toObject();
        if (one.contains("text"_L1))
            continue;
        const QString cause = causeOf(one);
        const QString id = one.value("id"_L1).toString();
        QVERIFY2(causeOf(withCase(one, true)) == cause, qPrintable(id));
        QVERIFY2(causeOf(withCase(one, false)) == cause, qPrintable(id));
        QVERIFY2(causeOf(withStrangers(one)) == cause, qPrintable(id));
        if (isGraphsOwn(one) && one.value("context"_L1).toObject().isEmpty() &&
            one.value("status"_L1).toInt() != 503) { // Date and Retry-After stand in the child then
            QVERIFY2(causeOf(asChild(one)) == cause, qPrintable(id));
            ++children;
        }
        if (one.value("stage"_L1) != "transport"_L1 && one.value("stage"_L1) != "consent"_L1) {
            one.remove(u"stage"_s); // the address and the answer tell it too
            QVERIFY2(causeOf(one) == cause, qPrintable(id + u": "_s + causeOf(one)));
        }
    }
    QVERIFY(children > 30);
}

void TestDiagnoseFamilies::everyPlaceOfTheCodeIsRead() {
    const auto said = [](const char* body) {
        Failure failure;
        failure.stage = Error::Stage::Graph;
        failure.status = 500;
        failure.body = body;
        return diagnose(failure).cause;
    };
    const QString wanted = u"quota-full"_s;
    QCOMPARE(said(R"({"error":{"code":"ErrorQuotaExceeded","message":""}})"), wanted);
    QCOMPARE(said(R"({"error":{"code":"x","message":"","innerError":{"code":"ErrorQuotaExceeded"}}})"),
             wanted);
    QCOMPARE(said(R"({"error":{"code":"x","innererror":{"innerError":{"code":"errorquotaexceeded"}}}})"),
             wanted);
    QCOMPARE(said(R"({"error":{"code":"x","details":[{"code":"ErrorQuotaExceeded"}]}})"), wanted);
    QCOMPARE(said(R"({"odata.error":{"code":"ErrorQuotaExceeded","message":{"lang":"en","value":"f"}}})"),
             wanted);
    QCOMPARE(said(R"(<s:Envelope><m:ResponseCode>ErrorQuotaExceeded</m:ResponseCode></s:Envelope>)"), wanted);
    QCOMPARE(said(R"(Exception: ErrorQuotaExceeded, see the log)"), wanted);
    QCOMPARE(said(R"(500 Server Error: {"error":{"code":"ErrorQuotaExceeded"}} at 12:00)"), wanted);
}

void TestDiagnoseFamilies::unknownNumbersStayHonest() {
    Failure failure;
    failure.stage = Error::Stage::Token;
    failure.status = 400;
    failure.body =
        R"({"error":"strange","error_description":"AADSTS99999999: Something new.","error_codes":[99999999]})";
    const Diagnosis unknown = diagnose(failure);
    QCOMPARE(unknown.cause, u"unknown"_s);
    QCOMPARE(unknown.confidence, u"open"_s);
    QVERIFY(unknown.evidence.join(u' ').contains(u"Something new."_s));
    QVERIFY(unknown.evidence.join(u' ').contains(u"99999999"_s));
    QVERIFY(unknown.explanation.contains(u"certificate are right"_s)); // what was ruled out
}

void TestDiagnoseFamilies::everyStatusHasACauseAtEveryStage() {
    for (const auto stage : {Error::Stage::None, Error::Stage::Token, Error::Stage::Consent,
                             Error::Stage::Graph, Error::Stage::Tracker, Error::Stage::Transport})
        for (int status = 0; status < 600; status = status == 0 ? 100 : status + 1)
            for (const char* body : {"", "{}", "<html><body>x</body></html>", "[]", "{\"a\":"}) {
                Failure failure;
                failure.stage = stage;
                failure.status = status;
                failure.body = body;
                const Diagnosis diagnosis = diagnose(failure);
                QVERIFY(doctor::isCause(diagnosis.cause));
                QCOMPARE(diagnosis.candidates.value(0), diagnosis.cause);
                QCOMPARE(diagnosis.candidates.size() > 1, !diagnosis.settledBy.isEmpty());
            }
}

void TestDiagnoseFamilies::statusesOfOneClassAgree_data() {
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("cause");
    QTest::newRow("graph") << u"graph"_s << QByteArray(R"({"error":{"code":"UnknownError","message":""}})")
                           << u"service-transient"_s;
    QTest::newRow("graph, page") << u"graph"_s << QByteArray("<html><body>x</body></html>")
                                 << u"service-transient"_s;
    QTest::newRow("token") << u"token"_s << QByteArray() << u"service-transient"_s;
    QTest::newRow("tracker") << u"tracker"_s << QByteArray("<html><h1>Server Error</h1></html>")
                             << u"tracker-down"_s;
}

void TestDiagnoseFamilies::statusesOfOneClassAgree() {
    QFETCH(QString, stage);
    QFETCH(QByteArray, body);
    QFETCH(QString, cause);
    for (const int status : {500, 502, 504})
        QCOMPARE(causeOf({{u"stage"_s, stage}, {u"status"_s, status}, {u"body"_s, QString::fromUtf8(body)}}),
                 cause);
}

void TestDiagnoseFamilies::readsManyFailures() {
    bool wasList = false;
    const auto three = failuresFromText(
        R"([{"id":"a","status":429},{"id":7,"stage":"token"},"curl: (6) Could not resolve host: x.example"])",
        &wasList);
    QVERIFY(wasList);
    QCOMPARE(three.size(), 3U);
    QCOMPARE(three.at(0).id, u"a"_s);
    QCOMPARE(three.at(1).id, u"7"_s);
    QCOMPARE(diagnose(three.at(2)).cause, u"dns-failure"_s);
    QCOMPARE(failuresFromText("[]", &wasList).size(), 0U);
    QVERIFY(wasList);
    QCOMPARE(failuresFromText("{\"status\":500}\n\n{\"status\":404}\n", &wasList).size(), 2U);
    QVERIFY(wasList);
    for (const char* one : {"", "{}", "null", "{", "\xFF\xFE", "\0", "<"}) {
        QCOMPARE(failuresFromText(one, &wasList).size(), 1U);
        QVERIFY(!wasList);
    }
}

void TestDiagnoseFamilies::keepsSecretsToItself_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QByteArray(text); };
    row("header",
        "> GET /x HTTP/1.1\n> Authorization: Bearer CANARY-1a2b\n>\n< HTTP/1.1 401 Unauthorized\n\nno");
    row("curl", "curl -H 'Authorization: Bearer CANARY-1a2b' https://graph.microsoft.com/v1.0/users\nHTTP/2 "
                "401\n\nno");
    row("curl user", "curl -u admin:CANARY-1a2b https://tracker.example/api/ -> 401 Unauthorized");
    row("form", "client_id=1&client_secret=CANARY-1a2b&grant_type=client_credentials gave 401 Unauthorized");
    row("json", R"({"error":"x","client_secret":"CANARY-1a2b","password":"CANARY-1a2b"})");
    row("json in json", R"({"status":401,"body":"{\"client_secret\": \"CANARY-1a2b\"}"})");
    row("python", "{'Authorization': b'Bearer CANARY-1a2b', 'password': 'CANARY-1a2b'} failed with 401");
    row("env", "MICROSOFT_CLIENT_SECRET=CANARY-1a2b\nMILEPOST_TRACKER_PASSWORD='CANARY-1a2b'\n500");
    row("yaml", "  MICROSOFT_CLIENT_SECRET: CANARY-1a2b\n  password: CANARY-1a2b");
    row("cookie", "Set-Cookie: refresh_token=CANARY-1a2b; HttpOnly\nCookie: sid=\"CANARY-1a2b\"");
    row("address", "https://admin:CANARY-1a2b@tracker.example/api/?token=CANARY-1a2b&key=CANARY-1a2b -> 502 "
                   "Bad Gateway");
    row("redirect", "GET /cb?code=CANARY-1a2b&state=1 failed: 500");
    row("database", "postgresql://milepost:CANARY-1a2b@db/p could not connect to server");
    row("pem", "-----BEGIN PRIVATE KEY-----\nCANARY-1a2b\n-----END PRIVATE KEY-----\nfailed");
    row("pem cut", "-----BEGIN PRIVATE KEY-----\nCANARY-1a2b");
    row("member",
        R"({"stage":"graph","status":401,"headers":{"WWW-Authenticate":"x","Location":"https://a.example/?token=CANARY-1a2b"}})");
    row("request",
        R"({"status":401,"request":{"path":"https://a.example/?client_secret=CANARY-1a2b","headers":{"Authorization":"Bearer CANARY-1a2b"}}})");
    row("log", "DEBUG headers={\"Authorization\": \"Bearer CANARY-1a2b\"} status=403");
    row("sentence", "login failed for user sync with password 'CANARY-1a2b' (401)");
    row("netrc", "machine tracker.example login sync password CANARY-1a2b\nHTTP 401");
    row("code that buys a sign-in", "http://localhost:5000/?code=CANARY-1a2b&error=access_denied&state=x");
    row("wrapped", "InvalidAuthenticationToken eyJ0eXAiOiJKV1QiLCJhbGciOiJI\nzI1NiJ9CANARY.e30.c2lnbmF0dXJl");
    row("powershell", "-ClientSecret CANARY-1a2b : AADSTS7000215: Invalid client secret provided.");
}

void TestDiagnoseFamilies::keepsSecretsToItself() {
    QFETCH(QByteArray, text);
    for (const Failure& failure : failuresFromText(text)) {
        const Diagnosis diagnosis = diagnose(failure);
        QStringList said = diagnosis.evidence + diagnosis.remedies;
        said << diagnosis.title << diagnosis.explanation << diagnosis.settledBy;
        QVERIFY2(!said.join(u'\n').contains(u"CANARY"_s), qPrintable(said.join(u'\n')));
    }
}

void TestDiagnoseFamilies::keepsWhatIsNoSecret() {
    for (const char* text :
         {"AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the value.",
          "code ErrorAccessDenied, request id 00000000-0000-0000-0000-000000000000",
          R"({"detail":"Given token not valid for any token type","code":"token_not_valid"})",
          "Bearer realm=\"api\"", "https://login.microsoftonline.com/error?code=7000215",
          "password: This field may not be blank.", "The bearer token is empty", "GET /api/token/ 401",
          "the secret expired on 2026-03-02", "no secret 'entra-secret' is set",
          "https://graph.microsoft.com/v1.0/users?$skiptoken=X"}) {
        const QString shown = QString::fromUtf8(text);
        QCOMPARE(withoutSecrets(shown), shown);
    }
    for (const char* text : {"Authorization: Bearer abc.def", "client_secret=x&a=b", "password='p w'"}) {
        const QString once = withoutSecrets(QString::fromUtf8(text));
        QCOMPARE(withoutSecrets(once), once);
    }
}

/// A bearer token in a transcript tells its roles, and is left behind itself.
void TestDiagnoseFamilies::takesTheClaimsOfAToken() {
    const auto part = [](const char* json) {
        return QByteArray(json).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    const QByteArray token = part(R"({"typ":"JWT","alg":"none"})") + '.' +
                             part(R"({"aud":"https://graph.microsoft.com","roles":["User.ReadBasic.All"]})") +
                             ".c2ln";
    const QByteArray text =
        "> GET /v1.0/users/x/events HTTP/1.1\n> Host: graph.microsoft.com\n> Authorization: Bearer " + token +
        "\n>\n< HTTP/1.1 403 Forbidden\n<\n" +
        R"({"error":{"code":"ErrorAccessDenied","message":"Access is denied."}})";
    const Failure failure = failuresFromText(text).front();
    QCOMPARE(failure.address, u"https://graph.microsoft.com/v1.0/users/x/events"_s);
    QCOMPARE(failure.status, 403);
    const Diagnosis diagnosis = diagnose(failure);
    QCOMPARE(diagnosis.cause, u"permission-missing"_s);
    QVERIFY(diagnosis.evidence.join(u'\n').contains(u"User.ReadBasic.All"_s));
    QVERIFY(!diagnosis.evidence.join(u'\n').contains(QString::fromLatin1(token.left(20))));
}

QTEST_APPLESS_MAIN(TestDiagnoseFamilies)
#include "tst_diagnosefamilies.moc"
