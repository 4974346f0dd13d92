// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "doctor/settling.h"

#include <optional>
#include <span>
#include <vector>

#include <QString>
#include <QStringList>

namespace milepost::doctor {

struct Facts;

enum class Confidence { Sure, Likely, Open };

/// One line of the table. Every condition that is given must hold; the first line that fits wins, so special
/// ones stand before general ones: what the context settles, then codes, then words, then the bare status.
struct Rule {
    const char* code = nullptr; ///< an error code, an AADSTS number or a cause slug; case is ignored; |
                                ///< between alternatives, * at the end for a family
    int status = 0;             ///< HTTP status; 300 and 500 stand for the whole class
    std::optional<Error::Kind> kind = std::nullopt;
    const char* says = nullptr; ///< words of message or detail, case ignored; | between alternatives
    const char* at = nullptr;   ///< a part of "METHOD address" of the request; | between alternatives
    bool (*when)(const Facts&) = nullptr; ///< what else must be known (doctor/conditions.h)
    const char* key = "unknown";          ///< of the text: slug or slug/variant
    Confidence confidence = Confidence::Sure;
    const char* others = nullptr; ///< causes that the same facts fit too, the likeliest first; | between
    Settling settling = Settling::None; ///< what would tell them apart
};

/// Rules of one stage, tried for errors of that stage only; those with a code or words also for errors that
/// do not say where they come from.
[[nodiscard]] std::span<const Rule> tokenRules(); ///< Entra's credentials, also at consent
[[nodiscard]] std::span<const Rule>
tenantRules(); ///< Entra's app, tenant, consent; then its words and statuses
[[nodiscard]] std::span<const Rule> accessRules();  ///< Graph: tokens and rights
[[nodiscard]] std::span<const Rule> mailboxRules(); ///< Graph: users, and their mailboxes
[[nodiscard]] std::span<const Rule> graphRules();   ///< Graph and Exchange: everything else by its code
[[nodiscard]] std::span<const Rule> statusRules();  ///< Graph: what is left, by status
[[nodiscard]] std::span<const Rule> trackerRules();
/// Web pages and headers of those who stand between, tried before the rules of the stage.
[[nodiscard]] std::span<const Rule> betweenRules();
/// Failures of the way there, in the words of many programs; where no service answered. In this order.
[[nodiscard]] std::span<const Rule> proxyRules();
[[nodiscard]] std::span<const Rule> tlsRules();
[[nodiscard]] std::span<const Rule> wayRules();
/// Tried last, for every stage: keychain, store, settings, plans, and what is left.
[[nodiscard]] std::span<const Rule> generalRules();
/// All of them.
[[nodiscard]] std::vector<std::span<const Rule>> allRules();

struct Verdict {
    QString key;
    Confidence confidence = Confidence::Open;
    QStringList candidates; ///< slugs that fit, that of the key first
    Settling settling = Settling::None;
    const Rule* line = nullptr; ///< of the tables, that decided; null: none did
};

/// The text key for a failure; "unknown" when nothing fits.
[[nodiscard]] Verdict judge(const Facts& facts);

/// The code itself and every AADSTS number in it, the message and the detail, without the prefix.
[[nodiscard]] QStringList codesOf(const Error& error);

} // namespace milepost::doctor
