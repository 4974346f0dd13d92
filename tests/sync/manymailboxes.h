// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "machine.h"

#include <atomic>
#include <thread>

namespace milepost {

/// "person01@contoso.example", as the sandbox's people are called; counts from 1.
[[nodiscard]] inline QString personsMailbox(int number) {
    return QStringLiteral("person%1@contoso.example").arg(number, 2, 10, QLatin1Char('0'));
}

/// What came of writes into many mailboxes at once.
struct Written {
    std::atomic<int> created = 0;
    std::atomic<int> failed = 0;
};

/// The default calendars of the first people that have one; two thirds of the sandbox's do.
[[nodiscard]] inline std::vector<CalendarAddress> defaultCalendars(Machine& machine, size_t mailboxes) {
    std::vector<CalendarAddress> found;
    for (int person = 1; found.size() < mailboxes && person <= int(3 * mailboxes); ++person)
        if (const auto calendars = machine.graph().calendars(personsMailbox(person), {}))
            for (const Calendar& calendar : *calendars)
                if (calendar.isDefault)
                    found.push_back({personsMailbox(person), calendar.id});
    return found;
}

/// Writes that many events into each calendar, with a few hands in each, as the lanes of a run would.
inline void writeInto(Machine& machine, const std::vector<CalendarAddress>& calendars, int each,
                      Written& written) {
    constexpr int k_hands = 5; // one more than a lane bears
    std::vector<std::atomic<int>> next(calendars.size());
    std::vector<std::jthread> hands;
    for (size_t m = 0; m < calendars.size(); ++m) {
        for (int hand = 0; hand < k_hands; ++hand)
            hands.emplace_back([&machine, &written, &counter = next[m], &at = calendars[m], each] {
                for (int i = ++counter; i <= each; i = ++counter) {
                    const Tag tag{{QStringLiteral("tracker.example"), i, at.mailbox},
                                  QStringLiteral("0123456789abcdef"),
                                  QStringLiteral("01234567")};
                    EventContent content;
                    content.subject = QStringLiteral("Milestone %1").arg(i);
                    content.date = QDate(2026, 12, 1).addDays(i % 200);
                    content.timeZone = QStringLiteral("W. Europe Standard Time");
                    const auto event =
                        machine.graph().create(at, content, tag, at.mailbox + QString::number(i), {});
                    ++(event ? written.created : written.failed);
                }
            });
    }
}

} // namespace milepost
