// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;
using Kind = Error::Kind;

constexpr const char* k_noName =
    "could not resolve host|couldn't resolve host|name or service not known|nodename nor servname|"
    "temporary failure in name resolution|getaddrinfo|ENOTFOUND|EAI_AGAIN|no such host|NXDOMAIN|"
    "host not found|name resolution|NameResolutionError|remote name could not be resolved|"
    "No address associated|UnknownHostException|could not resolve|ERR_NAME_NOT_RESOLVED|"
    "No such host is known|server can't find|SERVFAIL|dns lookup|DNS_PROBE|name does not resolve|"
    "WSAHOST_NOT_FOUND|11001";
constexpr const char* k_noTrust =
    "certificate verify failed|CERTIFICATE_VERIFY_FAILED|self-signed certificate|self signed certificate|"
    "SELF_SIGNED_CERT|unable to get local issuer|UNABLE_TO_GET_ISSUER|unable to verify the first certificate|"
    "UNABLE_TO_VERIFY_LEAF|certificate signed by unknown authority|PartialChain|UntrustedRoot|"
    "trust relationship for the SSL|remote certificate is invalid|SSL certificate problem|"
    "unable to find valid certification path|PKIX path building|SEC_E_UNTRUSTED_ROOT|"
    "issuer certificate of a locally|issuer certificate could not be found|root CA certificate is not "
    "trusted|"
    "certificate is not trusted|CERT_AUTHORITY_INVALID|unknown ca|not trusted by the trust provider|"
    "RemoteCertificateChainErrors|certificate chain was issued by an authority that is not trusted|"
    "peer certificate cannot be authenticated|cert_untrusted|tls_process_server_certificate|"
    "depth zero self";
constexpr const char* k_proxyWay =
    "cannot connect to proxy|unable to connect to proxy|could not resolve proxy|proxyconnect|ProxyError|"
    "failed to connect to proxy|proxy connection|proxy refused|Unknown proxy|proxy server isn|tunneling "
    "socket|"
    "connect to proxy|proxy host|proxy not found|proxy CONNECT|proxy type|through a proxy|Proxy tunnel|"
    "from proxy after CONNECT|via proxy|to the proxy|the proxy|proxy URL|proxy scheme";

/// A connection that ended before its answer, in the words of many programs.
constexpr const char* k_cutShort =
    "reset by peer|connection reset|ECONNRESET|forcibly closed|socket hang "
    "up|SSL_ERROR_SYSCALL|RemoteDisconnected|"
    "remote end closed|connection aborted|handshake failure|handshake_failure|EOF occurred in violation|"
    "Empty reply from server|ERR_CONNECTION_RESET|connection was closed|closed by the remote host|"
    "ERR_EMPTY_RESPONSE|remote host closed|unexpected eof|broken pipe|EPIPE|"
    "underlying connection was closed|connection closed|10054|handshake|remote party|transport "
    "stream|error occurred on a send|error occurred on a receive";

