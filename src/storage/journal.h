// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/drift.h"
#include "domain/peoplemap.h"
#include "domain/revert.h"
#include "storage/journaltypes.h"
#include "storage/storelanes.h"
#include "storage/storelease.h"
#include "storage/storeplace.h"
#include "storage/storetarget.h"

#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace milepost {

/// What was done to one profile's calendars, and what is about to be done: one SQLite file per profile
/// (laws 4 and 8, docs/files.md), or one schema in a PostgreSQL database.
///
/// Runs on: any thread, but never main (every call may wait for the disk). A function that writes returns
/// after the transaction with its record was committed with synchronous=FULL; what many threads write at the
/// same time shares one commit. An Error of Kind::Storage means that nothing of the call stands in the
/// journal: then nothing may be sent. (Of a server that was lost in the middle of a commit it may stand all
/// the same: an intent too many, which the next run resolves by tag.) Callers must be done before the journal
/// is destroyed.
class Journal final {
public:
    /// Opens or creates the database, migrates it, checks it. Errors (Kind::Storage, code "store-failed"):
    /// unreadable, read-only, full disk, corrupt (a copy is kept beside it), newer schema, foreign owner.
    /// The file is left byte for byte as it was when it is refused. `clock` outlives the journal.
    /// A server's errors are those of postgres.h.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const StorePlace& place, const Clock& clock);
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// One writer per profile (law 4): the file beside a SQLite database, or a lease in the store. Does not
    /// wait; errors as ProfileLock::take() and StoreLease::take(). On a server nothing is intended any more
    /// once the lease that was taken last is lost (Kind::Refused). Goes before the journal.
    [[nodiscard]] Result<RunLock> lock();

    /// Machines share it: it is in a database.
    [[nodiscard]] bool isShared() const;
    /// How much it holds (storefacts.h).
    [[nodiscard]] Result<QJsonObject> facts() const;

    // Where the profile's events belong, as machines that share a store agree (docs/adr/0025-one-target.md).
    // In a file there is nothing to agree on: the first passes always, the second does nothing, the third is
    // refused.
    /// Refused (code "store-failed") when another place was agreed on.
    [[nodiscard]] Result<void> checkTarget(const StoreTarget& ours) const;
    /// Before the first write of all; what was agreed on before stays.
    [[nodiscard]] Result<void> claimTarget(const StoreTarget& ours);
    /// Agrees on this from now on, and tells what stood before. Refused while somebody runs.
    [[nodiscard]] Result<std::optional<StoreTarget>> retarget(const StoreTarget& ours);

    // The lanes of a run that machines share (storelanes.h). Refused (Kind::Config) in a file.
    /// By the run's leader, who holds the lock; so are the next two.
    [[nodiscard]] Result<void> publishLanes(const std::vector<SharedLane>& lanes);
    [[nodiscard]] Result<std::vector<SharedLane>> leadLanes(RunId run, int most);
    [[nodiscard]] Result<int> lanesLeft(RunId run) const;
    /// By a worker: from here on something is intended only for a lane that is held still.
    struct Claimed {
        std::vector<SharedLane> lanes;
        std::optional<StoreLease> hold; ///< keeps them; where it goes first, they are given back
    };
    [[nodiscard]] Result<Claimed> claimLanes(int most);
    /// By whoever holds it.
    [[nodiscard]] Result<void> closeLane(const SharedLane& lane, LaneEnd end);

    // Runs. The caller of beginRun holds the profile's lock: older runs without an end are marked
    // interrupted.
    /// `planned`: the keys that it is to write.
    [[nodiscard]] Result<RunId> beginRun(const RunStart& start, const std::vector<EventKey>& planned = {});
    [[nodiscard]] Result<void> finishRun(RunId run, const RunEnd& end);
    /// A run that was refused before it began. One that repeats the newest row word for word, as a watch does
    /// all night, moves its end instead of filling the history.
    [[nodiscard]] Result<void> noteRefusal(const RunStart& start, const RunEnd& end);
    [[nodiscard]] Result<std::vector<EventKey>> planned(RunId run) const;
    /// Newest first.
    [[nodiscard]] Result<std::vector<RunRecord>> runs(int limit) const;
    /// NotFound when there is no such run.
    [[nodiscard]] Result<RunDetails> run(RunId run) const;

    // Writes to Graph: intent before the bytes leave, outcome after.
    [[nodiscard]] Result<IntentId> intend(const Intent& intent);
    /// Settling as Done also updates what is known of the key, in the same transaction: present with its
    /// content after a create or update, absent with its generation kept after a delete (of that very event:
    /// deleting a duplicate leaves the key present). Settling what is Done, Failed or Cancelled already is
    /// refused (Kind::Bug).
    [[nodiscard]] Result<void> settle(IntentId intent, const Outcome& outcome);
    [[nodiscard]] Result<void> settleAll(const std::vector<std::pair<IntentId, Outcome>>& outcomes);
    /// What runs after this one wrote into that calendar.
    [[nodiscard]] Result<LaterWrites> writtenAfter(RunId run, const QString& calendarId) const;
    /// Intents of that calendar that are Open or Doubtful, oldest first: to be resolved by tag before
    /// anything is sent for their keys.
    [[nodiscard]] Result<std::vector<IntentRecord>> openIntents(const QString& calendarId) const;

