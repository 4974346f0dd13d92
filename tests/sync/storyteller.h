// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storyworld.h"

namespace milepost {

/// Lets a story happen to a fresh sandbox, and watches the laws: foreign events stay byte for byte, a key
/// never has two events of ours, nobody gets a mail, a second run has nothing to do, the journal knows what
/// stands, a run that is taken back leaves what was there.
class Storyteller {
public:
    explicit Storyteller(const StorySetting& setting) : m_setting(setting) {}

    /// The law that was broken, and by which step; nothing when all of them held.
    [[nodiscard]] std::optional<QString> tell(const Story& story);

private:
    struct World;

    StorySetting m_setting;
};

} // namespace milepost
