// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/eventtrace.h"
#include "sync/syncengine.h"

namespace milepost {

/// Follows one deliverable from the tracker into somebody's calendar. Writes nothing but what every look
/// remembers. Runs on: pool threads; blocks.
class EventTracer {
public:
    struct Parts {
        SyncEngine& engine;
        GraphClient& graph;
        Journal& journal;
    };
    explicit EventTracer(Parts parts) : m_parts(parts) {}

    /// Errors: the tracker could not be read, or there is no deliverable at all. Everything else that fails
    /// is part of the trace.
    [[nodiscard]] Result<EventTrace> trace(const TraceWish& wish, std::stop_token stop);

private:
    void findPlace(EventTrace& trace, const Survey& survey, const Deliverable& deliverable) const;
    void findEvent(EventTrace& trace, const Survey& survey, int mailbox) const;
    [[nodiscard]] Result<void> look(EventTrace& trace, std::stop_token stop);
    void lookAtViewer(EventTrace& trace, std::stop_token stop);
    void remember(EventTrace& trace) const;

    Parts m_parts;
};

} // namespace milepost
