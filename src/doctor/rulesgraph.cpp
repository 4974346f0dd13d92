// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;
using Kind = Error::Kind;

/// Graph: error.code decides, its words where one code means several things (graph-contract 3.3, 4.3, 5, 8).
constexpr Rule k_rules[] = {
    {.code = "scope-open", .key = "app-misconfigured/scope"}, // ours: the fence let a call through
    // the token
    {.code = "InvalidAuthenticationToken", .says = "audience", .key = "scope-invalid"},
    {.code = "InvalidAuthenticationToken",
     .says = "empty|malformed|CompactToken parsing|not well formed|invalid JWT|is missing",
     .key = "token-malformed"},
    {.code = "InvalidAuthenticationToken",
     .says = "expired|lifetime|revoked|OutdatedPolicies|TokenCreatedWith|continuous access",
     .key = "token-expired",
     .confidence = Likely},
    {.code = "InvalidAuthenticationToken", .key = "token-expired", .confidence = Likely},
    {.code = "Authorization_IdentityNotFound", .key = "app-unconsented", .confidence = Likely},
    // rights
    {.code = "admin-rights", .key = "permission-missing/admin"},
    {.says = "as per assigned policy", .key = "policy-blocked/credential"},
    {.code = "ErrorAccessDenied",
     .says = "AppOnly AccessPolicy|RAOP|OData is disabled",
     .key = "access-policy"},
    {.code = "ErrorAccessDenied", .says = "quota", .key = "quota-full", .confidence = Likely},
    {.code = "NoPermissionsInAccessToken", .key = "permission-missing"},
    {.code = "Authorization_RequestDenied", .key = "permission-missing"},
    {.status = 403, .says = "failed to get the correct properties", .key = "no-mailbox"},
    {.says = "NonPremiumTenant|premium license|does not have a SPO license|AADPremiumLicenseRequired",
     .key = "license-missing",
     .confidence = Likely},
    {.code = "ErrorAccessDenied", .key = "permission-missing", .confidence = Likely},
    {.code = "AccessDenied", .key = "permission-missing", .confidence = Likely},
    {.code = "Forbidden", .key = "permission-missing", .confidence = Likely},
    // users and mailboxes
    {.code = "Request_ResourceNotFound", .key = "user-unknown", .confidence = Likely},
    {.code = "MailboxNotEnabledForRESTAPI", .key = "no-mailbox"},
    {.code = "ErrorInvalidUser", .key = "no-mailbox"},
    {.code = "ErrorNonExistentMailbox", .key = "no-mailbox"},
    {.code = "ResourceNotFound", .says = "could not be discovered", .key = "no-mailbox"},
    // changes seen by others
    {.code = "SyncStateNotFound", .key = "sync-reset"},
    {.code = "SyncStateInvalid", .key = "sync-reset"},
    {.code = "resyncRequired", .key = "sync-reset"},
    {.code = "ErrorSyncFolderNotFound", .key = "sync-reset"},
    {.code = "ErrorItemNotFound", .key = "item-gone"},
    {.code = "ErrorCannotDeleteObject", .key = "item-gone", .confidence = Likely},
    {.code = "ErrorFolderExists", .key = "already-exists"},
    {.code = "ErrorDuplicateTransactionId", .key = "already-exists"},
    {.code = "ErrorIrresolvableConflict", .key = "edit-conflict"},
    {.code = "ConcurrentItemSave", .key = "edit-conflict", .confidence = Likely},
    // room and pace
    {.code = "QuotaExceededException", .key = "quota-full"},
    {.code = "ErrorQuotaExceeded", .key = "quota-full"},
    {.says = "named propert", .key = "quota-full", .confidence = Likely},
    {.status = 507, .key = "quota-full"},
    {.code = "TooManyRequests", .key = "throttled"},
    {.code = "ApplicationThrottled", .key = "throttled"},
    {.code = "activityLimitReached", .key = "throttled"},
    {.code = "ErrorServerBusy", .key = "throttled"},
    {.status = 429, .key = "throttled"},
    {.says = "MailboxConcurrency", .key = "throttled"},
    // the event itself
    {.code = "ErrorInvalidRequest", .says = "1825|greater than the allowed range", .key = "range-too-large"},
    {.code = "TimeZoneNotSupportedException", .key = "timezone-invalid"},
    {.status = 400, .says = "time zone|TimeZone", .key = "timezone-invalid", .confidence = Likely},
    {.code = "ErrorPropertyValidationFailure", .key = "event-invalid", .confidence = Likely},
    {.code = "ErrorCalendarDurationIsTooLong", .key = "event-invalid", .confidence = Likely},
    {.code = "ErrorCalendarEndDateIsEarlierThanStartDate", .key = "event-invalid", .confidence = Likely},
    {.status = 400,
     .says = "all-day|all day|midnight|recurrence|end date|start date",
     .key = "event-invalid",
     .confidence = Likely},
    {.code = "ErrorMessageSizeExceeded", .key = "payload-too-large"},
    {.status = 413, .key = "payload-too-large"},
    // Microsoft's side
    {.code = "canary", .key = "mailbox-fault/altered"},
    {.code = "ErrorApiQuarantined", .key = "mailbox-fault", .confidence = Likely},
    {.code = "ErrorMailboxStoreUnavailable", .key = "service-transient"},
    {.code = "ErrorMailboxMoveInProgress", .key = "service-transient"},
    {.code = "MailboxInfoStale", .key = "service-transient"},
    {.code = "serviceNotAvailable", .key = "service-transient"},
    {.code = "ErrorInternalServerTransientError", .key = "service-transient"},
    {.code = "ErrorTimeoutExpired", .key = "service-transient"},
    {.code = "ErrorInternalServerError", .key = "service-transient", .confidence = Likely},
    {.code = "FailedDependency", .key = "service-transient", .confidence = Likely},
    // by status
    {.status = 407, .key = "proxy-auth"},
    {.code = "html", .status = 500, .key = "service-transient", .confidence = Likely},
    {.code = "html", .key = "network-intercept", .confidence = Likely},
    {.status = 300, .key = "network-intercept", .confidence = Likely},
    {.status = 500, .key = "service-transient", .confidence = Likely},
    {.status = 401, .key = "token-expired", .confidence = Likely},
    {.status = 403, .key = "permission-missing", .confidence = Likely},
    {.status = 404, .key = "item-gone", .confidence = Likely},
    {.status = 409, .key = "already-exists", .confidence = Open},
    {.status = 410, .key = "sync-reset"},
    {.status = 412, .key = "edit-conflict"},
    {.status = 400, .key = "request-malformed", .confidence = Likely},
    {.status = 405, .key = "request-malformed", .confidence = Likely},
    {.status = 406, .key = "request-malformed", .confidence = Likely},
    {.status = 415, .key = "request-malformed", .confidence = Likely},
    {.status = 424, .key = "service-transient", .confidence = Likely},
};

} // namespace

std::span<const Rule> graphRules() { return k_rules; }

} // namespace milepost::doctor
