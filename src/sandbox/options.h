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
inline constexpr QStringView k_clientSecretId = u"7c0e4b19-2f6d-4a83-b1d5-9e3f80a6c742"; ///< not the secret
inline constexpr QStringView k_applicationId = u"a4e87d20-6b35-4c91-8d0f-1f5c29b7e638";  ///< object ids
inline constexpr QStringView k_principalId = u"5b1f3c44-0d2e-4a6b-9f37-2f1f6f0f7d10";
inline constexpr QStringView k_graphAppId = u"00000003-0000-0000-c000-000000000000"; ///< the same everywhere
inline constexpr QStringView k_graphPrincipalId = u"d93b6a57-14c8-4e0b-a2f6-7785c0e31b4d";
inline constexpr QStringView k_publicClientId =
    u"f2b8a6d3-0c47-4be1-93da-6e5108c7f924"; ///< for sign-in of people
/// Verified in the US Government cloud: discovery says so, the token endpoint here answers AADSTS900432.
inline constexpr QStringView k_nationalDomain = u"agency.example";
inline constexpr QStringView k_nationalTenant = u"2f90c1d8-7e64-4a35-b8b2-c40d17e6a953";
inline constexpr QStringView k_admin = u"global.admin@contoso.example";  ///< a Global Administrator
inline constexpr QStringView k_member = u"plain.member@contoso.example"; ///< no role at all
inline constexpr QStringView k_foreignAdmin = u"admin@fabrikam.example"; ///< of another tenant
inline constexpr QStringView k_foreignTenant = u"91e5d3a8-c026-4f7b-9d18-6b40a7f2c35e";
inline constexpr QStringView k_peoplePassword = u"Sandbox-Person!5"; ///< of these three
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
    bool secretExpired = false;      ///< AADSTS7000222, of the demo application's first secret
    /// What was made less than this ago is unknown to the token endpoint, to look-ups and to listings.
    int propagationSeconds = 0;
    int consentDelaySeconds = 0;     ///< a grant stands in the directory and is not in new tokens yet
    int exchangeDelaySeconds = 0;    ///< the same for access policies and roles that Exchange assigned
    bool passwordsForbidden = false; ///< an app management policy of the tenant, for new secrets
    int passwordDaysMaximum = 0;     ///< the same; 0: any lifetime
    bool keysForbidden = false;      ///< the same, for new certificates
    int deviceIntervalSeconds = 5;   ///< how often a device-code client may ask
    QString nationalCloud;           ///< where the tenant really is: "", usgov, dod, china
    /// What the demo application is granted at the start; set while running, it replaces what it has by then.
    QStringList roles{QStringLiteral("Calendars.ReadWrite"), QStringLiteral("User.ReadBasic.All")};
    bool fullProfileRefused = false; ///< 403, not null, for members that User.ReadBasic.All does not cover
    /// Reachable for the demo application without a calendar role in the token (graph-contract 3.2), at once;
    /// control "access" does it for every application.
    QStringList rbacMailboxes;

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
