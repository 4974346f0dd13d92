// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <csignal>

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

namespace {

constexpr int k_patienceMs = 20'000;

bool started(QProcess& program, const QStringList& arguments) {
    program.start(QStringLiteral(MILEPOST_SANDBOX), arguments);
    return program.waitForStarted() && program.waitForReadyRead(k_patienceMs);
}

/// milepost-sandbox --json, as a script would start it.
class Program {
public:
    explicit Program(const QStringList& arguments) {
        if (!started(m_process, QStringList{u"--json"_s} + arguments))
            qFatal("milepost-sandbox does not start");
        m_facts = QJsonDocument::fromJson(m_process.readAllStandardOutput()).object();
    }
    ~Program() {
        m_process.terminate();
        m_process.waitForFinished(k_patienceMs);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] int port() const { return m_facts.value(u"port"_s).toInt(); }
    [[nodiscard]] QJsonObject control(const char* name, const std::string& body = "{}") const {
        return QJsonDocument::fromJson(post(std::string("/_sandbox/") + name, body).body).object();
    }
    /// What Graph says to the demo application: to a GET, or to a POST of `body`.
    [[nodiscard]] Reply graph(const std::string& path, const std::string& body = {}) const {
        httplib::Client client("127.0.0.1", port());
        const auto token =
            client.Post("/entra/" + demo::k_tenant.toString().toStdString() + "/oauth2/v2.0/token",
                        Client::goodForm().toStdString(), "application/x-www-form-urlencoded");
        const QJsonObject facts =
            QJsonDocument::fromJson(QByteArray::fromStdString(token ? token->body : std::string())).object();
        const httplib::Headers headers{
            {"Authorization", "Bearer " + facts.value(u"access_token"_s).toString().toStdString()}};
        const auto answer = body.empty()
                                ? client.Get("/graph/v1.0" + path, headers)
                                : client.Post("/graph/v1.0" + path, headers, body, "application/json");
        return answer ? Reply{answer->status, QByteArray::fromStdString(answer->body), answer->headers}
                      : Reply();
    }
    [[nodiscard]] Reply login() const {
        const QJsonObject body{{u"username"_s, demo::k_trackerUser.toString()},
                               {u"password"_s, demo::k_trackerPassword.toString()}};
        return post("/tracker/api/token/", QJsonDocument(body).toJson().toStdString());
    }
    [[nodiscard]] QJsonArray deliverables() const {
        const QByteArray token = login().json().value(u"access"_s).toString().toLatin1();
        httplib::Client client("127.0.0.1", port());
        const auto answer = client.Get("/tracker/api/deliverables/?all=true",
                                       {{"Authorization", ("Bearer " + token).toStdString()}});
        return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).array()
                      : QJsonArray();
    }

private:
    [[nodiscard]] Reply post(const std::string& path, const std::string& body) const {
        httplib::Client client("127.0.0.1", port());
        const auto answer = client.Post(path, body, "application/json");
        return answer ? Reply{answer->status, QByteArray::fromStdString(answer->body), answer->headers}
                      : Reply();
    }

    QProcess m_process;
    QJsonObject m_facts;
};

const QStringList k_small{u"--deliverables"_s, u"40"_s, u"--projects"_s, u"3"_s, u"--people"_s, u"5"_s};

} // namespace

/// The program around the sandbox: what its options do, what it prints, how it ends.
class TestSandboxMain final : public QObject {
    Q_OBJECT

private slots:
    void printsOneLineOfJsonAndEndsWhenAsked();
    void printsAPageForPeople();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void aTakenPortIsSaid();
    void dataHasTheSizeAndTheDayThatWereAskedFor();
    void aSeedRepeatsItsData();
    void plainDataHasNothingForeign();
    void refreshTokensTravelAsAsked();
    void grantsTakeTheirTimeWhenAsked();
    void certificatesAreAsBadAsAsked_data();
    void certificatesAreAsBadAsAsked();
};

