// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/probe.h"
#include "domain/profile.h"

#include <vector>

namespace milepost::cli {

class Session;

/// Every probe but the comparison with a file, as `check` asks them.
[[nodiscard]] std::vector<ProbeReport> checkAll(Session& session, const Profile& profile);

} // namespace milepost::cli
