// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/ladder.h"
#include "domain/profile.h"
#include "presentation/state.h"

namespace milepost {

// What is said about a rung, and about what Milepost can do about it. Pure; translated, but for what
// Microsoft's support gets.

[[nodiscard]] State stateOf(RungState state);
/// What stands below "What to do", numbered, with who can do it.
[[nodiscard]] QStringList rungAdvice(const Rung& rung);
/// Why it failed: its own words, then the explanation of its cause.
[[nodiscard]] QString rungWhy(const Rung& rung);
/// One line: status, code, time, request id.
[[nodiscard]] QString rungDetails(const Rung& rung);
/// What Microsoft's support asks for first: whose application in which tenant met what, when and in which
/// request. English, no secret.
[[nodiscard]] QString rungSupportText(const Rung& rung, const Profile& profile, const QString& version);

/// What happens when it is carried out, in a sentence.
[[nodiscard]] QString fixEffect(const RungFix& fix, const Profile& profile);
/// While it is carried out: "Creating the calendar".
[[nodiscard]] QString fixUnderWay(const RungFix& fix);
/// It changes something in Outlook: a profile that is read only has none of these (ux 2.10).
[[nodiscard]] bool fixWrites(RungFix::Kind kind);
/// It changes something that stays, and is asked for before.
[[nodiscard]] bool fixAsks(RungFix::Kind kind);

} // namespace milepost
