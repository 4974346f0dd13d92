// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/facts.h"

namespace milepost::doctor {

/// The facts that people can use, without secrets, translated: request, status, codes, words, times, and what
/// the context tells.
[[nodiscard]] QStringList evidenceOf(const Facts& facts);
/// Of it, what was known beside the failure.
[[nodiscard]] QStringList evidenceBeside(const Facts& facts);
/// For a failure that no rule knows: what it is not, by the facts.
[[nodiscard]] QString ruledOut(const Facts& facts);

} // namespace milepost::doctor
