// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What we make, openssl accepts; what openssl makes, we read or refuse with the right words.

#include "auth/appcertificate.h"
#include "certificatefiles.h"
#include "fakes.h"
#include "sandbox/assertion.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto k_base64url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
const QString k_password = u"pässword+1"_s;

QString codeOf(const Result<AppCertificate>& read) { return read ? QString() : read.error().code; }

} // namespace

class TstAppCertificate : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void whatIsMadeIsAcceptedByOpenssl();
    void whatIsMadeIsReadBack();
    void namesAndLifetimes_data();
    void namesAndLifetimes();
    void filesAreReadOrRefused_data();
    void filesAreReadOrRefused();
    void cutFilesNeverPass();
    void validityIsJudgedByTheDay();
    void assertionsAreSignedAsTheContractSays();
    void theServiceAcceptsEveryAssertion();

private:
    void makeFiles();
    CertificateFiles m_files;
    SystemClock m_clock;
    AppCertificate m_made;
};

void TstAppCertificate::initTestCase() {
    if (!CertificateFiles::isThere())
        QSKIP("LEFT OUT: certificates are held against the openssl command, which is not installed");
    const auto made = generateCertificate(u"Milepost, \"Zürich\" + 1"_s, 365, m_clock);
    QVERIFY(made.has_value());
    m_made = *made;
    makeFiles();
}

void TstAppCertificate::makeFiles() {
    CertificateFiles& f = m_files;
    const QString pass = u"pass:"_s + k_password;
    for (const QString& name : {u"one"_s, u"two"_s})
        QVERIFY(f.run(
            u"req -x509 -nodes -newkey rsa:2048 -keyout @%1.key -out @%1.crt -days 90 -subj /CN=%1"_s.arg(
                name)));
    QVERIFY(f.run(u"req -x509 -nodes -newkey rsa:1024 -keyout @short.key -out @short.crt -subj /CN=short"_s));
    QVERIFY(
        f.run(u"req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout @ec.key -out @ec.crt "
              "-subj /CN=ec"_s));
    QVERIFY(f.run(u"genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out @pss.key"_s));
    QVERIFY(f.run(u"req -x509 -key @pss.key -out @pss.crt -subj /CN=pss"_s));
    QVERIFY(f.run(u"pkcs8 -topk8 -in @one.key -out @one.enc8 -passout "_s + pass));
    QVERIFY(f.run(u"rsa -traditional -in @one.key -out @one.old"_s));
    QVERIFY(f.run(u"rsa -traditional -aes128 -in @one.key -out @one.encold -passout "_s + pass));
    QVERIFY(f.run(u"x509 -in @one.crt -outform DER -out @one.cer"_s));
    QVERIFY(f.run(u"pkey -in @one.key -outform DER -out @one.der"_s));
    const QString box = u"pkcs12 -export -inkey @%1.key -in @%1.crt -out @%2 "_s;
    QVERIFY(f.run(box.arg(u"one"_s, u"one.pfx"_s) + u"-passout "_s + pass));
    QVERIFY(f.run(box.arg(u"one"_s, u"open.pfx"_s) + u"-passout pass:"_s));
    QVERIFY(f.run(box.arg(u"one"_s, u"old.pfx"_s) + u"-legacy -passout "_s + pass));
    QVERIFY(f.run(box.arg(u"one"_s, u"des.pfx"_s) +
                  u"-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -passout "_s + pass));
    QVERIFY(f.run(box.arg(u"one"_s, u"chain.pfx"_s) + u"-certfile @two.crt -passout "_s + pass));
    QVERIFY(f.run(box.arg(u"ec"_s, u"ec.pfx"_s) + u"-passout "_s + pass));
    QVERIFY(f.run(u"pkcs12 -export -nokeys -in @one.crt -out @nokey.pfx -passout "_s + pass));
    QVERIFY(f.run(u"pkcs12 -export -nocerts -inkey @one.key -out @nocert.pfx -passout "_s + pass));
}

