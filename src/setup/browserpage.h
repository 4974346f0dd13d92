// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/redirectlistener.h"

namespace milepost {

/// What the browser shows when Microsoft's page has sent it back to us (translated).
[[nodiscard]] RedirectListener::Texts browserTexts();

} // namespace milepost
