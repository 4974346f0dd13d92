// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "certificates.h"
#include "http/nettransport.h"
#include "rawserver.h"

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

class TstTls : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void certificatesAreJudged_data();
    void certificatesAreJudged();
    void badCaFilesAreConfigErrors();

private:
    Certificates m_certificates;
};

void TstTls::initTestCase() {
    QVERIFY2(m_certificates.makeRoot(u"Milepost Test Root"_s), qPrintable(m_certificates.problem()));
    QVERIFY2(m_certificates.makeRoot(u"Other Root"_s), qPrintable(m_certificates.problem()));
}

void TstTls::certificatesAreJudged_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isSelfSigned");
    QTest::addColumn<bool>("isExpired");
    QTest::addColumn<QString>("caOfClient");
    QTest::addColumn<QString>("expected"); ///< code, "" for success
    const QString root = u"Milepost Test Root"_s;
    QTest::newRow("custom CA") << u"localhost"_s << false << false << root << QString();
    QTest::newRow("system roots only") << u"localhost"_s << false << false << QString() << u"tls-untrusted"_s;
    QTest::newRow("another CA") << u"localhost"_s << false << false << u"Other Root"_s << u"tls-untrusted"_s;
    QTest::newRow("self-signed") << u"localhost"_s << true << false << root << u"tls-untrusted"_s;
    QTest::newRow("wrong host") << u"tracker.example"_s << false << false << root << u"tls-wrong-host"_s;
    QTest::newRow("expired") << u"localhost"_s << false << true << root << u"tls-expired"_s;
}

void TstTls::certificatesAreJudged() {
    QFETCH(QString, name);
    QFETCH(bool, isSelfSigned);
    QFETCH(bool, isExpired);
    QFETCH(QString, caOfClient);
    QFETCH(QString, expected);
    Certificates::Wish wish;
    wish.name = name;
    wish.isSelfSigned = isSelfSigned;
    wish.isExpired = isExpired;
    const QSslConfiguration tls = m_certificates.server(u"Milepost Test Root"_s, wish);
    QVERIFY2(!tls.localCertificate().isNull(), qPrintable(m_certificates.problem()));
    RawServer server([](const Seen&) { return json(200, "{}"); }, tls);
    const auto transport = NetTransport::create(
        {caOfClient.isEmpty() ? QString() : m_certificates.rootFile(caOfClient), {}, {}});
    QVERIFY(transport);

    HttpRequest request{"POST", server.url("/token"), {{"Authorization", "Bearer secret"}}, "secret=1"};
    const auto outcome = await((*transport)->send(request, {}));

    if (expected.isEmpty()) {
        QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(outcome.error().summary()));
        QCOMPARE(outcome->status, 200);
        return;
    }
    QVERIFY(!outcome);
    QCOMPARE(toString(outcome.error().kind), u"tls"_s);
    QCOMPARE(outcome.error().code, expected);
    QVERIFY2(outcome.error().detail.contains(u"issuer: "_s), qPrintable(outcome.error().detail));
    QCOMPARE(server.count(), size_t(0)); // not a byte of the request left
}

void TstTls::badCaFilesAreConfigErrors() {
    for (const QString& file : {u"/nowhere/ca.pem"_s, u"/etc/hostname"_s}) {
        const auto transport = NetTransport::create({file, {}, {}});
        QVERIFY(!transport);
        QCOMPARE(toString(transport.error().kind), u"config"_s);
        QCOMPARE(transport.error().code, u"ca-file"_s);
    }
}

QTEST_GUILESS_MAIN(TstTls)
#include "tst_tls.moc"