void TstAppCertificate::whatIsMadeIsAcceptedByOpenssl() {
    m_files.put(u"made.pem"_s, m_made.pem.reveal().toLatin1());
    m_files.put(u"made.cer"_s, m_made.der);
    QVERIFY2(m_files.run(u"x509 -inform DER -in @made.cer -noout -text -nameopt utf8,sep_comma_plus"_s),
             m_files.said().constData());
    const QString text = QString::fromUtf8(m_files.said());
    for (const QString& part :
         {u"Public-Key: (3072 bit)"_s, u"Signature Algorithm: sha256WithRSAEncryption"_s, u"CA:FALSE"_s,
          u"Digital Signature"_s, u"TLS Web Client Authentication"_s, u"Zürich"_s})
        QVERIFY2(text.contains(part), qPrintable(part + text));
    QVERIFY2(m_files.run(u"x509 -inform DER -in @made.cer -out @made.crt"_s), m_files.said().constData());
    QVERIFY2(m_files.run(u"verify -x509_strict -CAfile @made.crt @made.crt"_s), m_files.said().constData());
    QVERIFY2(m_files.run(u"rsa -in @made.pem -check -noout"_s), m_files.said().constData());
    QVERIFY2(m_files.run(u"x509 -in @made.crt -noout -checkend %1"_s.arg(364 * 86400)),
             m_files.said().constData());
    QVERIFY(!m_files.run(u"x509 -in @made.crt -noout -checkend %1"_s.arg(365 * 86400)));
    for (const auto& [option, thumbprint] :
         {std::pair(u"-sha256"_s, m_made.sha256), std::pair(u"-sha1"_s, m_made.sha1)}) {
        QVERIFY(m_files.run(u"x509 -in @made.crt -noout -fingerprint "_s + option));
        QVERIFY2(m_files.said().contains(thumbprint.toHex(':').toUpper()), m_files.said().constData());
    }
}

void TstAppCertificate::whatIsMadeIsReadBack() {
    const auto read = appCertificateOf(m_made.pem);
    QVERIFY(read.has_value());
    QCOMPARE(read->pem, m_made.pem);
    QCOMPARE(read->der, m_made.der);
    QCOMPARE(read->subject, m_made.subject);
    QVERIFY2(read->subject.contains(u"Zürich"_s), qPrintable(read->subject));
    QCOMPARE(read->notAfterUtc, m_made.notAfterUtc);
    QCOMPARE(read->bits, 3072);
    QVERIFY(m_made.notBeforeUtc < m_clock.utcNow());
    QVERIFY(!m_made.der.contains("PRIVATE"));
    // Two of one name have nothing in common.
    const auto other = generateCertificate(u"Milepost"_s, 365, m_clock);
    QVERIFY(other.has_value());
    QVERIFY(other->pem != m_made.pem);
    QVERIFY(other->sha256 != m_made.sha256);
}

void TstAppCertificate::namesAndLifetimes_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("code");
    QTest::newRow("a month") << u"M"_s << 28 << u""_s;
    QTest::newRow("24 months, 64 letters") << QString(64, u'ä') << 732 << u""_s;
    QTest::newRow("too short") << u"M"_s << 27 << u"certificate-lifetime"_s;
    QTest::newRow("too long") << u"M"_s << 733 << u"certificate-lifetime"_s;
    QTest::newRow("no name") << u" "_s << 365 << u"certificate-name"_s;
    QTest::newRow("65 letters") << QString(65, u'M') << 365 << u"certificate-name"_s;
    QTest::newRow("a zero in the name") << u"M"_s + QChar::Null + u"x"_s << 365 << u"certificate-name"_s;
}

void TstAppCertificate::namesAndLifetimes() {
    QFETCH(const QString, name);
    QFETCH(const int, days);
    QFETCH(const QString, code);
    const auto made = generateCertificate(name, days, m_clock);
    QCOMPARE(codeOf(made), code);
    if (made)
        QCOMPARE(made->notAfterUtc.date(), m_clock.utcNow().addDays(days).date());
}

