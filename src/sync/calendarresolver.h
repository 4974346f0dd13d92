// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/graphclient.h"
#include "storage/journal.h"

namespace milepost {

/// Finds the calendar that a profile names: by its exact name, never by a guess (law 1); without a name the
/// mailbox's default calendar. The id is remembered
/// with the time of its proof, because calendar ids change and people rename (graph-contract 4.1).
class CalendarResolver {
public:
    CalendarResolver(GraphClient& graph, Journal& journal) : m_graph(graph), m_journal(journal) {}

    /// calendar-missing when no calendar has exactly this name; near misses (case, spaces, accents) are named
    /// in the error's detail.
    [[nodiscard]] Result<Calendar> resolve(const QString& mailbox, const QString& name, std::stop_token stop);
    /// Creates it, or adopts the one that stands (409).
    [[nodiscard]] Result<Calendar> create(const QString& mailbox, const QString& name, std::stop_token stop);

private:
    [[nodiscard]] Result<Calendar> find(const QString& mailbox, const QString& name, std::stop_token stop);

    GraphClient& m_graph;
    Journal& m_journal;
};

} // namespace milepost
