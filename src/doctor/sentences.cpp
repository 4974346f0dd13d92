// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/sentences.h"

#include "base/text.h"

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

struct Sentence {
    const char* words;
    const char* code;
};

constexpr Sentence k_sentences[] = {
    // who asks
    {"CompactToken parsing failed", "InvalidAuthenticationToken"},
    {"CompactToken validation failed", "InvalidAuthenticationToken"},
    {"Access token validation failure", "InvalidAuthenticationToken"},
    {"Access token has expired", "InvalidAuthenticationToken"},
    {"Access token is empty", "InvalidAuthenticationToken"},
    {"Lifetime validation failed", "InvalidAuthenticationToken"},
    {"JWT is not well formed", "InvalidAuthenticationToken"},
    {"identity of the calling application could not be established", "Authorization_IdentityNotFound"},
    {"Insufficient privileges to complete the operation", "Authorization_RequestDenied"},
    {"token contains no permissions, or permissions", "NoPermissionsInAccessToken"},
    {"Access is denied. Check credentials and try again", "ErrorAccessDenied"},
    // who is meant
    {"does not exist or one of its queried reference-property objects", "Request_ResourceNotFound"},
    {"REST API is not yet supported for this mailbox", "MailboxNotEnabledForRESTAPI"},
    {"mailbox is either inactive, soft-deleted, or is hosted on-premise", "MailboxNotEnabledForRESTAPI"},
    {"Resource could not be discovered", "ResourceNotFound"},
    {"SMTP address has no mailbox associated with it", "ErrorNonExistentMailbox"},
    // what is meant
    {"specified object was not found in the store", "ErrorItemNotFound"},
    {"specified folder could not be found in the store", "ErrorFolderNotFound"},
    {"Id is malformed", "ErrorInvalidIdMalformed"},
    {"folder with the specified name already exists", "ErrorFolderExists"},
    {"TransactionId specified in the request has already been used", "ErrorDuplicateTransactionId"},
    {"does not match the current change key for the item", "ErrorIrresolvableConflict"},
    {"sync state generation is not found", "SyncStateNotFound"},
    // what it holds
    {"At least one property failed validation", "ErrorPropertyValidationFailure"},
    {"A valid TimeZone value must be specified", "TimeZoneNotSupportedException"},
    // room and pace
    {"exceeded maximum mailbox size", "ErrorQuotaExceeded"},
    {"over its MailboxConcurrency limit", "ApplicationThrottled"},
    {"Too many concurrent connections opened", "ErrorTooManyObjectsOpened"},
    {"server cannot service this request right now", "ErrorServerBusy"},
    {"mailbox database is temporarily unavailable", "ErrorMailboxStoreUnavailable"},
    {"Mailbox move in progress", "ErrorMailboxMoveInProgress"},
};

} // namespace

QStringList codesOfSentences(const QString& words) {
    const QString plain = collapsed(words);
    QStringList codes;
    for (const Sentence& sentence : k_sentences)
        if (plain.contains(QLatin1StringView(sentence.words), Qt::CaseInsensitive))
            codes << QString::fromLatin1(sentence.code);
    codes.removeDuplicates();
    return codes;
}

} // namespace milepost::doctor
