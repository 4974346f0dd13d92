// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/drift.h"
#include "graph/graphclient.h"

#include <stop_token>
#include <vector>

#include <QHash>
#include <QStringList>

namespace milepost {

/// A calendar of ours that was read whole.
struct EmptiedPlace {
    CalendarAddress at;
    QString recipient; ///< of the keys that belong there
};

/// Of the events that are gone from these places, those that stand in another calendar of the same mailbox,
/// with that calendar's name. Each mailbox is asked about its own, and only where something is missing. What
/// cannot be asked counts as not found, because it changes no plan. Blocks; a pool thread, with helpers of
/// its own.
[[nodiscard]] QHash<QString, QString> movedEvents(GraphClient& graph, const std::vector<EmptiedPlace>& places,
                                                  const QStringList& sources,
                                                  const std::vector<HandEdit>& edits, std::stop_token stop);

} // namespace milepost
