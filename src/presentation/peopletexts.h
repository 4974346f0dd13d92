// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/state.h"
#include "sync/peopleengine.h"

namespace milepost {

/// The row as the window shows every state; Unknown where nothing was proven.
[[nodiscard]] State personState(const PersonRow& row);
/// "Matched", "Ambiguous" … (translated).
[[nodiscard]] QString personWord(const PersonRow& row);
/// Why it stands so (translated), a short sentence without a full stop.
[[nodiscard]] QString personWhy(const PersonRow& row);
/// Somebody may want to decide: no usable mailbox stands for the person, and nobody said that none should.
[[nodiscard]] bool isOpen(const PersonRow& row);
/// What is wrong with a wish (translated).
[[nodiscard]] QString faultText(const WishFault& fault, const PersonWish& wish);

} // namespace milepost
