// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// milepost-sandbox: a simulated tenant and tracker on this computer, until it is interrupted.

#include <csignal>
#include <cstdio>

#include <QCoreApplication>
#include <QJsonDocument>

#include <CLI/CLI.hpp>

#ifndef _WIN32
#include <signal.h>
#endif

#include "sandbox/sandbox.h"

using namespace Qt::StringLiterals;
using milepost::sandbox::Options;
using milepost::sandbox::Sandbox;
namespace demo = milepost::sandbox::demo;

namespace {

struct Arguments {
    Options options;
    std::string caOut;
    std::string certificate = "good";
    std::string today;
    bool json = false;
};

int parse(CLI::App& app, Arguments& arguments, int argc, char** argv) {
    app.add_option("--port", arguments.options.port, "port on 127.0.0.1; 0: any free one");
    app.add_flag("--tls", arguments.options.tls, "serve HTTPS with a certificate made for this run");
    app.add_option("--certificate", arguments.certificate, "good, expired, wrong-host or self-signed")
        ->check(CLI::IsMember({"good", "expired", "wrong-host", "self-signed"}));
    app.add_option("--ca-out", arguments.caOut, "write the CA certificate (PEM) to this file");
    app.add_option("--seed", arguments.options.seed, "another seed, other data");
    app.add_option("--deliverables", arguments.options.deliverables,
                   "how many deliverables the tracker holds");
    app.add_option("--projects", arguments.options.projects, "how many projects");
    app.add_option("--people", arguments.options.people, "how many people");
    app.add_option("--today", arguments.today, "day zero of the data, YYYY-MM-DD");
    app.add_flag("!--no-traps", arguments.options.traps, "plain data only");
    app.add_flag("--cookie", arguments.options.cookieMode, "the tracker's refresh token travels in a cookie");
    app.add_option("--propagation", arguments.options.propagationSeconds,
                   "seconds until the tenant knows what was made or granted")
        ->check(CLI::NonNegativeNumber);
    app.add_option("--exchange-delay", arguments.options.exchangeDelaySeconds,
                   "seconds until Exchange knows access policies and roles")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--json", arguments.json, "print one line of JSON instead of a page of text");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 64;
    }
    return -1;
}

/// The members that options hold in another form; false when the date is none.
bool finish(Arguments& arguments) {
    if (arguments.certificate == "expired")
        arguments.options.certificate = Options::Certificate::Expired;
    else if (arguments.certificate == "wrong-host")
        arguments.options.certificate = Options::Certificate::WrongHost;
    else if (arguments.certificate == "self-signed")
        arguments.options.certificate = Options::Certificate::SelfSigned;
    arguments.options.caFile = QString::fromStdString(arguments.caOut);
    if (arguments.today.empty())
        return true;
    arguments.options.today = QDate::fromString(QString::fromStdString(arguments.today), Qt::ISODate);
    return arguments.options.today.isValid();
}

QString quoted(const QString& value) { return u'\'' + value + u'\''; }

QStringList recipe(const Sandbox& sandbox) {
    QString set =
        u"milepostctl --profile demo profile set cloud=custom authority=%1 graphRoot=%2 tenantId=%3 "
        "clientId=%4 trackerUrl=%5 trackerUser=%6 mailbox=%7 timeZone='W. Europe Standard Time'"_s.arg(
            sandbox.authority(), sandbox.graphRoot(), demo::k_tenant.toString(), demo::k_clientId.toString(),
            sandbox.trackerUrl(), demo::k_trackerUser.toString(), demo::k_mailbox.toString());
    if (!sandbox.caFile().isEmpty())
        set += u" caFile="_s + quoted(sandbox.caFile());
    return {u"milepostctl profile create demo"_s,
            set,
            u"printf %s "_s + quoted(demo::k_clientSecret.toString()) +
                u" | milepostctl --profile demo secret set entra-secret --from stdin"_s,
            u"printf %s "_s + quoted(demo::k_trackerPassword.toString()) +
                u" | milepostctl --profile demo secret set tracker-password --from stdin"_s,
            u"milepostctl --profile demo calendars create 'Project Deliverables'"_s,
            u"milepostctl --profile demo plan"_s,
            u"milepostctl --profile demo sync --yes"_s};
}

