// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Client assertions are checked as the real service does. What is checked was signed by the openssl command,
// and not by code of ours.

#include "sandbox/assertion.h"

#include <functional>

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost::sandbox;
using namespace Qt::StringLiterals;

namespace {

const qint64 k_now =
    QDateTime::currentSecsSinceEpoch() + 60; // the certificates are younger than this program
constexpr auto k_encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
const QString k_client = u"11111111-2222-3333-4444-555555555555"_s;
const QString k_audience = u"https://login.example/tenant/oauth2/v2.0/token"_s;

const QStringList k_pss{u"-sigopt"_s, u"rsa_padding_mode:pss"_s, u"-sigopt"_s, u"rsa_pss_saltlen:32"_s};
const QStringList k_pssOtherSalt{u"-sigopt"_s, u"rsa_padding_mode:pss"_s, u"-sigopt"_s,
                                 u"rsa_pss_saltlen:20"_s};

QByteArray thumbprint(const QByteArray& der, QCryptographicHash::Algorithm algorithm) {
    return QCryptographicHash::hash(der, algorithm).toBase64(k_encoding);
}

/// One assertion as the documentation has it; a case changes what it is about.
struct Wish {
    QString key = u"good"_s;
    QStringList padding = k_pss;
    QJsonObject header;
    QJsonObject claims;
};

} // namespace

class TestSandboxAssertion : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void verdicts_data();
    void verdicts();
    void everyAlteredByteIsNoticed();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void certificatesThatCannotBeUsed_data();
    void certificatesThatCannotBeUsed();

private:
    void openssl(const QStringList& arguments);
    void makeCertificate(const QString& name, const QStringList& algorithm, const QStringList& validity);
    [[nodiscard]] QByteArray bytesOf(const QString& file) const;
    [[nodiscard]] QByteArray certificate(const QString& name) const { return bytesOf(name + u".cer"_s); }
    [[nodiscard]] Wish usual(const QString& key = u"good"_s) const;
    [[nodiscard]] QByteArray signedBy(const Wish& wish);
    [[nodiscard]] AssertionVerdict check(const QByteArray& jwt, const QString& key = u"good"_s) const {
        return checkAssertion(jwt, {certificate(u"other"_s), certificate(key)}, k_client,
                              {u"https://login.example/tenant/v2.0"_s, k_audience}, k_now);
    }
    QTemporaryDir m_folder;
};

