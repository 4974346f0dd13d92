// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/probes.h"

namespace milepost {

/// What was read about the app's application permissions; nothing where it could not be read.
struct PermissionFacts {
    std::optional<QStringList> declared; ///< by the registration
    std::optional<QStringList> granted;  ///< to the app in this tenant
    std::optional<QStringList> inToken;
    QDateTime tokenUtc;                 ///< when the token was issued
    QDateTime grantedUtc;               ///< the youngest grant
    std::optional<PermissionUses> uses; ///< nothing: there is no record
    QDateTime nowUtc;                   ///< lately is counted back from here
};

/// Rights of which each opens the directory's columns (graph-contract 2.2).
[[nodiscard]] bool mayReadApplications(const QStringList& roles);

/// What this permission is for here (translated); "" for one that is of no use.
[[nodiscard]] QString permissionPurpose(const QString& name);

/// A row for each permission that this program knows a use for, and one for every other that stands in a
/// column: that is more than it needs. Pure.
[[nodiscard]] std::vector<PermissionRow> permissionRows(const Profile& profile, const PermissionFacts& facts);

/// What a row comes to, in a sentence (translated); "" for one that is well and needs no word.
[[nodiscard]] QString permissionText(const PermissionRow& row);
[[nodiscard]] ProbeState stateOf(const PermissionRow& row);

/// From the current token, and from the directory where the token opens it. Error: there is no token. Runs
/// on: a pool thread; blocks.
[[nodiscard]] Result<PermissionFacts> readPermissionFacts(const QString& clientId,
                                                          const ProbeClients& clients, std::stop_token stop);
/// One word for the columns that could not be read (translated); "" when all could.
[[nodiscard]] QString unreadText(const PermissionFacts& facts);
/// The needed permission of this row is not there.
[[nodiscard]] Error missingPermission(const PermissionRow& row);

/// Is what the app may do what it needs? Without Calendars.ReadWrite in the token the profile's mailbox is
/// asked: Exchange can give the right by itself (graph-contract 3.2).
[[nodiscard]] ProbeReport probePermissions(const Profile& profile, const ProbeClients& clients,
                                           std::stop_token stop);

} // namespace milepost
