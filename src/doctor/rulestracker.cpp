// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;
using Kind = Error::Kind;

/// The tracker (tracker-contract 0, 1, 2, 9): its own code, then who answers at all, then the status.
constexpr Rule k_rules[] = {
    // the sign-in
    {.code = "credential-missing", .key = "credential-missing/tracker"},
    {.code = "sso-enforced", .key = "tracker-login/sso"},
    {.code = "user_inactive", .key = "tracker-login/disabled"},
    {.code = "user_not_found", .key = "tracker-login/disabled"},
    {.code = "token_not_valid", .key = "tracker-login"},
    {.says = "locked out|too many failed|account locked|too many login",
     .key = "tracker-lockout",
     .confidence = Likely},
    {.status = 401,
     .says = "no active account found for the given token",
     .key = "tracker-login/disabled",
     .confidence = Likely},
    {.status = 401, .key = "tracker-login"},
    // the state of the tracker
    {.code = "maintenance", .key = "tracker-down/maintenance"},
    {.status = 503, .says = "read-only maintenance", .key = "tracker-down/maintenance"},
    {.code = "not-ready", .key = "tracker-down/not-ready"},
    {.code = "conflict", .kind = Kind::Malformed, .key = "tracker-down/contradiction", .confidence = Likely},
    // who answers
    {.status = 407, .key = "proxy-auth"},
    {.status = 400,
     .says = "Bad Request (400)|DisallowedHost|Invalid HTTP_HOST",
     .key = "host-refused",
     .confidence = Likely},
    {.status = 403, .says = "CSRF", .key = "host-refused"},
    {.code = "html", .status = 404, .key = "address-wrong", .confidence = Likely},
    {.code = "html", .status = 200, .key = "address-wrong", .confidence = Likely},
    {.code = "html", .status = 403, .key = "network-intercept", .confidence = Likely},
    {.code = "redirect", .key = "address-wrong", .confidence = Likely},
    {.status = 300, .key = "address-wrong", .confidence = Likely},
    {.code = "html", .status = 500, .key = "tracker-down", .confidence = Likely},
    {.code = "html", .key = "address-wrong", .confidence = Open},
    // parts that were taken for the whole
    {.code = "count", .kind = Kind::Malformed, .key = "truncated", .confidence = Likely},
    {.code = "json", .kind = Kind::Malformed, .key = "truncated", .confidence = Likely},
    {.code = "empty", .kind = Kind::Malformed, .key = "truncated", .confidence = Likely},
    {.code = "field", .kind = Kind::Malformed, .key = "tracker-down", .confidence = Open},
    {.code = "shape", .kind = Kind::Malformed, .key = "tracker-down", .confidence = Open},
    // by status
    {.status = 403, .key = "permission-missing/tracker"},
    {.status = 404, .key = "item-gone", .confidence = Likely},
    {.status = 410, .key = "item-gone", .confidence = Likely},
    {.status = 409, .key = "edit-conflict", .confidence = Likely},
    {.status = 412, .key = "edit-conflict"},
    {.status = 413, .key = "payload-too-large"},
    {.status = 429, .key = "throttled"},
    {.status = 408, .key = "tracker-down", .confidence = Likely},
    {.status = 500, .key = "tracker-down"},
    {.status = 400, .key = "request-malformed", .confidence = Likely},
    {.status = 405, .key = "request-malformed", .confidence = Likely},
    {.status = 406, .key = "request-malformed", .confidence = Likely},
    {.status = 415, .key = "request-malformed", .confidence = Likely},
    // no answer at all
    {.code = "truncated", .key = "truncated"},
    {.kind = Kind::Timeout, .key = "tracker-down", .confidence = Likely},
};

} // namespace

std::span<const Rule> trackerRules() { return k_rules; }

} // namespace milepost::doctor
