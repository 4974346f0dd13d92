// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;

constexpr const char* k_noName =
    "could not resolve host|couldn't resolve host|name or service not known|nodename nor servname|"
    "temporary failure in name resolution|getaddrinfo|EAI_AGAIN|dial tcp: lookup|no such host|NXDOMAIN|"
    "host not found|name resolution|NameResolutionError|remote name could not be resolved|"
    "No address associated|UnknownHostException|could not resolve|ERR_NAME_NOT_RESOLVED|"
    "No such host is known|server can't find|SERVFAIL|dns lookup|DNS_PROBE|name does not resolve|"
    "WSAHOST_NOT_FOUND|11001|server misbehaving|Unknown host";

/// JSON was expected and a page came, or nothing: what the parsers of many languages say of the first letter.
constexpr const char* k_noJson =
    "Expecting value: line 1 column 1|is not valid JSON|in JSON at position 0|is an invalid start of a value|"
    "looking for beginning of value|Expected BEGIN_OBJECT but was STRING|Unrecognized token 'html'|"
    "invalid json response body|Unexpected character encountered while parsing value: <|"
    "not a JSON response|Attempt to decode JSON with unexpected mimetype";

/// A connection that ended before its answer, in the words of many programs.
constexpr const char* k_cutShort =
    "reset by peer|connection reset|ECONNRESET|forcibly closed|socket hang "
    "up|SSL_ERROR_SYSCALL|RemoteDisconnected|"
    "remote end closed|connection aborted|handshake failure|handshake_failure|EOF occurred in violation|"
    "Empty reply from server|ERR_CONNECTION_RESET|connection was closed|closed by the remote host|"
    "ERR_EMPTY_RESPONSE|remote host closed|unexpected eof|broken pipe|EPIPE|"
    "underlying connection was closed|connection closed|10054|handshake|remote party|socket "
    "disconnected|transport "
    "stream|error occurred on a send|error occurred on a receive";

/// No service answered: the resolver, the socket, the end of an answer.
constexpr Rule k_rules[] = {
    // the resolver
    {.when = hostAloneIsNotFound,
     .key = "address-wrong/name",
     .confidence = Likely,
     .others = "dns-failure",
     .settling = Settling::OtherNames},
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
    // an answer that is not in the language of the service
    {.says = k_noJson,
     .when = asksMicrosoft,
     .key = "network-intercept",
     .confidence = Likely,
     .others = "truncated",
     .settling = Settling::WhoAnswered},
    {.says = k_noJson,
     .key = "address-wrong",
     .confidence = Open,
     .others = "network-intercept|tracker-down|truncated",
     .settling = Settling::WhoAnswered},
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
