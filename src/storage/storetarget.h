// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/profile.h"

#include <QDateTime>
#include <QString>

namespace milepost {

/// Where a profile's events belong: what machines that share a store agree on (docs/adr/0025-one-target.md).
struct StoreTarget {
    bool isIndividual = false;
    QString mailbox;      ///< in lower case; "": each person's
    QString calendarName; ///< "": each mailbox's default calendar
    QString source;       ///< tracker, see sourceOf()
    QString who;          ///< account@computer that said so; "": nobody noted it
    QDateTime sinceUtc;

    /// What the profile says; `who` and `sinceUtc` are the caller's.
    [[nodiscard]] static StoreTarget of(const Profile& profile);
    /// Whoever said so.
    [[nodiscard]] bool isSamePlace(const StoreTarget& other) const;
    /// For an error's detail and for the history: mailbox, calendar and tracker in one line.
    [[nodiscard]] QString text() const;
};

} // namespace milepost
