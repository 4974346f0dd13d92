// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace milepost::doctor {

/// What somebody can look at to tell causes apart that the same answer fits.
enum class Settling {
    None,
    RolesAndOtherMailbox, ///< role missing, or scope: claims of the token and a second mailbox
    PolicyOrScope,        ///< access policy or RBAC: the two cmdlets of Exchange
    ClockOrStale,         ///< the clock against the Date of the answer
    CertificateEnd,       ///< the certificate's own dates and thumbprint
    CredentialKind,       ///< the sign-in log says which credential was refused
    TenantOrConsent,      ///< tid of the token against the tenant of the profile
    Audience,             ///< aud of the token
    TokenTimes,           ///< a fresh token, once more
    GoneOrHidden,         ///< the list of calendars of that mailbox
    UserOrMailbox,        ///< the directory, asked for the same user
    RepeatOrOther,        ///< once more in some minutes, and another mailbox
    DatesOrZone,          ///< start, end and zone as they were sent
    HeaderSent,           ///< whether the request carried its sign-in
    Issuer,               ///< who issued the certificate that was shown
    OtherNames,           ///< whether other names resolve
    OtherNetwork,         ///< the same from another network, without the proxy
    WhoAnswered,          ///< the page in a browser: whose it is
    TrackerAlone,         ///< the back end without its web server
    RedirectTarget,       ///< where the redirect leads
    Licence,              ///< the tenant's licences
    AddressOrRow,         ///< another address of the same API
    WholeAnswer,          ///< code and status of the answer
};

/// A source for QCoreApplication::translate("doctor", …); "" for None.
[[nodiscard]] const char* settlingText(Settling settling);
/// Every one but None.
[[nodiscard]] std::vector<Settling> allSettlings();

} // namespace milepost::doctor
