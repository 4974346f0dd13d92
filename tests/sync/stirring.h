// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/sandbox.h"

#include <random>

namespace milepost {

/// Changes on both sides of a sandbox, as a working week brings them. Seeded.
class Stirring {
public:
    Stirring(sandbox::Sandbox& sandbox, unsigned seed, int deliverables = 60)
        : m_sandbox(sandbox),
          m_random(seed),
          m_deliverables(deliverables) {}

    /// Moves, renames, undates, completes, adds and removes deliverables.
    void stirTracker(int edits);
    /// Some of so many people join and leave deliverables, projects and the company.
    void stirTeams(int people, int edits);
    /// Edits, deletes and copies events in the calendar, ours and foreign ones, as people do.
    void stirCalendar(const QString& mailbox, const QString& calendar, int edits);
    /// A fault somewhere in Graph, of a kind that a run must survive.
    void breakSomething();

    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }

private:
    [[nodiscard]] qint64 anyDeliverable() { return 1 + pick(m_deliverables); }

    sandbox::Sandbox& m_sandbox;
    std::mt19937 m_random;
    int m_deliverables; ///< their ids count from 1; a few may be gone
};

} // namespace milepost
