// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/consentflow.h"
#include "setup/registrationmaker.h"

namespace milepost {

/// All translated, all plain text.
[[nodiscard]] QString stepText(RegistrationProgress::Step step);
/// What that step waits for, once it has to wait.
[[nodiscard]] QString waitText(RegistrationProgress::Step step);
/// "0:07", "12:30".
[[nodiscard]] QString clockText(const QDateTime& fromUtc, const QDateTime& toUtc);
/// What was left behind and how it is taken away by hand.
[[nodiscard]] QString leftoverText(const Leftover& leftover, const QString& displayName);
[[nodiscard]] QString consentText(const ConsentProgress& progress, const QDateTime& nowUtc);
/// What proves the consent, a line each.
[[nodiscard]] QStringList proofTexts(const ConsentOutcome& outcome);

} // namespace milepost