void TstAppCertificate::filesAreReadOrRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("code");
    const auto f = [this](const char* name) { return m_files.bytes(QString::fromLatin1(name)); };
    const QByteArray whole = f("one.key") + f("one.crt");
    const QString none;
    const QString wrong = u"geheim"_s;
    const auto row = [](const char* name, const QByteArray& bytes, const QString& password,
                        const char* code) {
        QTest::newRow(name) << bytes << password << QString::fromLatin1(code);
    };
    row("PEM", whole, none, "");
    row("PEM with a password that is not needed", whole, k_password, "");
    row("PEM, certificate first", f("one.crt") + f("one.key"), none, "");
    row("PEM, another certificate first", f("two.crt") + f("one.crt") + f("one.key"), none, "");
    row("PEM, Windows line ends", QByteArray(whole).replace('\n', "\r\n"), none, "");
    row("PEM, words around it", "Bag Attributes\n" + whole + "end\n", none, "");
    row("PEM, traditional", f("one.old") + f("one.crt"), none, "");
    for (const char* key : {"one.enc8", "one.encold"}) {
        const QByteArray bytes = f(key) + f("one.crt");
        QTest::addRow("%s, right password", key) << bytes << k_password << QString();
        QTest::addRow("%s, wrong password", key) << bytes << wrong << u"certificate-password-wrong"_s;
        QTest::addRow("%s, no password", key) << bytes << none << u"certificate-password-needed"_s;
    }
    for (const char* box : {"one.pfx", "old.pfx", "des.pfx", "chain.pfx"}) {
        QTest::addRow("%s, right password", box) << f(box) << k_password << QString();
        QTest::addRow("%s, wrong password", box) << f(box) << wrong << u"certificate-password-wrong"_s;
        QTest::addRow("%s, no password", box) << f(box) << none << u"certificate-password-needed"_s;
    }
    row("PFX without a password", f("open.pfx"), none, "");
    row("EC, PEM", f("ec.key") + f("ec.crt"), none, "certificate-key-kind");
    row("EC, PFX", f("ec.pfx"), k_password, "certificate-key-kind");
    row("RSA for PSS alone", f("pss.key") + f("pss.crt"), none, "certificate-key-kind");
    row("1024 bits", f("short.key") + f("short.crt"), none, "certificate-key-short");
    row("another's certificate", f("one.key") + f("two.crt"), none, "certificate-mismatch");
    row("certificate, PEM", f("one.crt"), none, "certificate-without-key");
    row("certificate, DER", f("one.cer"), none, "certificate-without-key");
    row("certificate, PFX", f("nokey.pfx"), k_password, "certificate-without-key");
    row("key, PEM", f("one.key"), none, "certificate-key-alone");
    row("key, PFX", f("nocert.pfx"), k_password, "certificate-key-alone");
    row("key, DER", f("one.der"), none, "certificate-unreadable");
    row("nothing", QByteArray(), none, "certificate-unreadable");
    row("a word", "secret", none, "certificate-unreadable");
    row("frames alone", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", none,
        "certificate-unreadable");
    row("public key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", none,
        "certificate-unreadable");
}

void TstAppCertificate::filesAreReadOrRefused() {
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, password);
    QFETCH(const QString, code);
    const auto read = readCertificate(Redacted(bytes), Redacted(password));
    QCOMPARE(codeOf(read), code);
    if (!read) {
        QVERIFY(read.error().kind == Error::Kind::Config);
        QVERIFY(!read.error().detail.isEmpty());
        QVERIFY(password.isEmpty() || !read.error().summary().contains(password));
        return;
    }
    QCOMPARE(read->subject, u"CN=one"_s);
    QCOMPARE(read->der, m_files.bytes(u"one.cer"_s));
    // Whatever it was, it is kept in one form, without a password.
    const auto again = appCertificateOf(read->pem);
    QVERIFY(again.has_value());
    QCOMPARE(again->pem, read->pem);
    QVERIFY(read->pem.reveal().startsWith(u"-----BEGIN PRIVATE KEY-----"_s));
}

void TstAppCertificate::cutFilesNeverPass() {
    for (const QString& name : {u"one.pfx"_s, u"old.pfx"_s}) {
        const QByteArray whole = m_files.bytes(name);
        for (qsizetype size = 0; size < whole.size(); size += 97)
            QVERIFY2(!readCertificate(Redacted(whole.left(size)), Redacted(k_password)),
                     qPrintable(name + QString::number(size)));
    }
}

