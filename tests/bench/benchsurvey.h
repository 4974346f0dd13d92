// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../presentation/surveytools.h"

namespace milepost {

/// A usual day: of five deliverables that belong into the calendar four stand there, of fifty one moved.
inline std::shared_ptr<const Survey> surveyFor(TrackerData data) {
    using namespace Qt::StringLiterals;
    std::vector<CalendarEvent> events;
    const Composer composer(readyProfile(), data, QDate(2026, 11, 26));
    for (size_t row = 0; row < data.deliverables.size(); ++row)
        if (const Composed composed = composer.compose(data.deliverables[row]);
            row % 5 != 0 && std::holds_alternative<DesiredEvent>(composed)) {
            const auto& desired = std::get<DesiredEvent>(composed);
            CalendarEvent event;
            event.id = u"AAMkAGI2TG93AAA%1="_s.arg(desired.key.deliverable, 120, 10, QLatin1Char('0'));
            event.content = desired.content;
            event.tag = desired.tag();
            events.push_back(std::move(event));
        }
    for (size_t row = 0; row < data.deliverables.size(); row += 50)
        if (data.deliverables[row].date)
            data.deliverables[row].date = data.deliverables[row].date->addDays(1);
    return surveyOf(readyProfile(), std::move(data), std::move(events));
}

} // namespace milepost
