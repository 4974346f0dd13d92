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

/// Of the events that are gone from `at`, those that stand in another calendar of the mailbox, with that
/// calendar's name. Asks nobody when nothing is gone; what cannot be asked counts as not found, because it
/// changes no plan. Blocks; a pool thread.
[[nodiscard]] QHash<QString, QString> movedEvents(GraphClient& graph, const CalendarAddress& at,
                                                  const QStringList& sources,
                                                  const std::vector<HandEdit>& edits, std::stop_token stop);

} // namespace milepost