/// No service answered. Many programs have words for the same few things: the resolver, the socket, TLS, the
/// proxy, the end of an answer. The proxy comes first, for it quotes the others.
constexpr Rule k_rules[] = {
    {.says =
         "407|proxy requires authentication|proxy authentication required|proxy-authenticate|ERR_PROXY_AUTH",
     .when = proxyIsNamed,
     .key = "proxy-auth"},
    {.says = "Tunnel connection failed: 403|response 403 from proxy|CONNECT tunnel failed, response 403|"
             "tunnel failed: 403|proxy returned 403|statusCode=403",
     .key = "network-intercept",
     .confidence = Likely},
    {.says =
         "CONNECT tunnel failed, response 502|CONNECT tunnel failed, response 503|"
         "CONNECT tunnel failed, response 504|Tunnel connection failed: 502|Tunnel connection failed: 503|"
         "Tunnel connection failed: 504|HTTP code 502 from proxy|HTTP code 503 from proxy|"
         "HTTP code 504 from proxy",
     .key = "connect-failed",
     .confidence = Likely,
     .others = "proxy-misconfigured|network-intercept",
     .settling = Settling::OtherNetwork},
    {.says = "Tunnel connection failed|CONNECT tunnel failed|HTTP code 4",
     .key = "proxy-misconfigured",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::OtherNetwork},
    {.says = k_proxyWay, .key = "proxy-misconfigured", .confidence = Likely},
    {.says = "127.0.0.1|localhost|[::1]",
     .at = "https://",
     .when = asksMicrosoft,
     .key = "proxy-misconfigured",
     .confidence = Likely,
     .others = "connect-failed",
     .settling = Settling::OtherNetwork},
    {.says = "SOCKS", .key = "proxy-misconfigured", .confidence = Likely},
    // an address that is none
    {.says = "unsupported protocol scheme|MissingSchema|No schema supplied|Invalid URL|Invalid "
             "URI|InvalidSchema|URL using bad/illegal|URL rejected|malformed URL|hostname could not be "
             "parsed|curl: (3)|curl: (1)|unknown url type|No host specified|no host in request|protocol is "
             "unknown|ERR_INVALID_URL|No connection adapters",
     .key = "address-wrong/name",
     .confidence = Likely},
    // a scheme that the other side does not speak
    {.says = "wrong version number|WRONG_VERSION_NUMBER|unexpected packet format|first record does not look "
             "like|unrecognized SSL message|server gave HTTP response to HTTPS client|"
             "packet length too long|record layer failure|http request|not an SSL/TLS|plain HTTP|unknown "
             "protocol|"
             "The token supplied to the function is invalid|Cannot determine the frame size|record overflow",
     .when = asksMicrosoft,
     .key = "proxy-misconfigured",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::OtherNetwork},
    {.says = "wrong version number|WRONG_VERSION_NUMBER|unexpected packet format|first record does not look "
             "like|unrecognized SSL message|packet length too long|record layer failure|"
             "unknown protocol|not an SSL/TLS|Cannot determine the frame size|record overflow",
     .when = proxyIsNamed,
     .key = "proxy-misconfigured",
     .confidence = Likely,
     .others = "address-wrong",
     .settling = Settling::OtherNetwork},
    {.says = "wrong version number|packet length too long|record layer failure|record overflow",
     .when = wentDirectly,
     .key = "address-wrong/scheme",
     .confidence = Likely},
    {.says = "wrong version number|WRONG_VERSION_NUMBER|unexpected packet format|first record does not look "
             "like|unrecognized SSL message|server gave HTTP response to HTTPS client|"
             "packet length too long|record layer failure|Received HTTP/0.9|malformed HTTP response|"
             "plain HTTP|unknown protocol|not an SSL/TLS|Cannot determine the frame size|record overflow|"
             "HTTP/0.9 when not allowed|Bad status line|BadStatusLine",
     .key = "address-wrong/scheme",
     .confidence = Likely,
     .others = "proxy-misconfigured",
     .settling = Settling::OtherNetwork},
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
             "certificate is expired|SEC_E_CERT_EXPIRED",
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
             "SEC_E_CERT_EXPIRED|CERT_DATE_INVALID|NotTimeValid|x509: certificate has",
     .key = "tls-untrusted/expired",
     .confidence = Likely,
     .others = "clock-skew|tls-store-outdated",
     .settling = Settling::Issuer},
    // ours: its issuer was found to be trusted
    {.code = "tls-wrong-host",
     .when = asksNotMicrosoft,
     .key = "address-wrong/certificate",
     .confidence = Likely},
    {.says = "hostname mismatch|doesn't match|does not match target host|ERR_TLS_CERT_ALTNAME|"
             "RemoteCertificateNameMismatch|host name did not match|no alternative certificate subject name|"
             "certificate is valid for|CERT_COMMON_NAME|is not valid for|hostname/ip does not match|"
             "SSL_ERROR_BAD_CERT_DOMAIN|target principal name is incorrect|name mismatch",
     .when = issuerIsPrivate,
     .key = "tls-untrusted",
     .confidence = Likely,
     .others = "address-wrong",
     .settling = Settling::Issuer},
    {.says = "hostname mismatch|doesn't match|does not match target host|ERR_TLS_CERT_ALTNAME|"
             "RemoteCertificateNameMismatch|host name did not match|no alternative certificate subject name|"
             "certificate is valid for|CERT_COMMON_NAME|hostname/ip does not match|"
             "SSL_ERROR_BAD_CERT_DOMAIN|target principal name is incorrect|name mismatch",
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
    // the resolver
    {.when = hostIsNotFound,
     .key = "dns-failure",
     .confidence = Likely,
     .others = "address-wrong",
     .settling = Settling::OtherNames},
    {.says = k_noName,
     .at = "login.microsoftonline.|graph.microsoft.",
     .when = otherNamesResolve,
     .key = "dns-failure",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::OtherNetwork},
    {.says = k_noName,
     .when = otherNamesResolve,
     .key = "address-wrong/name",
     .confidence = Likely,
     .others = "dns-failure",
     .settling = Settling::OtherNames},
    {.says = k_noName, .when = asksMicrosoft, .key = "dns-failure"},
    {.says = k_noName,
     .when = asksNotMicrosoft,
     .key = "dns-failure",
     .confidence = Likely,
     .others = "address-wrong",
     .settling = Settling::OtherNames},
    {.says = k_noName,
     .key = "dns-failure",
     .confidence = Likely,
     .others = "address-wrong",
     .settling = Settling::OtherNames},
    // the end of an answer
    {.says = "IncompleteRead|outstanding read data|transfer closed with|ChunkedEncodingError|unexpected end "
             "of JSON|"
             "unterminated string|Expecting ',' delimiter|prematurely|ERR_CONTENT_LENGTH_MISMATCH|"
             "response ended prematurely|Unexpected end of|unexpected EOF while reading|truncated|"
             "ResponseEnded|ERR_INCOMPLETE_CHUNKED|incomplete chunked|premature|ended before|"
             "HttpIOException|Content-Length header|error decoding response body|InvalidChunkLength|"
             "was not closed cleanly|PROTOCOL_ERROR|invalid chunk",
     .key = "truncated",
     .confidence = Likely},
    {.when = redirectsInCircles,
     .key = "proxy-misconfigured/circle",
     .confidence = Likely,
     .others = "address-wrong",
     .settling = Settling::RedirectTarget},
    // the socket
    {.says = "read timed out|ReadTimeout|with 0 bytes received|upstream timed out|no response within",
     .when = asksNotMicrosoft,
     .key = "tracker-down",
     .confidence = Likely,
     .others = "connect-failed",
     .settling = Settling::TrackerAlone},
    {.says = k_cutShort,
     .when = asksMicrosoft,
     .key = "connect-failed",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::OtherNetwork},
    {.says = k_cutShort,
     .key = "connect-failed",
     .confidence = Likely,
     .others = "tracker-down|network-intercept",
     .settling = Settling::OtherNetwork},
    {.says =
         "refused|ECONNREFUSED|actively refused|timed out|timeout|ETIMEDOUT|unreachable|ENETUNREACH|"
         "EHOSTUNREACH|no route to host|failed to connect|unable to connect|ConnectTimeout|ReadTimeout|"
         "could not connect|couldn't connect|NewConnectionError|ERR_CONNECTION|deadline exceeded|"
         "connection attempt failed|10060|10061|network is down|TaskCanceledException|max retries exceeded|"
         "Operation canceled|cannot connect|connect error|ERR_ADDRESS_UNREACHABLE|ERR_INTERNET_DISCONNECTED",
     .key = "connect-failed",
     .confidence = Likely},
};

} // namespace

std::span<const Rule> wayRules() { return k_rules; }

} // namespace milepost::doctor
