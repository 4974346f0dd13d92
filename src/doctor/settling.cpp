// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/settling.h"

#include <iterator>

#include <QtGlobal>

namespace milepost::doctor {

namespace {

struct Line {
    Settling settling;
    const char* text;
};

constexpr Line k_lines[] = {
    {Settling::RolesAndOtherMailbox,
     QT_TRANSLATE_NOOP("doctor",
                       "Look at the roles in the token, and do the same with another mailbox: if the "
                       "role is there or the other mailbox works, a scope in Exchange decides.")},
    {Settling::PolicyOrScope,
     QT_TRANSLATE_NOOP("doctor",
                       "Have Test-ApplicationAccessPolicy and Test-ServicePrincipalAuthorization run "
                       "for this mailbox in Exchange: the one that refuses it decides.")},
    {Settling::ClockOrStale,
     QT_TRANSLATE_NOOP("doctor", "Compare this computer's time in UTC with the time in the answer: if they "
                                 "agree, an old signed request was sent again.")},
    {Settling::CertificateEnd,
     QT_TRANSLATE_NOOP("doctor",
                       "Compare the thumbprint and the end date of the certificate in use with those "
                       "listed at the app registration.")},
    {Settling::CredentialKind,
     QT_TRANSLATE_NOOP("doctor",
                       "Look up the attempt in the sign-in log of Entra, under service principals: it "
                       "names the number behind this answer.")},
    {Settling::TenantOrConsent,
     QT_TRANSLATE_NOOP("doctor", "Compare the tenant in the token with the tenant of the profile, and see "
                                 "whether the app stands among the tenant's enterprise applications.")},
    {Settling::Audience, QT_TRANSLATE_NOOP("doctor", "Look at the audience (aud) in the token: it must be "
                                                     "the very Graph that was asked, of the same cloud.")},
    {Settling::TokenTimes,
     QT_TRANSLATE_NOOP("doctor",
                       "Fetch a new token and do the same once more; compare the clock with the time "
                       "in the answer.")},
    {Settling::GoneOrHidden,
     QT_TRANSLATE_NOOP("doctor",
                       "List the calendars of the same mailbox: if the list is refused, the right is "
                       "missing; if it comes, the thing is gone.")},
    {Settling::UserOrMailbox,
     QT_TRANSLATE_NOOP("doctor",
                       "Look the user up in the directory: if it is there, its mailbox is missing.")},
    {Settling::RepeatOrOther,
     QT_TRANSLATE_NOOP("doctor",
                       "Do the same again in some minutes, and with another mailbox: what fails here "
                       "every time and works there does not pass by itself.")},
    {Settling::DatesOrZone,
     QT_TRANSLATE_NOOP("doctor", "Look at the start, the end and the name of the time zone that were sent.")},
    {Settling::HeaderSent,
     QT_TRANSLATE_NOOP("doctor", "See whether the request carried the header Authorization when it left, and "
                                 "whether the reverse proxy hands it on.")},
    {Settling::Issuer,
     QT_TRANSLATE_NOOP("doctor", "Look at the issuer of the certificate that was shown: a company's own name "
                                 "means inspection, a public authority means an old list of authorities.")},
    {Settling::OtherNames,
     QT_TRANSLATE_NOOP("doctor",
                       "Resolve another name on this computer: if that works, this name is wrong.")},
    {Settling::OtherNetwork,
     QT_TRANSLATE_NOOP("doctor", "Try the same address from another network, or without the proxy.")},
    {Settling::WhoAnswered,
     QT_TRANSLATE_NOOP("doctor",
                       "Open the address in a browser on this computer: the page says whose it is.")},
    {Settling::TrackerAlone,
     QT_TRANSLATE_NOOP("doctor", "Ask the tracker's back end without its web server, or look into the log of "
                                 "both.")},
    {Settling::RedirectTarget,
     QT_TRANSLATE_NOOP("doctor",
                       "Look where the redirect leads: to the same host with https or a slash, or to "
                       "another host.")},
    {Settling::Licence,
     QT_TRANSLATE_NOOP("doctor",
                       "Look at the tenant's licences, and whether the service that is named stands "
                       "among its enterprise applications.")},
    {Settling::AddressOrRow,
     QT_TRANSLATE_NOOP("doctor", "Ask the tracker's /api/health/ at the same address: if that answers, the "
                                 "address is right and the row is gone.")},
    {Settling::WholeAnswer,
     QT_TRANSLATE_NOOP("doctor", "Paste the whole answer: its status and the code in its body decide.")},
};

} // namespace

const char* settlingText(Settling settling) {
    for (const Line& line : k_lines)
        if (line.settling == settling)
            return line.text;
    return "";
}

std::vector<Settling> allSettlings() {
    std::vector<Settling> all;
    for (const Line& line : k_lines)
        all.push_back(line.settling);
    return all;
}

} // namespace milepost::doctor
