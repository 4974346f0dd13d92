// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;

/// Graph and Exchange by their codes, whose families have one meaning each. There is no official table with
/// statuses (graph-contract 4.3, 13); the names are those of Exchange's own answers.
constexpr Rule k_rules[] = {
    // marks of changes
    {.code =
         "SyncStateNotFound|SyncStateInvalid|ErrorInvalidSyncStateData|resyncRequired|resyncApplyDifferences|"
         "resyncUploadDifferences|resyncChanges*|Directory_ExpiredPageToken|Directory_PageTokenExpired|"
         "Directory_ResyncRequired|invalidDeltaToken|ErrorSyncStateTooLarge",
     .key = "sync-reset"},
    {.says =
         "page token value has expired|sync state generation is not found|delta token|skiptoken is expired|"
         "Resync required|full resync|deltatoken",
     .key = "sync-reset",
     .confidence = Likely},
    {.status = 400, .says = "token", .at = "deltatoken|skiptoken", .key = "sync-reset", .confidence = Likely},
    {.code = "ErrorSyncFolderNotFound",
     .key = "sync-reset",
     .confidence = Likely,
     .others = "item-gone",
     .settling = Settling::GoneOrHidden},
    // gone, or hidden
    {.code = "ErrorItemNotFound|itemNotFound|ErrorFolderNotFound|notFound",
     .when = calendarsRefused,
     .key = "permission-missing",
     .confidence = Likely,
     .others = "rbac-scope|access-policy",
     .settling = Settling::RolesAndOtherMailbox},
    {.code = "ErrorItemNotFound|itemNotFound|ErrorFolderNotFound",
     .when = mailboxRefused,
     .key = "permission-missing",
     .confidence = Likely,
     .others = "rbac-scope|access-policy",
     .settling = Settling::RolesAndOtherMailbox},
    {.code = "ErrorItemNotFound|ErrorFolderNotFound",
     .when = lacksRole,
     .key = "permission-missing",
     .confidence = Likely,
     .others = "item-gone|rbac-scope",
     .settling = Settling::GoneOrHidden},
    {.code = "ErrorItemNotFound|itemNotFound|ErrorFolderNotFound",
     .when = isDelegated,
     .key = "permission-missing/delegated",
     .confidence = Likely,
     .others = "item-gone",
     .settling = Settling::GoneOrHidden},
    {.code = "ErrorItemNotFound|itemNotFound|ErrorFolderNotFound",
     .at = "/calendars/",
     .when = calendarsListed,
     .key = "item-gone/calendar"},
    {.code = "ErrorItemNotFound|itemNotFound|ErrorFolderNotFound",
     .when = calendarsListed,
     .key = "item-gone"},
    {.says = "default folder",
     .key = "no-mailbox",
     .confidence = Likely,
     .others = "permission-missing|item-gone",
     .settling = Settling::UserOrMailbox},
    {.code = "ErrorItemNotFound|itemNotFound|ErrorFolderNotFound|ErrorParentFolderNotFound|"
             "ErrorObjectTypeChanged|"
             "ErrorCalendarOccurrenceIsDeletedFromRecurrence|ErrorMovedItem*|ErrorFolderNotFoundInSync|"
             "ErrorManagedFolderNotFound|ErrorCannotFindFileAttachment|ErrorAttachmentNotFound",
     .key = "item-gone",
     .confidence = Likely,
     .others = "permission-missing",
     .settling = Settling::GoneOrHidden},
    {.code = "ErrorCannotDeleteObject|ErrorInvalidMailboxItemId",
     .key = "item-gone",
     .confidence = Likely,
     .others = "request-malformed",
     .settling = Settling::GoneOrHidden},
    // there already, or changed by others
    {.code =
         "ErrorFolderExists|ErrorDuplicateTransactionId|nameAlreadyExists|Request_MultipleObjectsWithSame*|"
         "ErrorDuplicate*|ErrorItemAlreadyExists|ErrorCalendarNameAlreadyExists|ObjectConflict|alreadyExists",
     .key = "already-exists"},
    {.says = "already exists|same value for property|already present|already been used to create",
     .key = "already-exists",
     .confidence = Likely},
    {.code = "ErrorIrresolvableConflict|IrresolvableConflict|ErrorStaleObject|ErrorChangeKeyRequired*|"
             "ErrorInvalidChangeKey|Directory_ConcurrencyViolation|Directory_Concurrency*|resourceModified|"
             "preconditionFailed|ErrorItemSave*|ErrorConflict*|editConflict|conflict",
     .key = "edit-conflict"},
    {.code = "ConcurrentItemSave",
     .key = "edit-conflict",
     .confidence = Likely,
     .others = "service-transient",
     .settling = Settling::RepeatOrOther},
    {.says = "conflicts occurred during saving|change key", .key = "edit-conflict", .confidence = Likely},
    // room and pace
    {.code =
         "QuotaExceededException|ErrorQuotaExceeded|MapiExceptionQuotaExceeded|MapiExceptionShutoffQuota*|"
         "MapiExceptionNamedProps*|ErrorNamedPropertiesQuota*|quotaLimitReached|ErrorStorageQuota*|"
         "ErrorRecoverableItems*|Directory_QuotaExceeded|ErrorMailboxQuota*",
     .key = "quota-full"},
    {.says = "named propert|NamedProps|mailbox is full|over its quota|exceeded its quota|quota exceeded|"
             "storage quota|QuotaExceeded",
     .key = "quota-full",
     .confidence = Likely},
    {.status = 507, .key = "quota-full"},
    {.code = "TooManyRequests|ApplicationThrottled|activityLimitReached|ErrorServerBusy|throttledRequest|"
             "ErrorExceeded*|ErrorTooManyObjectsOpened|ErrorMailboxConcurrency*|ErrorSubmissionQuotaExceeded|"
             "ErrorMessageSubmission*|Request_ThrottledTemporarily|ThrottledRequest|RateLimit*|"
             "Directory_Throttled|429|ErrorBudgetExceeded|ErrorOverBudget",
     .key = "throttled"},
    {.status = 429, .key = "throttled"},
    {.status = 509, .key = "throttled"},
    {.says = "MailboxConcurrency|too many requests|throttl|over budget|rate limit|daily limit|slow down",
     .key = "throttled",
     .confidence = Likely},
    // the span, the zone, the dates
    {.code = "ErrorCalendarViewRangeTooBig|ErrorInvalidTimeInterval|ErrorTimeIntervalTooBig",
     .key = "range-too-large"},
    {.status = 400, .says = "1825", .key = "range-too-large", .confidence = Likely},
    {.says = "greater than the allowed range|exceeds the maximum range|range is too large|"
             "maximum number of days",
     .key = "range-too-large",
     .confidence = Likely},
    {.code = "ErrorPropertyValidationFailure",
     .when = datesAreOdd,
     .key = "event-invalid",
     .confidence = Likely},
    {.code = "ErrorPropertyValidationFailure",
     .when = zoneIsOdd,
     .key = "timezone-invalid",
     .confidence = Likely},
    {.code = "TimeZoneNotSupportedException|ErrorInvalidTimeZone|ErrorCalendarInvalidTimeZone|ErrorTimeZone*|"
             "ErrorMissingTimeZone|InvalidTimeZone",
     .key = "timezone-invalid"},
    {.status = 400,
     .says = "time zone|TimeZone value|TimeZoneNotSupported|timezone is not|timezone was not|"
             "outlook.timezone|TimeZone '",
     .key = "timezone-invalid",
     .confidence = Likely},
    {.code = "ErrorPropertyValidationFailure",
     .says = "recurrence|attendee|reminder|subject",
     .key = "event-invalid",
     .confidence = Likely},
    {.code = "ErrorPropertyValidationFailure",
     .when = zoneIsRight,
     .key = "event-invalid",
     .confidence = Likely},
    {.code = "ErrorPropertyValidationFailure",
     .key = "event-invalid",
     .confidence = Likely,
     .others = "timezone-invalid",
     .settling = Settling::DatesOrZone},
    {.code = "ErrorCalendarFolderIsInvalid*|ErrorCalendarCannot*|ErrorCalendarMeeting*",
     .key = "request-malformed",
     .confidence = Likely},
    {.code = "ErrorCalendar*|ErrorRecurrence*|ErrorOccurrence*|ErrorInvalidRecipients|ErrorInvalidAttendee*|"
             "ErrorInvalidRecurrence*|ErrorInvalidItemForOperation*|ErrorRecurring*|ErrorMissingRecipients|"
             "ErrorInvalidDate*|ErrorEndDate*|ErrorStartDate*|ErrorInvalidEvent*|ErrorEventDuration*",
     .key = "event-invalid",
     .confidence = Likely},
    {.status = 400,
     .says = "all-day|all day|midnight|recurrence|end date|start date|end time|start time|must be at least "
             "24 hours|"
             "earlier than|Event.Start|Event.End|duration of an event",
     .key = "event-invalid",
     .confidence = Likely},
    {.code = "ErrorMessageSizeExceeded|ErrorAttachmentSizeLimitExceeded|ErrorDataSizeLimitExceeded|"
             "RequestEntityTooLarge|MaximumRequestSizeExceeded|ErrorContentTooLarge|ErrorMessageTooLarge|"
             "ErrorAttachmentTooLarge|PayloadTooLarge|RequestTooLarge",
     .key = "payload-too-large"},
    {.says = "request entity too large|maximum request length|message size exceed|body is too large",
     .key = "payload-too-large",
     .confidence = Likely},
    {.status = 413, .key = "payload-too-large"},
    // what the service cannot read
    {.code =
         "Request_*|RequestBroker--ParseUri|ErrorInvalidId*|ErrorInvalidProperty*|ErrorInvalidUrl*|"
         "UnableToDeserialize*|RequestBodyRead|ErrorInvalidParameter*|ErrorInvalidArgument*|InvalidRequest|"
         "ErrorSchemaValidation|BadRequest|invalidRange|ErrorInvalidRequest|ErrorUnsupported*|NotImplemented|"
         "ErrorNotSupported|notSupported|notAllowed|ErrorInvalidOperation|ErrorInvalidExtendedProperty*|"
         "ErrorIncorrectSchemaVersion|ErrorInvalidRestriction|ErrorMissing*|TargetIdShouldNotBeMe*|"
         "ErrorInvalidPagingMaxRows|ErrorInvalidFolder*|ErrorPropertyUpdate|ErrorReadOnly*|"
         "ErrorInvalidPropertySet|ErrorCannot*|ErrorSearchFolder*|ErrorInvalidValue*|"
         "ErrorInvalidAggregation|ErrorIncorrect*|invalidRequest|Method_Not_Allowed|UnsupportedMediaType|"
         "ErrorInvalidIdFormat|Request_BadRequest|Directory_ResultSizeLimitExceeded",
     .status = 400,
     .key = "request-malformed",
     .confidence = Likely},
    {.code = "RequestBroker--ParseUri|ErrorInvalidId*|ErrorInvalidProperty*|ErrorInvalidUrl*|"
             "UnableToDeserialize*|"
             "RequestBodyRead|ErrorInvalidParameter*|ErrorSchemaValidation|TargetIdShouldNotBeMe*|"
             "Request_UnsupportedQuery|Request_BadRequest",
     .key = "request-malformed",
     .confidence = Likely},
    {.says = "resource not found for the segment|could not find a property named|invalid version|"
             "invalid object identifier|unable to read JSON|id is malformed|invalid filter clause|"
             "malformed|unrecognized|Url Too Long",
     .key = "request-malformed",
     .confidence = Likely},
    // Microsoft's side
    {.code = "canary", .key = "mailbox-fault/altered"},
    {.code =
         "ErrorApiQuarantined|ErrorCorruptData|ErrorItemCorrupt|ErrorMimeContent*|ErrorContentConversion*|"
         "ErrorItemPropertyRequestFailed|ErrorFolderCorrupt|ErrorQuarantine*|MapiExceptionCorrupt*|"
         "ErrorVirus*|ErrorPropertyCorrupt*|ErrorMailboxQuarantine*|MailboxQuarantined*",
     .key = "mailbox-fault",
     .confidence = Likely,
     .others = "service-transient",
     .settling = Settling::RepeatOrOther},
    {.says = "quarantined|corrupt data|is corrupt|corrupted", .key = "mailbox-fault", .confidence = Likely},
    {.status = 500,
     .says = "MailboxMoveInProgress|MailboxStoreUnavailable|being moved|MailboxInfoStale|failover",
     .key = "service-transient",
     .confidence = Likely},
    {.status = 500,
     .at = "$filter=singleValueExtendedProperties|$filter=SingleValueExtendedProperties",
     .when = repeatsAlike,
     .key = "mailbox-fault",
     .confidence = Likely,
     .others = "request-malformed",
     .settling = Settling::RepeatOrOther},
    {.status = 500, .when = isUnavailableElsewhere, .key = "service-transient"},
    {.status = 500, .when = failsHereAlone, .key = "mailbox-fault"},
    {.status = 500, .when = repeatPassed, .key = "service-transient"},
    {.status = 500,
     .when = repeatsAlike,
     .key = "mailbox-fault",
     .confidence = Likely,
     .others = "service-transient",
     .settling = Settling::RepeatOrOther},
    {.code = "ErrorMailboxStoreUnavailable|ErrorMailboxMoveInProgress|MailboxInfoStale|serviceNotAvailable|"
             "ErrorInternalServerTransientError|ErrorTimeoutExpired|ErrorMailboxFailover|ErrorADUnavailable|"
             "ErrorADOperation|ErrorConnectionFailed*|ErrorBatchProcessingStopped|ErrorInsufficientResources|"
             "ErrorNotEnoughMemory|ErrorNoRespondingCAS*|ErrorProxy*|ErrorCrossForest*|ServiceUnavailable|"
             "ErrorServiceDiscovery*|ErrorClusterIpMissing|ErrorServerUnavailable|GatewayTimeout|BadGateway|"
             "Service_Unavailable|Service_InternalServerError|ErrorDelegate*|ErrorADSessionFilter|timeout|"
             "Directory_ServiceUnavailable|MapiExceptionMailboxInTransit|MapiExceptionNetworkError|"
             "Directory_ReplicaUnavailable",
     .key = "service-transient"},
    {.code = "ErrorInternalServerError|generalException|UnknownError|InternalServerError|Directory_*|"
             "ExtensionError|ErrorInternal*",
     .status = 500,
     .key = "service-transient",
     .confidence = Likely,
     .others = "mailbox-fault",
     .settling = Settling::RepeatOrOther},
    {.code = "ErrorInternalServerError|generalException|ErrorInternal*",
     .key = "service-transient",
     .confidence = Likely,
     .others = "mailbox-fault",
     .settling = Settling::RepeatOrOther},
    {.code = "FailedDependency", .key = "service-transient", .confidence = Likely},
};

} // namespace

std::span<const Rule> graphRules() { return k_rules; }

} // namespace milepost::doctor
