// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;
using Kind = Error::Kind;

/// Entra: the AADSTS number decides (graph-contract 1.4); 50012 and 500011 mean several things by their
/// words.
constexpr Rule k_rules[] = {
    // secrets and certificates
    {.code = "7000215", .key = "secret-invalid"},
    {.code = "7000222", .key = "secret-expired"},
    {.code = "7000216", .key = "credential-missing"},
    {.code = "7000218", .key = "credential-missing"},
    {.code = "50012", .says = "client secret", .key = "secret-invalid"},
    {.code = "700027", .says = "expired", .key = "cert-expired"},
    {.code = "700027", .says = "key was not found|not registered|thumbprint", .key = "cert-unregistered"},
    {.code = "700027", .says = "algorithm|signature value did not match", .key = "assertion-invalid"},
    {.code = "700027", .key = "cert-unregistered", .confidence = Likely},
    {.code = "700024", .key = "clock-skew", .confidence = Likely},
    {.code = "700030", .key = "cert-unregistered", .confidence = Likely},
    {.code = "700021", .key = "assertion-invalid"},
    {.code = "700023", .key = "assertion-invalid"},
    {.code = "50012", .key = "assertion-invalid"},
    {.code = "50013", .key = "assertion-invalid"},
    {.code = "50048", .key = "assertion-invalid"},
    {.code = "50027", .key = "assertion-invalid"},
    // the app
    {.code = "700016", .key = "app-unknown"},
    {.code = "7000229", .key = "app-unconsented"},
    {.code = "65001", .key = "app-unconsented"},
    {.code = "650052", .key = "app-unconsented", .confidence = Likely},
    {.code = "7000112", .key = "app-disabled"},
    {.code = "500014", .key = "app-disabled"},
    {.code = "700025", .key = "app-misconfigured"},
    {.code = "65002", .key = "app-misconfigured"},
    {.code = "650056", .key = "app-misconfigured"},
    {.code = "50011", .key = "app-misconfigured"},
    {.code = "500113", .key = "app-misconfigured"},
    {.code = "900971", .key = "app-misconfigured"},
    {.code = "700054", .key = "app-misconfigured"},
    // tenant, cloud and scope
    {.code = "90002", .key = "tenant-wrong"},
    {.code = "900023", .key = "tenant-wrong"},
    {.code = "900021", .key = "tenant-wrong"},
    {.code = "90019", .key = "tenant-wrong"},
    {.code = "50194", .key = "tenant-wrong"},
    {.code = "9001023", .key = "tenant-wrong"},
    {.code = "900432", .key = "cloud-mismatch"},
    {.code = "900382", .key = "cloud-mismatch"},
    {.code = "90038", .key = "cloud-mismatch"},
    {.code = "900439", .key = "cloud-mismatch"},
    {.code = "500011", .says = "https://https|http://|graph.microsoft.com/v1", .key = "scope-invalid"},
    {.code = "500011",
     .says = "graph.microsoft.us|microsoftgraph.chinacloudapi.cn",
     .key = "cloud-mismatch",
     .confidence = Likely},
    {.code = "500011", .key = "scope-invalid", .confidence = Likely},
    {.code = "70011", .key = "scope-invalid"},
    {.code = "1002012", .key = "scope-invalid"},
    {.code = "650053", .key = "scope-invalid"},
    // consent and sign-in
    {.code = "65004", .key = "consent-declined"},
    {.code = "650051", .says = "already present", .key = "already-exists"},
    {.code = "650051", .key = "app-misconfigured", .confidence = Open},
    {.code = "90094", .key = "consent-account"},
    {.code = "90095", .key = "consent-account"},
    {.code = "90093", .key = "consent-account"},
    {.code = "50034", .key = "consent-account"},
    {.code = "50020", .key = "consent-account"},
    {.code = "53003", .key = "policy-blocked"},
    {.code = "53000", .key = "policy-blocked"},
    {.code = "53001", .key = "policy-blocked"},
    {.code = "530034", .key = "policy-blocked"},
    {.code = "50076", .key = "policy-blocked"},
    {.code = "50079", .key = "policy-blocked"},
    {.code = "access_denied", .key = "consent-declined", .confidence = Likely},
    {.code = "consent_required", .key = "consent-declined", .confidence = Likely},
    {.code = "permission_denied", .key = "consent-declined", .confidence = Likely},
    // pace and weather
    {.code = "50196", .key = "throttled"},
    {.code = "90055", .key = "throttled"},
    {.code = "90033", .key = "service-transient"},
    {.code = "90006", .key = "service-transient"},
    {.code = "90012", .key = "service-transient"},
    {.code = "90024", .key = "service-transient"},
    {.code = "50000", .key = "service-transient"},
    {.code = "50033", .key = "service-transient"},
    {.code = "temporarily_unavailable", .key = "service-transient"},
    // without a number that is known: the OAuth words, then the status
    {.code = "70002", .says = "client secret", .key = "secret-invalid", .confidence = Likely},
    {.code = "invalid_tenant", .key = "tenant-wrong"},
    {.code = "invalid_resource", .key = "scope-invalid", .confidence = Likely},
    {.code = "invalid_scope", .key = "scope-invalid", .confidence = Likely},
    {.code = "unauthorized_client", .key = "app-unknown", .confidence = Open},
    {.code = "invalid_client", .key = "secret-invalid", .confidence = Open},
    {.status = 407, .key = "proxy-auth"},
    {.code = "html", .status = 500, .key = "service-transient", .confidence = Likely},
    {.code = "html", .key = "network-intercept", .confidence = Likely},
    {.status = 300, .key = "network-intercept", .confidence = Likely},
    {.status = 429, .key = "throttled"},
    {.status = 404, .key = "tenant-wrong", .confidence = Open},
    {.status = 413, .key = "payload-too-large", .confidence = Likely},
    {.status = 500, .key = "service-transient", .confidence = Likely},
};

} // namespace

std::span<const Rule> tokenRules() { return k_rules; }

} // namespace milepost::doctor
