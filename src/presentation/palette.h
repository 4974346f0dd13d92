// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>

namespace milepost {

/// Colours are asked for by what they mean, never by name (ux 3). The values stand in palette.cpp alone.
enum class Role {
    Surface,
    SurfaceRaised,
    SurfaceSunken,
    Border,       ///< decoration: nothing may be told by it alone
    BorderStrong, ///< outlines of controls, 3:1
    Text,
    TextMuted,
    TextDisabled,
    Accent,
    OnAccent, ///< on filled accent or danger
    AccentSoft,
    Success,
    SuccessSoft,
    Warning,
    WarningSoft,
    Danger,
    DangerSoft,
    Info,
    InfoSoft,
};
inline constexpr int k_roleCount = static_cast<int>(Role::InfoSoft) + 1;

enum class Tone { Light, Dark };
[[nodiscard]] QColor colour(Role role, Tone tone);

/// The mark of a profile (its key `colour`); an invalid colour for a name that is none of the six.
[[nodiscard]] QColor profileColour(const QString& name, Tone tone);

/// "Marked orange" (translated); "" for a name that is none of the six.
[[nodiscard]] QString profileMarkText(const QString& name);

/// WCAG 2 contrast of two opaque colours: 1 to 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

} // namespace milepost
