// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <span>

#include <QString>
#include <QStringList>

namespace milepost::doctor {

/// What is said about a cause. `key` is a slug, or slug/variant where one cause needs other words for some
/// of its cases. The texts are sources for QCoreApplication::translate("doctor", …).
struct Text {
    const char* key;
    const char* title;
    const char* explanation;
    std::array<const char*, 4> remedies; ///< unused places are null
    const char* who;
    bool retryable = false;
};

/// One group of texts a file, for readers.
[[nodiscard]] std::span<const Text> appTexts();      ///< the app registration and its credentials
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