void TstAppCertificate::validityIsJudgedByTheDay() {
    const auto codeAt = [this](const QDateTime& now) {
        const auto valid = checkValidity(m_made, now);
        return valid ? QString() : valid.error().code;
    };
    QCOMPARE(codeAt(m_made.notBeforeUtc), QString());
    QCOMPARE(codeAt(m_made.notAfterUtc.addSecs(-1)), QString());
    QCOMPARE(codeAt(m_made.notAfterUtc), u"cert-expired"_s);
    QCOMPARE(codeAt(m_made.notBeforeUtc.addSecs(-1)), u"cert-expired"_s);
}

void TstAppCertificate::assertionsAreSignedAsTheContractSays() {
    const auto read = readCertificate(Redacted(m_files.bytes(u"one.pfx"_s)), Redacted(k_password));
    QVERIFY(read.has_value());
    const QDateTime now = QDateTime::fromSecsSinceEpoch(1'800'000'000, Qt::UTC);
    const auto assertion = clientAssertion(*read, u"client-1"_s, u"https://login.example/t/token"_s, now);
    QVERIFY(assertion.has_value());
    const QList<QByteArray> parts = assertion->reveal().split('.');
    QCOMPARE(parts.size(), 3);
    const auto object = [&parts](int at) {
        return QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(at), k_base64url)).object();
    };
    QVERIFY(m_files.run(u"x509 -in @one.crt -noout -fingerprint -sha256"_s));
    const QByteArray hex = m_files.said().mid(m_files.said().indexOf('=') + 1);
    QCOMPARE(object(0), (QJsonObject{{u"alg"_s, u"PS256"_s},
                                     {u"typ"_s, u"JWT"_s},
                                     {u"x5t#S256"_s,
                                      QString::fromLatin1(QByteArray::fromHex(hex).toBase64(k_base64url))}}));
    QJsonObject claims = object(1);
    const QString jti = claims.take(u"jti"_s).toString();
    QVERIFY2(QRegularExpression(u"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"_s).match(jti).hasMatch(),
             qPrintable(jti));
    QCOMPARE(claims, (QJsonObject{{u"aud"_s, u"https://login.example/t/token"_s},
                                  {u"iss"_s, u"client-1"_s},
                                  {u"sub"_s, u"client-1"_s},
                                  {u"nbf"_s, 1'800'000'000},
                                  {u"iat"_s, 1'800'000'000},
                                  {u"exp"_s, 1'800'000'600}}));
    m_files.put(u"text"_s, parts.at(0) + '.' + parts.at(1));
    m_files.put(u"signature"_s, QByteArray::fromBase64(parts.at(2), k_base64url));
    QVERIFY(m_files.run(u"x509 -in @one.crt -noout -pubkey -out @one.pub"_s));
    const QString verify = u"dgst -sha256 -verify @one.pub -sigopt rsa_padding_mode:pss -sigopt "
                           "rsa_pss_saltlen:%1 -signature @signature @text"_s;
    QVERIFY2(m_files.run(verify.arg(32)), m_files.said().constData());
    QVERIFY(!m_files.run(verify.arg(20)));
}

void TstAppCertificate::theServiceAcceptsEveryAssertion() {
    QSet<QByteArray> seen;
    for (int number = 0; number < 20; ++number) {
        const QString client = u"client-%1"_s.arg(number);
        const QDateTime now = m_clock.utcNow().addSecs(number * 86400);
        const auto assertion = clientAssertion(m_made, client, u"aud"_s, now);
        QVERIFY(assertion.has_value());
        const auto verdict = sandbox::checkAssertion(assertion->reveal(), {m_made.der}, client, {u"aud"_s},
                                                     now.toSecsSinceEpoch());
        QVERIFY2(verdict.number == 0, qPrintable(verdict.reason));
        seen.insert(assertion->reveal());
    }
    QCOMPARE(seen.size(), 20);
}

QTEST_GUILESS_MAIN(TstAppCertificate)
#include "tst_appcertificate.moc"
