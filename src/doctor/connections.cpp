// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/connections.h"

#include "base/futures.h"
#include "base/loopback.h"
#include "base/together.h"
#include "doctor/probeparts.h"
#include "http/trust.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace probes;

namespace {

constexpr qint64 k_daysAhead = 14;
using Service = HostLook::Service;

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

/// Answered by each of them to anybody, in JSON whatever the answer is.
QUrl questionFor(Service service, const Profile& profile) {
    switch (service) {
    case Service::SignIn:
        return QUrl(profile.endpoints().authority + u'/' + profile.tenantId +
                    u"/v2.0/.well-known/openid-configuration"_s);
    case Service::Graph:
        return QUrl(profile.endpoints().graphRoot + u"/v1.0/organization"_s);
    case Service::Tracker:
        break;
    }
    return QUrl(profile.trackerUrl + u"/api/health/"_s);
}

QString hostOf(const HostLook& look) {
    return look.asked.port() < 0 ? look.asked.host()
                                 : look.asked.host() + u':' + QString::number(look.asked.port());
}

bool isLocal(const HostLook& look) { return isLoopbackHost(look.asked.host()); }

bool isMicrosoft(const HostLook& look) { return look.service != Service::Tracker; }

/// The host did not show itself: a gateway before it sent a page, or sent us elsewhere.
bool isAnswerOfAnother(const HostLook& look) {
    if (!look.answer)
        return isMicrosoft(look) && look.answer.error().code == "tls-wrong-host"_L1;
    const HttpResponse& response = *look.answer;
    if (response.status == 511) // Network Authentication Required (RFC 6585)
        return true;
    const bool isRedirect = response.status >= 300 && response.status < 400;
    const QUrl target = look.asked.resolved(QUrl::fromEncoded(response.headers.value("Location")));
    if (isRedirect && target.host() != look.asked.host())
        return true;
    // Of the tracker's host a web page may be the tracker's own.
    return isMicrosoft(look) && !response.headers.value("Content-Type").contains("json");
}

bool isUnreachable(const HostLook& look) {
    return !look.answer && (look.answer.error().kind == Error::Kind::Offline ||
                            look.answer.error().kind == Error::Kind::Timeout);
}

bool isProxyFault(const HostLook& look) {
    return isUnreachable(look) && look.answer.error().code.startsWith("proxy"_L1);
}

Error fault(const QString& code, const QString& detail) {
    return makeError(Error::Kind::Offline, Error::Stage::Transport, detail, code);
}

QString hostsOf(const std::vector<const HostLook*>& looks) {
    QStringList hosts;
    for (const HostLook* look : looks)
        hosts << hostOf(*look);
    return hosts.join(u", "_s);
}

std::optional<Error> unreachable(const std::vector<const HostLook*>& silent, size_t all, bool othersAnswer) {
    if (silent.empty())
        return std::nullopt;
    const Error& first = silent.front()->answer.error();
    if (silent.size() == all && all > 1)
        return fault(u"connect-failed"_s, u"no host answers (%1): %2"_s.arg(hostsOf(silent), first.detail));
    const auto kept = std::ranges::find_if(silent, [](const HostLook* look) { return isMicrosoft(*look); });
    if (kept != silent.end() && othersAnswer)
        return fault(u"connect-failed"_s, u"%1 is not reached while others answer: %2"_s.arg(
                                              hostOf(**kept), (*kept)->answer.error().detail));
    return first;
}

} // namespace

HostLook lookAt(Service service, const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    HttpRequest request;
    request.method = "GET";
    request.url = questionFor(service, profile);
    request.headers.set("Accept", "application/json");
    request.deadline = 15s;
    request.wantsTls = true;
    const QUrl asked = request.url;
    return {service, asked, proxyOnTheWay(asked, profile.proxy),
            await(clients.transport.send(std::move(request), std::move(stop)))};
}

QString connectionText(const HostLook& look) {
    QString text;
    if (look.answer && look.answer->tls)
        text = say(QT_TRANSLATE_NOOP("doctor", "%1: %2, certificate by %3 until %4"))
                   .arg(hostOf(look), look.answer->tls->protocol, look.answer->tls->issuer,
                        look.answer->tls->endsUtc.date().toString(Qt::ISODate));
    else
        text = say(QT_TRANSLATE_NOOP("doctor", "%1: without encryption")).arg(hostOf(look));
    return look.proxy.isEmpty()
               ? text
               : say(QT_TRANSLATE_NOOP("doctor", "%1, through the proxy %2")).arg(text, look.proxy);
}

