// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "domain/profile.h"
#include "graph/graphclient.h"

namespace milepost {

/// The source in the tags of test events: no tracker's, so that no plan sees one.
[[nodiscard]] QString writeProofSource();

/// Proves that the calendar can be written to: a private all-day event of today is made, read back, compared
/// and deleted again. One that an earlier proof left behind is deleted first. Runs on: pool threads; blocks.
/// Errors: those of GraphClient; isAltered() when it stands otherwise than it was sent. When the event may
/// have stayed behind, the error's detail says so; the next proof takes it away.
[[nodiscard]] Result<void> proveWriting(GraphClient& graph, const CalendarAddress& at, const Profile& profile,
                                        const Clock& clock, std::stop_token stop);

} // namespace milepost
