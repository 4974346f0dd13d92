// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/control.h"
#include "sandbox/seed.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

void readBool(const QJsonObject& json, const QString& name, bool& target) {
    target = json.value(name).toBool(target);
}

QStringList stringsIn(const QJsonValue& list) {
    QStringList strings;
    for (const QJsonValue value : list.toArray())
        strings.append(value.toString());
    return strings;
}

} // namespace

Result<QJsonObject> controlAccess(World& world, const QJsonObject& json) {
    const std::lock_guard lock(world.mutex);
    const QString appId = json.value(u"clientId"_s).toString(demo::k_clientId.toString());
    Registry& registry = world.registry;
    if (!registry.application(appId))
        return controlRefused(u"no such application"_s);
    if (json.value(u"clear"_s).toBool()) {
        std::erase_if(registry.policies, [&](const AccessPolicy& old) { return old.appId == appId; });
        std::erase_if(registry.mailboxRoles, [&](const MailboxRole& old) { return old.appId == appId; });
    }
    for (const QString& kind : {u"restrict"_s, u"deny"_s}) {
        if (json.contains(kind))
            registry.policies.push_back(
                {appId, kind == u"deny"_s, stringsIn(json.value(kind)), world.nowSeconds()});
    }
    if (json.contains(u"role"_s))
        registry.mailboxRoles.push_back({appId, json.value(u"role"_s).toString(),
                                         stringsIn(json.value(u"mailboxes"_s)), world.nowSeconds()});
    return QJsonObject{{u"policies"_s, static_cast<qint64>(registry.policies.size())},
                       {u"roles"_s, static_cast<qint64>(registry.mailboxRoles.size())}};
}

Result<QJsonObject> controlMailbox(World& world, const QJsonObject& arguments) {
    const std::lock_guard lock(world.mutex);
    const auto state = mailboxStateOf(arguments.value(u"state"_s).toString(u"usable"_s));
    if (!state)
        return controlRefused(u"state: usable, absent, undiscovered, moving or full"_s);
    if (arguments.contains(u"create"_s))
        (void)addMailboxUser(world, arguments.value(u"create"_s).toString(),
                             arguments.value(u"mailbox"_s).toString());
    for (DirectoryUser& user : world.directory.users) {
        if (user.userPrincipalName.compare(arguments.value(u"mailbox"_s).toString(), Qt::CaseInsensitive) !=
            0)
            continue;
        if (arguments.contains(u"state"_s))
            user.state = *state;
        user.purpose = arguments.value(u"purpose"_s).toString(user.purpose);
        if (arguments.contains(u"readyInSeconds"_s))
            user.mailboxFrom = world.nowSeconds() + arguments.value(u"readyInSeconds"_s).toInteger();
        readBool(arguments, u"blocked"_s, user.blockedByPolicy);
        readBool(arguments, u"accountEnabled"_s, user.accountEnabled);
        readBool(arguments, u"hasMailbox"_s, user.hasMailbox);
        readBool(arguments, u"isAdministrator"_s, user.isAdministrator);
        user.timeZone = arguments.value(u"timeZone"_s).toString(user.timeZone);
        user.mail = arguments.value(u"mail"_s).toString(user.mail);
        if (arguments.contains(u"proxyAddresses"_s))
            user.proxyAddresses = stringsIn(arguments.value(u"proxyAddresses"_s));
        user.userPrincipalName = arguments.value(u"principalName"_s).toString(user.userPrincipalName);
        return QJsonObject{{u"id"_s, user.id}};
    }
    return controlRefused(u"no such mailbox"_s);
}

} // namespace milepost::sandbox
