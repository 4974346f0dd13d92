// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "sandbox/mailbox.h"
#include "sandbox/rng.h"

#include <QJsonObject>

namespace milepost::sandbox {

struct World;
struct TrackerData;

/// Fills a fresh world from its options: the same seed and day give the same rows.
void seedWorld(World& world);

// The parts of it.
void seedTracker(const World& world, TrackerData& data, quint64 seed, bool isStaging);
void seedPeople(const World& world, TrackerData& data, Rng& rng, bool isStaging);
void seedLinks(const World& world, TrackerData& data, Rng& rng);
void seedDirectory(World& world);
void seedMailbox(World& world);
/// A member of the tenant with an empty mailbox, known at once.
DirectoryUser& addMailboxUser(World& world, const QString& name, const QString& address);
/// The odd deliverables of tracker-contract 9, at most `limit`; their ids start at `firstId`.
[[nodiscard]] QList<QJsonObject> trapDeliverables(const World& world, qint64 firstId, int limit);

/// A deliverable row with every key, the usual values.
[[nodiscard]] QJsonObject deliverableRow(const World& world, qint64 id, qint64 project);
/// A tracker time stamp, `days` before today, unlike any other for another `id`.
[[nodiscard]] QString stampFor(const World& world, qint64 id, int days);

/// Replaces the deliverables by `count` plain rows over the projects; links go too.
void fillDeliverables(const World& world, TrackerData& data, int count);
/// Puts an event into a calendar as the service itself would; `body` as in a POST to Graph, minus its
/// strictness on who may send it. Nothing when the body is refused.
[[nodiscard]] Result<StoredEvent> addStoredEvent(World& world, Mailbox& mailbox, const QString& calendarId,
                                                 const QJsonObject& body);
/// An all-day body on a date.
[[nodiscard]] QJsonObject allDayBody(const QString& subject, const QDate& date);

} // namespace milepost::sandbox
