// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/appcertificate.h"
#include "entrasetup.h"
#include "http/httplog.h"
#include "sandbox/assertion.h"

#include <QJsonDocument>
#include <QLocale>
#include <QLoggingCategory>
#include <QSet>
#include <QTest>
#include <QUrlQuery>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QStringList& logged() {
    static QStringList lines;
    return lines;
}

void keepLine(QtMsgType, const QMessageLogContext&, const QString& line) { logged() << line; }

QString fieldOf(const Seen& seen, const QString& name) {
    return QUrlQuery(QString::fromLatin1(seen.body)).queryItemValue(name, QUrl::FullyDecoded);
}

Answer refused(int number, const QString& text, const QByteArray& headers = {}) {
    return json(
        401,
        QJsonDocument({{u"error"_s, u"invalid_client"_s},
                       {u"error_codes"_s, QJsonArray{number}},
                       {u"error_description"_s, u"AADSTS%1: %2"_s.arg(QString::number(number), text)}})
            .toJson(),
        headers);
}

QByteArray dateField(const QDateTime& time) {
    return "Date: " + QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() + "\r\n";
}

} // namespace

/// A token is asked for with a certificate; the service here judges assertions as the sandbox does.
class TstCertificateToken : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void asksAsTheContractSays();
    void everyAttemptHasAnAssertionOfItsOwn();
    void aWrongClockHereDoesNoHarm_data();
    void aWrongClockHereDoesNoHarm();
    void refusedForItsTimeWithoutANewTimeIsAskedOnce();
    void refusedAgainForItsTimeIsTold();
    void whatIsStoredAndNoCertificateIsToldAndNotSent();
    void theSecretIsNoSubstitute();
    void thePrivateKeyIsNowhere();

private:
    /// A profile with this certificate, and a service that knows it, whose clock is ahead by that much.
    [[nodiscard]] std::unique_ptr<EntraSetup> setup(RawServer::Handler handler);
    [[nodiscard]] Answer judged(const Seen& seen, qint64 aheadSeconds) const;
    void store(EntraSetup& setup, const QString& text) const {
        SecretKey key = setup.key;
        key.purpose = SecretPurpose::EntraCertificate;
        setup.store.put(key, text);
    }
    AppCertificate m_certificate;
};

void TstCertificateToken::initTestCase() {
    const auto made = generateCertificate(u"Milepost"_s, 365, FakeClock());
    QVERIFY(made.has_value());
    m_certificate = *made;
}

std::unique_ptr<EntraSetup> TstCertificateToken::setup(RawServer::Handler handler) {
    auto setup = std::make_unique<EntraSetup>(std::move(handler));
    (void)await(setup->store.remove(setup->key, {})); // the secret
    store(*setup, m_certificate.pem.reveal());
    setup->options.credential = CredentialKind::Certificate;
    setup->provider = std::make_unique<EntraTokenProvider>(
        EntraTokenProvider::Parts{*setup->transport, setup->store, setup->clock, &setup->sink},
        setup->options);
    return setup;
}

Answer TstCertificateToken::judged(const Seen& seen, qint64 aheadSeconds) const {
    const QDateTime now = FakeClock().utcNow().addSecs(aheadSeconds);
    const QString audience = u"http://"_s + QString::fromLatin1(seen.headers.value("Host") + seen.target);
    const auto verdict =
        sandbox::checkAssertion(fieldOf(seen, u"client_assertion"_s).toLatin1(), {m_certificate.der},
                                u"client-1"_s, {audience}, now.toSecsSinceEpoch());
    if (verdict.number != 0)
        return refused(verdict.number, verdict.reason, dateField(now));
    return json(200, R"({"expires_in":3599,"access_token":"a1"})", dateField(now));
}

void TstCertificateToken::asksAsTheContractSays() {
    const auto s = setup([this](const Seen& seen) { return judged(seen, 0); });
    QCOMPARE(s->get(), u"a1"_s);
    const Seen seen = s->server.seen().at(0);
    QCOMPARE(seen.target, "/tenant-1/oauth2/v2.0/token");
    QVERIFY2(seen.body.startsWith("client_id=client-1&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&"
                                  "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3A"
                                  "oauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=ey"),
             seen.body.constData());
    QVERIFY(!seen.body.contains("client_secret"));
}

void TstCertificateToken::everyAttemptHasAnAssertionOfItsOwn() {
    const auto s = setup([this, asked = 0](const Seen& seen) mutable {
        return ++asked < 3 ? answer(503, "busy", "Retry-After: 1\r\n") : judged(seen, 0);
    });
    QCOMPARE(s->get(), u"a1"_s);
    QSet<QString> assertions;
    for (const Seen& seen : s->server.seen())
        assertions.insert(fieldOf(seen, u"client_assertion"_s));
    QCOMPARE(s->server.count(), size_t(3));
    QCOMPARE(assertions.size(), 3);
}

