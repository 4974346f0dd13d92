// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>

#include <QString>
#include <QStringList>

namespace milepost::sandbox {

/// A permission of Microsoft Graph with its ids (graph-contract 0.3); an empty id: not of that kind.
struct GraphPermission {
    QStringView name;
    QStringView roleId;  ///< application permission
    QStringView scopeId; ///< delegated permission
};
[[nodiscard]] std::span<const GraphPermission> graphPermissions();

/// The id of an application permission; names that the table lacks have one too, made from the name.
[[nodiscard]] QString roleIdOf(const QString& name);
/// The name of an application permission, or of a delegated one; empty when nothing has that id.
[[nodiscard]] QString roleNameOf(const QString& id);
[[nodiscard]] QString scopeNameOf(const QString& id);
[[nodiscard]] bool isDelegatedScope(const QString& name);

} // namespace milepost::sandbox
