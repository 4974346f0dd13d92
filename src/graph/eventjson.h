// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/jsonreader.h"
#include "domain/calendarevent.h"

#include <vector>

#include <QJsonObject>

namespace milepost {

/// The body of a create: everything that we own, no attendees (law 5), the tag, the transactionId
/// (graph-contract 5.1).
[[nodiscard]] QJsonObject createBody(const EventContent& content, const Tag& tag,
                                     const QString& transactionId,
                                     Sensitivity sensitivity = Sensitivity::Normal);

/// The body of an update: only the fields given, and always the tag. The date goes with its zone and isAllDay
/// (graph-contract 5.2: a change of one needs all).
[[nodiscard]] QJsonObject updateBody(const EventContent& content, const std::vector<Field>& fields,
                                     const Tag& tag);

/// An event as Graph answers it. Of the times only the date part is read (law 7). A tag that is not exactly
/// ours is no tag (law 1).
[[nodiscard]] CalendarEvent readEvent(JsonReader& reader);

/// $select of an event listing: what readEvent needs.
[[nodiscard]] QString eventMembers();

} // namespace milepost
