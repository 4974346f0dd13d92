// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/composer.h"
#include "domain/contentpool.h"
#include "domain/drift.h"
#include "domain/plan.h"
#include "domain/reading.h"
#include "domain/secondlook.h"

namespace milepost {

/// The part of one person's mailbox in a plan over many (mailboxplan.h).
struct MailboxShare {
    const QString& recipient;
    const std::vector<qint64>& people;  ///< for whom the mailbox stands
    const std::vector<qint64>& unclear; ///< for whom it may stand: what is theirs stays
    const std::vector<const Deliverable*>& assigned;
    const QHash<qint64, const Deliverable*>& listed; ///< every deliverable of the reading
    ContentPool& contents;
    std::optional<Reason> leaves; ///< everything that our journal wrote here goes, on this ground

    [[nodiscard]] Composed composed(const Deliverable& deliverable) const {
        Composed composed = contents.composed(deliverable);
        if (auto* event = std::get_if<DesiredEvent>(&composed))
            event->key.recipient = recipient;
        return composed;
    }
};

/// Everything a plan is made from. Values only: the planner sees nothing else (law 3).
struct PlanInput {
    PlanTarget target;
    Scope scope;
    bool adopt = false;
    DriftPolicy driftPolicy = DriftPolicy::Show;
    QDateTime nowUtc;

    const Reading<TrackerData>& tracker;
    const Composer& composer; ///< over the tracker reading's rows
    /// Every event in the calendar that carries a tag of ours (this tracker's and earlier addresses'), and
    /// the untagged ones when look-alikes are to be found.
    const Reading<std::vector<CalendarEvent>>& existing;
    const std::vector<KnownEvent>& known;
    SecondLook look;                        ///< what was asked for again before a deletion
    QStringList movedFrom;                  ///< earlier addresses of this tracker, confirmed by the admin
    QStringList unconfirmedAddresses;       ///< earlier addresses that nobody confirmed
    std::set<EventKey> putBack = {};        ///< edits that somebody chose to take back, whatever the policy
    DriftDecisions decisions = {};          ///< about edits, see mergeEvent
    QHash<QString, QString> elsewhere = {}; ///< events of ours that people moved → name of their calendar
    const MailboxShare* share = nullptr;    ///< null: every deliverable, in the shared calendar

    /// Of the keys; "" of the shared calendar.
    [[nodiscard]] QString recipient() const { return share != nullptr ? share->recipient : QString(); }
};

/// A plan of nothing: what every plan says of its readings.
[[nodiscard]] Plan planFrame(const PlanInput& input);

/// Desired × existing → plan. Pure. The order of actions is by date, subject and key, so that the same input
/// gives the same plan. An incomplete reading is handed back as its Error (law 2). A deletion on a ground of
/// the tracker that the second look does not confirm comes out blocked, as NotConfirmed.
[[nodiscard]] Result<Plan> makePlan(const PlanInput& input);

} // namespace milepost
