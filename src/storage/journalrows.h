// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "domain/drift.h"
#include "domain/peoplemap.h"
#include "domain/revert.h"
#include "storage/database.h"
#include "storage/journaltypes.h"

#include <optional>
#include <vector>

#include <QHash>
#include <QStringList>

/// The journal's statements, one function per question or act. Each runs on the thread that owns the
/// connection; those that write expect to stand inside a transaction.
namespace milepost::journalrows {

[[nodiscard]] Result<RunId> beginRun(const Connection& connection, const RunStart& start,
                                     const std::vector<EventKey>& planned);
[[nodiscard]] Result<void> noteRefusal(const Connection& connection, const RunStart& start,
                                       const RunEnd& end);
[[nodiscard]] Result<std::vector<EventKey>> planned(const Connection& connection, RunId run);
[[nodiscard]] Result<void> finishRun(const Connection& connection, RunId run, const RunEnd& end);
/// `newestIsAlive`: the run that is still open has an owner.
[[nodiscard]] Result<std::vector<RunRecord>> runs(const Connection& connection, int limit,
                                                  bool newestIsAlive);
[[nodiscard]] Result<RunRecord> run(const Connection& connection, RunId id, bool newestIsAlive);

[[nodiscard]] Result<IntentId> intend(const Connection& connection, const Intent& intent,
                                      const QDateTime& nowUtc);
[[nodiscard]] Result<void> settle(const Connection& connection, IntentId id, const Outcome& outcome,
                                  const QDateTime& nowUtc);
[[nodiscard]] Result<std::vector<IntentRecord>> openIntents(const Connection& connection,
                                                            const QString& calendarId);
[[nodiscard]] Result<LaterWrites> writtenAfter(const Connection& connection, RunId run,
                                               const QString& calendarId);
[[nodiscard]] Result<std::vector<IntentRecord>> intentsOf(const Connection& connection, RunId run);

[[nodiscard]] Result<std::vector<KnownEvent>> known(const Connection& connection, const QString& source,
                                                    const QString& calendarId);
[[nodiscard]] Result<std::optional<IntentRecord>> lastIntent(const Connection& connection,
                                                             const EventKey& key);
[[nodiscard]] Result<QHash<qint64, QDateTime>> lastWritten(const Connection& connection,
                                                           const QString& source, const QString& calendarId);
[[nodiscard]] Result<void> remember(const Connection& connection, const KnownEvent& event,
                                    const QString& calendarId);
[[nodiscard]] Result<void> raiseGeneration(const Connection& connection, const EventKey& key,
                                           const QString& calendarId, int generation);

[[nodiscard]] Result<std::optional<TrackerView>> acceptedView(const Connection& connection);
[[nodiscard]] Result<void> acceptView(const Connection& connection, const TrackerView& view);
[[nodiscard]] Result<QStringList> previousSources(const Connection& connection);

[[nodiscard]] Result<std::vector<PersonMapping>> people(const Connection& connection, const QString& source);
[[nodiscard]] Result<void> rememberPerson(const Connection& connection, const QString& source,
                                          const PersonMapping& mapping);
[[nodiscard]] Result<void> forgetPerson(const Connection& connection, const QString& source, qint64 person);
/// Everybody of one address of the tracker now belongs to another one.
[[nodiscard]] Result<void> movePeople(const Connection& connection, const QString& from, const QString& to);

[[nodiscard]] Result<DriftDecisions> driftDecisions(const Connection& connection, const QString& source);
[[nodiscard]] Result<void> decideDrift(const Connection& connection, const DriftDecisions& decisions,
                                       const QDateTime& decidedUtc);
[[nodiscard]] Result<void> forgetDrift(const Connection& connection, const EventKey& key);
/// As movePeople.
[[nodiscard]] Result<void> moveDrift(const Connection& connection, const QString& from, const QString& to);

[[nodiscard]] Result<std::vector<WrittenPlace>> places(const Connection& connection, const QString& source);
[[nodiscard]] Result<void> rememberPlace(const Connection& connection, const QString& source,
                                         const WrittenPlace& place);
[[nodiscard]] Result<void> forgetPlace(const Connection& connection, const QString& source,
                                       const WrittenPlace& place);

[[nodiscard]] Result<std::optional<QString>> acceptedOrigin(const Connection& connection,
                                                            const QString& secret);
[[nodiscard]] Result<void> acceptOrigin(const Connection& connection, const QString& secret,
                                        const QString& origin);

[[nodiscard]] Result<std::vector<SpentRequests>> spentRequests(const Connection& connection,
                                                               const QString& lane, qint64 sinceMs);
[[nodiscard]] Result<std::vector<SpentRequests>>
spendRequests(const Connection& connection, const QString& lane, const SpentRequests& added, qint64 sinceMs);

[[nodiscard]] Result<std::optional<QString>> calendarId(const Connection& connection, const QString& mailbox,
                                                        const QString& name);
/// Since 1970, both included.
struct StretchMs {
    qint64 from;
    qint64 to;
};
[[nodiscard]] Result<std::optional<QDateTime>> calendarSeen(const Connection& connection,
                                                            const QString& mailbox, const QString& name);
[[nodiscard]] Result<std::optional<QString>>
provenCalendar(const Connection& connection, const QString& mailbox, const QString& name, StretchMs when);
[[nodiscard]] Result<std::set<QString>> provenMailboxes(const Connection& connection, const QString& name,
                                                        StretchMs when);
[[nodiscard]] Result<void> rememberCalendar(const Connection& connection, const QString& mailbox,
                                            const QString& name, const QString& id, qint64 provenMs);
[[nodiscard]] Result<void> forgetCalendar(const Connection& connection, const QString& mailbox,
                                          const QString& name);

[[nodiscard]] Result<PermissionUses> permissionUses(const Connection& connection, const QString& app);
[[nodiscard]] Result<void> notePermissionUses(const Connection& connection, const QString& app,
                                              const PermissionUses& uses);

} // namespace milepost::journalrows
