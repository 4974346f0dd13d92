// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"

#include <random>

namespace milepost {

/// A calendar in memory that behaves as Outlook's does where it matters to the planner: bodies come back
/// rewritten, every write moves the etag, categories come back in any order.
class ToyCalendar {
public:
    std::vector<CalendarEvent> events;
    std::vector<KnownEvent> known; ///< what this machine's journal would remember

    void apply(const Plan& plan, bool remember, std::mt19937& random);
    void add(CalendarEvent event);
    [[nodiscard]] std::vector<CalendarEvent> foreign() const;
    [[nodiscard]] CalendarEvent* find(const QString& id);

private:
    void write(CalendarEvent& event, const Action& action, std::mt19937& random);
    void remember(const Action& action, const CalendarEvent& event);

    int m_nextId = 1;
    int m_nextEtag = 1;
};

} // namespace milepost