QString certificateWarning(const HostLook& look, const QDateTime& nowUtc) {
    if (!look.answer || !look.answer->tls || nowUtc.daysTo(look.answer->tls->endsUtc) > k_daysAhead)
        return {};
    return say(QT_TRANSLATE_NOOP("doctor", "The certificate of %1 ends on %2: have it renewed."))
        .arg(hostOf(look), look.answer->tls->endsUtc.date().toString(Qt::ISODate));
}

std::optional<Error> faultOf(const std::vector<HostLook>& looks) {
    for (const HostLook& look : looks)
        if (isProxyFault(look))
            return look.answer.error();
    std::vector<const HostLook*> silent;
    std::vector<const HostLook*> replaced;
    for (const HostLook& look : looks)
        if (isAnswerOfAnother(look))
            replaced.push_back(&look);
        else if (isUnreachable(look))
            silent.push_back(&look);
    const bool asksForSignIn = replaced.size() > 1 || std::ranges::any_of(replaced, [](const HostLook* look) {
                                   return look->answer && look->answer->status == 511;
                               });
    if (!replaced.empty())
        return fault(u"network-intercept"_s,
                     (asksForSignIn ? u"the network's sign-in page or filter answers for %1"_s
                                    : u"something else answers for %1"_s)
                         .arg(hostsOf(replaced)));
    for (const HostLook& look : looks)
        if (!look.answer && !isUnreachable(look))
            return look.answer.error();
    // This computer answers itself whatever its network does.
    const bool isAllLocal = std::ranges::all_of(looks, isLocal);
    const auto counts = [&](const HostLook& look) { return isAllLocal || !isLocal(look); };
    const auto all = static_cast<size_t>(std::ranges::count_if(looks, counts));
    const bool othersAnswer = std::ranges::any_of(
        looks, [&](const HostLook& look) { return counts(look) && look.answer.has_value(); });
    return unreachable(silent, all, othersAnswer);
}

namespace {

std::vector<Service> servicesOf(const Profile& profile, ProbeReport& report, const ProbeClients& clients) {
    std::vector<Service> services;
    if (begin(ProbeId::Tenant, profile, clients, tenantKeys(profile)).skipped)
        report.missing << u"tenantId"_s;
    else
        services = {Service::SignIn, Service::Graph};
    if (profile.trackerUrl.isEmpty())
        report.missing << u"trackerUrl"_s;
    else
        services.push_back(Service::Tracker);
    return services;
}

std::vector<HostLook> looksAt(const std::vector<Service>& services, const Profile& profile,
                              const ProbeClients& clients, const std::stop_token& stop) {
    std::vector<std::optional<HostLook>> seen(services.size());
    (void)forEachTogether(
        services.size(),
        [&](size_t i, std::stop_token stopOne) -> Result<void> {
            seen[i] = lookAt(services[i], profile, clients, std::move(stopOne));
            return {};
        },
        stop);
    std::vector<HostLook> looks;
    for (std::optional<HostLook>& look : seen)
        if (look)
            looks.push_back(std::move(*look));
    return looks;
}

} // namespace

Error withNetwork(const Error& error, const Profile& profile, const ProbeClients& clients,
                  std::stop_token stop) {
    const bool isPerhaps = error.kind == Error::Kind::Offline || error.kind == Error::Kind::Timeout ||
                           error.kind == Error::Kind::Tls || error.code == "html"_L1 ||
                           error.code == "redirect"_L1 || error.httpStatus == 511;
    if (!isPerhaps)
        return error;
    ProbeReport report;
    const auto services = servicesOf(profile, report, clients);
    const auto fault = faultOf(looksAt(services, profile, clients, stop));
    const bool isNetwork = fault && (fault->detail.contains("no host answers"_L1) ||
                                     fault->detail.contains("while others answer"_L1) ||
                                     fault->detail.contains("sign-in page"_L1));
    return isNetwork && !stop.stop_requested() ? *fault : error;
}

ProbeReport probeConnections(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Connections, profile, clients, {});
    const std::vector<Service> services = servicesOf(profile, report, clients);
    report.skipped = services.empty();
    if (report.skipped)
        return report;
    report.missing.clear(); // what is there was asked
    const std::vector<HostLook> looks = looksAt(services, profile, clients, stop);
    report.error = stop.stop_requested() ? std::optional(cancelled()) : faultOf(looks);
    QStringList lines;
    for (const HostLook& look : looks) {
        if (look.answer)
            lines << connectionText(look);
        if (report.warning.isEmpty())
            report.warning = certificateWarning(look, report.atUtc);
    }
    report.evidence = lines.join(u"; "_s);
    report.passed = !report.error;
    return report;
}

} // namespace milepost
