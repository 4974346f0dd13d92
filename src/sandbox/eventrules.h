// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/mailbox.h"

#include <optional>

#include <QJsonObject>

namespace milepost::sandbox {

/// A request that the calendar service would not take, in its words.
struct Refusal {
    int status = 400;
    QString code;
    QString message;
    QJsonObject annotations; ///< further members of the error object
};

/// Reads the body of a create or an update into `event`; on a refusal the event is half changed: work on a
/// copy. Rules of graph-contract 5.1 to 5.3 and 5.8.
[[nodiscard]] std::optional<Refusal> applyEventBody(const QJsonObject& body, bool isCreate,
                                                    StoredEvent& event);

/// Members of the event resource of v1.0; anything else is refused in bodies and in $select.
[[nodiscard]] bool isEventMember(const QString& name);

} // namespace milepost::sandbox
