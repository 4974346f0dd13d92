// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/permissions.h"

#include <algorithm>

#include <QUuid>

namespace milepost::sandbox {

namespace {

constexpr QUuid k_namespace(0x2d6c1f80, 0x4b7e, 0x4e19, 0x8a, 0x3d, 0x60, 0x1f, 0x9b, 0x25, 0xc8, 0x4e);

constexpr GraphPermission k_permissions[] = {
    {u"Calendars.ReadWrite", u"ef54d2bf-783f-4e0f-bca1-3210c0444d99",
     u"1ec239c2-d7c9-4623-a91a-a9775856bb36"},
    {u"Calendars.Read", u"798ee544-9d2d-430c-a058-570e29e34338", u""},
    {u"Calendars.ReadBasic.All", u"8ba4a692-bc31-4128-9094-475872af8a53", u""},
    {u"User.ReadBasic.All", u"97235f07-e226-4f63-ace3-39588e11d3a1", u""},
    {u"User.Read.All", u"df021288-bdef-4463-88db-98f22de89214", u""},
    {u"User.Read", u"", u"e1fe6dd8-ba31-4d61-89e7-88639da4683d"},
    {u"MailboxSettings.Read", u"40f97065-369a-49f4-947c-6a255697ae91", u""},
    {u"MailboxSettings.ReadWrite", u"6931bccd-447a-43d1-b442-00a195474933", u""},
    {u"Application.Read.All", u"9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
     u"c79f8feb-a9db-4090-85f9-90d820caa0eb"},
    {u"Application.ReadWrite.OwnedBy", u"18a4783c-866b-4cc7-a460-3d5e5662c884", u""},
    {u"Application.ReadWrite.All", u"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
     u"bdfbf15f-ee85-4955-8675-146e8e5296b5"},
    {u"AppRoleAssignment.ReadWrite.All", u"06b708a9-e830-4db3-a914-8e69da51d44f",
     u"84bccea3-f856-4a8a-967b-dbe0a3d53a64"},
    {u"Directory.Read.All", u"7ab1d382-f21e-4acd-a863-ba3e13f7da61", u""},
    {u"Organization.Read.All", u"498476ce-e0fe-48b0-b801-37ba7e2685c6", u""},
    {u"Group.Read.All", u"5b567255-7703-4780-807c-7be8301ae99b", u""},
    {u"GroupMember.Read.All", u"98830695-27a2-44f7-8c18-0c3ebc9698f6", u""},
    {u"Calendars.ReadWrite.Shared", u"", u"12466101-c9b8-439a-8589-dd09ee67e8e9"},
};

QString nameOf(const QString& id, QStringView GraphPermission::*member) {
    for (const GraphPermission& permission : k_permissions) {
        if (!id.isEmpty() && id.compare(permission.*member, Qt::CaseInsensitive) == 0)
            return permission.name.toString();
    }
    return {};
}

} // namespace

std::span<const GraphPermission> graphPermissions() { return k_permissions; }

QString roleIdOf(const QString& name) {
    for (const GraphPermission& permission : k_permissions) {
        if (permission.name == name && !permission.roleId.isEmpty())
            return permission.roleId.toString();
    }
    return QUuid::createUuidV5(k_namespace, name).toString(QUuid::WithoutBraces);
}

QString roleNameOf(const QString& id) { return nameOf(id, &GraphPermission::roleId); }

QString scopeNameOf(const QString& id) { return nameOf(id, &GraphPermission::scopeId); }

bool isDelegatedScope(const QString& name) {
    return std::ranges::any_of(k_permissions, [&](const GraphPermission& permission) {
        return permission.name == name && !permission.scopeId.isEmpty();
    });
}

} // namespace milepost::sandbox
