// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <optional>
#include <span>

#include <QString>
#include <QStringList>

namespace milepost::doctor {

enum class Confidence { Sure, Likely, Open };

/// One line of the table. Every condition that is given must hold; the first line that fits wins, so special
/// ones stand before general ones.
struct Rule {
    const char* code = nullptr; ///< an error code, an AADSTS number or a cause slug; case is ignored
    int status = 0;             ///< HTTP status; 300 and 500 stand for the whole class
    std::optional<Error::Kind> kind = std::nullopt;
    const char* says = nullptr;  ///< words of message or detail, case ignored; | between alternatives
    const char* key = "unknown"; ///< of the text: slug or slug/variant
    Confidence confidence = Confidence::Sure;
};

/// Rules of one stage, tried for errors of that stage only; those with a code or words also for errors that
/// do not say where they come from.
[[nodiscard]] std::span<const Rule> tokenRules(); ///< also of consent
[[nodiscard]] std::span<const Rule> graphRules();
[[nodiscard]] std::span<const Rule> trackerRules();
/// Tried after them, for every stage: transport, keychain, store, settings, plans.
[[nodiscard]] std::span<const Rule> generalRules();

struct Verdict {
    QString key;
    Confidence confidence = Confidence::Open;
};

/// The text key for an error; "unknown" when nothing fits.
[[nodiscard]] Verdict judge(const Error& error);

/// The code itself and every AADSTS number in it, the message and the detail, without the prefix.
[[nodiscard]] QStringList codesOf(const Error& error);

} // namespace milepost::doctor
