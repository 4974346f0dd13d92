// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/sandbox.h"

#include <random>

namespace milepost {

/// Changes on both sides of a sandbox, as a working week brings them. Seeded.
class Stirring {
public:
    Stirring(sandbox::Sandbox& sandbox, unsigned seed) : m_sandbox(sandbox), m_random(seed) {}

    /// Moves, renames, undates, completes, adds and removes deliverables.
    void stirTracker(int edits);
    /// Edits, deletes and copies events in the calendar, ours and foreign ones, as people do.
    void stirCalendar(const QString& mailbox, const QString& calendar, int edits);
    /// A fault somewhere in Graph, of a kind that a run must survive.
    void breakSomething();

    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }

private:
    [[nodiscard]] qint64 anyDeliverable();

    sandbox::Sandbox& m_sandbox;
    std::mt19937 m_random;
};

} // namespace milepost
