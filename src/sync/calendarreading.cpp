// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/calendarreading.h"

#include "graph/calendarnames.h"

namespace milepost {

Result<CalendarReading> CalendarReader::read(const QString& mailbox, const QString& name,
                                             const QStringList& sources, std::stop_token stop) {
    if (m_proof == NameProof::Remembered) {
        const auto known = m_journal.provenCalendar(mailbox, name);
        if (!known)
            return std::unexpected(known.error());
        if (*known) {
            CalendarReading there{**known, m_graph.taggedEvents({mailbox, **known}, sources, stop), false};
            if (const Error* failure = there.events.failure(); failure == nullptr || !leadsNowhere(*failure))
                return there;
        }
    }
    const auto calendar = CalendarResolver(m_graph, m_journal).resolve(mailbox, name, stop);
    if (!calendar)
        return std::unexpected(calendar.error());
    return CalendarReading{calendar->id, m_graph.taggedEvents({mailbox, calendar->id}, sources, stop)};
}

} // namespace milepost
