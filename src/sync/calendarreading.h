// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/calendarresolver.h"

namespace milepost {

/// Whether a look asks if the calendar that it reads has its name still
/// (docs/adr/0024-the-name-of-a-calendar.md). Remembered: a name that was seen within Journal::k_nameHolds is
/// good enough to find out that there is nothing to do. Nothing is ever written on it.
enum class NameProof { Asked, Remembered };

/// What one look at a profile's calendar gave.
struct CalendarReading {
    QString id;
    Reading<std::vector<CalendarEvent>> events; ///< those with a tag of ours
    bool isProven = true;                       ///< false: of its name is known what was remembered
};

/// Finds the calendar of this name, as CalendarResolver does, and reads what is ours there. An id that is
/// remembered and leads nowhere (replaced, another form) is looked for by its name. An error: there is no
/// such calendar to read; that it could not be read whole is part of the reading.
class CalendarReader {
public:
    CalendarReader(GraphClient& graph, Journal& journal, NameProof proof)
        : m_graph(graph),
          m_journal(journal),
          m_proof(proof) {}

    [[nodiscard]] Result<CalendarReading> read(const QString& mailbox, const QString& name,
                                               const QStringList& sources, std::stop_token stop);

private:
    GraphClient& m_graph;
    Journal& m_journal;
    NameProof m_proof;
};

} // namespace milepost