void TestSandboxMain::printsOneLineOfJsonAndEndsWhenAsked() {
    const QTemporaryDir folder;
    const QString ca = folder.filePath(u"ca.pem"_s);
    QProcess program;
    QVERIFY(started(program, {u"--json"_s, u"--tls"_s, u"--ca-out"_s, ca, u"--deliverables"_s, u"60"_s}));
    const QByteArray line = program.readAllStandardOutput();
    QCOMPARE(line.count('\n'), 1);
    const QJsonObject facts = QJsonDocument::fromJson(line).object();
    for (const QString& name :
         {u"authority"_s, u"graphRoot"_s, u"trackerUrl"_s, u"controlUrl"_s, u"tenantId"_s, u"clientId"_s,
          u"clientSecret"_s, u"publicClientId"_s, u"admin"_s, u"member"_s, u"peoplePassword"_s,
          u"trackerUser"_s, u"trackerPassword"_s, u"mailbox"_s})
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
    QVERIFY(program.waitForFinished(k_patienceMs));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
}

void TestSandboxMain::printsAPageForPeople() {
    QProcess program;
    QVERIFY(started(program, {}));
    const QByteArray page = program.readAllStandardOutput();
    QVERIFY(page.contains("milepostctl profile create demo"));
    QVERIFY(page.contains(demo::k_clientSecret.toUtf8()));
    for (const QStringView account :
         {demo::k_admin, demo::k_member, demo::k_foreignAdmin, demo::k_peoplePassword})
        QVERIFY2(page.contains(account.toUtf8()), qPrintable(account.toString()));
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QVERIFY(program.waitForFinished(k_patienceMs));
    QCOMPARE(program.exitCode(), 0);
}

void TestSandboxMain::refusesWhatItDoesNotKnow_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("an option") << QStringList{u"--nonsense"_s};
    QTest::newRow("a day") << QStringList{u"--today"_s, u"tomorrow"_s};
    QTest::newRow("a certificate") << QStringList{u"--tls"_s, u"--certificate"_s, u"perfect"_s};
    QTest::newRow("a delay") << QStringList{u"--propagation"_s, u"-1"_s};
    QTest::newRow("a port") << QStringList{u"--port"_s, u"65536"_s};
}

void TestSandboxMain::refusesWhatItDoesNotKnow() {
    QFETCH(QStringList, arguments);
    QProcess program;
    program.start(QStringLiteral(MILEPOST_SANDBOX), arguments);
    QVERIFY(program.waitForFinished(k_patienceMs));
    QCOMPARE(program.exitCode(), 64);
    QCOMPARE(program.readAllStandardOutput(), QByteArray());
}

void TestSandboxMain::aTakenPortIsSaid() {
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const QString port = QString::number(taken.serverPort());
    QProcess program;
    program.start(QStringLiteral(MILEPOST_SANDBOX), {u"--port"_s, port});
    QVERIFY(program.waitForFinished(k_patienceMs));
    QCOMPARE(program.exitCode(), 6);
    QVERIFY(program.readAllStandardError().contains(port.toLatin1()));
    taken.close();
    const Program second(k_small + QStringList{u"--port"_s, port});
    QCOMPARE(QString::number(second.port()), port);
}

void TestSandboxMain::dataHasTheSizeAndTheDayThatWereAskedFor() {
    const Program program(k_small + QStringList{u"--no-traps"_s, u"--today"_s, u"2031-05-20"_s});
    const QJsonObject sizes = program.control("tracker");
    QCOMPARE(sizes.value(u"deliverables"_s), QJsonValue(40));
    QCOMPARE(sizes.value(u"projects"_s), QJsonValue(3));
    QCOMPARE(sizes.value(u"people"_s), QJsonValue(5));
    const QJsonArray rows = program.deliverables();
    QCOMPARE(rows.size(), qsizetype(40));
    const QDate today(2031, 5, 20);
    for (const QJsonValue row : rows) {
        const QDate date = QDate::fromString(row[u"date"_s].toString(), Qt::ISODate);
        QVERIFY2(qAbs(today.daysTo(date)) < 600, qPrintable(row[u"date"_s].toString())); // 18 months
    }
}

