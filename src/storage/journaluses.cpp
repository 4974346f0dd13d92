// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the app's permissions were last used for.
#include "storage/journal.h"
#include "storage/journalparts.h"
#include "storage/journalrows.h"

#include <algorithm>

namespace milepost::journalrows {

using namespace Qt::StringLiterals;

Result<PermissionUses> permissionUses(const Connection& connection, const QString& app) {
    auto rows =
        connection.run(u"SELECT permission, used_ms FROM permission_uses WHERE app = ?"_s, {app.toLower()});
    if (!rows)
        return std::unexpected(rows.error());
    PermissionUses uses;
    while (rows->next())
        uses[rows->value(0).toString()] =
            QDateTime::fromMSecsSinceEpoch(rows->value(1).toLongLong(), Qt::UTC);
    return uses;
}

Result<void> notePermissionUses(const Connection& connection, const QString& app,
                                const PermissionUses& uses) {
    for (const auto& [permission, usedUtc] : uses) {
        const auto noted =
            connection.run(u"INSERT INTO permission_uses (app, permission, used_ms) VALUES (?, ?, ?) "
                           "ON CONFLICT (app, permission) DO UPDATE SET used_ms = excluded.used_ms "
                           "WHERE permission_uses.used_ms < excluded.used_ms"_s,
                           {app.toLower(), permission, usedUtc.toMSecsSinceEpoch()});
        if (!noted)
            return std::unexpected(noted.error());
    }
    return {};
}

} // namespace milepost::journalrows

namespace milepost {

Result<PermissionUses> Journal::permissionUses(const QString& app) const {
    return m_parts->read([&](const Connection& c) { return journalrows::permissionUses(c, app); });
}

Result<void> Journal::notePermissionUses(const QString& app, const PermissionUses& uses) {
    const auto known = permissionUses(app);
    if (!known)
        return std::unexpected(known.error());
    const bool isNews = std::ranges::any_of(uses, [&](const auto& use) {
        const auto found = known->find(use.first);
        return found == known->end() || found->second.date() < use.second.date();
    });
    if (!isNews)
        return {};
    return m_parts->writer->write(
        [&](const Connection& c) { return journalrows::notePermissionUses(c, app, uses); });
}

} // namespace milepost
