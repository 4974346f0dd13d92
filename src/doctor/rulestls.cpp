// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;

constexpr const char* k_noTrust =
    "certificate verify failed|CERTIFICATE_VERIFY_FAILED|self-signed certificate|self signed certificate|"
    "SELF_SIGNED_CERT|unable to get local issuer|UNABLE_TO_GET_ISSUER|unable to verify the first certificate|"
    "UNABLE_TO_VERIFY_LEAF|certificate signed by unknown authority|PartialChain|UntrustedRoot|"
    "trust relationship for the SSL|remote certificate is invalid|SSL certificate problem|"
    "unable to find valid certification path|PKIX path building|SEC_E_UNTRUSTED_ROOT|"
    "issuer certificate of a locally|issuer certificate could not be found|root CA certificate is not "
    "trusted|"
    "certificate is not trusted|CERT_AUTHORITY_INVALID|alert unknown ca|alert, unknown "
    "ca|unknown_ca|UnknownCA|not trusted by the trust provider|"
    "RemoteCertificateChainErrors|certificate chain was issued by an authority that is not trusted|"
    "peer certificate cannot be authenticated|cert_untrusted|tls_process_server_certificate|"
    "depth zero self|UNTRUSTED_ROOT|PARTIAL_CHAIN";

/// The certificate of somebody else.
constexpr const char* k_otherName =
    "hostname mismatch|doesn't match|does not match target host|ERR_TLS_CERT_ALTNAME|"
    "RemoteCertificateNameMismatch|host name did not match|no alternative certificate subject name|"
    "certificate is valid for|CERT_COMMON_NAME|is not valid for|hostname/ip does not match|"
    "SSL_ERROR_BAD_CERT_DOMAIN|target principal name is incorrect|name mismatch";

/// TLS in the words of many programs: time, name, the list of authorities, the issuer, the protocol.
constexpr Rule k_rules[] = {
    // Go says both at once
    {.says = "has expired or is not yet valid", .when = clockIsOff, .key = "clock-skew"},
    {.says = "has expired or is not yet valid",
     .key = "tls-untrusted/expired",
     .confidence = Likely,
     .others = "clock-skew|tls-store-outdated",
     .settling = Settling::Issuer},
    {.says = "revocation",
     .key = "tls-untrusted",
     .confidence = Likely,
     .others = "network-intercept|connect-failed",
     .settling = Settling::OtherNetwork},
    // TLS: time, name, the list of authorities, the issuer
    {.says = "not yet valid|CERT_NOT_YET_VALID|NotTimeValid|not valid yet",
     .when = clockIsOff,
     .key = "clock-skew"},
    {.says = "certificate has expired|CERT_HAS_EXPIRED|certificate expired|CERT_DATE_INVALID|"
             "certificate is expired|SEC_E_CERT_EXPIRED|NOT_TIME_VALID",
     .when = clockIsOff,
     .key = "clock-skew"},
    {.says = "not yet valid|CERT_NOT_YET_VALID|not valid yet", .key = "clock-skew", .confidence = Likely},
    {.says = "certificate has expired|CERT_HAS_EXPIRED|certificate expired|certificate is expired",
     .when = issuerIsPublic,
     .key = "tls-store-outdated",
     .confidence = Likely,
     .others = "clock-skew",
     .settling = Settling::Issuer},
    {.says = "certificate has expired|CERT_HAS_EXPIRED|certificate expired|certificate is expired",
     .when = issuerIsPrivate,
     .key = "tls-untrusted/expired",
     .confidence = Likely},
    {.says = "certificate has expired|CERT_HAS_EXPIRED|certificate expired|certificate is expired|"
             "SEC_E_CERT_EXPIRED|CERT_DATE_INVALID",
     .when = asksMicrosoft,
     .key = "tls-store-outdated",
     .confidence = Open,
     .others = "clock-skew|tls-untrusted",
     .settling = Settling::Issuer},
    {.says = "certificate has expired|CERT_HAS_EXPIRED|certificate expired|certificate is expired|"
             "SEC_E_CERT_EXPIRED|CERT_DATE_INVALID|NotTimeValid|NOT_TIME_VALID|x509: certificate has",
     .key = "tls-untrusted/expired",
     .confidence = Likely,
     .others = "clock-skew|tls-store-outdated",
     .settling = Settling::Issuer},
    // ours: its issuer was found to be trusted
    {.code = "tls-wrong-host",
     .when = asksNotMicrosoft,
     .key = "address-wrong/certificate",
     .confidence = Likely},
    {.says = k_otherName,
     .when = issuerIsPrivate,
     .key = "tls-untrusted",
     .confidence = Likely,
     .others = "address-wrong",
     .settling = Settling::Issuer},
    {.says = k_otherName,
     .when = asksMicrosoft,
     .key = "network-intercept",
     .confidence = Likely,
     .others = "tls-untrusted|dns-failure",
     .settling = Settling::Issuer},
    {.says = k_otherName,
     .key = "address-wrong/certificate",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::Issuer},
    {.says = "no certificates could be verified|no certificate store|ca certificate file|"
             "error setting certificate verify locations|error setting certificate file|invalid path|"
             "Could not find a suitable TLS CA certificate bundle|ca-certificates|cacert.pem|no root "
             "certificates|"
             "system roots|trustAnchors|unable to load CA|problem with the SSL CA cert",
     .key = "tls-store-outdated",
     .confidence = Likely},
    {.says = k_noTrust, .when = issuerIsPublic, .key = "tls-store-outdated", .confidence = Likely},
    {.says = k_noTrust, .when = issuerIsPrivate, .key = "tls-untrusted"},
    {.says = "self-signed|self signed|SELF_SIGNED|UntrustedRoot",
     .key = "tls-untrusted",
     .confidence = Likely},
    {.says = k_noTrust,
     .key = "tls-untrusted",
     .confidence = Likely,
     .others = "tls-store-outdated",
     .settling = Settling::Issuer},
    {.says = "alert protocol version|unsupported protocol|no protocols available|tls version|"
             "no shared cipher|SSL_ERROR_NO_CYPHER|algorithm mismatch|client and server cannot communicate|"
             "dh key too small|legacy renegotiation|Could not create SSL/TLS secure channel",
     .key = "tls-store-outdated/protocol",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::OtherNetwork},
};

} // namespace

std::span<const Rule> tlsRules() { return k_rules; }

} // namespace milepost::doctor
