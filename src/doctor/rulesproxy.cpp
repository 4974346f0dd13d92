// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;

constexpr const char* k_proxyWay =
    "cannot connect to proxy|unable to connect to proxy|could not resolve proxy|proxyconnect|ProxyError|"
    "failed to connect to proxy|proxy connection|proxy refused|Unknown proxy|proxy server isn|tunneling "
    "socket|"
    "connect to proxy|proxy host|proxy not found|proxy CONNECT|proxy type|through a proxy|Proxy tunnel|"
    "from proxy after CONNECT|via proxy|to the proxy|the proxy|proxy URL|proxy scheme|"
    "proxy server not found|HTTP proxy|proxy server connection|proxy type is invalid|"
    "check_hostname requires server_hostname";

/// The first of those who are asked on the way, and the address that they are asked for. A proxy comes before
/// all else, for its words quote the others.
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
};

} // namespace

std::span<const Rule> proxyRules() { return k_rules; }

} // namespace milepost::doctor
