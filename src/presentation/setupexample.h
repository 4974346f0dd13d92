// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/survey.h"

namespace milepost {

/// One deliverable to show what an event will look like: of the tracker where it was read, otherwise made up.
/// It stays small, so that composing at every key press costs nothing.
class SetupExample {
public:
    SetupExample();

    /// The first deliverable of a survey that belongs into the calendar; null: the made-up one.
    void take(const Survey* survey);
    [[nodiscard]] bool isFromTracker() const { return m_isFromTracker; }
    /// The event as this profile would write it, whatever its horizon.
    [[nodiscard]] std::optional<EventContent> compose(Profile profile) const;

private:
    TrackerData m_data; ///< one deliverable with what belongs to it
    bool m_isFromTracker = false;
};

} // namespace milepost
