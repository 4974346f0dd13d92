// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"
#include "sandbox/entra.h"
#include "sandbox/eventview.h"
#include "sandbox/mailbox.h"

namespace milepost::sandbox {

struct World;

/// A Graph request on its way through the handlers; the world's mutex is held.
struct GraphCall {
    World& world;
    const Call& call;
    QStringList path;  ///< behind "/v1.0"
    QStringList roles; ///< of the token
    const Caller& caller;
    const DirectoryUser* user = nullptr;
    Mailbox* mailbox = nullptr;
    EventView view;
};

/// Everything under /graph but $batch. Called with the world's mutex held.
[[nodiscard]] Answer handleGraph(World& world, const Call& call);

// One function per resource; `rest` is the path behind it.
[[nodiscard]] Answer handleUsers(GraphCall& graph);
[[nodiscard]] Answer handleApplications(GraphCall& graph);
[[nodiscard]] Answer handlePrincipals(GraphCall& graph);
[[nodiscard]] Answer handleOrganization(GraphCall& graph);
[[nodiscard]] Answer handleCalendars(GraphCall& graph);
[[nodiscard]] Answer handleSharing(GraphCall& graph, StoredCalendar& calendar, const QStringList& rest);
[[nodiscard]] Answer handleCalendarGroups(GraphCall& graph);
[[nodiscard]] Answer handleEvents(GraphCall& graph, const QString& calendarId, const QStringList& rest);

/// Whether the token holds one of these: as roles of the application, or as scopes for a person.
[[nodiscard]] bool holdsAny(const GraphCall& graph, const QStringList& permissions);
/// The same for a change of the directory: a person also needs the role of an administrator.
[[nodiscard]] bool mayAdminister(const GraphCall& graph, const QStringList& permissions);
/// 403 Authorization_RequestDenied.
[[nodiscard]] Answer requestDenied(const Call& call);

/// A page of `rows`, by $top and $skiptoken, with the nextLink. `rows` are made by `render` for the page
/// alone.
struct PageRequest {
    int top = 10;
    qsizetype skip = 0;
};
[[nodiscard]] std::optional<PageRequest> pageRequest(const Call& call);
[[nodiscard]] QString nextLink(const Call& call, qsizetype skip);
/// 400 for an option that the resource does not know; nothing when all are known.
[[nodiscard]] std::optional<Answer> checkOptions(const Call& call, const QStringList& known);

} // namespace milepost::sandbox
