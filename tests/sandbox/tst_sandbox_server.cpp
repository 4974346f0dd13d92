// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// Certificates, and what keeps the sandbox from starting.
class TestSandboxServer final : public QObject {
    Q_OBJECT

private slots:
    void certificatesOfEveryKind_data();
    void certificatesOfEveryKind();
    void aTakenPortIsAnError();
    void anUnwritableCaFileIsAnError();
};

void TestSandboxServer::certificatesOfEveryKind_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << int(Options::Certificate::Good) << true;
    QTest::newRow("expired") << int(Options::Certificate::Expired) << false;
    QTest::newRow("wrong host") << int(Options::Certificate::WrongHost) << false;
    QTest::newRow("self-signed") << int(Options::Certificate::SelfSigned) << false;
}

void TestSandboxServer::certificatesOfEveryKind() {
    QFETCH(int, kind);
    QFETCH(bool, good);
    Sandbox::Options options;
    options.tls = true;
    options.certificate = static_cast<Options::Certificate>(kind);
    Sandbox sandbox(options);
    QVERIFY(sandbox.start());
    httplib::SSLClient client("127.0.0.1", sandbox.port());
    client.set_ca_cert_path(sandbox.caFile().toStdString());
    client.enable_server_certificate_verification(true);
    QCOMPARE(bool(client.Get("/tracker/api/health/")), good);
    httplib::SSLClient careless("127.0.0.1", sandbox.port());
    careless.enable_server_certificate_verification(false);
    QVERIFY(bool(careless.Get("/tracker/api/health/"))); // the certificate was the only obstacle
}

void TestSandboxServer::aTakenPortIsAnError() {
    Sandbox first;
    QVERIFY(first.start());
    Sandbox::Options options;
    options.port = first.port();
    Sandbox second(options);
    const auto started = second.start();
    QVERIFY(!started);
    QVERIFY(started.error().kind == milepost::Error::Kind::Unavailable);
}

void TestSandboxServer::anUnwritableCaFileIsAnError() {
    Sandbox::Options options;
    options.tls = true;
    options.caFile = u"/nowhere/at/all.pem"_s;
    Sandbox sandbox(options);
    const auto started = sandbox.start();
    QVERIFY(!started);
    QVERIFY(started.error().kind == milepost::Error::Kind::Storage);
}

QTEST_GUILESS_MAIN(TestSandboxServer)
#include "tst_sandbox_server.moc"
