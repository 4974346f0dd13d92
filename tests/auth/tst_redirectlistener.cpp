// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/consent.h"
#include "auth/redirectlistener.h"

#include <thread>

#include <QElapsedTimer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace milepost;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const RedirectListener::Texts k_texts{u"Milepost <1>"_s, u"It came & you may close this."_s, u"Not that."_s};

/// What a browser is answered.
QByteArray visit(const RedirectListener& listener, const QByteArray& target,
                 const QHostAddress& address = QHostAddress::LocalHost, const QByteArray& method = "GET") {
    QTcpSocket socket;
    socket.connectToHost(address, quint16(QUrl(listener.redirectUri()).port()));
    if (!socket.waitForConnected(20'000))
        return "not connected";
    socket.write(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(20'000))
        answer += socket.readAll();
    return answer + socket.readAll();
}

bool hasIpv6() {
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHostIPv6);
}

QUrlQuery query(const char* text) { return QUrlQuery(QString::fromLatin1(text).replace(u'+', u"%20"_s)); }

} // namespace

/// The page in this computer's browser comes home, and what it says is read.
class TstRedirectListener : public QObject {
    Q_OBJECT

private slots:
    void takesTheAnswerOnBothAddresses_data();
    void takesTheAnswerOnBothAddresses();
    void whatIsNotOursDoesNotEndTheWait();
    void aSilentVisitorHoldsUpNobody();
    void theFirstAnswerCounts();
    void theAnswerIsSeenThoughNobodyListensAnyMore();
    void endsByItselfAndByStop();
    void stateCannotBeGuessed();
    void consentUrlAsTheContractSays();
    void consentAnswers_data();
    void consentAnswers();
};

void TstRedirectListener::takesTheAnswerOnBothAddresses_data() {
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("127.0.0.1") << QHostAddress(QHostAddress::LocalHost);
    if (hasIpv6())
        QTest::newRow("::1") << QHostAddress(QHostAddress::LocalHostIPv6);
    else
        qWarning("LEFT OUT: this computer has no ::1");
}

void TstRedirectListener::takesTheAnswerOnBothAddresses() {
    QFETCH(const QHostAddress, address);
    const auto listener = RedirectListener::open(u"s-1"_s, k_texts);
    QVERIFY(listener.has_value());
    QVERIFY((*listener)->redirectUri().startsWith(u"http://localhost:"_s));
    const QByteArray shown = visit(**listener, "/?code=a%2Bb%20c&state=s-1&session_state=x+y", address);
    QVERIFY2(shown.startsWith("HTTP/1.1 200 "), shown.constData());
    QVERIFY2(shown.contains("It came &amp; you may close this.") && shown.contains("Milepost &lt;1&gt;"),
             shown.constData());
    QVERIFY(!shown.contains("a%2Bb") && !shown.contains("a+b")); // nothing of the request is repeated
    const auto got = (*listener)->wait(20s, {});
    QVERIFY(got.has_value());
    QCOMPARE(got->queryItemValue(u"code"_s, QUrl::FullyDecoded), u"a+b c"_s);
    QCOMPARE(got->queryItemValue(u"session_state"_s, QUrl::FullyDecoded), u"x y"_s);
}

void TstRedirectListener::whatIsNotOursDoesNotEndTheWait() {
    const auto listener = RedirectListener::open(u"s-1"_s, k_texts);
    QVERIFY(listener.has_value());
    for (const auto& [target, status] : {std::pair<QByteArray, QByteArray>("/favicon.ico", "404"),
                                         {"/other?state=s-1&code=x", "404"},
                                         {"/", "404"},
                                         {"/?code=x", "400"},
                                         {"/?state=s-2&code=x", "400"},
                                         {"/?state=s-1&state=s-2&code=x", "400"},
                                         {"/?state=S-1&code=x", "400"}}) {
        const QByteArray shown = visit(**listener, target);
        QVERIFY2(shown.startsWith("HTTP/1.1 " + status), (target + shown).constData());
        QVERIFY2(!shown.contains("It came"), shown.constData());
    }
    QVERIFY(
        visit(**listener, "/?state=s-1&code=x", QHostAddress::LocalHost, "POST").startsWith("HTTP/1.1 405"));
    QVERIFY(visit(**listener, "/?" + QByteArray(40'000, 'a')).isEmpty());
    const auto none = (*listener)->wait(0ms, {});
    QVERIFY(!none);
    QCOMPARE(none.error().code, u"sign-in-no-answer"_s);
    QVERIFY(visit(**listener, "/?state=s-1&code=right").startsWith("HTTP/1.1 200"));
    QCOMPARE((*listener)->wait(20s, {})->queryItemValue(u"code"_s), u"right"_s);
}

void TstRedirectListener::aSilentVisitorHoldsUpNobody() {
    const auto listener = RedirectListener::open(u"s-1"_s, k_texts);
    QVERIFY(listener.has_value());
    QTcpSocket silent; // browsers open connections that they may need later
    silent.connectToHost(QHostAddress::LocalHost, quint16(QUrl((*listener)->redirectUri()).port()));
    QVERIFY(silent.waitForConnected(20'000));
    QVERIFY(visit(**listener, "/?state=s-1&code=x").startsWith("HTTP/1.1 200"));
    QVERIFY((*listener)->wait(20s, {}));
}

void TstRedirectListener::theFirstAnswerCounts() {
    const auto listener = RedirectListener::open(u"s-1"_s, k_texts);
    QVERIFY(listener.has_value());
    for (const char* target : {"/?state=s-1&code=one", "/?state=s-1&code=two"})
        QVERIFY(visit(**listener, target).startsWith("HTTP/1.1 200"));
    QCOMPARE((*listener)->wait(20s, {})->queryItemValue(u"code"_s), u"one"_s);
}

void TstRedirectListener::theAnswerIsSeenThoughNobodyListensAnyMore() {
    for (int round = 0; round < 100; ++round) {
        auto listener = RedirectListener::open(u"s"_s, k_texts);
        QVERIFY(listener.has_value());
        QByteArray seen;
        std::thread browser([&] { seen = visit(**listener, "/?state=s&code=1"); });
        const auto answer = (*listener)->wait(20s, {});
        listener->reset();
        browser.join();
        QVERIFY(answer.has_value());
        QVERIFY2(seen.startsWith("HTTP/1.1 200"), seen.constData());
    }
}

void TstRedirectListener::endsByItselfAndByStop() {
    const auto listener = RedirectListener::open(u"s-1"_s, k_texts);
    QVERIFY(listener.has_value());
    const auto late = (*listener)->wait(1ms, {});
    QVERIFY(!late && late.error().kind == Error::Kind::Timeout);
    std::stop_source stop;
    std::optional<Result<QUrlQuery>> ended;
    {
        const std::jthread waiting([&] { ended = (*listener)->wait(10min, stop.get_token()); });
        stop.request_stop();
    }
    QVERIFY(ended && !*ended && ended->error().isCancelled());
}

void TstRedirectListener::stateCannotBeGuessed() {
    QSet<QString> words;
    for (int number = 0; number < 1000; ++number) {
        const QString word = randomWord();
        QCOMPARE(word.size(), 43);
        QCOMPARE(QString::fromLatin1(QUrl::toPercentEncoding(word)), word);
        words.insert(word);
    }
    QCOMPARE(words.size(), 1000);
}

void TstRedirectListener::consentUrlAsTheContractSays() {
    const QUrl url =
        adminConsentUrl({QUrl(u"https://login.example/root"_s), u"tenant.example"_s, u"client"_s,
                         u"https://graph.example/.default"_s, u"http://localhost:5"_s, u"s&1"_s});
    QCOMPARE(url.toEncoded(),
             QByteArray("https://login.example/root/tenant.example/v2.0/adminconsent?client_id=client&"
                        "scope=https%3A%2F%2Fgraph.example%2F.default&"
                        "redirect_uri=http%3A%2F%2Flocalhost%3A5&state=s%261"));
}

void TstRedirectListener::consentAnswers_data() {
    QTest::addColumn<QUrlQuery>("answer");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* text, const char* code) {
        QTest::newRow(name) << query(text) << QString::fromLatin1(code);
    };
    row("granted", "admin_consent=True&tenant=11111111-2222-3333-4444-555555555555&scope=a&state=s", "");
    row("granted, v1", "tenant=11111111-2222-3333-4444-555555555555&state=s&admin_consent=True", "");
    row("declined, beside admin_consent=True",
        "error=consent_required&error_description=AADSTS65004:+User+declined+to+consent.&admin_consent=True&"
        "tenant=11111111-2222-3333-4444-555555555555&state=s",
        "65004");
    row("declined, v1", "error=permission_denied&error_description=The+admin+canceled+the+request&state=s",
        "consent-declined");
    row("declined, no number", "error=access_denied&state=s", "consent-declined");
    row("not an admin", "error=access_denied&error_description=AADSTS90094:+The+grant+requires+admin&state=s",
        "90094");
    row("empty error", "error=&admin_consent=True&tenant=11111111-2222-3333-4444-555555555555&state=s",
        "consent-declined");
    row("another tenant", "admin_consent=True&tenant=99999999-2222-3333-4444-555555555555&state=s",
        "consent-account");
    row("another state", "admin_consent=True&tenant=11111111-2222-3333-4444-555555555555&state=t",
        "consent-answer");
    row("no state", "admin_consent=True&tenant=11111111-2222-3333-4444-555555555555", "consent-answer");
    row("not granted", "admin_consent=False&tenant=11111111-2222-3333-4444-555555555555&state=s",
        "consent-answer");
    row("no tenant", "admin_consent=True&state=s", "consent-answer");
    row("nonsense", "hello", "consent-answer");
}

void TstRedirectListener::consentAnswers() {
    QFETCH(const QUrlQuery, answer);
    QFETCH(const QString, code);
    const auto read = readConsent(answer, u"s"_s, u"11111111-2222-3333-4444-555555555555"_s);
    QCOMPARE(read ? QString() : read.error().code, code);
    if (read)
        QCOMPARE(read->tenantId, u"11111111-2222-3333-4444-555555555555"_s);
    else
        QVERIFY(read.error().stage == Error::Stage::Consent);
}

QTEST_GUILESS_MAIN(TstRedirectListener)
#include "tst_redirectlistener.moc"
