// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/signin.h"

#include "sandbox/entra.h"
#include "sandbox/pages.h"
#include "sandbox/permissions.h"
#include "sandbox/world.h"

#include <algorithm>

#include <QJsonArray>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr QStringView k_globalAdministrator = u"62e90394-69f5-4237-9190-012177145e10";

const DirectoryUser* person(const World& world, const QString& id) {
    if (id == foreignAdministrator().id)
        return &foreignAdministrator();
    return world.directory.findUser(id);
}

/// Who these words belong to; `trouble` is the number otherwise.
const DirectoryUser* personWith(const World& world, const QString& login, const QString& password,
                                bool othersToo, int& trouble) {
    const bool isForeign = login.compare(foreignAdministrator().userPrincipalName, Qt::CaseInsensitive) == 0;
    if (isForeign && !othersToo) {
        trouble = 50020;
        return nullptr;
    }
    const DirectoryUser* user = isForeign ? &foreignAdministrator() : world.directory.findUser(login);
    if (!user)
        trouble = 50034;
    else if (user->password.isEmpty() || user->password != password)
        trouble = 50126;
    else if (!user->accountEnabled)
        trouble = 50057;
    return trouble == 0 ? user : nullptr;
}

} // namespace

const DirectoryUser& foreignAdministrator() {
    static const DirectoryUser k_user = [] {
        DirectoryUser user;
        user.id = u"6d0b8f27-35e1-4c9a-8a74-d1f20c6e5b98"_s;
        user.displayName = u"Fay Fabrikam"_s;
        user.userPrincipalName = user.mail = demo::k_foreignAdmin.toString();
        user.password = demo::k_peoplePassword.toString();
        user.isAdministrator = true;
        return user;
    }();
    return k_user;
}

Visit visit(World& world, const Call& call, const QString& tenant) {
    Visit visit;
    const Form form = call.method == "POST" ? readForm(call.body) : Form();
    if (form.values.contains(u"decision"_s)) {
        const QString session = form.values.value(u"session"_s);
        visit.user = person(world, world.signIns.sessions.take(session));
        if (visit.user)
            visit.accepted = form.values.value(u"decision"_s) == u"accept"_s;
    } else if (form.values.contains(u"login"_s)) {
        int trouble = 0;
        const QString login = form.values.value(u"login"_s).trimmed();
        visit.user =
            personWith(world, login, form.values.value(u"password"_s), tenant == u"organizations"_s, trouble);
        if (!visit.user) {
            visit.page = signInPage(entraText(call, trouble, login));
            return visit;
        }
        visit.session = QString::fromLatin1(newGuid());
        world.signIns.sessions.insert(visit.session, visit.user->id);
    }
    if (!visit.user)
        visit.page = signInPage({});
    return visit;
}

Scopes readScopes(const Call& call, const QString& text) {
    static const QStringList k_plain{u"openid"_s, u"profile"_s, u"email"_s};
    const QString own = QString::fromUtf8(call.origin) + u"/graph/"_s;
    Scopes scopes;
    for (QString name : text.split(u' ', Qt::SkipEmptyParts)) {
        for (const QString& root : {u"https://graph.microsoft.com/"_s, own}) {
            if (name.startsWith(root))
                name = name.mid(root.size());
        }
        if (name == u"offline_access"_s)
            scopes.offline = true;
        else if (name == u".default"_s)
            scopes.isDefault = true;
        else if (isDelegatedScope(name))
            scopes.names.append(name);
        else if (!k_plain.contains(name) && scopes.unknown.isEmpty())
            scopes.unknown = name;
    }
    return scopes;
}

bool needsAdministrator(const QStringList& scopes) {
    return std::ranges::any_of(scopes, [](const QString& name) {
        return name.startsWith(u"Application."_s) || name.startsWith(u"AppRoleAssignment."_s);
    });
}

bool isRegistered(const Application& app, const QString& redirectUri) {
    const auto comparable = [](const QString& text) {
        QUrl url(text);
        if (url.scheme() == u"http"_s && url.host() == u"localhost"_s)
            url.setPort(-1);
        if (url.path().isEmpty())
            url.setPath(u"/"_s);
        return url.toString(QUrl::FullyEncoded);
    };
    const QString wanted = comparable(redirectUri);
    return std::ranges::any_of(app.redirectUris + app.publicRedirectUris,
                               [&](const QString& known) { return comparable(known) == wanted; });
}

const Application* clientOf(const World& world, const QString& clientId) {
    const Application* app = world.registry.application(clientId);
    if (!app || app->appId.compare(clientId, Qt::CaseInsensitive) != 0 || !world.hasSpread(app->made))
        return nullptr;
    return app;
}

Answer delegatedToken(World& world, const Permit& permit) {
    const DirectoryUser* user = person(world, permit.userId);
    QJsonObject claims{{u"appid"_s, permit.clientId},
                       {u"appidacr"_s, u"0"_s},
                       {u"idtyp"_s, u"user"_s},
                       {u"oid"_s, permit.userId},
                       {u"upn"_s, user ? user->userPrincipalName : QString()},
                       {u"name"_s, user ? user->displayName : QString()},
                       {u"scp"_s, permit.scopes.join(u' ')}};
    if (user && user->isAdministrator)
        claims.insert(u"wids"_s, QJsonArray{k_globalAdministrator.toString()});
    QJsonObject body{{u"scope"_s, permit.scopes.join(u' ')}};
    if (permit.offline) {
        const QString token = u"1.AX0A"_s + QString::fromLatin1(newGuid() + newGuid());
        world.signIns.refreshTokens.insert(token, permit);
        body.insert(u"refresh_token"_s, token);
    }
    return issueToken(world, claims, body);
}

Answer redeemRefreshToken(World& world, const Call& call, const Form& form) {
    const auto found = world.signIns.refreshTokens.constFind(form.values.value(u"refresh_token"_s));
    if (found == world.signIns.refreshTokens.cend() ||
        found->clientId.compare(form.values.value(u"client_id"_s), Qt::CaseInsensitive) != 0)
        return entraError(call, 70000, u"refresh_token"_s);
    const Permit permit = *found; // the token's place in the table moves
    return delegatedToken(world, permit);
}

} // namespace milepost::sandbox
