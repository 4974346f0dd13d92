// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"
#include "doctor/rules.h"

namespace milepost::doctor {

namespace {

using enum Confidence;

/// Graph about users and whether they have a mailbox (graph-contract 4.3).
constexpr Rule k_rules[] = {
    {.code = "Request_ResourceNotFound|Directory_ObjectNotFound",
     .at = "/users/",
     .when = tenantDiffers,
     .key = "tenant-wrong"},
    {.code = "Request_ResourceNotFound|Directory_ObjectNotFound",
     .at = "/applications|/servicePrincipals",
     .key = "app-unknown",
     .confidence = Likely,
     .others = "tenant-wrong",
     .settling = Settling::TenantOrConsent},
    {.code = "Request_ResourceNotFound|Directory_ObjectNotFound",
     .at = "/groups|/subscriptions",
     .key = "item-gone",
     .confidence = Likely},
    {.code = "Request_ResourceNotFound|ErrorMailRecipientNotFound|ErrorUserNotFound|UserNotFound|"
             "Directory_ObjectNotFound",
     .key = "user-unknown",
     .confidence = Likely},
    {.code = "ErrorInvalidUser|ResourceNotFound|MailboxNotEnabledForRESTAPI|ErrorNonExistentMailbox|"
             "MailboxNotFound",
     .when = tenantDiffers,
     .key = "tenant-wrong",
     .confidence = Likely,
     .others = "no-mailbox",
     .settling = Settling::TenantOrConsent},
    {.code = "ErrorInvalidUser|ResourceNotFound|MailboxNotEnabledForRESTAPI|ErrorNonExistentMailbox|"
             "MailboxNotFound|ErrorMailboxNotFound",
     .when = directoryKnowsNot,
     .key = "user-unknown"},
    {.code = "ErrorInvalidUser|ErrorNonExistentMailbox|ErrorMailboxNotFound",
     .when = directoryKnows,
     .key = "no-mailbox/new"},
    {.code = "ErrorInvalidUser|ErrorNonExistentMailbox|ErrorMailboxNotFound",
     .key = "no-mailbox",
     .confidence = Likely,
     .others = "user-unknown",
     .settling = Settling::UserOrMailbox},
    {.code = "MailboxNotEnabledForRESTAPI|MailboxNotSupportedForRESTAPI|ErrorNameResolutionNoMailbox|"
             "ErrorMissingEmailAddress|ErrorNonPrimarySmtpAddress|ErrorMailboxNotEnabled*|ErrorAccount*|"
             "ErrorNoMailbox*|MailboxNotHostedInExchangeOnline|ErrorUserWithoutFederatedProxyAddress|"
             "ErrorMailboxConfiguration|ErrorExchangeRoutingFailed",
     .key = "no-mailbox"},
    {.code = "ResourceNotFound",
     .says = "could not be discovered",
     .when = directoryKnows,
     .key = "no-mailbox"},
    {.code = "ResourceNotFound",
     .says = "could not be discovered",
     .key = "no-mailbox",
     .confidence = Likely,
     .others = "user-unknown",
     .settling = Settling::UserOrMailbox},
    {.says = "inactive, soft-deleted|hosted on-premise|REST API is not yet supported|"
             "mailbox is not enabled|no mailbox|does not have a mailbox",
     .key = "no-mailbox",
     .confidence = Likely},
    {.code = "ResourceNotFound",
     .at = "/users",
     .key = "no-mailbox",
     .confidence = Likely,
     .others = "user-unknown|item-gone",
     .settling = Settling::UserOrMailbox},
};

} // namespace

std::span<const Rule> mailboxRules() { return k_rules; }

} // namespace milepost::doctor
