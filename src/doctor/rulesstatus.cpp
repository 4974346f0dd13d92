// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;
using Kind = Error::Kind;

/// Graph when neither code nor words are known: the status, and what the context adds to it.
constexpr Rule k_rules[] = {
    {.code = "html",
     .status = 500,
     .key = "service-transient",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::WhoAnswered},
    // Microsoft's own front door, before Graph
    {.code = "html",
     .says = "HTTP Error 400.|HTTP Error 411.|HTTP Error 414.|HTTP Error 431.",
     .when = asksMicrosoft,
     .key = "request-malformed",
     .confidence = Likely,
     .others = "network-intercept",
     .settling = Settling::OtherNetwork},
    {.code = "html", .key = "network-intercept", .confidence = Likely},
    {.status = 300, .key = "network-intercept", .confidence = Likely},
    {.code = "json", .kind = Kind::Malformed, .key = "truncated", .confidence = Likely},
    {.status = 500, .key = "service-transient", .confidence = Likely},
    {.status = 408, .key = "service-transient", .confidence = Likely},
    {.status = 401, .when = tenantDiffers, .key = "tenant-wrong", .confidence = Likely},
    {.status = 401, .when = audienceIsOther, .key = "scope-invalid", .confidence = Likely},
    {.status = 401,
     .when = clockIsOff,
     .key = "clock-skew",
     .confidence = Likely,
     .others = "token-expired",
     .settling = Settling::TokenTimes},
    {.status = 401, .when = headerWasNotSent, .key = "token-malformed", .confidence = Likely},
    {.status = 401, .says = "expired|insufficient_claims", .key = "token-expired"},
    {.status = 401, .when = tokenIsOver, .key = "token-expired"},
    {.status = 401,
     .when = tokenIsFresh,
     .key = "service-transient/token",
     .confidence = Likely,
     .others = "token-expired|permission-missing",
     .settling = Settling::TokenTimes},
    {.status = 401,
     .key = "token-expired",
     .confidence = Likely,
     .others = "token-malformed|permission-missing",
     .settling = Settling::TokenTimes},
    {.status = 403, .when = tenantDiffers, .key = "tenant-wrong", .confidence = Likely},
    {.status = 403, .when = asksDirectory, .key = "permission-missing/directory", .confidence = Likely},
    {.status = 403, .when = lacksRoleOtherWorks, .key = "rbac-scope"},
    {.status = 403,
     .when = holdsRoleOtherWorks,
     .key = "access-policy",
     .confidence = Likely,
     .others = "rbac-scope",
     .settling = Settling::PolicyOrScope},
    {.status = 403,
     .key = "permission-missing",
     .confidence = Likely,
     .others = "rbac-scope|access-policy",
     .settling = Settling::RolesAndOtherMailbox},
    {.status = 404,
     .when = calendarsRefused,
     .key = "permission-missing",
     .confidence = Likely,
     .others = "item-gone",
     .settling = Settling::GoneOrHidden},
    {.status = 404, .when = directoryKnowsNot, .key = "user-unknown", .confidence = Likely},
    {.status = 404,
     .key = "item-gone",
     .confidence = Likely,
     .others = "user-unknown|no-mailbox",
     .settling = Settling::UserOrMailbox},
    {.status = 409,
     .key = "already-exists",
     .confidence = Open,
     .others = "edit-conflict",
     .settling = Settling::WholeAnswer},
    {.status = 410, .key = "sync-reset"},
    {.status = 412, .key = "edit-conflict"},
    {.status = 423, .key = "edit-conflict", .confidence = Likely},
    {.status = 428, .key = "edit-conflict", .confidence = Likely},
    {.status = 424, .key = "service-transient", .confidence = Likely},
    {.status = 400, .key = "request-malformed", .confidence = Likely},
    {.status = 405, .key = "request-malformed", .confidence = Likely},
    {.status = 406, .key = "request-malformed", .confidence = Likely},
    {.status = 411, .key = "request-malformed", .confidence = Likely},
    {.status = 414, .key = "request-malformed", .confidence = Likely},
    {.status = 415, .key = "request-malformed", .confidence = Likely},
    {.status = 416, .key = "request-malformed", .confidence = Likely},
    {.status = 422, .key = "request-malformed", .confidence = Likely},
    {.status = 431, .key = "request-malformed", .confidence = Likely},
    {.status = 451, .key = "network-intercept", .confidence = Likely},
};

} // namespace

std::span<const Rule> statusRules() { return k_rules; }

} // namespace milepost::doctor
