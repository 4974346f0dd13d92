// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakes.h"
#include "http/apiclient.h"
#include "http/nettransport.h"
#include "rawserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray k_token = "eyJ.CANARY-token.x";
const QByteArray k_secret = "CANARY \"a\\b/c\" <&'> 42%+";

class OneToken final : public BearerSource {
public:
    [[nodiscard]] Result<Redacted<QByteArray>> bearer(std::stop_token) override { return Redacted(k_token); }
    void reject(const Redacted<QByteArray>&) override {}
};

/// As the readers of the services do: words cut to a length, a code, a request id.
void readWords(const HttpResponse& response, Error& error) {
    error.message = QString::fromUtf8(response.body.left(20));
    error.code = QString::fromUtf8(response.body);
    error.requestId = QString::fromUtf8(response.headers.value("request-id"));
}

QByteArray inJson(const QByteArray& text) {
    return QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
}

} // namespace

Q_DECLARE_METATYPE(milepost::test::Answer)

class TstSecretMask : public QObject {
    Q_OBJECT

private slots:
    void takesOutEverySpelling_data() {
        QTest::addColumn<QByteArray>("echo");
        QTest::newRow("plain") << k_secret;
        QTest::newRow("form") << QUrl::toPercentEncoding(QString::fromUtf8(k_secret));
        QTest::newRow("form with +")
            << QUrl::toPercentEncoding(QString::fromUtf8(k_secret)).replace("%20", "+");
        QTest::newRow("JSON") << inJson(k_secret);
        QTest::newRow("JSON, slashes escaped") << inJson(k_secret).replace('/', "\\/");
        QTest::newRow("web page") << QString::fromUtf8(k_secret).toHtmlEscaped().toUtf8();
        QTest::newRow("JSON in a web page") << QString::fromUtf8(inJson(k_secret)).toHtmlEscaped().toUtf8();
    }
    void takesOutEverySpelling() {
        QFETCH(QByteArray, echo);
        const SecretMask mask({Redacted(k_secret)});
        const QByteArray left = mask.applied("before " + echo + " after " + echo);
        QVERIFY2(!left.contains("CANARY") && !left.contains("42"), left.constData());
        QVERIFY(left.startsWith("before ") && left.contains(" after ") && left.contains("***"));
    }

    void leavesTheRestAlone() {
        SecretMask mask;
        mask.add(Redacted(QByteArray("abc"))); // a part of words
        mask.add(Redacted(QByteArray()));
        QCOMPARE(mask.applied("the abc of it"), QByteArray("the abc of it"));
        mask.add(Redacted(QByteArray("abcd")));
        mask.add(Redacted(QByteArray("abcdef")));
        QCOMPARE(mask.applied("abcdef, abcd, abc"), QByteArray("***, ***, abc"));
    }

    void noEchoReachesAnErrorOrTheLog_data() {
        QTest::addColumn<Answer>("given");
        const QByteArray words = "words " + k_secret + ' ' + k_token;
        QTest::newRow("words") << answer(400, words);
        QTest::newRow("cut inside a secret") << answer(400, "0123456789 " + k_secret);
        QTest::newRow("cut inside a token") << answer(401, "0123456789 " + k_token);
        QTest::newRow("request id") << answer(502, "", "request-id: " + k_token + "\r\n");
        QTest::newRow("redirect") << answer(302, "", "Location: /login/" + k_token + "\r\n");
    }
    void noEchoReachesAnErrorOrTheLog() {
        QFETCH(Answer, given);
        RawServer server([given](const Seen&) { return given; });
        const auto transport = std::move(*NetTransport::create({}));
        const FakeClock clock;
        LaneGate gate(clock);
        OneToken bearer;
        RecordingSink sink;
        ApiClient client({*transport, &bearer, clock, gate, &sink}, {Error::Stage::Graph,
                                                                     originOf(server.url("/")),
                                                                     readWords,
                                                                     RetryPolicy(1),
                                                                     std::chrono::minutes(1),
                                                                     {}});
        ApiClient::Call call;
        call.request.method = "GET";
        call.request.url = server.url("/x");
        call.secrets = {Redacted(k_secret)};
        const auto outcome = client.call(call, {});
        QVERIFY(!outcome);
        const Error& error = outcome.error();
        QString text = error.summary() + error.message + error.code + error.requestId + error.detail;
        for (const Exchange& exchange : sink.exchanges())
            text += exchange.error + exchange.url + exchange.requestId;
        QVERIFY2(!text.contains(u"CANA"_s) && !text.contains(u"eyJ"_s), qPrintable(text));
        QVERIFY(!sink.exchanges().empty());
    }
};

QTEST_GUILESS_MAIN(TstSecretMask)
#include "tst_secretmask.moc"
