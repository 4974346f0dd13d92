// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/entra.h"
#include "sandbox/pages.h"
#include "sandbox/signin.h"
#include "sandbox/world.h"

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

/// A request for admin consent in either form (graph-contract 2.1).
struct Request {
    bool isSecond = false; ///< the v2 form
    QString clientId;
    QString redirectUri;
    QString state;
    QString scope;
};

/// To the address of the request, or to the registered one; without any, to nobody.
Answer answerTo(const Call& call, const Request& request, const Application& app,
                const QList<std::pair<QString, QString>>& query) {
    const QStringList known = app.redirectUris + app.publicRedirectUris;
    const QString uri = request.redirectUri.isEmpty() ? known.value(0) : request.redirectUri;
    return uri.isEmpty() ? troublePage(call, 500113) : redirectTo(uri, query);
}

Answer refuse(const Call& call, const Request& request, const Application& app, int number) {
    const QString text = entraText(call, number, request.clientId);
    if (!request.isSecond)
        return answerTo(call, request, app,
                        {{u"error"_s, u"permission_denied"_s}, {u"error_description"_s, text}});
    // Yes: the failure says admin_consent=True as well.
    return answerTo(call, request, app,
                    {{u"error"_s, u"consent_required"_s},
                     {u"error_description"_s, text},
                     {u"admin_consent"_s, u"True"_s},
                     {u"tenant"_s, demo::k_tenant.toString()},
                     {u"state"_s, request.state}});
}

Answer succeed(const Call& call, const Request& request, const Application& app, const QString& tenant,
               const QString& granted) {
    if (!request.isSecond)
        return answerTo(
            call, request, app,
            {{u"tenant"_s, tenant}, {u"state"_s, request.state}, {u"admin_consent"_s, u"True"_s}});
    return answerTo(call, request, app,
                    {{u"admin_consent"_s, u"True"_s},
                     {u"tenant"_s, tenant},
                     {u"scope"_s, granted},
                     {u"state"_s, request.state}});
}

/// What must be shown and not redirected.
std::optional<Answer> checkRequest(const World& world, const Call& call, const Request& request) {
    const QString tenant = call.segments.first();
    const bool isAny = request.isSecond && tenant == u"organizations"_s;
    if (!isAny && (tenant == u"common"_s || tenant == u"consumers"_s || tenant == u"organizations"_s))
        return troublePage(call, 9001023);
    if (!isAny && (checkTenant(call, tenant) || !cloudOf(world, tenant).isEmpty()))
        return troublePage(call, 90002, tenant);
    const Application* app = clientOf(world, request.clientId);
    if (!app)
        return troublePage(call, 700016, request.clientId);
    if (!request.redirectUri.isEmpty() && !isRegistered(*app, request.redirectUri))
        return troublePage(call, 50011, request.redirectUri);
    if (request.isSecond && request.scope.isEmpty())
        return troublePage(call, 900144, u"scope"_s);
    const Scopes scopes = readScopes(call, request.scope);
    if (!scopes.unknown.isEmpty())
        return troublePage(call, 650053, scopes.unknown);
    return std::nullopt;
}

/// Application permissions come with v1 and with .default alone.
QStringList rolesFor(const Call& call, const Request& request, const Application& app) {
    if (request.isSecond && !readScopes(call, request.scope).isDefault)
        return {};
    return declaredRoles(app.requiredResourceAccess);
}

/// Consent makes the enterprise application where there is none yet.
void grantAll(World& world, const Application& app, const QStringList& roles) {
    const qint64 now = world.nowSeconds();
    if (!world.registry.principal(app.appId))
        world.registry.principals.push_back(
            {QString::fromLatin1(newGuid()), app.appId, app.displayName, true, now});
    const QString principal = world.registry.principal(app.appId)->objectId;
    for (const QString& role : roles) {
        if (!world.registry.isGranted(principal, role))
            world.registry.grant(principal, role, now);
    }
}

QString grantedScope(const Call& call, const Request& request, const QStringList& roles) {
    QStringList names = readScopes(call, request.scope).names + roles;
    for (QString& name : names)
        name.prepend(u"https://graph.microsoft.com/"_s);
    return names.join(u' ');
}

Answer decide(World& world, const Call& call, const Request& request, const Visit& person) {
    const Application& app = *clientOf(world, request.clientId);
    const bool isForeign = person.user->id == foreignAdministrator().id;
    if (isForeign && app.audience == u"AzureADMyOrg"_s)
        return troublePage(call, 700016, request.clientId);
    const QStringList roles = rolesFor(call, request, app);
    if (!person.accepted && !person.user->isAdministrator)
        return approvalPage(entraText(call, 90094, request.clientId), person.session);
    if (!person.accepted)
        return questionPage(u"Permissions requested: review for your organization"_s,
                            QStringList{app.displayName} + roles, person.session);
    if (!person.user->isAdministrator)
        return refuse(call, request, app, 90094);
    if (!*person.accepted)
        return refuse(call, request, app, 65004);
    if (!isForeign) // the other tenant's grants are not kept
        grantAll(world, app, roles);
    const QString tenant = (isForeign ? demo::k_foreignTenant : demo::k_tenant).toString();
    return succeed(call, request, app, tenant, grantedScope(call, request, roles));
}

} // namespace

Answer handleAdminConsent(World& world, const Call& call, bool isSecondForm) {
    const auto value = [&](QStringView name) { return call.parameter(name).value_or(QString()); };
    const Request request{isSecondForm, value(u"client_id"), value(u"redirect_uri"), value(u"state"),
                          isSecondForm ? value(u"scope") : QString()};
    if (const auto page = checkRequest(world, call, request))
        return *page;
    const Visit person = visit(world, call, call.segments.first());
    return person.page ? *person.page : decide(world, call, request, person);
}

} // namespace milepost::sandbox
