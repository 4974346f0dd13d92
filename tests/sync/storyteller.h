// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "machine.h"
#include "story.h"

#include <QSet>

namespace milepost {

/// Lets a story happen to a fresh sandbox, and watches the laws: foreign events stay byte for byte, a key
/// never has two events of ours, nobody gets a mail, a second run has nothing to do, the journal knows what
/// stands, a run that is taken back leaves what was there.
class Storyteller {
public:
    /// `choice` chooses the profile's policies.
    explicit Storyteller(unsigned choice) : m_choice(choice) {}

    /// The law that was broken, and by which step; nothing when all of them held.
    [[nodiscard]] std::optional<QString> tell(const Story& story);

private:
    struct World;

    unsigned m_choice;
};

} // namespace milepost
