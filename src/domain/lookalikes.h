// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/calendarevent.h"

#include <set>

#include <QMultiHash>

namespace milepost {

/// Untagged events that say what an event of ours would say: same subject, same all-day date, nobody invited,
/// no series. Each is offered once.
class LookAlikes {
public:
    /// Keeps pointers into `events`, which must outlive it.
    explicit LookAlikes(const std::vector<CalendarEvent>& events);
    /// The oldest one not yet taken, or null.
    /// It is spoken for.
    void reserve(const CalendarEvent* event) { m_taken.insert(event); }
    [[nodiscard]] const CalendarEvent* take(const EventContent& content);

private:
    QMultiHash<QString, const CalendarEvent*> m_bySubject;
    std::set<const CalendarEvent*> m_taken;
};

} // namespace milepost