void TestSandboxMain::aSeedRepeatsItsData() {
    const auto withSeed = [](const QString& seed) {
        return Program(k_small +
                       QStringList{u"--no-traps"_s, u"--today"_s, u"2031-05-20"_s, u"--seed"_s, seed})
            .deliverables();
    };
    const QJsonArray first = withSeed(u"7"_s);
    QVERIFY(!first.isEmpty());
    QCOMPARE(withSeed(u"7"_s), first);
    QVERIFY(withSeed(u"8"_s) != first);
}

void TestSandboxMain::plainDataHasNothingForeign() {
    const auto eventsOf = [](const Program& program) {
        qsizetype events = 0;
        for (const QJsonValue mailbox : program.control("state").value(u"mailboxes"_s).toObject())
            for (const QJsonValue calendar : mailbox[u"calendars"_s].toArray())
                events += calendar[u"events"_s].toArray().size();
        return events;
    };
    QVERIFY(eventsOf(Program(k_small)) > 0);
    QCOMPARE(eventsOf(Program(k_small + QStringList{u"--no-traps"_s})), qsizetype(0));
}

void TestSandboxMain::refreshTokensTravelAsAsked() {
    const Reply bearer = Program(k_small).login();
    QCOMPARE(bearer.status, 200);
    QVERIFY(!bearer.json().value(u"refresh"_s).toString().isEmpty());
    QCOMPARE(bearer.header("Set-Cookie"), QByteArray());
    const Reply cookie = Program(k_small + QStringList{u"--cookie"_s}).login();
    QCOMPARE(cookie.status, 200);
    QVERIFY(!cookie.json().contains(u"refresh"_s));
    QVERIFY(!cookie.header("Set-Cookie").isEmpty());
}

void TestSandboxMain::grantsTakeTheirTimeWhenAsked() {
    const Program program(k_small +
                          QStringList{u"--exchange-delay"_s, u"3600"_s, u"--propagation"_s, u"7200"_s});
    const std::string calendar = "/users/projects@contoso.example/calendar";
    QCOMPARE(program.graph(calendar).status, 200);
    (void)program.control("access", R"({"restrict":["projects@contoso.example"]})");
    QCOMPARE(program.graph(calendar).status, 403);
    (void)program.control("options", R"({"roles":["Calendars.Read","Application.ReadWrite.All"]})");
    const Reply made = program.graph("/applications", R"({"displayName":"Made"})");
    QCOMPARE(made.status, 201);
    const std::string application = "/applications/" + made.json().value(u"id"_s).toString().toStdString();
    (void)program.control("options", R"({"dateSkewSeconds":3600})");
    QCOMPARE(program.graph(calendar).status, 200);
    QCOMPARE(program.graph(application).status, 404);
    (void)program.control("options", R"({"dateSkewSeconds":7200})");
    QCOMPARE(program.graph(application).status, 200);
}

void TestSandboxMain::certificatesAreAsBadAsAsked_data() {
    QTest::addColumn<bool>("good");
    QTest::newRow("good") << true;
    QTest::newRow("expired") << false;
    QTest::newRow("wrong-host") << false;
    QTest::newRow("self-signed") << false;
}

void TestSandboxMain::certificatesAreAsBadAsAsked() {
    QFETCH(bool, good);
    const QTemporaryDir folder;
    const QString ca = folder.filePath(u"ca.pem"_s);
    const Program program(k_small + QStringList{u"--tls"_s, u"--ca-out"_s, ca, u"--certificate"_s,
                                                QString::fromLatin1(QTest::currentDataTag())});
    httplib::SSLClient client("127.0.0.1", program.port());
    client.set_ca_cert_path(ca.toStdString());
    client.enable_server_certificate_verification(true);
    QCOMPARE(bool(client.Get("/tracker/api/health/")), good);
    httplib::SSLClient careless("127.0.0.1", program.port());
    careless.enable_server_certificate_verification(false);
    QVERIFY(bool(careless.Get("/tracker/api/health/"))); // the certificate was the only obstacle
}

QTEST_GUILESS_MAIN(TestSandboxMain)
#include "tst_sandboxmain.moc"
