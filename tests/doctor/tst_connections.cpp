// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../http/rawserver.h"
#include "doctor/connections.h"
#include "probeworld.h"

#include <QTcpServer>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;
using Service = HostLook::Service;
using Reply = std::function<Result<HttpResponse>()>; // QtTest compares what it holds otherwise

/// Offline, blocked, a sign-in page of the network: told apart by what all hosts answer together.
class TestConnections : public QObject {
    Q_OBJECT

private slots:
    void looksAreJudgedTogether_data();
    void looksAreJudgedTogether();
    void everyHostIsShown();
    void overTlsTheIssuerIsShown();
    void aClosedPortIsTold();
    void aNetworksPageIsNotTheService_data();
    void aNetworksPageIsNotTheService();
    void whatIsNotSetIsNotAsked();
    void acceptedCertificatesThatEndSoonAreWarnedOf();

private:
    static HostLook look(Service service, const Result<HttpResponse>& answer) {
        static const std::map<Service, QString> k_hosts{
            {Service::SignIn, u"https://login.microsoftonline.com/t"_s},
            {Service::Graph, u"https://graph.microsoft.com/v1.0/organization"_s},
            {Service::Tracker, u"https://tracker.example.com/api/health/"_s}};
        return {service, QUrl(k_hosts.at(service)), {}, answer};
    }
    static HttpResponse response(int status, const QByteArray& type = "application/json",
                                 const QByteArray& location = {}) {
        HttpResponse answer;
        answer.status = status;
        answer.headers.set("Content-Type", type);
        if (!location.isEmpty())
            answer.headers.set("Location", location);
        return answer;
    }
    static Result<HttpResponse> silence(const QString& code, Error::Kind kind = Error::Kind::Offline) {
        return std::unexpected(makeError(kind, Error::Stage::Transport, u"silence"_s, code));
    }
    static QString keyOf(const std::optional<Error>& error) {
        return error ? diagnose(*error).title : QString();
    }
};

void TestConnections::looksAreJudgedTogether_data() {
    QTest::addColumn<Reply>("signIn");
    QTest::addColumn<Reply>("graph");
    QTest::addColumn<Reply>("tracker");
    QTest::addColumn<QString>("title");
    const auto row = [](const char* name, const Result<HttpResponse>& signIn,
                        const Result<HttpResponse>& graph, const Result<HttpResponse>& tracker,
                        const QString& title) {
        QTest::newRow(name) << Reply([signIn] { return signIn; }) << Reply([graph] { return graph; })
                            << Reply([tracker] { return tracker; }) << title;
    };
    const Result<HttpResponse> ok = response(200);
    const Result<HttpResponse> refused = response(401);
    const QString offline = u"This computer is offline"_s;
    const QString blocked = u"A host of Microsoft is blocked"_s;
    const QString signIn = u"The network asks for a sign-in first"_s;
    const QString another = u"Something else answered in the server's place"_s;
    row("all answer", ok, refused, ok, {});
    row("a tenant that is not there answers too", response(400), refused, ok, {});
    row("no names are resolved", silence(u"dns-failure"_s), silence(u"dns-failure"_s),
        silence(u"dns-failure"_s), offline);
    row("nothing gets out", silence(u"connect-failed"_s), silence(u"timeout"_s, Error::Kind::Timeout),
        silence(u"connect-timeout"_s), offline);
    row("Graph alone is kept away", ok, silence(u"connect-timeout"_s), ok, blocked);
    row("Microsoft is kept away", silence(u"dns-failure"_s), silence(u"dns-failure"_s), ok, blocked);
    row("the tracker alone", ok, refused, silence(u"connect-failed"_s), u"No connection to the server"_s);
    row("the tracker's name", ok, refused, silence(u"dns-failure"_s), u"The name cannot be resolved"_s);
    row("pages for both", response(200, "text/html"), response(200, "text/html"), ok, signIn);
    row("sent to the portal", response(302, "text/html", "http://portal.hotel.example/"),
        response(302, "text/html", "http://portal.hotel.example/"), ok, signIn);
    row("511 for the tracker alone", ok, refused, response(511, "text/html"), signIn);
    row("a page for one", ok, response(403, "text/html"), ok, another);
    row("the tracker is moved within its host", ok, refused, response(301, "text/html", "/x/api/health/"),
        {});
    row("the tracker's own web page", ok, refused, response(200, "text/html"), {});
    row("the wrong certificate for Microsoft", silence(u"tls-wrong-host"_s, Error::Kind::Tls),
        silence(u"tls-wrong-host"_s, Error::Kind::Tls), ok, signIn);
    row("the wrong certificate for the tracker", ok, refused, silence(u"tls-wrong-host"_s, Error::Kind::Tls),
        u"The certificate is for another name"_s);
    row("inspected", silence(u"tls-untrusted"_s, Error::Kind::Tls),
        silence(u"tls-untrusted"_s, Error::Kind::Tls), ok, u"The connection could not be trusted"_s);
    row("the proxy wants a sign-in", silence(u"proxy-auth"_s), silence(u"proxy-auth"_s), ok,
        u"The proxy wants a sign-in"_s);
}

