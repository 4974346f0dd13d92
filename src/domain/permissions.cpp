// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/permissions.h"

#include <algorithm>

#include <QHash>

namespace milepost {

namespace {

constexpr GraphPermission k_permissions[] = {
    {"Calendars.ReadWrite", "ef54d2bf-783f-4e0f-bca1-3210c0444d99", true, true},
    {"User.ReadBasic.All", "97235f07-e226-4f63-ace3-39588e11d3a1", true, false},
    {"User.Read.All", "df021288-bdef-4463-88db-98f22de89214", false, false},
    {"MailboxSettings.Read", "40f97065-369a-49f4-947c-6a255697ae91", false, true},
    {"Application.Read.All", "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", false, false},
    {"Application.ReadWrite.OwnedBy", "18a4783c-866b-4cc7-a460-3d5e5662c884", false, false},
};

/// Known to name what stands in a token or a registration; none of them is of use here.
constexpr GraphPermission k_others[] = {
    {"Calendars.Read", "798ee544-9d2d-430c-a058-570e29e34338", false, true},
    {"Calendars.ReadBasic.All", "8ba4a692-bc31-4128-9094-475872af8a53", false, true},
    {"MailboxSettings.ReadWrite", "6931bccd-447a-43d1-b442-00a195474933", false, true},
    {"Application.ReadWrite.All", "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", false, false},
    {"AppRoleAssignment.ReadWrite.All", "06b708a9-e830-4db3-a914-8e69da51d44f", false, false},
    {"Directory.Read.All", "7ab1d382-f21e-4acd-a863-ba3e13f7da61", false, false},
    {"Organization.Read.All", "498476ce-e0fe-48b0-b801-37ba7e2685c6", false, false},
    {"Group.Read.All", "5b567255-7703-4780-807c-7be8301ae99b", false, false},
    {"GroupMember.Read.All", "98830695-27a2-44f7-8c18-0c3ebc9698f6", false, false},
};

PermissionVerdict ungranted(bool declared, bool inToken, bool used) {
    if (inToken)
        return used ? PermissionVerdict::WithdrawnInUse : PermissionVerdict::Withdrawn;
    if (!declared)
        return used ? PermissionVerdict::Missing : PermissionVerdict::NotThere;
    return used ? PermissionVerdict::NotConsented : PermissionVerdict::DeclaredOnly;
}

} // namespace

std::span<const GraphPermission> graphPermissions() { return k_permissions; }

const GraphPermission* findPermission(const QString& name) {
    const auto found = std::ranges::find_if(k_permissions, [&](const GraphPermission& permission) {
        return name == QLatin1StringView(permission.name);
    });
    return found == std::end(k_permissions) ? nullptr : found;
}

QString widerPermission(const QString& name) {
    static const QHash<QString, QString> k_wider{
        {QStringLiteral("User.ReadBasic.All"), QStringLiteral("User.Read.All")},
        {QStringLiteral("MailboxSettings.Read"), QStringLiteral("MailboxSettings.ReadWrite")},
        {QStringLiteral("Application.Read.All"), QStringLiteral("Application.ReadWrite.All")}};
    return k_wider.value(name);
}

QString permissionOfRole(const QString& roleId) {
    for (const std::span<const GraphPermission> list :
         {std::span<const GraphPermission>(k_permissions), std::span<const GraphPermission>(k_others)})
        for (const GraphPermission& permission : list)
            if (roleId.compare(QLatin1StringView(permission.roleId), Qt::CaseInsensitive) == 0)
                return QString::fromLatin1(permission.name);
    return {};
}

QString graphAppId() { return QStringLiteral("00000003-0000-0000-c000-000000000000"); }

PermissionVerdict verdictOf(std::optional<bool> declared, std::optional<bool> granted,
                            std::optional<bool> inToken, bool used, bool tokenIsYounger) {
    using enum PermissionVerdict;
    if (!granted && inToken == true)
        granted = true; // Entra put it there in this run
    if (granted == true && !used)
        return Excess;
    if (!granted || !inToken)
        return Unknown;
    if (!*granted) // a declaration that cannot be read is taken for none: in both cases nobody consented
        return ungranted(declared.value_or(false), *inToken, used);
    if (!*inToken)
        return tokenIsYounger ? Propagating : TokenOlder;
    return declared.value_or(true) ? Fine : FineUndeclared;
}

} // namespace milepost
