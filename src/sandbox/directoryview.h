// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/graph.h"
#include "sandbox/registry.h"

namespace milepost::sandbox {

// What the directory's resources share: how they are named in a path, rendered and listed.

/// "applications", "applications/{id}/addPassword" or "applications(appId='..')".
struct DirectoryTarget {
    bool isCollection = false;
    bool byAppId = false;
    QString id;
    QStringList rest;
};
/// Nothing when the first segment is not `resource`.
[[nodiscard]] std::optional<DirectoryTarget> directoryTarget(const QStringList& path,
                                                             const QString& resource);

/// Keys travel only where a single application's were selected, as there.
[[nodiscard]] QJsonObject renderApplication(const World& world, const Application& app, bool withKeys);
[[nodiscard]] QJsonObject renderPassword(const PasswordCredential& password);
[[nodiscard]] QJsonObject renderPrincipal(const ServicePrincipal& principal);
[[nodiscard]] QJsonObject renderGrant(const World& world, const Grant& grant);

/// $select of the call, and a resource cut down to it.
[[nodiscard]] std::optional<QStringList> selectionOf(const Call& call);
[[nodiscard]] QJsonObject selected(const QJsonObject& json, const std::optional<QStringList>& select);
/// A page of `rows` by $filter, $select and $top.
[[nodiscard]] Answer directoryListing(const Call& call, const QString& resource,
                                      const QList<QJsonObject>& rows);

[[nodiscard]] Answer resourceNotFound(const Call& call, const QString& id);
[[nodiscard]] Answer badRequest(const Call& call, const QString& message);
[[nodiscard]] Answer noContent();
/// The id of a permission's resource in this tenant is Graph's principal: no other one grants here.
[[nodiscard]] bool isGraphPrincipal(const QString& id);

} // namespace milepost::sandbox
