// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/applier.h"

#include <mutex>

namespace milepost {

/// What is written into one mailbox's calendar.
struct Applier::Lane {
    EventWriter::Target target;
    PlanMailbox mailbox;
    std::vector<Group> groups;
    size_t next = 0;
    int busy = 0;       ///< workers
    int left = 0;       ///< actions
    int toOpen = 0;     ///< requests, before the first of them
    bool ended = false; ///< whatever comes would fail in the same way
    std::mutex opening; ///< guards what follows, and the target until it is open
    bool isOpen = false;

    [[nodiscard]] bool hasWork() const { return !ended && next < groups.size(); }
};

} // namespace milepost
