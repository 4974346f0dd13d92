// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "domain/plan.h"
#include "graph/graphclient.h"
#include "storage/journal.h"

namespace milepost {

/// Writes one event for one action, exactly once (law 4): the intent is in the journal before the bytes
/// leave, and after any doubtful outcome the tag is looked up before anything is sent again. Runs on: pool
/// threads.
class EventWriter {
public:
    struct Parts {
        GraphClient& graph;
        Journal& journal;
        const Clock& clock;
        std::stop_token stop;
    };
    struct Target {
        CalendarAddress at;
        QString calendarName;
        RunId run;
    };

    EventWriter(Parts parts, Target target) : m_parts(std::move(parts)), m_target(std::move(target)) {}

    /// create, update (also adopt) or delete.
    [[nodiscard]] Result<void> carryOut(const Action& action);
    /// The event that the last action left, or deleted; "" before one succeeded.
    [[nodiscard]] const QString& lastWritten() const { return m_lastWritten; }

private:
    /// Our body as Graph shows it, and the etag under which it stands so.
    struct Echo {
        QString hash; ///< "" when we sent no body: what stands may be somebody's edit
        QString etag;

        [[nodiscard]] static Echo of(const CalendarEvent& event) {
            return {bodyHash(event.content.body), event.etag};
        }
    };
    /// A journal record that waits for its outcome.
    struct Pending {
        IntentId intent;
        const Action& action;
    };

    [[nodiscard]] Result<void> create(const Action& action);
    [[nodiscard]] Result<void> createOnce(const Action& action, int generation, bool* generationUsed);
    [[nodiscard]] Result<void> updateEvent(const Action& action);
    [[nodiscard]] Result<void> resolveUpdate(const Pending& pending, const Error& error, bool again);
    [[nodiscard]] Result<void> patch(const Pending& pending, const OwnEvent& event, bool again);
    [[nodiscard]] static Echo echoOf(const CalendarEvent& event, const Action& action);
    [[nodiscard]] Result<void> deleteEvent(const Action& action);
    [[nodiscard]] Result<void> erase(const Pending& pending, const OwnEvent& event, bool again);

    /// The journal's line before the bytes.
    [[nodiscard]] Result<IntentId> intend(const Action& action, const QString& transactionId, int generation);
    [[nodiscard]] Result<void> done(const Pending& pending, const QString& eventId, const Echo& echo = {});
    /// Settles with the error and hands it back. A cancelled write stays open for the next run; when its
    /// bytes may have arrived it is unresolved().
    [[nodiscard]] std::unexpected<Error> failed(const Pending& pending, Error error);
    /// Nobody knows whether it was carried out: the intent stays open, the next run finds out. Cancelled
    /// becomes Doubtful (may-have-arrived): such an item was tried, and is not one that was skipped.
    [[nodiscard]] static std::unexpected<Error> unresolved(Error error);
    /// After a 404: is it the event that is gone, or the calendar? An error when the calendar is gone
    /// (calendar-missing) or another one stands under its name (plan-stale): the plan was not made for that
    /// one, so that nothing more is written.
    [[nodiscard]] Result<void> calendarStands();
    [[nodiscard]] Result<std::vector<CalendarEvent>> lookUp(const EventKey& key);
    /// The event with this id among those of the action's old and new key.
    [[nodiscard]] Result<std::optional<CalendarEvent>> lookUpEvent(const Action& action);

    Parts m_parts;
    Target m_target;
    QString m_lastWritten;
};

/// Nobody but the service itself touched it since the plan was made: the etag may move without an edit
/// (graph-contract 5.8).
[[nodiscard]] bool isAsPlanned(const CalendarEvent& event, const Action& action);
/// What a write is refused with when somebody did.
[[nodiscard]] Error changedMeanwhile();

/// UUIDv5 over calendar, key and generation: the same on every machine (law 4).
[[nodiscard]] QString transactionIdOf(const QString& calendarId, const EventKey& key, int generation);

} // namespace milepost
