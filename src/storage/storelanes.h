// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/journaltypes.h"
#include "storage/storelease.h"

#include <vector>

#include <QJsonObject>

namespace milepost {

/// The work of one mailbox in a run that machines share.
struct SharedLane {
    RunId run;
    QString mailbox;  ///< PlanMailbox::id
    QJsonObject work; ///< what was confirmed: of the engine alone
    int claims = 0;   ///< how often it was taken, this time included
};

enum class LaneEnd {
    Done,
    Left, ///< for the leader alone: whoever took it would not do what was confirmed
};

/// Claims of lanes, by whom they are held (docs/adr/0020-workers.md). Inside a transaction of the writer.
/// PostgreSQL alone. A lane is claimed by one hand at a time; the claim of a worker ends by the server's
/// clock, and with the leader's lease.
namespace storelanes {

/// Of the run's leader, whose lease `token` is. What earlier runs left is forgotten.
[[nodiscard]] Result<void> publish(const Connection& connection, const QString& token,
                                   const std::vector<SharedLane>& lanes);
/// Up to `most` lanes that nobody holds, of the run that is led now. Does not wait for who claims at the same
/// time.
[[nodiscard]] Result<std::vector<SharedLane>> claim(const Connection& connection, const QString& token,
                                                    int most, std::chrono::milliseconds length);
/// The same for the leader; its claims last as long as its lease, and take what others left.
[[nodiscard]] Result<std::vector<SharedLane>> claimAsLeader(const Connection& connection,
                                                            const QString& token, RunId run, int most);
/// Of a lane that is held no longer it does nothing.
[[nodiscard]] Result<void> close(const Connection& connection, const QString& token, const SharedLane& lane,
                                 LaneEnd end);
/// Those that are not done.
[[nodiscard]] Result<int> remaining(const Connection& connection, RunId run);
/// That the claim and the leader's lease stand, and that nobody takes either before the commit.
/// Kind::Refused, code "store-failed", when one was lost.
[[nodiscard]] Result<void> check(const Connection& connection, const QString& token, RunId run,
                                 const QString& mailbox);

} // namespace storelanes
} // namespace milepost
