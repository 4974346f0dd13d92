// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDate>
#include <QString>
#include <QStringList>

namespace milepost::sandbox {

/// The fixed demo accounts. They open nothing but the sandbox; milepost-sandbox prints them.
namespace demo {
inline constexpr QStringView k_tenant = u"8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4";
inline constexpr QStringView k_tenantDomain = u"contoso.example";
inline constexpr QStringView k_clientId = u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b93";
/// Holds every character that a careless form encoder breaks.
inline constexpr QStringView k_clientSecret = u"sBx8Q~Demo+Secret/Not=Real%42&";
inline constexpr QStringView k_trackerUser =
    u"planner"; ///< a manager; also "admin" (admin) and "viewer" (user)
inline constexpr QStringView k_trackerPassword = u"Sandbox-Pass!7"; ///< of every tracker account
inline constexpr QStringView k_mailbox = u"projects@contoso.example";
inline constexpr QStringView k_secondMailbox = u"bridges@contoso.example";
inline constexpr QStringView k_blockedMailbox = u"vault@contoso.example";     ///< outside the access policy
inline constexpr QStringView k_userWithoutMailbox = u"kiosk@contoso.example"; ///< exists, no mailbox
inline constexpr QStringView k_guest = u"ann_fabrikam.example#EXT#@contoso.example";
} // namespace demo

/// What a sandbox is started with; most can be changed while it runs (POST /_sandbox/options, same names).
struct Options {
    enum class Certificate { Good, Expired, WrongHost, SelfSigned };

    quint16 port = 0; ///< 0: any free one
    bool tls = false;
    Certificate certificate = Certificate::Good;
    QString caFile; ///< where the CA (PEM) is written; empty: a temporary file
    quint64 seed = 1;
    int projects = 14;
    int people = 60;
    int deliverables = 400;
    bool traps = true;           ///< odd rows of the tracker contract and foreign events in the mailbox
    QDate today;                 ///< the seed's day zero; invalid: the computer's date in UTC
    bool cookieMode = false;     ///< the tracker's refresh token travels in Set-Cookie
    int dateSkewSeconds = 0;     ///< added to every Date header and to what tokens are stamped with
    int latencyMilliseconds = 0; ///< service time of each Graph request

    int tokenLifetimeSeconds = 3599; ///< Entra's expires_in
    bool secretExpired = false;      ///< AADSTS7000222
    QStringList roles{QStringLiteral("Calendars.ReadWrite"), QStringLiteral("User.ReadBasic.All")};
    bool fullProfileRefused = false; ///< 403, not null, for members that User.ReadBasic.All does not cover
    QStringList rbacMailboxes;       ///< reachable without a calendar role in the token (graph-contract 3.2)

    int accessLifetimeSeconds = 7200; ///< the tracker's tokens
    int refreshLifetimeSeconds = 2592000;

    int concurrencyPerMailbox = 4;
    int quotaRequests = 10000; ///< per mailbox and window
    int quotaWindowSeconds = 600;
    double retryAfterSeconds = 1;            ///< advised with the sandbox's own 429s
    bool rememberDeletedTransactions = true; ///< deletion does not free a transactionId
    int duplicateTransactionStatus = 400;    ///< some tenants answer 409
    bool calendarIdDiffersOnCreate = false;  ///< POST returns another id than the listing
    bool listingsWrapBodies = false; ///< reads show bodies as HTML, whatever Prefer says; writes do not
    QString alters; ///< what Exchange keeps otherwise than sent: date, allDay, zone, attendees, tag
    bool secondDeleteForbidden = false; ///< 403 ErrorCannotDeleteObject instead of 404
};

} // namespace milepost::sandbox
