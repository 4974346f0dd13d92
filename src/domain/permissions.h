// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <map>
#include <optional>
#include <span>

#include <QDateTime>
#include <QString>

namespace milepost {

/// An application permission of Microsoft Graph that concerns this program (graph-contract 0.3, 10).
struct GraphPermission {
    const char* name;   ///< "Calendars.ReadWrite"
    const char* roleId; ///< the GUID of the app role
    bool isNeeded;      ///< the program does not work without it; others add something
    bool isScopable;    ///< Exchange can give it for some mailboxes alone (graph-contract 3.2)
};

/// Needed ones first.
[[nodiscard]] std::span<const GraphPermission> graphPermissions();
/// Nothing: a permission that this program has no use for.
[[nodiscard]] const GraphPermission* findPermission(const QString& name);
/// A permission that holds this one and more; "" where there is none that is known here.
[[nodiscard]] QString widerPermission(const QString& name);
/// The name of a role's GUID; "" for one that is not known here.
[[nodiscard]] QString permissionOfRole(const QString& roleId);
/// Of Microsoft Graph itself: the same in every cloud.
[[nodiscard]] QString graphAppId();

/// When a call that needs it last succeeded (UTC), by the permission's name.
using PermissionUses = std::map<QString, QDateTime>;

/// What the four columns of one permission say together.
enum class PermissionVerdict {
    Fine,           ///< granted, in the token, and used
    FineUndeclared, ///< the same, but the registration does not list it: the next consent leaves it out
    NotThere,       ///< nowhere, and not used
    Missing,        ///< used, and neither declared nor granted
    NotConsented,   ///< declared and used, but nobody granted it
    DeclaredOnly,   ///< declared, not granted, not used: the next consent would grant it
    TokenOlder,     ///< granted and used; the token was issued before that
    Propagating,    ///< granted before the token was issued, and not in it: Entra has not spread it yet
    Excess,         ///< granted and not used
    Withdrawn,      ///< in the token alone: taken back, it ends with the token
    WithdrawnInUse, ///< the same, while it is used: calls will fail when the token ends
    Unknown,        ///< a column that decides could not be read
};

/// Pure. `used`: lately, or by what is set to be done. A column is nothing when it could not be read.
/// `tokenIsYounger`: the token was issued after the grant. A token proves its own permissions; the
/// declaration alone decides nothing.
[[nodiscard]] PermissionVerdict verdictOf(std::optional<bool> declared, std::optional<bool> granted,
                                          std::optional<bool> inToken, bool used,
                                          bool tokenIsYounger = false);

} // namespace milepost
