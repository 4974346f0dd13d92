// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QString>

namespace milepost {

/// One thing that happens to a calendar, its tracker or the computers that sync them. The seed chooses the
/// rest, so that a step says the same whatever was left out before it.
struct Step {
    enum class Kind {
        Tracker,  ///< somebody plans: deliverables move, come and go
        People,   ///< somebody edits, deletes and copies events
        Fault,    ///< Graph will fail in some way
        Run,      ///< a sync, with whatever faults there are
        Killed,   ///< a sync that is killed, kill -9, before or after a request
        Together, ///< two computers sync at the same time
        Clock,    ///< the first computer's clock is right, 400 days ahead or 400 behind from now on
        Undo,     ///< the tracker changes, a sync follows and is taken back
        Team,     ///< people join and leave deliverables, or the company; where everybody has a calendar
        Mailbox,  ///< somebody's mailbox is gone, switched off or blocked, or back again; there too
        Admin,    ///< somebody decides who has which mailbox; there too
        Calm,     ///< no more faults; a sync must succeed, a second one has nothing to do
    };
    Kind kind = Kind::Calm;
    unsigned seed = 0;

    friend bool operator==(const Step&, const Step&) = default;
};
using Story = std::vector<Step>;

/// A story of so many steps; the last one is calm.
[[nodiscard]] Story storyOf(unsigned seed, int steps, bool isIndividual = false);

/// "T17 P4 K9 C0": a letter and a seed each.
[[nodiscard]] QString toText(const Story& story);
/// Nothing for any other text.
[[nodiscard]] std::optional<Story> storyFromText(const QString& text);

/// What is left of a story when all steps are taken out without which it is still true that it `breaks`.
/// Asks at most so often.
[[nodiscard]] Story shrunk(Story story, const std::function<bool(const Story&)>& breaks, int mostQuestions);

} // namespace milepost