void TestSandboxAssertion::openssl(const QStringList& arguments) {
    QProcess process;
    process.start(u"openssl"_s, arguments);
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

void TestSandboxAssertion::makeCertificate(const QString& name, const QStringList& algorithm,
                                           const QStringList& validity) {
    const QString base = m_folder.filePath(name);
    openssl(QStringList{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-newkey"_s} + algorithm +
            QStringList{u"-keyout"_s, base + u".key"_s, u"-out"_s, base + u".pem"_s, u"-subj"_s, u"/CN=t"_s} +
            validity);
    openssl({u"x509"_s, u"-in"_s, base + u".pem"_s, u"-outform"_s, u"DER"_s, u"-out"_s, base + u".cer"_s});
}

void TestSandboxAssertion::initTestCase() {
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
        QSKIP("LEFT OUT: client assertions are signed by the openssl command, which is not installed");
    const QStringList valid{u"-days"_s, u"7300"_s};
    for (const QString& name : {u"good"_s, u"other"_s})
        makeCertificate(name, {u"rsa:2048"_s}, valid);
    makeCertificate(u"short"_s, {u"rsa:1024"_s}, valid);
    makeCertificate(u"curve"_s, {u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s}, valid);
}

QByteArray TestSandboxAssertion::bytesOf(const QString& file) const {
    QFile in(m_folder.filePath(file));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

Wish TestSandboxAssertion::usual(const QString& key) const {
    Wish wish;
    wish.key = key;
    wish.header = {
        {u"alg"_s, u"PS256"_s},
        {u"typ"_s, u"JWT"_s},
        {u"x5t#S256"_s, QString::fromLatin1(thumbprint(certificate(key), QCryptographicHash::Sha256))}};
    wish.claims = {{u"aud"_s, k_audience}, {u"iss"_s, k_client}, {u"sub"_s, k_client},
                   {u"jti"_s, u"once"_s},  {u"nbf"_s, k_now},    {u"iat"_s, k_now},
                   {u"exp"_s, k_now + 600}};
    return wish;
}

QByteArray TestSandboxAssertion::signedBy(const Wish& wish) {
    const auto part = [](const QJsonObject& object) {
        return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(k_encoding);
    };
    const QByteArray text = part(wish.header) + '.' + part(wish.claims);
    QFile in(m_folder.filePath(u"text"_s));
    if (!in.open(QIODevice::WriteOnly) || in.write(text) != text.size())
        return {};
    in.close();
    openssl(QStringList{u"dgst"_s, u"-sha256"_s, u"-sign"_s, m_folder.filePath(wish.key + u".key"_s),
                        u"-out"_s, m_folder.filePath(u"signature"_s)} +
            wish.padding + QStringList{in.fileName()});
    return text + '.' + bytesOf(u"signature"_s).toBase64(k_encoding);
}

void TestSandboxAssertion::verdicts_data() {
    using Change = std::function<void(Wish&)>;
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("says");
    QTest::addColumn<Change>("change");
    const QString sha1 = QString::fromLatin1(thumbprint(certificate(u"good"_s), QCryptographicHash::Sha1));
    const auto header = [](const QString& name, const QJsonValue& value) -> Change {
        return [=](Wish& wish) { wish.header.insert(name, value); };
    };
    const auto claim = [](const QString& name, const QJsonValue& value) -> Change {
        return [=](Wish& wish) { wish.claims.insert(name, value); };
    };
    const auto without = [](const QString& name) -> Change {
        return [=](Wish& wish) { wish.claims.remove(name); };
    };
    const auto between = [](qint64 from, qint64 until) -> Change {
        return [=](Wish& wish) {
            wish.claims.insert(u"nbf"_s, k_now + from);
            wish.claims.insert(u"exp"_s, k_now + until);
        };
    };
    QTest::newRow("PS256, SHA-256") << 0 << QString() << Change([](Wish&) {});
    QTest::newRow("RS256, SHA-1") << 0 << QString() << Change([sha1](Wish& wish) {
        wish.padding = {};
        wish.header = {{u"alg"_s, u"RS256"_s}, {u"typ"_s, u"JWT"_s}, {u"x5t"_s, sha1}};
    });
    QTest::newRow("both thumbprints") << 0 << QString() << header(u"x5t"_s, sha1);
    QTest::newRow("thumbprints of two") << 700027 << u"not found"_s << header(u"x5t"_s, u"AAAA"_s);
    QTest::newRow("no thumbprint") << 700027 << u"not found"_s
                                   << Change([](Wish& wish) { wish.header.remove(u"x5t#S256"_s); });
    QTest::newRow("unknown thumbprint") << 700027 << u"not found"_s << header(u"x5t#S256"_s, u"AAAA"_s);
    QTest::newRow("another's thumbprint")
        << 700027 << u"did not match"_s
        << header(u"x5t#S256"_s,
                  QString::fromLatin1(thumbprint(certificate(u"other"_s), QCryptographicHash::Sha256)));
    QTest::newRow("said RS256, is PS256") << 700027 << u"did not match"_s << header(u"alg"_s, u"RS256"_s);
    QTest::newRow("said PS256, is RS256")
        << 700027 << u"did not match"_s << Change([](Wish& wish) { wish.padding = {}; });
    QTest::newRow("salt of 20") << 700027 << u"did not match"_s
                                << Change([](Wish& wish) { wish.padding = k_pssOtherSalt; });
    for (const QString& algorithm : {u"none"_s, u"HS256"_s, u"ES256"_s, u"PS512"_s, QString()})
        QTest::addRow("alg %s", qPrintable(algorithm))
            << 700027 << u"algorithm"_s << header(u"alg"_s, algorithm);
    QTest::newRow("not a JWT") << 50027 << u"malformed"_s << header(u"typ"_s, u"JWS"_s);
    QTest::newRow("sub is not iss") << 50048 << u"Subject"_s << claim(u"sub"_s, u"somebody"_s);
    QTest::newRow("another client") << 700021 << u"client_id"_s << Change([](Wish& wish) {
        wish.claims.insert(u"sub"_s, u"somebody"_s);
        wish.claims.insert(u"iss"_s, u"somebody"_s);
    });
    QTest::newRow("another audience") << 700023 << u"audience"_s << claim(u"aud"_s, u"https://elsewhere"_s);
    for (const QString& name : {u"jti"_s, u"nbf"_s, u"iat"_s, u"exp"_s})
        QTest::addRow("no %s", qPrintable(name)) << 50027 << name << without(name);
    QTest::newRow("a time as text") << 50027 << u"exp"_s << claim(u"exp"_s, QString::number(k_now + 600));
    QTest::newRow("five minutes early") << 0 << QString() << between(300, 900);
    QTest::newRow("too early") << 700024 << u"time range"_s << between(301, 900);
    QTest::newRow("five minutes late") << 0 << QString() << between(-900, -300);
    QTest::newRow("too late") << 700024 << u"time range"_s << between(-900, -301);
    QTest::newRow("ends before it begins") << 700024 << u"time range"_s << between(10, 0);
}

void TestSandboxAssertion::verdicts() {
    QFETCH(const int, number);
    QFETCH(const QString, says);
    QFETCH(const std::function<void(Wish&)>, change);
    Wish wish = usual();
    change(wish);
    const AssertionVerdict verdict = check(signedBy(wish));
    QVERIFY2(verdict.number == number, qPrintable(QString::number(verdict.number) + verdict.reason));
    QVERIFY2(verdict.reason.contains(says), qPrintable(verdict.reason));
    QCOMPARE(verdict.reason.isEmpty(), number == 0);
}

void TestSandboxAssertion::everyAlteredByteIsNoticed() {
    const QByteArray jwt = signedBy(usual());
    QCOMPARE(check(jwt).number, 0);
    for (qsizetype at = 0; at < jwt.size() - 1; ++at) { // the last letter has bits that say nothing
        QByteArray altered = jwt;
        altered[at] = altered.at(at) == 'A' ? 'B' : 'A';
        QVERIFY2(check(altered).number != 0, qPrintable(QString::number(at)));
    }
}

void TestSandboxAssertion::nonsenseIsRefused_data() {
    QTest::addColumn<QByteArray>("jwt");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("dots") << QByteArray("..");
    QTest::newRow("a word") << QByteArray("assertion");
    QTest::newRow("four parts") << QByteArray("e30.e30.e30.e30");
    QTest::newRow("empty objects") << QByteArray("e30.e30.AAAA");
    QTest::newRow("lists") << QByteArray("W10.W10.AAAA");
    QTest::newRow("not base64") << QByteArray("e30.e!0.AAAA");
    QTest::newRow("padded") << QByteArray("e30=.e30=.AAAA");
}

void TestSandboxAssertion::nonsenseIsRefused() {
    QFETCH(const QByteArray, jwt);
    QCOMPARE(check(jwt).number, 50027);
}

void TestSandboxAssertion::certificatesThatCannotBeUsed_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QString>("says");
    constexpr qint64 k_year = qint64(366) * 86400;
    QTest::newRow("elliptic curve") << u"curve"_s << k_now << u"algorithm"_s;
    QTest::newRow("1024 bits") << u"short"_s << k_now << u"too short"_s;
    QTest::newRow("expired") << u"good"_s << k_now + 30 * k_year << u"expired"_s;
    QTest::newRow("of the future") << u"good"_s << k_now - 30 * k_year << u"not valid yet"_s;
    QTest::newRow("not uploaded") << u"absent"_s << k_now << u"not found"_s;
}

void TestSandboxAssertion::certificatesThatCannotBeUsed() {
    QFETCH(const QString, key);
    QFETCH(const qint64, at);
    QFETCH(const QString, says);
    Wish wish = usual(key == u"absent"_s ? u"good"_s : key);
    if (key == u"curve"_s)
        wish.padding = {};
    const QByteArray jwt = signedBy(wish);
    const AssertionVerdict verdict = checkAssertion(jwt, {certificate(key)}, k_client, {k_audience}, at);
    QCOMPARE(verdict.number, 700027);
    QVERIFY2(verdict.reason.contains(says), qPrintable(verdict.reason));
    // Neither does an answer come from bytes that are no certificate.
    QCOMPARE(checkAssertion(jwt, {QByteArray("nonsense"), QByteArray()}, k_client, {k_audience}, at).number,
             700027);
}

QTEST_GUILESS_MAIN(TestSandboxAssertion)
#include "tst_sandbox_assertion.moc"
