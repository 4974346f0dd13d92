// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"
#include "sandbox/mailbox.h"
#include "sandbox/odata.h"

#include <optional>

#include <QJsonObject>
#include <QStringList>

namespace milepost::sandbox {

/// How a client wants events to look: its Prefer header, $select and $expand.
struct EventView {
    bool immutableIds = false;
    bool textBody = false;
    QString zone = QStringLiteral("UTC");
    std::optional<QStringList> select;
    QStringList expandIds; ///< canonical
};

/// The preferences of a call; the zone is "?<name>" when it is not an accepted one.
[[nodiscard]] EventView viewOf(const Call& call);
[[nodiscard]] QJsonObject renderEvent(const StoredEvent& event, const Mailbox& mailbox,
                                      const EventView& view);
/// The same event as a filter sees it.
[[nodiscard]] odata::Item filterItem(const StoredEvent& event, const EventView& view);
/// What the property list looks like on the wire, for the given ids (canonical); all when `ids` is empty.
[[nodiscard]] QJsonArray renderExtended(const std::map<QString, QString>& extended, const QStringList& ids);
[[nodiscard]] odata::Elements extendedElements(const std::map<QString, QString>& extended);

} // namespace milepost::sandbox
