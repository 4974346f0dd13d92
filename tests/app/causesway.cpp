// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../http/certificates.h"
#include "../http/rawserver.h"
#include "causetable.h"

#include <QTcpServer>

namespace milepost::test {

namespace {

/// A port where nothing listens.
quint16 closedPort() {
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no port is free");
    return server.serverPort();
}

QString closedAddress() { return u"http://127.0.0.1:%1"_s.arg(closedPort()); }

/// A server of somebody else, whose certificate that root has signed.
Diagnosis shown(LadderWorld& world, const QString& root, const Certificates::Wish& wish, bool isTrusted) {
    Certificates certificates;
    if (!certificates.makeRoot(root))
        qFatal("%s", qPrintable(certificates.problem()));
    const RawServer server([](const Seen&) { return json(200, "{}"); }, certificates.server(root, wish));
    world.profile.trackerUrl = server.root();
    world.profile.caFile = isTrusted ? certificates.rootFile(root) : QString();
    return diagnosed(world.root().probeClients().tracker.checkService({}));
}

/// By a proxy that answers whatever is asked; names other than this computer's go there.
Diagnosis throughProxy(LadderWorld& world, const Answer& answer) {
    const RawServer proxy([answer](const Seen&) { return answer; });
    world.profile.proxy = proxy.root();
    world.profile.custom.authority = u"https://login.example.test"_s;
    return diagnosed(token(world));
}

Certificates::Wish named(const QString& name) {
    Certificates::Wish wish;
    wish.name = name;
    return wish;
}

std::vector<CauseRow> tlsCauses() {
    return {
        {"a root of the company's own", "tls-untrusted",
         [](LadderWorld& world) { return shown(world, u"Example Corp Inspection CA"_s, {}, false); }},
        {"a public authority that this computer does not have", "tls-store-outdated",
         [](LadderWorld& world) { return shown(world, u"DigiCert Global Root G9"_s, {}, false); },
         "tls-untrusted"},
        {"a certificate for another name", "address-wrong",
         [](LadderWorld& world) { return shown(world, u"Example CA"_s, named(u"elsewhere.test"_s), true); }},
        {"a certificate that has ended", "tls-untrusted",
         [](LadderWorld& world) {
             Certificates::Wish wish;
             wish.isExpired = true;
             return shown(world, u"Example CA"_s, wish, true);
         }},
        {"http behind https", "address-wrong",
         [](LadderWorld& world) {
             world.profile.trackerUrl = QString(world.sandbox.trackerUrl()).replace("http:"_L1, "https:"_L1);
             return diagnosed(world.root().probeClients().tracker.checkService({}));
         }},
    };
}

std::vector<CauseRow> connectionCauses() {
    return {
        {"a name that is not there", "dns-failure",
         [](LadderWorld& world) {
             world.profile.trackerUrl = u"https://no-such-host.invalid"_s;
             return diagnosed(seenByTracker(world));
         },
         "address-wrong"},
        {"nothing listens", "connect-failed",
         [](LadderWorld& world) {
             world.profile.custom.authority = closedAddress();
             return diagnosed(token(world));
         }},
        {"the proxy wants a sign-in", "proxy-auth",
         [](LadderWorld& world) {
             return throughProxy(world, answer(407, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n"));
         }},
        {"no proxy where it is said to be", "proxy-misconfigured",
         [](LadderWorld& world) {
             world.profile.proxy = closedAddress();
             world.profile.custom.authority = u"https://login.example.test"_s;
             return diagnosed(token(world));
         }},
        {"a page in the place of Graph", "network-intercept",
         [](LadderWorld& world) {
             const RawServer portal([](const Seen&) {
                 return answer(200, "<html><title>Guest network</title>Accept the terms.</html>",
                               "Content-Type: text/html\r\n");
             });
             world.profile.custom.authority = portal.root();
             return diagnosed(token(world));
         }},
        {"a network that asks for a sign-in", "network-intercept",
         [](LadderWorld& world) {
             const RawServer portal(
                 [](const Seen&) { return answer(511, "<html>", "Content-Type: text/html\r\n"); });
             world.profile.custom.authority = portal.root();
             return diagnosed(token(world));
         }},
        {"an answer of which a part is missing", "truncated",
         [](LadderWorld& world) {
             world.fault({{u"area"_s, u"graph"_s}}, {{u"kind"_s, u"truncate"_s}});
             return diagnosed(calendars(world));
         }},
        {"plain http to another computer", "address-wrong",
         [](LadderWorld& world) {
             world.profile.trackerUrl = u"http://tracker.example.test"_s;
             return diagnosed(seenByTracker(world));
         }},
        {"the clock is a quarter of an hour off", "clock-skew",
         [](LadderWorld& world) {
             world.options(u"dateSkewSeconds"_s, 900);
             const LadderReport report = world.climb(LadderId::AuthenticationFailed);
             const Rung* rung = report.failedRung();
             return rung != nullptr && rung->error ? diagnose(*rung->error) : Diagnosis();
         }},
    };
}

} // namespace

std::vector<CauseRow> wayCauses() {
    std::vector<CauseRow> rows = tlsCauses();
    for (CauseRow& row : connectionCauses())
        rows.push_back(std::move(row));
    return rows;
}

} // namespace milepost::test