void TstCertificateToken::aWrongClockHereDoesNoHarm_data() {
    QTest::addColumn<qint64>("ahead");
    QTest::addColumn<int>("requests");
    QTest::newRow("right") << qint64(0) << 1;
    QTest::newRow("four minutes ahead") << qint64(240) << 1;
    QTest::newRow("three hours ahead") << qint64(3 * 3600) << 2;
    QTest::newRow("three hours behind") << qint64(-3 * 3600) << 2;
    QTest::newRow("two days ahead") << qint64(2 * 86400) << 2;
}

void TstCertificateToken::aWrongClockHereDoesNoHarm() {
    QFETCH(const qint64, ahead);
    QFETCH(const int, requests);
    // A certificate that is valid on both clocks: what is tried is the assertion's time.
    FakeClock early;
    early.advance(-std::chrono::hours(24));
    const auto made = generateCertificate(u"Milepost"_s, 365, early);
    QVERIFY(made.has_value());
    m_certificate = *made;
    const auto s = setup([this, ahead](const Seen& seen) { return judged(seen, ahead); });
    QCOMPARE(s->get(), u"a1"_s);
    QCOMPARE(s->server.count(), size_t(requests));
    s->provider->reject(Redacted(QByteArray("a1")));
    QCOMPARE(s->get(), u"a1"_s); // now the time is known from the beginning
    QCOMPARE(s->server.count(), size_t(requests + 1));
}

void TstCertificateToken::refusedForItsTimeWithoutANewTimeIsAskedOnce() {
    const auto s = setup([](const Seen&) { return refused(700024, u"not within its valid time range."_s); });
    QCOMPARE(s->get(), u"error 700024"_s);
    QCOMPARE(s->server.count(), size_t(1));
}

void TstCertificateToken::refusedAgainForItsTimeIsTold() {
    const QByteArray date = dateField(FakeClock().utcNow().addSecs(3600));
    const auto s =
        setup([date](const Seen&) { return refused(700024, u"not within its time range."_s, date); });
    const auto outcome = s->provider->bearer({});
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, u"700024"_s);
    QCOMPARE(toString(outcome.error().stage), u"token"_s);
    QCOMPARE(s->server.count(), size_t(2));
}

void TstCertificateToken::whatIsStoredAndNoCertificateIsToldAndNotSent() {
    const auto s = setup([](const Seen&) { return token("a1"); });
    for (const auto& [text, code] :
         {std::pair(u"hunter2"_s, u"certificate-unreadable"_s),
          std::pair(m_certificate.pem.reveal().section(u"-----BEGIN CERTIFICATE"_s, 0, 0),
                    u"certificate-key-alone"_s)}) {
        store(*s, text);
        const auto outcome = s->provider->bearer({});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, code);
        QVERIFY(!outcome.error().summary().contains(u"hunter2"_s));
    }
    QCOMPARE(s->server.count(), size_t(0));
}

void TstCertificateToken::theSecretIsNoSubstitute() {
    const auto s = setup([](const Seen&) { return token("a1"); });
    s->store.put(s->key, k_secret);
    SecretKey key = s->key;
    key.purpose = SecretPurpose::EntraCertificate;
    (void)await(s->store.remove(key, {}));
    QCOMPARE(s->get(), u"error credential-missing"_s);
    QCOMPARE(s->server.count(), size_t(0));
}

void TstCertificateToken::thePrivateKeyIsNowhere() {
    logged().clear();
    QLoggingCategory::setFilterRules(u"milepost.*.debug=true"_s);
    const QtMessageHandler before = qInstallMessageHandler(keepLine);
    // A gateway that answers with what it was sent, in both spellings.
    const auto s = setup([](const Seen& seen) {
        return refused(700027,
                       QString::fromUtf8(seen.body + ' ' + QByteArray::fromPercentEncoding(seen.body)));
    });
    RequestMeter meter(&s->sink); // it writes the log
    EntraTokenProvider provider({*s->transport, s->store, s->clock, &meter}, s->options);
    const auto outcome = provider.bearer({});
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});
    QVERIFY(!outcome);
    QVERIFY2(outcome.error().message.contains(u"client_assertion=***"_s),
             qPrintable(outcome.error().message));
    QVERIFY(!logged().isEmpty());
    QStringList said = logged();
    said << outcome.error().summary() << outcome.error().message << outcome.error().detail;
    for (const Exchange& exchange : s->sink.exchanges())
        said << exchange.url << exchange.error;
    for (const Seen& seen : s->server.seen())
        said << QString::fromLatin1(seen.body + seen.target);
    const QString sent = said.takeLast();
    const QString assertion = fieldOf(s->server.seen().at(0), u"client_assertion"_s);
    const QStringList lines = m_certificate.pem.reveal().split(u'\n').mid(1, 40);
    for (const QString& text : said)
        QVERIFY2(!text.contains(assertion.section(u'.', 2)), qPrintable(text));
    said << sent;
    for (const QString& text : said)
        for (const QString& line : lines)
            QVERIFY2(line.size() < 60 || !text.contains(line), qPrintable(text));
}

QTEST_GUILESS_MAIN(TstCertificateToken)
#include "tst_certificatetoken.moc"
