// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace milepost {

/// Whom a calendar is shared with, and as what (graph-contract 4.2).
struct CalendarShare {
    QString address; ///< "" for the organisation as a whole
    QString name;
    QString role; ///< none, freeBusyRead, limitedRead, read, write, ...

    [[nodiscard]] bool showsTitles() const {
        return role != QStringLiteral("none") && role != QStringLiteral("freeBusyRead") && !role.isEmpty();
    }
    friend bool operator==(const CalendarShare&, const CalendarShare&) = default;
};

/// What decides whether people see an event that stands, beside its content (graph-contract 5.1, 5.3).
struct EventSight {
    QString sensitivity; ///< normal, personal, private, confidential
    QString zone;        ///< in which it was put there
    bool isCancelled = false;

    [[nodiscard]] bool isHidden() const {
        return sensitivity == QStringLiteral("private") || sensitivity == QStringLiteral("confidential");
    }
};

} // namespace milepost
