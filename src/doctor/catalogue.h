// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/diagnosis.h"

#include <array>
#include <span>

#include <QString>
#include <QStringList>

namespace milepost::doctor {

/// The words of a remedy that is of no use in the window, or is said there by another one.
inline constexpr const char* k_notHere = "";

/// What to do, worded for where it is read: a command for a terminal, a place in the window. An empty one
/// ends the list.
struct Remedy {
    const char* text = nullptr;
    const char* inWindow = nullptr; ///< null: as the text
    RemedyAction action = RemedyAction::None;

    constexpr Remedy() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): most remedies have one wording
    constexpr Remedy(const char* everywhere) : text(everywhere) {}
    constexpr Remedy(const char* atCommandLine, const char* atWindow, RemedyAction does = RemedyAction::None)
        : text(atCommandLine),
          inWindow(atWindow),
          action(does) {}
    /// Null where it has nothing to say.
    [[nodiscard]] constexpr const char* wordsFor(Surface surface) const {
        const char* words = surface == Surface::Window && inWindow != nullptr ? inWindow : text;
        return words != nullptr && *words != 0 ? words : nullptr;
    }
};

/// What is said about a cause. `key` is a slug, or slug/variant where one cause needs other words for some
/// of its cases. The texts are sources for QCoreApplication::translate("doctor", …).
struct Text {
    const char* key;
    const char* title;
    const char* explanation;
    std::array<Remedy, 4> remedies; ///< unused places are empty
    const char* who;
    bool retryable = false;
};

/// One group of texts a file, for readers.
[[nodiscard]] std::span<const Text> appTexts();      ///< the app's credentials, and the clock
[[nodiscard]] std::span<const Text> tenantTexts();   ///< the app registration, the tenant, consent
[[nodiscard]] std::span<const Text> signInTexts();   ///< people in a browser, certificates that are brought
[[nodiscard]] std::span<const Text> accessTexts();   ///< tokens, permissions, mailboxes that may be reached
[[nodiscard]] std::span<const Text> calendarTexts(); ///< events, calendars, Microsoft's service
[[nodiscard]] std::span<const Text> networkTexts();
[[nodiscard]] std::span<const Text> trackerTexts();
[[nodiscard]] std::span<const Text> ownTexts(); ///< plans, settings, files, keychain, command line

/// The text of a key; a variant without one falls back to its slug, an unknown slug to "unknown".
[[nodiscard]] const Text& textFor(const QString& key);
/// Every key there is.
[[nodiscard]] QStringList textKeys();
/// "slug/variant" → "slug"
[[nodiscard]] QString slugOf(const QString& key);

} // namespace milepost::doctor
