// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"

namespace milepost {

/// What one mailbox's part of a plan is about.
struct LaneWork {
    QString mailbox; ///< PlanMailbox::id
    std::set<EventKey> keys;
    QJsonObject promises; ///< what was confirmed for each key: verb and content
};

/// The pending actions by mailbox, in the plan's order of mailboxes.
[[nodiscard]] std::vector<LaneWork> lanesOf(const Plan& plan);
[[nodiscard]] std::set<EventKey> keysOf(const std::vector<LaneWork>& lanes);

/// What is left of a promise, held against a plan made afresh.
struct LaneRest {
    std::set<EventKey> keys; ///< pending, and exactly what was confirmed
    bool differs = false;    ///< something else is planned now, or nobody could look
};
/// A key that is not pending any more was done.
[[nodiscard]] LaneRest restOf(const QString& mailbox, const QJsonObject& promises, const Plan& fresh);

} // namespace milepost
