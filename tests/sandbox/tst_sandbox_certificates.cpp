// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "certificate.h"
#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// Signing in with a certificate of the application's, from the upload to the token.
class TestSandboxCertificates final : public QObject {
    Q_OBJECT

private slots:
    void init() {
        Sandbox::Options options;
        options.roles = QStringList{u"Application.ReadWrite.All"_s};
        m_sandbox = std::make_unique<Sandbox>(options);
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
    }
    void cleanup() {
        m_client.reset();
        m_sandbox.reset();
    }

    void aCertificateSignsIn_data();
    void aCertificateSignsIn();
    void badAssertionsAreRefused_data();
    void badAssertionsAreRefused();
    void aNewCertificateSpreadsToo();

private:
    void option(const QString& name, const QJsonValue& value) {
        QVERIFY(m_sandbox->control(u"options"_s, {{name, value}}));
    }
    /// The claims that a good assertion has now.
    QJsonObject claims() {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        return {
            {u"aud"_s, m_sandbox->authority() + u'/' + demo::k_tenant.toString() + u"/oauth2/v2.0/token"_s},
            {u"iss"_s, demo::k_clientId.toString()},
            {u"sub"_s, demo::k_clientId.toString()},
            {u"jti"_s, u"9f6c2d1e-1111-4222-8333-abcdefabcdef"_s},
            {u"iat"_s, now},
            {u"nbf"_s, now},
            {u"exp"_s, now + 600}};
    }
    Reply assertWith(const QByteArray& jwt) {
        return m_client->entra(Client::form(
            {{u"client_id"_s, demo::k_clientId.toString()},
             {u"scope"_s, u"https://graph.microsoft.com/.default"_s},
             {u"client_assertion_type"_s, u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s},
             {u"client_assertion"_s, QString::fromLatin1(jwt)},
             {u"grant_type"_s, u"client_credentials"_s}}));
    }
    void upload(const TestCertificate& certificate) {
        QCOMPARE(m_client
                     ->graph("PATCH", "/applications(appId='" + demo::k_clientId.toUtf8() + "')",
                             {{u"keyCredentials"_s, QJsonArray{certificate.credential(u"Test"_s)}}})
                     .status,
                 204);
    }
    static QJsonObject thumbprint(const TestCertificate& certificate, bool sha1 = false) {
        const auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        const QByteArray value = sha1 ? certificate.sha1() : certificate.sha256();
        return {{sha1 ? u"x5t"_s : u"x5t#S256"_s, QString::fromLatin1(value.toBase64(encoding))}};
    }

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxCertificates::aCertificateSignsIn_data() {
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<bool>("sha1");
    QTest::newRow("PS256, x5t#S256") << QByteArray("PS256") << false;
    QTest::newRow("RS256, x5t#S256") << QByteArray("RS256") << false;
    QTest::newRow("RS256, x5t") << QByteArray("RS256") << true;
}

void TestSandboxCertificates::aCertificateSignsIn() {
    QFETCH(QByteArray, algorithm);
    QFETCH(bool, sha1);
    const TestCertificate certificate = makeCertificate();
    upload(certificate);
    const Reply token =
        assertWith(signedJwt(certificate, algorithm, thumbprint(certificate, sha1), claims()));
    QCOMPARE(token.status, 200);
    const QByteArray part = token.json().value(u"access_token"_s).toString().toUtf8().split('.').value(1);
    const QJsonObject inside =
        QJsonDocument::fromJson(QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding)).object();
    QCOMPARE(inside.value(u"appidacr"_s).toString(), u"2"_s);
    QCOMPARE(inside.value(u"oid"_s).toString(), demo::k_principalId.toString());
}

void TestSandboxCertificates::badAssertionsAreRefused_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("number");
    QTest::newRow("another's signature") << u"signature"_s << 700027;
    QTest::newRow("unknown thumbprint") << u"thumbprint"_s << 700027;
    QTest::newRow("expired certificate") << u"expired"_s << 700027;
    QTest::newRow("elliptic curve") << u"elliptic"_s << 700027;
    QTest::newRow("slow clock") << u"late"_s << 700024;
    QTest::newRow("sandbox's clock differs") << u"skew"_s << 700024;
    QTest::newRow("issuer is another") << u"iss"_s << 50048;
    QTest::newRow("meant for another tenant") << u"aud"_s << 700023;
    QTest::newRow("no assertion") << u"empty"_s << 7000218;
}

void TestSandboxCertificates::badAssertionsAreRefused() {
    QFETCH(QString, what);
    QFETCH(int, number);
    const TestCertificate certificate =
        makeCertificate(-30, what == u"expired"_s ? -1 : 30, what == u"elliptic"_s);
    static const TestCertificate other = makeCertificate(); // keys take their time
    upload(certificate);
    QJsonObject claims = this->claims();
    if (what == u"iss"_s)
        claims.insert(what, u"11111111-2222-3333-4444-555555555555"_s);
    if (what == u"aud"_s)
        claims.insert(what, u"https://login.microsoftonline.com/common/oauth2/v2.0/token"_s);
    if (what == u"late"_s) {
        claims.insert(u"nbf"_s, QDateTime::currentSecsSinceEpoch() - 7200);
        claims.insert(u"exp"_s, QDateTime::currentSecsSinceEpoch() - 6600);
    }
    if (what == u"skew"_s)
        option(u"dateSkewSeconds"_s, 7200);
    const QByteArray jwt = signedJwt(what == u"signature"_s ? other : certificate,
                                     what == u"elliptic"_s ? QByteArray("ES256") : QByteArray("PS256"),
                                     thumbprint(what == u"thumbprint"_s ? other : certificate), claims);
    const Reply reply = assertWith(what == u"empty"_s ? QByteArray() : jwt);
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.json().value(u"error_codes"_s).toArray(), QJsonArray{number});
}

void TestSandboxCertificates::aNewCertificateSpreadsToo() {
    const TestCertificate certificate = makeCertificate();
    option(u"propagationSeconds"_s, 3600);
    upload(certificate);
    const QByteArray jwt = signedJwt(certificate, "PS256", thumbprint(certificate), claims());
    QCOMPARE(assertWith(jwt).json().value(u"error_codes"_s).toArray(), QJsonArray{700027});
    option(u"propagationSeconds"_s, 0);
    QCOMPARE(assertWith(jwt).status, 200);
}

QTEST_GUILESS_MAIN(TestSandboxCertificates)
#include "tst_sandbox_certificates.moc"