QJsonObject describe(const Sandbox& sandbox) {
    return {{u"baseUrl"_s, sandbox.baseUrl()},
            {u"port"_s, sandbox.port()},
            {u"authority"_s, sandbox.authority()},
            {u"graphRoot"_s, sandbox.graphRoot()},
            {u"trackerUrl"_s, sandbox.trackerUrl()},
            {u"stagingUrl"_s, sandbox.stagingUrl()},
            {u"controlUrl"_s, sandbox.controlUrl()},
            {u"caFile"_s, sandbox.caFile()},
            {u"tenantId"_s, demo::k_tenant.toString()},
            {u"clientId"_s, demo::k_clientId.toString()},
            {u"clientSecret"_s, demo::k_clientSecret.toString()},
            {u"publicClientId"_s, demo::k_publicClientId.toString()},
            {u"admin"_s, demo::k_admin.toString()},
            {u"member"_s, demo::k_member.toString()},
            {u"foreignAdmin"_s, demo::k_foreignAdmin.toString()},
            {u"peoplePassword"_s, demo::k_peoplePassword.toString()},
            {u"trackerUser"_s, demo::k_trackerUser.toString()},
            {u"trackerPassword"_s, demo::k_trackerPassword.toString()},
            {u"mailbox"_s, demo::k_mailbox.toString()},
            {u"secondMailbox"_s, demo::k_secondMailbox.toString()},
            {u"blockedMailbox"_s, demo::k_blockedMailbox.toString()},
            {u"recipe"_s, QJsonArray::fromStringList(recipe(sandbox))}};
}

QString page(const Sandbox& sandbox) {
    QString text = u"Milepost sandbox: a simulated tenant and tracker. Nothing here is real.\n\n"_s;
    const QJsonObject facts = describe(sandbox);
    for (const char* name : {"authority", "graphRoot", "trackerUrl", "stagingUrl", "controlUrl", "caFile",
                             "tenantId", "clientId", "clientSecret", "publicClientId", "admin", "member",
                             "foreignAdmin", "peoplePassword", "trackerUser", "trackerPassword", "mailbox"})
        text += u"  %1 %2\n"_s.arg(QString::fromLatin1(name), -16)
                    .arg(facts.value(QString::fromLatin1(name)).toString());
    text += u"\nPeople sign in as admin (Global Administrator), member (no role) or foreignAdmin (another "
            u"tenant), all\n"
            "with peoplePassword.\n"
            "The tracker also knows admin (administrator) and viewer (plain user), with the same password.\n"
            "Ready to paste:\n\n"_s;
    for (const QString& line : recipe(sandbox))
        text += u"  "_s + line + u'\n';
    return text + u"\nCtrl+C ends it.\n"_s;
}

#ifndef _WIN32
sigset_t interruptions() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

/// Before any thread starts, so that all of them inherit it.
void blockInterruptions() {
    const sigset_t set = interruptions();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void waitForInterruption() {
    const sigset_t set = interruptions();
    int signal = 0;
    sigwait(&set, &signal);
}
#else
void blockInterruptions() {}
/// Ctrl+C ends the process by itself there; the end of standard input ends it too.
void waitForInterruption() {
    while (std::getchar() != EOF) {
    }
}
#endif

} // namespace

int main(int argc, char** argv) {
    blockInterruptions();
    const QCoreApplication application(argc, argv);
    CLI::App app("A simulated Microsoft 365 tenant and Workload Tracker on this computer");
    Arguments arguments;
    if (const int status = parse(app, arguments, argc, argv); status >= 0)
        return status;
    if (!finish(arguments)) {
        std::fputs("milepost-sandbox: --today needs a date as YYYY-MM-DD\n", stderr);
        return 64;
    }
    Sandbox sandbox(arguments.options);
    if (const auto started = sandbox.start(); !started) {
        std::fprintf(stderr, "milepost-sandbox: %s\n", qPrintable(started.error().detail));
        return 6;
    }
    const QByteArray text = arguments.json
                                ? QJsonDocument(describe(sandbox)).toJson(QJsonDocument::Compact) + '\n'
                                : page(sandbox).toUtf8();
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fflush(stdout);
    waitForInterruption();
    sandbox.stop();
    return 0;
}
