// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/entraerrors.h"
#include "base/jsonreader.h"
#include "doctor/connections.h"
#include "doctor/probeparts.h"
#include "domain/profileschema.h"
#include "http/trust.h"

#include <QCoreApplication>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace probes;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

/// The GUID inside "https://login.microsoftonline.com/{guid}/v2.0".
QString tenantOf(const QString& issuer) {
    const QStringList parts = QUrl(issuer).path().split(u'/', Qt::SkipEmptyParts);
    return parts.size() >= 2 ? parts.at(parts.size() - 2) : QString();
}

/// The document, and how it came.
Result<std::pair<QJsonObject, HostLook>> discovery(ApiClient& client, const Profile& profile,
                                                   std::stop_token stop) {
    ApiClient::Call call;
    call.request.method = "GET";
    call.request.url = QUrl(profile.endpoints().authority + u'/' + profile.tenantId +
                            u"/v2.0/.well-known/openid-configuration"_s);
    call.request.wantsTls = true;
    call.lane = client.origin();
    const auto response = client.call(call, std::move(stop));
    if (!response)
        return std::unexpected(response.error());
    const auto json = parseJson(response->body, Error::Stage::Token);
    if (!json)
        return std::unexpected(json.error());
    const QJsonObject document = json->toObject();
    if (document.value(u"token_endpoint"_s).toString().isEmpty() ||
        tenantOf(document.value(u"issuer"_s).toString()).isEmpty())
        return std::unexpected(makeError(Error::Kind::Malformed, Error::Stage::Token,
                                         u"the discovery document has no token_endpoint or issuer"_s,
                                         u"field"_s));
    return std::pair(document, HostLook{HostLook::Service::SignIn, call.request.url,
                                        proxyOnTheWay(call.request.url, profile.proxy), *response});
}

/// The cloud whose Graph the document names; nothing for a host that none of them has.
std::optional<Cloud> cloudOf(const QJsonObject& document) {
    const QString host = document.value(u"msgraph_host"_s).toString();
    for (const Cloud cloud : {Cloud::Global, Cloud::UsGov, Cloud::Dod, Cloud::China}) {
        Profile profile;
        profile.cloud = cloud;
        if (QUrl(profile.endpoints().graphRoot).host() == host)
            return cloud;
    }
    return std::nullopt;
}

/// What the document says of the tenant that the profile had better say too.
void propose(ProbeReport& report, const Profile& profile, const QJsonObject& document) {
    const QString tenant = tenantOf(document.value(u"issuer"_s).toString());
    if (QUuid(profile.tenantId).isNull() && !QUuid(tenant).isNull())
        report.proposals.push_back(
            {u"tenantId"_s, tenant,
             say(QT_TRANSLATE_NOOP("doctor", "The id of the tenant with the domain %1; it stays when the "
                                             "domain changes."))
                 .arg(profile.tenantId)});
    const auto cloud = cloudOf(document);
    if (!cloud || profile.cloud == Cloud::Custom || *cloud == profile.cloud)
        return;
    Profile other;
    other.cloud = *cloud;
    report.proposals.push_back({u"cloud"_s, valueText(other, u"cloud"_s),
                                say(QT_TRANSLATE_NOOP("doctor", "This tenant lives in another cloud."))});
    report.error =
        makeError(Error::Kind::Rejected, Error::Stage::Token,
                  u"the tenant is served by %1"_s.arg(document.value(u"msgraph_host"_s).toString()),
                  u"cloud-mismatch"_s);
}

} // namespace

ProbeReport probeTenant(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Tenant, profile, clients, tenantKeys(profile));
    if (report.skipped)
        return report;
    LaneGate gate(clients.clock, 1);
    ApiClient::Options options;
    options.stage = Error::Stage::Token;
    options.origin = originOf(QUrl(profile.endpoints().authority));
    options.readError = readEntraError;
    options.retry = clients.retry;
    ApiClient client({clients.transport, nullptr, clients.clock, gate, clients.sink}, options);
    const auto found = discovery(client, profile, stop);
    if (!found)
        return failed(std::move(report), withNetwork(found.error(), profile, clients, std::move(stop)),
                      appSecretOf(profile));
    report.warning = skewWarning(client.clockSkew());
    const auto& [document, look] = *found;
    propose(report, profile, document);
    if (report.error)
        return report;
    QStringList facts{tenantOf(document.value(u"issuer"_s).toString())};
    if (const QString region = document.value(u"tenant_region_scope"_s).toString(); !region.isEmpty())
        facts << say(QT_TRANSLATE_NOOP("doctor", "region %1")).arg(region);
    facts << connectionText(look);
    if (clients.isThorough)
        if (const HostLook graph = lookAt(HostLook::Service::Graph, profile, clients, stop); graph.answer)
            facts << connectionText(graph);
    if (report.warning.isEmpty())
        report.warning = certificateWarning(look, report.atUtc);
    return passed(std::move(report), facts.join(u" · "_s));
}

} // namespace milepost
