// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUrl>

namespace milepost {

/// An address without what differs from call to call, so that calls of one kind can be told and counted
/// together, and shown to others: "/v1.0/users/{mailbox}/calendars/{calendar}/events?$filter={}&$top=100".
struct UrlShape {
    QString text;    ///< path and query; the host is left out
    QString mailbox; ///< that the path names, decoded; "" for none
};

/// Pure. Segments after a collection, addresses, GUIDs, numbers and long words are taken for values; of the
/// query the names stay, and the values of $select, $top, $orderby and $count.
[[nodiscard]] UrlShape shapeOf(const QUrl& url);

} // namespace milepost
