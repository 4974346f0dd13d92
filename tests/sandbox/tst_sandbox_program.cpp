// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <csignal>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// Certificates, and the program around the sandbox.
class TestSandboxProgram final : public QObject {
    Q_OBJECT

private slots:
    void certificatesOfEveryKind_data();
    void certificatesOfEveryKind();
    void aTakenPortIsAnError();
    void anUnwritableCaFileIsAnError();
    void printsOneLineOfJsonAndEndsWhenAsked();
    void printsAPageForPeople();
    void refusesWhatItDoesNotKnow();

private:
    static bool started(QProcess& program, const QStringList& arguments) {
        program.start(QStringLiteral(MILEPOST_SANDBOX), arguments);
        return program.waitForStarted() && program.waitForReadyRead(20000);
    }
};

void TestSandboxProgram::certificatesOfEveryKind_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << int(Options::Certificate::Good) << true;
    QTest::newRow("expired") << int(Options::Certificate::Expired) << false;
    QTest::newRow("wrong host") << int(Options::Certificate::WrongHost) << false;
    QTest::newRow("self-signed") << int(Options::Certificate::SelfSigned) << false;
}

void TestSandboxProgram::certificatesOfEveryKind() {
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

void TestSandboxProgram::aTakenPortIsAnError() {
    Sandbox first;
    QVERIFY(first.start());
    Sandbox::Options options;
    options.port = first.port();
    Sandbox second(options);
    const auto started = second.start();
    QVERIFY(!started);
    QVERIFY(started.error().kind == milepost::Error::Kind::Unavailable);
}

void TestSandboxProgram::anUnwritableCaFileIsAnError() {
    Sandbox::Options options;
    options.tls = true;
    options.caFile = u"/nowhere/at/all.pem"_s;
    Sandbox sandbox(options);
    const auto started = sandbox.start();
    QVERIFY(!started);
    QVERIFY(started.error().kind == milepost::Error::Kind::Storage);
}

void TestSandboxProgram::printsOneLineOfJsonAndEndsWhenAsked() {
    const QTemporaryDir folder;
    const QString ca = folder.filePath(u"ca.pem"_s);
    QProcess program;
    QVERIFY(started(program, {u"--json"_s, u"--tls"_s, u"--ca-out"_s, ca, u"--deliverables"_s, u"60"_s}));
    const QByteArray line = program.readAllStandardOutput();
    QCOMPARE(line.count('\n'), 1);
    const QJsonObject facts = QJsonDocument::fromJson(line).object();
    for (const QString& name :
         {u"authority"_s, u"graphRoot"_s, u"trackerUrl"_s, u"controlUrl"_s, u"tenantId"_s, u"clientId"_s,
          u"clientSecret"_s, u"trackerUser"_s, u"trackerPassword"_s, u"mailbox"_s})
        QVERIFY2(!facts.value(name).toString().isEmpty(), qPrintable(name));
    QVERIFY(!facts.value(u"recipe"_s).toArray().isEmpty());
    QCOMPARE(facts.value(u"caFile"_s).toString(), ca);
    httplib::SSLClient client("127.0.0.1", facts.value(u"port"_s).toInt());
    client.set_ca_cert_path(ca.toStdString());
    client.enable_server_certificate_verification(true);
    const auto sizes = client.Post("/_sandbox/tracker", "{}", "application/json");
    QVERIFY(bool(sizes));
    QCOMPARE(
        QJsonDocument::fromJson(QByteArray::fromStdString(sizes->body)).object().value(u"deliverables"_s),
        QJsonValue(60));
    program.terminate();
    QVERIFY(program.waitForFinished(20000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
}

void TestSandboxProgram::printsAPageForPeople() {
    QProcess program;
    QVERIFY(started(program, {}));
    const QByteArray page = program.readAllStandardOutput();
    QVERIFY(page.contains("milepostctl profile create demo"));
    QVERIFY(page.contains(demo::k_clientSecret.toUtf8()));
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QVERIFY(program.waitForFinished(20000));
    QCOMPARE(program.exitCode(), 0);
}

void TestSandboxProgram::refusesWhatItDoesNotKnow() {
    for (const QStringList& arguments :
         {QStringList{u"--nonsense"_s}, QStringList{u"--today"_s, u"tomorrow"_s}}) {
        QProcess program;
        program.start(QStringLiteral(MILEPOST_SANDBOX), arguments);
        QVERIFY(program.waitForFinished(20000));
        QCOMPARE(program.exitCode(), 64);
    }
}

QTEST_GUILESS_MAIN(TestSandboxProgram)
#include "tst_sandbox_program.moc"
