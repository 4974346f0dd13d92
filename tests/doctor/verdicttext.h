// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/rules.h"

#include <array>

namespace milepost::test {

/// As failures.json and verdicts.json call them.
inline QString settlingName(doctor::Settling settling) {
    static constexpr std::array k_names{
        "None",           "RolesAndOtherMailbox", "PolicyOrScope", "ClockOrStale", "CertificateEnd",
        "CredentialKind", "TenantOrConsent",      "Audience",      "TokenTimes",   "GoneOrHidden",
        "UserOrMailbox",  "RepeatOrOther",        "DatesOrZone",   "HeaderSent",   "Issuer",
        "OtherNames",     "OtherNetwork",         "WhoAnswered",   "TrackerAlone", "RedirectTarget",
        "Licence",        "AddressOrRow",         "WholeAnswer"};
    return QString::fromLatin1(k_names.at(static_cast<size_t>(settling)));
}

/// All that a verdict says, in one line: "key confidence", and where others fit "their|slugs Settling".
inline QString textOf(const doctor::Verdict& verdict) {
    static constexpr std::array k_confidences{"sure", "likely", "open"};
    QString text =
        verdict.key + u' ' + QString::fromLatin1(k_confidences.at(static_cast<size_t>(verdict.confidence)));
    if (verdict.candidates.size() > 1)
        text += u' ' + verdict.candidates.mid(1).join(u'|') + u' ' + settlingName(verdict.settling);
    return text;
}

} // namespace milepost::test