void TestConnections::looksAreJudgedTogether() {
    QFETCH(Reply, signIn);
    QFETCH(Reply, graph);
    QFETCH(Reply, tracker);
    QFETCH(QString, title);
    std::vector<HostLook> looks{look(Service::SignIn, signIn()), look(Service::Graph, graph()),
                                look(Service::Tracker, tracker())};
    QCOMPARE(keyOf(faultOf(looks)), title);
    // A tracker on this computer answers whatever the network does.
    looks.back().asked = QUrl(u"http://127.0.0.1:8000/api/health/"_s);
    if (!graph() && !signIn() && tracker() && title == u"A host of Microsoft is blocked"_s)
        QCOMPARE(keyOf(faultOf(looks)), u"This computer is offline"_s);
}

void TestConnections::everyHostIsShown() {
    ProbeWorld world;
    const ProbeReport report = world.setup.run(ProbeId::Connections);
    QVERIFY2(report.passed, qPrintable(report.error ? report.error->summary() : u"not passed"_s));
    QCOMPARE(report.evidence.split(u"; "_s).size(), 3);
    QCOMPARE(report.evidence.count(u"without encryption"_s), 3); // this computer
}

void TestConnections::overTlsTheIssuerIsShown() {
    sandbox::Options options = ProbeWorld::few();
    options.tls = true;
    sandbox::Sandbox sandbox(options);
    ProbeSetup setup(ProbeWorld::started(sandbox));
    setup.profile.caFile = sandbox.caFile();
    for (const ProbeId id : {ProbeId::Connections, ProbeId::Tenant, ProbeId::Tracker}) {
        const ProbeReport report = setup.run(id);
        QVERIFY2(report.passed, qPrintable(report.error ? report.error->summary() : u"not passed"_s));
        QVERIFY2(report.evidence.contains(u"TLS 1.3, certificate by "_s), qPrintable(report.evidence));
    }
    setup.isThorough = true;
    QCOMPARE(setup.run(ProbeId::Tenant).evidence.count(u"TLS 1.3"_s), 2); // Graph's host too
    setup.profile.caFile.clear();
    const ProbeReport report = setup.run(ProbeId::Connections);
    QCOMPARE(causeOf(report), u"tls-untrusted"_s);
}

void TestConnections::aClosedPortIsTold() {
    ProbeWorld world;
    QTcpServer port;
    QVERIFY(port.listen(QHostAddress::LocalHost));
    world.setup.profile.trackerUrl = u"http://127.0.0.1:%1"_s.arg(port.serverPort());
    port.close();
    const ProbeReport report = world.setup.run(ProbeId::Connections);
    QCOMPARE(causeOf(report), u"connect-failed"_s);
    QVERIFY2(report.evidence.contains(u"without encryption"_s), qPrintable(report.evidence)); // the others
    world.setup.profile.custom.graphRoot = world.setup.profile.trackerUrl;
    QCOMPARE(diagnose(*world.setup.run(ProbeId::Connections).error).title,
             u"A host of Microsoft is blocked"_s);
    world.setup.profile.custom.authority = world.setup.profile.trackerUrl;
    for (const ProbeId id : {ProbeId::Connections, ProbeId::Tenant, ProbeId::Tracker})
        QCOMPARE(diagnose(*world.setup.run(id).error).title, u"This computer is offline"_s);
}

void TestConnections::aNetworksPageIsNotTheService_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a page") << answer(200, "<html>Welcome</html>", "Content-Type: text/html\r\n").bytes;
    QTest::newRow("elsewhere") << answer(302, "", "Location: http://portal.example/\r\n").bytes;
    QTest::newRow("511") << answer(511, "<html>", "Content-Type: text/html\r\n").bytes;
}

void TestConnections::aNetworksPageIsNotTheService() {
    QFETCH(QByteArray, bytes);
    ProbeWorld world;
    RawServer portal([bytes](const Seen&) { return Answer{bytes}; });
    world.setup.profile.custom.authority = portal.root();
    world.setup.profile.custom.graphRoot = portal.root();
    const ProbeReport report = world.setup.run(ProbeId::Connections);
    QVERIFY(report.error);
    QCOMPARE(diagnose(*report.error).title, u"The network asks for a sign-in first"_s);
    for (const Seen& seen : portal.seen())
        QVERIFY(!seen.headers.contains("Authorization"));
}

void TestConnections::whatIsNotSetIsNotAsked() {
    ProbeWorld world;
    world.setup.profile.tenantId.clear();
    ProbeReport report = world.setup.run(ProbeId::Connections);
    QVERIFY(report.passed);
    QCOMPARE(report.evidence.split(u"; "_s).size(), 1);
    world.setup.profile.trackerUrl.clear();
    report = world.setup.run(ProbeId::Connections);
    QVERIFY(report.skipped && !report.passed);
    QCOMPARE(report.missing, (QStringList{u"tenantId"_s, u"trackerUrl"_s}));
}

void TestConnections::acceptedCertificatesThatEndSoonAreWarnedOf() {
    HttpResponse answered = response(200);
    const QDateTime now(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);
    for (const auto& [days, warns] : {std::pair(13, true), std::pair(14, true), std::pair(15, false)}) {
        answered.tls = TlsFacts{u"TLS 1.3"_s, u"Example CA"_s, now.addDays(days)};
        const HostLook seen = look(Service::Tracker, answered);
        QCOMPARE(!certificateWarning(seen, now).isEmpty(), warns);
        QCOMPARE(connectionText(seen),
                 u"tracker.example.com: TLS 1.3, certificate by Example CA until %1"_s.arg(
                     now.addDays(days).date().toString(Qt::ISODate)));
    }
}

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