    // What is known of the events of one tracker in one calendar.
    [[nodiscard]] Result<std::vector<KnownEvent>> known(const QString& source,
                                                        const QString& calendarId) const;
    /// When an event of each deliverable was written last: created, changed or deleted. One pass over an
    /// index, whatever the history's length.
    [[nodiscard]] Result<QHash<qint64, QDateTime>> lastWritten(const QString& source,
                                                               const QString& calendarId) const;
    /// The newest intent of this key, in whatever calendar; nothing: there was none.
    [[nodiscard]] Result<std::optional<IntentRecord>> lastIntent(const EventKey& key) const;
    /// Never lowers it. A key that was not known becomes known, absent.
    [[nodiscard]] Result<void> raiseGeneration(const EventKey& key, const QString& calendarId,
                                               int generation);
    /// Replaces what is known of the key (adoption, resolution by tag).
    [[nodiscard]] Result<void> remember(const KnownEvent& event, const QString& calendarId);
    [[nodiscard]] Result<void> rememberAll(const std::vector<KnownEvent>& events, const QString& calendarId);

    // Through whose eyes the tracker was seen (law 2).
    [[nodiscard]] Result<std::optional<TrackerView>> acceptedView() const;
    /// The admin confirmed it, or it is the first. A changed address puts the old one into previousSources().
    [[nodiscard]] Result<void> acceptView(const TrackerView& view);
    /// Addresses that were accepted before the present one, oldest first.
    [[nodiscard]] Result<QStringList> previousSources() const;

    // Whose mailbox stands for whom, of one tracker. An accepted change of its address takes them along.
    [[nodiscard]] Result<std::vector<PersonMapping>> people(const QString& source) const;
    /// Remembers these and forgets those, all or none. What was found by a look never replaces what was
    /// decided by hand in the meantime.
    [[nodiscard]] Result<void> changePeople(const QString& source, const std::vector<PersonMapping>& mappings,
                                            const std::vector<qint64>& forgotten = {});

    // What was decided about edits of people (drift.h). An accepted change of the tracker's address takes it
    // along.
    [[nodiscard]] Result<DriftDecisions> driftDecisions(const QString& source) const;
    /// Stores these and forgets everything about those keys, all or none; what is in both is stored.
    [[nodiscard]] Result<void> decideDrift(const DriftDecisions& decisions, const QDateTime& decidedUtc,
                                           const std::vector<EventKey>& forgotten = {});

    // Where a tracker's events were written.
    /// Those that hold an event of ours by what is known; in a stable order.
    [[nodiscard]] Result<std::vector<WrittenPlace>> places(const QString& source) const;
    /// Before the first write there; all or none.
    [[nodiscard]] Result<void> rememberPlaces(const QString& source, const std::vector<WrittenPlace>& places);
    /// The calendar is gone, and so is every event in it.
    [[nodiscard]] Result<void> forgetPlace(const QString& source, const WrittenPlace& place);

    // Where a secret of a named source may be sent (law 10); its kind by the name of the command line.
    /// "" when somebody must confirm one first; nothing before the first use.
    [[nodiscard]] Result<std::optional<QString>> acceptedOrigin(const QString& secret) const;
    [[nodiscard]] Result<void> acceptOrigin(const QString& secret, const QString& origin);

    // What each lane (a mailbox) was sent, in stretches of time: what a quota is kept by.
    /// Those that end after `sinceMs`, oldest first.
    [[nodiscard]] Result<std::vector<SpentRequests>> spentRequests(const QString& lane, qint64 sinceMs) const;
    /// Adds to one stretch (or takes from it), forgets those of every lane that end up to `sinceMs`, and
    /// tells what stands then.
    [[nodiscard]] Result<std::vector<SpentRequests>>
    spendRequests(const QString& lane, const SpentRequests& added, qint64 sinceMs);

    // Ids of calendars that were resolved by exact name. The mailbox's case does not matter, the name's does.
    /// How long a name that was seen on a calendar is taken for its name, where nothing is to be written.
    static constexpr std::chrono::hours k_nameHolds{24};
    /// The id, when its calendar had this name within `k_nameHolds`.
    [[nodiscard]] Result<std::optional<QString>> provenCalendar(const QString& mailbox,
                                                                const QString& name) const;
    [[nodiscard]] Result<std::optional<QString>> calendarId(const QString& mailbox,
                                                            const QString& name) const;
    /// When its calendar was last seen under this name; nothing: never.
    [[nodiscard]] Result<std::optional<QDateTime>> calendarSeen(const QString& mailbox,
                                                                const QString& name) const;
    /// In lower case: the mailboxes of which provenCalendar() knows a calendar of this name.
    [[nodiscard]] Result<std::set<QString>> provenMailboxes(const QString& name) const;
    /// Its name was seen just now.
    [[nodiscard]] Result<void> rememberCalendar(const QString& mailbox, const QString& name,
                                                const QString& id);
    [[nodiscard]] Result<void> forgetCalendar(const QString& mailbox, const QString& name);

    /// When calls of the app with this client id that need a permission last succeeded; days count, not
    /// seconds.
    [[nodiscard]] Result<PermissionUses> permissionUses(const QString& app) const;
    /// Never earlier than what stands there. Writes nothing on a day that is noted already.
    [[nodiscard]] Result<void> notePermissionUses(const QString& app, const PermissionUses& uses);

    /// Since the journal was opened: calls that wrote, and the commits that they shared.
    struct Counters {
        qint64 records = 0;
        qint64 commits = 0;
    };
    [[nodiscard]] Counters counters() const;

private:
    struct Parts;
    explicit Journal(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace milepost
