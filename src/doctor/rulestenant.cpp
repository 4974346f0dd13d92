// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;

/// Entra about app, tenant, resource, consent and policies; then its OAuth words, then the bare status.
constexpr Rule k_rules[] = {
    // the app
    {.code = "700016|700011",
     .key = "app-unknown",
     .confidence = Likely,
     .others = "tenant-wrong",
     .settling = Settling::TenantOrConsent},
    {.code = "70001",
     .says = "not found",
     .key = "app-unknown",
     .confidence = Likely,
     .others = "tenant-wrong|app-unconsented",
     .settling = Settling::TenantOrConsent},
    {.code = "7000112|500014|70001|1000031", .key = "app-disabled"},
    {.code = "50001", .says = "disabled", .key = "app-disabled", .confidence = Likely},
    {.code = "7000229|65001|90008|90099|7000113", .key = "app-unconsented"},
    {.code = "650052",
     .says = "licen|subscri",
     .key = "app-unconsented",
     .confidence = Likely,
     .others = "license-missing",
     .settling = Settling::Licence},
    {.code = "650052|650054", .key = "app-unconsented", .confidence = Likely},
    {.code = "700025|65002|65005|650056|650057|50011|500112|500113|500117|900971|700054|70004|70005|70003|"
             "7000114|9002325|9002326|9002327|7000100|90124|501461|50146|700051|70007",
     .key = "app-misconfigured"},
    {.code = "50105", .key = "consent-account/assigned"},
    // the tenant and its cloud
    {.at = ".com//oauth2|.us//oauth2|.cn//oauth2|/undefined/oauth2|/null/oauth2|/None/oauth2|/your-tenant|"
           "/{tenant|/%7Btenant",
     .key = "tenant-wrong"},
    {.code = "900432|900382|90038|900439|90043|90051|9000411|1000104|900430|900438", .key = "cloud-mismatch"},
    {.code = "90002",
     .says = "national cloud|government|21vianet",
     .key = "cloud-mismatch",
     .confidence = Likely,
     .others = "tenant-wrong",
     .settling = Settling::TenantOrConsent},
    {.code = "90002",
     .key = "tenant-wrong",
     .confidence = Likely,
     .others = "cloud-mismatch",
     .settling = Settling::TenantOrConsent},
    {.code = "900023|900021|90019|50194|9001023|9002332|50059|50128|50029|50049|90130|700005|90027|50107|"
             "90013|900022|900024",
     .key = "tenant-wrong"},
    // the resource
    {.code = "500011|50001|650057|70011|28002",
     .says = "https://https|http://graph|graph.microsoft.com/v1|graph.microsoft.com//|/.default/.default|"
             "https:/graph|graph.microsoft.com/users",
     .key = "scope-invalid"},
    {.code = "500011|50001",
     .says = "graph.microsoft.us|microsoftgraph.chinacloudapi.cn|dod-graph",
     .key = "cloud-mismatch",
     .confidence = Likely,
     .others = "scope-invalid",
     .settling = Settling::TenantOrConsent},
    {.code = "500011|50001",
     .says = "named https://graph.microsoft.com was|named https://graph.microsoft.com/ was",
     .key = "scope-invalid",
     .confidence = Open,
     .others = "cloud-mismatch|tenant-wrong|app-unconsented",
     .settling = Settling::TenantOrConsent},
    {.code = "500011|50001",
     .key = "scope-invalid",
     .confidence = Likely,
     .others = "app-unconsented|tenant-wrong",
     .settling = Settling::TenantOrConsent},
    {.code = "70011|1002012|650053|700022|28002|28003|901002|90009|90010|90102|50010",
     .key = "scope-invalid"},
    // the person at the page
    {.code = "650051", .says = "already present|already exists", .key = "already-exists/principal"},
    {.code = "650051",
     .key = "app-misconfigured",
     .confidence = Open,
     .others = "already-exists",
     .settling = Settling::TenantOrConsent},
    {.code = "65004|65005001", .key = "consent-declined"},
    {.code = "access_denied",
     .says = "cancel|declined|denied by the user|user declined",
     .key = "consent-declined"},
    {.code =
         "90094|90095|90093|50034|50020|50014|51004|500208|16000|16003|160021|50057|50053|50126|50055|50056|"
         "50064|50072|50144|50132|50133|50173|90072|90123|50197|16001|16002|50058|900491|50085|500121|90084|"
         "50190",
     .key = "consent-account"},
    // policies of the tenant
    {.code =
         "53003|53000|53001|53002|53004|53011|530034|530035|530032|530036|50005|50002|500021|500022|500212|"
         "500213|50076|50074|50078|50079|50097|50129|50131|50155|50158|50161|5300*|700020|70043",
     .key = "policy-blocked"},
    // pace and weather
    {.code = "50196|90055|50088|50166|900551", .key = "throttled"},
    {.code =
         "90033|90006|90012|90024|50000|50033|90090|90091|50087|40010|70012|80001|80002|80005|80014|90020033|"
         "51005|90085",
     .key = "service-transient"},
    {.code = "temporarily_unavailable|server_error", .key = "service-transient"},
    {.code = "90036|90092|50086", .key = "service-transient", .confidence = Likely},
    // the request itself
    {.code = "1002016", .key = "tls-store-outdated/protocol", .confidence = Likely},
    {.code =
         "900561|90056|9002313|90023|90014|900144|90100|90004|90005|90007|90015|90117|90121|50050|9000410|"
         "9001011|50147|501481|501491|54005|90107",
     .key = "request-malformed",
     .confidence = Likely},
    // without a number that is known: the OAuth words, then the status
    {.code = "invalid_tenant", .key = "tenant-wrong"},
    {.code = "invalid_resource",
     .key = "scope-invalid",
     .confidence = Likely,
     .others = "app-unconsented|cloud-mismatch",
     .settling = Settling::TenantOrConsent},
    {.code = "invalid_scope", .key = "scope-invalid", .confidence = Likely},
    {.code = "unauthorized_client", .says = "disabled", .key = "app-disabled", .confidence = Likely},
    {.code = "unauthorized_client", .says = "not found", .key = "app-unknown", .confidence = Likely},
    {.code = "unauthorized_client",
     .key = "app-unknown",
     .confidence = Open,
     .others = "app-disabled|app-unconsented|app-misconfigured",
     .settling = Settling::CredentialKind},
    {.code = "invalid_client",
     .says = "expired",
     .key = "secret-expired",
     .confidence = Likely,
     .others = "cert-expired",
     .settling = Settling::CertificateEnd},
    {.code = "invalid_client",
     .says = "assertion",
     .key = "assertion-invalid",
     .confidence = Open,
     .others = "cert-unregistered|clock-skew",
     .settling = Settling::CertificateEnd},
    {.code = "invalid_client",
     .key = "secret-invalid",
     .confidence = Open,
     .others = "secret-expired|credential-missing|cert-unregistered",
     .settling = Settling::CredentialKind},
    {.code = "access_denied|consent_required|permission_denied|authorization_declined",
     .key = "consent-declined",
     .confidence = Likely,
     .others = "consent-account",
     .settling = Settling::WholeAnswer},
    {.code = "interaction_required|login_required|basic_action|additional_action",
     .key = "policy-blocked",
     .confidence = Likely,
     .others = "consent-account",
     .settling = Settling::CredentialKind},
    {.code = "invalid_grant", .says = "Conditional Access", .key = "policy-blocked", .confidence = Likely},
    {.code = "invalid_grant",
     .key = "app-unconsented",
     .confidence = Open,
     .others = "policy-blocked|consent-account",
     .settling = Settling::CredentialKind},
    {.code = "slow_down", .key = "throttled"},
    {.code = "expired_token|code_expired", .key = "consent-declined/expired", .confidence = Likely},
    {.code = "unsupported_grant_type|unsupported_response_type|invalid_request",
     .key = "request-malformed",
     .confidence = Open,
     .others = "tenant-wrong",
     .settling = Settling::WholeAnswer},
    {.code = "html",
     .status = 500,
     .key = "service-transient",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::WhoAnswered},
    {.code = "html",
     .status = 404,
     .key = "network-intercept",
     .confidence = Likely,
     .others = "tenant-wrong|address-wrong",
     .settling = Settling::WhoAnswered},
    {.code = "html", .key = "network-intercept", .confidence = Likely},
    {.status = 300, .key = "network-intercept", .confidence = Likely},
    {.status = 429, .key = "throttled"},
    {.status = 404,
     .key = "tenant-wrong",
     .confidence = Open,
     .others = "address-wrong",
     .settling = Settling::WholeAnswer},
    {.status = 413, .key = "payload-too-large", .confidence = Likely},
    {.status = 405, .when = methodWasChanged, .key = "network-intercept", .confidence = Likely},
    {.status = 500, .key = "service-transient", .confidence = Likely},
};

} // namespace

std::span<const Rule> tenantRules() { return k_rules; }

} // namespace milepost::doctor
