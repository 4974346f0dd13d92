// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/facts.h"

/// What rules may ask of the context. Each is true only where the fact is known: an unknown one is neither
/// so nor the contrary.
namespace milepost::doctor {

// rights: what the token holds against what the request needs
[[nodiscard]] bool lacksRole(const Facts& facts);     ///< roles are known, none suffices for this request
[[nodiscard]] bool holdsRole(const Facts& facts);     ///< roles are known, one suffices
[[nodiscard]] bool holdsNoRoles(const Facts& facts);  ///< roles are known, there is none at all
[[nodiscard]] bool isDelegated(const Facts& facts);   ///< of a person: scp, no roles
[[nodiscard]] bool asksDirectory(const Facts& facts); ///< by its address: users, apps; no mailbox
[[nodiscard]] bool asksMailbox(const Facts& facts);
[[nodiscard]] bool asksGroupCalendar(const Facts& facts); ///< of a Microsoft 365 group
[[nodiscard]] bool otherMailboxWorks(const Facts& facts);
[[nodiscard]] bool otherMailboxRefused(const Facts& facts);
[[nodiscard]] bool lacksRoleOtherWorks(const Facts& facts);
[[nodiscard]] bool lacksRoleOtherRefused(const Facts& facts);
[[nodiscard]] bool holdsRoleOtherWorks(const Facts& facts);
[[nodiscard]] bool holdsRoleOtherRefused(const Facts& facts);
[[nodiscard]] bool writesButOnlyReads(const Facts& facts); ///< a write; reading the same mailbox works
// who is meant
[[nodiscard]] bool tenantDiffers(const Facts& facts);  ///< of the token and of the profile
[[nodiscard]] bool tenantIsRight(const Facts& facts);  ///< that of the token is that of the profile
[[nodiscard]] bool hasNoPrincipal(const Facts& facts); ///< the token names none, and no roles
[[nodiscard]] bool audienceIsOther(const Facts& facts);
[[nodiscard]] bool directoryKnows(const Facts& facts);
[[nodiscard]] bool directoryKnowsNot(const Facts& facts);
[[nodiscard]] bool calendarsListed(const Facts& facts);
[[nodiscard]] bool calendarsRefused(const Facts& facts);
[[nodiscard]] bool mailboxRefused(const Facts& facts); ///< every read of the same mailbox
// times
[[nodiscard]] bool clockIsOff(const Facts& facts);
[[nodiscard]] bool clockIsRight(const Facts& facts);
[[nodiscard]] bool assertionFromAhead(const Facts& facts); ///< by the times in the text: not valid yet
[[nodiscard]] bool assertionIsFresh(const Facts& facts);
[[nodiscard]] bool assertionIsOld(const Facts& facts);
[[nodiscard]] bool tokenIsFresh(const Facts& facts);
[[nodiscard]] bool tokenIsOver(const Facts& facts);
[[nodiscard]] bool credentialIsOver(const Facts& facts);
[[nodiscard]] bool isBySecret(const Facts& facts); ///< the app signs in with one; nothing else is sent
[[nodiscard]] bool isByCertificate(const Facts& facts);
[[nodiscard]] bool certificateIsOver(const Facts& facts); ///< by its own dates and a clock that is right
// does it pass?
[[nodiscard]] bool repeatsAlike(const Facts& facts);
[[nodiscard]] bool repeatPassed(const Facts& facts);
[[nodiscard]] bool failsHereAlone(const Facts& facts); ///< repeats alike, and something beside it works
// the request
[[nodiscard]] bool zoneIsOdd(const Facts& facts);
[[nodiscard]] bool zoneIsRight(const Facts& facts);
[[nodiscard]] bool datesAreOdd(const Facts& facts);
[[nodiscard]] bool headerWasSent(const Facts& facts);
[[nodiscard]] bool headerWasNotSent(const Facts& facts);
// the answer
[[nodiscard]] bool listIsEmpty(const Facts& facts);   ///< a page of rows came, without a row
[[nodiscard]] bool countIsShort(const Facts& facts);  ///< a whole list came, with less than it says
[[nodiscard]] bool bodyIsShort(const Facts& facts);   ///< fewer bytes than announced
[[nodiscard]] bool asksForPerson(const Facts& facts); ///< a sign-in of a person, not of the app
[[nodiscard]] bool audienceOfOtherCloud(const Facts& facts);
[[nodiscard]] bool isUnavailableElsewhere(const Facts& facts); ///< another mailbox gives 5xx too
[[nodiscard]] bool hostIsNotFound(const Facts& facts);         ///< Qt's words hold the name in their midst
[[nodiscard]] bool hostAloneIsNotFound(const Facts& facts);    ///< so, while others resolve
[[nodiscard]] bool policyTestRefuses(const Facts& facts);      ///< Test-ApplicationAccessPolicy says Denied
[[nodiscard]] bool scopeTestRefuses(const Facts& facts); ///< Test-ServicePrincipalAuthorization: not in scope
// the way
[[nodiscard]] bool methodWasChanged(const Facts& facts); ///< by a redirect
[[nodiscard]] bool redirectsInCircles(const Facts& facts);
[[nodiscard]] bool redirectLeadsAway(const Facts& facts);
[[nodiscard]] bool issuerIsPublic(const Facts& facts);
[[nodiscard]] bool issuerIsPrivate(const Facts& facts);
[[nodiscard]] bool otherNamesResolve(const Facts& facts);
[[nodiscard]] bool nameIsOfTracker(const Facts& facts); ///< whoever set it up may have mistyped it
[[nodiscard]] bool nameAloneIsLost(const Facts& facts); ///< such a name, while others resolve
[[nodiscard]] bool asksMicrosoft(const Facts& facts);   ///< one of Microsoft's own hosts, spelt right
[[nodiscard]] bool asksNotMicrosoft(const Facts& facts);
[[nodiscard]] bool isOwn(const Facts& facts); ///< an error of ours, whose kind was set by whoever met it
[[nodiscard]] bool wentDirectly(const Facts& facts); ///< through no proxy, by whoever sent it
[[nodiscard]] bool proxyIsNamed(const Facts& facts); ///< by the context or by the words

} // namespace milepost::doctor
