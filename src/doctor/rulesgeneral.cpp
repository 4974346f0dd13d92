// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;
using Kind = Error::Kind;

/// What can happen at every stage: the network, and our own keychain, files and settings.
constexpr Rule k_rules[] = {
    // what the transport met, and what it knew beside it
    {.code = "connect-failed",
     .says = "proxy connection|proxy server|the proxy",
     .when = proxyIsNamed,
     .key = "proxy-misconfigured",
     .confidence = Likely},
    {.code = "tls-untrusted",
     .when = issuerIsPublic,
     .key = "tls-store-outdated",
     .confidence = Likely,
     .others = "tls-untrusted",
     .settling = Settling::Issuer},
    {.code = "tls-expired",
     .when = issuerIsPublic,
     .key = "tls-store-outdated",
     .confidence = Likely,
     .others = "clock-skew",
     .settling = Settling::Issuer},
    {.code = "dns-failure",
     .when = nameAloneIsLost,
     .key = "address-wrong/name",
     .confidence = Likely,
     .others = "dns-failure",
     .settling = Settling::OtherNames},
    {.code = "dns-failure",
     .when = nameIsOfTracker,
     .key = "dns-failure",
     .confidence = Likely,
     .others = "address-wrong",
     .settling = Settling::OtherNames},
    // names of the failures of our own rooms
    {.code = "keychain-unavailable", .says = "locked|unlock", .key = "keychain-unavailable/locked"},
    {.code = "keychain-unavailable", .says = "denied|refused", .key = "keychain-unavailable/denied"},
    {.code = "keychain-unavailable",
     .says = "time-out|timed out|deadline|in time",
     .key = "keychain-unavailable/timeout"},
    {.code = "keychain-unavailable",
     .says = "absent|no keychain|not provided|no service|not available",
     .key = "keychain-unavailable/absent"},
    {.code = "guard-refused", .says = "read-only", .key = "guard-refused/read-only"},
    {.code = "guard-refused", .says = "freeze window", .key = "guard-refused/frozen"},
    {.code = "clock-skew", .says = "ahead of|behind", .key = "clock-skew/noticed"},
    {.code = "credential-missing", .says = "store-password", .key = "credential-missing/store"},
    {.code = "store-failed", .says = "profile is in use by", .key = "store-failed/in-use"},
    {.code = "store-failed", .says = "has another target than this profile", .key = "store-failed/target"},
    {.code = "store-failed", .says = "cannot use the store", .key = "store-failed/server"},
    {.code = "origin-unconfirmed", .key = "credential-missing/unconfirmed"},
    {.code = "keychain-absent", .key = "keychain-unavailable/absent"},
    {.code = "keychain-locked", .key = "keychain-unavailable/locked"},
    {.code = "keychain-denied", .key = "keychain-unavailable/denied"},
    {.code = "keychain-forgets", .key = "keychain-unavailable/forgets"},
    {.code = "keychain-timeout", .key = "keychain-unavailable/timeout"},
    {.code = "tls-expired", .key = "tls-untrusted/expired", .confidence = Likely},
    {.code = "tls-wrong-host", .key = "address-wrong/certificate", .confidence = Likely},
    {.code = "tls-untrusted", .says = "expired", .key = "tls-untrusted/expired"},
    // people in a browser, and certificates that they bring
    {.code = "sign-in-no-answer", .key = "consent-declined/no-answer"},
    {.code = "sign-in-expired", .key = "consent-declined/expired"},
    {.code = "consent-account", .says = "consent was given in the tenant", .key = "consent-account/tenant"},
    {.code = "consent-answer", .key = "token-malformed/answer"},
    {.code = "listen-failed", .key = "connect-failed/listener"},
    {.code = "roles-missing", .key = "app-unconsented/roles"},
    {.code = "certificate-password-needed", .key = "config-invalid/certificate"},
    {.code = "certificate-password-wrong", .key = "config-invalid/certificate"},
    {.code = "certificate-old-encryption", .key = "config-invalid/certificate"},
    {.code = "certificate-without-key", .key = "config-invalid/certificate"},
    {.code = "certificate-key-alone", .key = "config-invalid/certificate"},
    {.code = "certificate-key-kind", .key = "config-invalid/certificate"},
    {.code = "certificate-key-short", .key = "config-invalid/certificate"},
    {.code = "certificate-mismatch", .key = "config-invalid/certificate"},
    {.code = "certificate-unreadable", .key = "config-invalid/certificate"},
    {.code = "certificate-name", .key = "config-invalid/certificate"},
    {.code = "certificate-lifetime", .key = "config-invalid/certificate"},
    {.code = "certificate-failed", .key = "config-invalid/certificate", .confidence = Likely},
    {.code = "ca-file", .key = "config-invalid"},
    {.code = "plain-http", .key = "address-wrong"},
    {.code = "other-origin", .key = "address-wrong", .confidence = Open},
    {.code = "connect-failed", .says = "no host answers", .key = "connect-failed/offline"},
    {.code = "connect-failed", .says = "while others answer", .key = "connect-failed/blocked"},
    {.code = "network-intercept", .says = "sign-in page", .key = "network-intercept/sign-in"},
    {.code = "proxy-failed", .key = "proxy-misconfigured", .confidence = Likely},
    {.code = "not-http", .key = "address-wrong", .confidence = Likely},
    // the way to the service, where words did not tell more
    {.kind = Kind::Tls, .says = "expired", .key = "tls-untrusted/expired", .confidence = Likely},
    {.kind = Kind::Tls, .says = "hostname", .key = "address-wrong/certificate", .confidence = Likely},
    {.kind = Kind::Tls, .key = "tls-untrusted", .confidence = Likely},
    {.code = "html", .key = "network-intercept", .confidence = Likely},
    {.code = "redirect", .key = "network-intercept", .confidence = Likely},
    {.kind = Kind::Offline, .when = isOwn, .key = "connect-failed", .confidence = Likely},
    {.kind = Kind::Timeout, .key = "connect-failed", .confidence = Likely},
    {.kind = Kind::Doubtful, .key = "service-transient/doubtful", .confidence = Likely},
    {.kind = Kind::Throttled, .key = "throttled"},
    {.code = "json", .kind = Kind::Malformed, .key = "truncated", .confidence = Likely},
    {.code = "empty", .kind = Kind::Malformed, .key = "truncated", .confidence = Likely},
    // everything else by its kind
    {.kind = Kind::Keychain, .key = "keychain-unavailable"},
    {.kind = Kind::Storage, .key = "store-failed"},
    {.kind = Kind::Config, .key = "config-invalid", .confidence = Likely},
    // words of logs for what is ours
    {.says = "org.freedesktop.secrets|Secret Service|keyring|KWallet|errSecInteraction|Credential Manager|"
             "Keyset does not exist|Key not valid for use in specified state|NTE_BAD_KEY",
     .key = "keychain-unavailable",
     .confidence = Likely},
    {.kind = Kind::Unavailable, .key = "service-transient", .confidence = Open},
};

} // namespace

std::span<const Rule> generalRules() { return k_rules; }

} // namespace milepost::doctor
