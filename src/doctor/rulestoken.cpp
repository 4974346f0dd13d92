// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;

constexpr const char* k_notNow = "valid time range|not yet valid|expired assertion|assertion is expired";

/// Entra about secrets, certificates and assertions (graph-contract 1.3, 1.4). One number stands for several
/// causes and one cause has several numbers: the reason in the text, then the clocks decide.
constexpr Rule k_rules[] = {
    // the secret
    {.code = "7000222", .key = "secret-expired"},
    {.code = "7000215",
     .when = credentialIsOver,
     .key = "secret-expired",
     .confidence = Likely,
     .others = "secret-invalid",
     .settling = Settling::CertificateEnd},
    {.code = "7000215", .key = "secret-invalid"},
    {.code = "70002", .says = "must contain|must include|is missing", .key = "credential-missing"},
    {.code = "50012|70002",
     .says = "keys are expired|secret is expired|secret has expired",
     .key = "secret-expired"},
    {.code = "50012", .says = "client secret", .key = "secret-invalid"},
    {.code = "7000218",
     .when = asksForPerson,
     .key = "app-misconfigured",
     .confidence = Likely,
     .others = "credential-missing",
     .settling = Settling::CredentialKind},
    {.code = "7000216|7000218|7000219|70002160", .key = "credential-missing"},
    {.code = "900144|90014", .says = "client_secret|client_assertion", .key = "credential-missing"},
    // a certificate by its own dates; by a clock that is off
    {.code = "700027|50012|7000274|700030",
     .says = "key used is expired|certificate is expired|certificate has expired|certificate used is expired|"
             "key is expired",
     .when = certificateIsOver,
     .key = "cert-expired"},
    {.code = "700027|50012|7000274",
     .says = "key used is expired|certificate is expired|certificate has expired",
     .when = clockIsOff,
     .key = "clock-skew",
     .confidence = Likely,
     .others = "cert-expired",
     .settling = Settling::ClockOrStale},
    {.code = "700027|50012|7000274|700030",
     .says = "key used is expired|certificate is expired|certificate has expired|certificate used is expired|"
             "key is expired|certificate is not within its valid time|certificate is not yet valid|"
             "certificate not yet valid|certificate is not valid yet",
     .key = "cert-expired"},
    // the assertion's time
    {.code = "700024|50012|50013|500133|50027|700027",
     .says = k_notNow,
     .when = clockIsOff,
     .key = "clock-skew"},
    {.code = "700024|50012|50013|500133|50027|700027",
     .says = k_notNow,
     .when = assertionIsOld,
     .key = "assertion-invalid/stale"},
    {.code = "700024|50012|50013|500133|50027|700027",
     .says = k_notNow,
     .when = assertionFromAhead,
     .key = "clock-skew"},
    {.code = "700024|50012|50013|500133|50027|700027",
     .says = k_notNow,
     .when = clockIsRight,
     .key = "assertion-invalid/stale",
     .confidence = Likely,
     .others = "clock-skew",
     .settling = Settling::ClockOrStale},
    {.code = "700024|50012|50013|500133|50027|700027",
     .says = k_notNow,
     .when = assertionIsFresh,
     .key = "clock-skew"},
    {.code = "700024|50012|500133|50013|700027",
     .says = k_notNow,
     .key = "clock-skew",
     .confidence = Likely,
     .others = "assertion-invalid",
     .settling = Settling::ClockOrStale},
    {.code = "700024", .when = clockIsOff, .key = "clock-skew"},
    {.code = "700024", .when = assertionIsOld, .key = "assertion-invalid/stale"},
    {.code = "700024",
     .when = clockIsRight,
     .key = "assertion-invalid/stale",
     .confidence = Likely,
     .others = "clock-skew",
     .settling = Settling::ClockOrStale},
    {.code = "700024",
     .key = "clock-skew",
     .confidence = Likely,
     .others = "assertion-invalid",
     .settling = Settling::ClockOrStale},
    // its signature
    {.code = "700027|50012|7000272",
     .says = "algorithm|signature value did not match|did not match the expected|"
             "provided signature value",
     .key = "assertion-invalid",
     .confidence = Likely,
     .others = "cert-unregistered",
     .settling = Settling::CertificateEnd},
    {.code = "700027|50012|7000213|7000212|7000214|700213|7000273",
     .says = "key was not found|not registered|thumbprint|no matching key|certificate with identifier|"
             "subject name|trusted authority|chain",
     .key = "cert-unregistered"},
    {.code = "700027",
     .key = "cert-unregistered",
     .confidence = Likely,
     .others = "cert-expired|assertion-invalid|clock-skew",
     .settling = Settling::CertificateEnd},
    {.code = "700030|7000213|50017", .key = "cert-unregistered", .confidence = Likely},
    {.code = "50003",
     .key = "cert-unregistered",
     .confidence = Open,
     .others = "app-misconfigured",
     .settling = Settling::CertificateEnd},
    {.code = "7000214|7000212|7000272|7000273|7000274",
     .key = "cert-unregistered",
     .confidence = Likely,
     .others = "cert-expired|assertion-invalid",
     .settling = Settling::CertificateEnd},
    // its form: audience, issuer, subject, identity from elsewhere, sent twice
    {.code = "50012",
     .says = "signature",
     .key = "assertion-invalid",
     .confidence = Likely,
     .others = "cert-unregistered",
     .settling = Settling::CertificateEnd},
    {.code = "50012", .when = isBySecret, .key = "secret-invalid", .confidence = Likely},
    {.code = "50012",
     .when = isByCertificate,
     .key = "assertion-invalid",
     .confidence = Likely,
     .others = "cert-unregistered|clock-skew",
     .settling = Settling::CertificateEnd},
    {.code = "50012",
     .key = "assertion-invalid",
     .confidence = Likely,
     .others = "secret-invalid|cert-unregistered|clock-skew",
     .settling = Settling::CredentialKind},
    {.code = "50013|500133|500137|50048|50027|50006|50120|50099|700021|700023|700026|7000217|70021|700211|"
             "700212|700222|700229|900384|90016|5002723|5002727|7000210|7000211|70025|700240",
     .key = "assertion-invalid"},
    {.says = "assertion audience|audience claim|replay|already been used|jti",
     .key = "assertion-invalid",
     .confidence = Likely},
    // the old double number says no more than that something was wrong
    {.code = "70002", .says = "client secret|client_secret", .key = "secret-invalid", .confidence = Likely},
};

} // namespace

std::span<const Rule> tokenRules() { return k_rules; }

} // namespace milepost::doctor
