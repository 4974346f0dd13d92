// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/conditions.h"

#include <optional>

#include <QRegularExpression>
#include <QUuid>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

/// Which roles let an app do it (graph-contract 10); any one of them is enough.
struct Need {
    const char* at;
    const char* read;
    const char* write;
};

constexpr Need k_needs[] = {
    {"/mailboxSettings|/masterCategories", "MailboxSettings.Read|MailboxSettings.ReadWrite",
     "MailboxSettings.ReadWrite"},
    {"/calendar|/events|/calendars|/calendarView|/calendarGroups|/calendarPermissions",
     "Calendars.Read|Calendars.ReadBasic|Calendars.ReadBasic.All|Calendars.ReadWrite", "Calendars.ReadWrite"},
    {"/messages|/mailFolders|/sendMail", "Mail.Read|Mail.ReadBasic|Mail.ReadBasic.All|Mail.ReadWrite",
     "Mail.ReadWrite|Mail.Send"},
    {"/contacts|/contactFolders", "Contacts.Read|Contacts.ReadWrite", "Contacts.ReadWrite"},
    {"/applications|/servicePrincipals|/appRoleAssign",
     "Application.Read.All|Application.ReadWrite.All|Application.ReadWrite.OwnedBy|Directory.Read.All|"
     "Directory.ReadWrite.All",
     "Application.ReadWrite.All|Application.ReadWrite.OwnedBy|AppRoleAssignment.ReadWrite.All|"
     "Directory.ReadWrite.All"},
    {"/organization",
     "Organization.Read.All|Organization.ReadWrite.All|User.Read.All|Directory.Read.All|"
     "Directory.ReadWrite.All",
     "Organization.ReadWrite.All"},
    {"/groups",
     "Group.Read.All|Group.ReadWrite.All|GroupMember.Read.All|Directory.Read.All|"
     "Directory.ReadWrite.All",
     "Group.ReadWrite.All|Directory.ReadWrite.All"},
    {"/users",
     "User.ReadBasic.All|User.Read.All|User.ReadWrite.All|Directory.Read.All|Directory.ReadWrite.All",
     "User.ReadWrite.All|Directory.ReadWrite.All"},
};
constexpr qsizetype k_mailboxNeeds = 4; ///< so many of them stand at the beginning
constexpr qsizetype k_calendarNeed = 1;

bool contains(const QString& text, const char* alternatives) {
    for (const QLatin1StringView one : QLatin1StringView(alternatives).tokenize('|'_L1))
        if (text.contains(one, Qt::CaseInsensitive))
            return true;
    return false;
}

/// By the address; an answer in Exchange's words without one is about a calendar, which is all we ask of it.
const Need* needOf(const Facts& facts) {
    const QString path = facts.path();
    for (const Need& need : k_needs)
        if (contains(path, need.at))
            return &need;
    const bool isOpen = path.isEmpty() || path.contains("$batch"_L1);
    return isOpen && facts.hasCode("Error*"_L1) ? &k_needs[k_calendarNeed] : nullptr;
}

/// Do the roles suffice? Nothing where they, or the need, are not known.
std::optional<bool> suffices(const Facts& facts) {
    const auto roles = facts.about.roles();
    const Need* need = needOf(facts);
    if (!roles || need == nullptr)
        return std::nullopt;
    const QLatin1StringView wanted(facts.isWrite() ? need->write : need->read);
    for (const QLatin1StringView one : wanted.tokenize('|'_L1))
        if (roles->contains(one, Qt::CaseInsensitive))
            return true;
    return false;
}

std::optional<int> firstStatus(const Facts& facts, std::initializer_list<QLatin1StringView> keys) {
    for (const QLatin1StringView key : keys)
        if (const auto status = facts.about.status(key))
            return status;
    return std::nullopt;
}

bool works(std::optional<int> status) { return status && *status >= 200 && *status < 300; }
bool isRefused(std::optional<int> status) { return status && (*status == 401 || *status == 403); }

std::optional<int> otherMailbox(const Facts& facts) {
    return firstStatus(facts, {"other_mailbox"_L1, "other_mailboxes"_L1, "other_user"_L1});
}

std::optional<int> sameMailbox(const Facts& facts) {
    return firstStatus(facts, {"same_mailbox_read"_L1, "same_mailbox"_L1, "other_item"_L1, "other_items"_L1,
                               "other_events"_L1, "mailbox_calendar_list"_L1});
}

} // namespace

bool lacksRole(const Facts& facts) { return suffices(facts) == false; }
bool holdsRole(const Facts& facts) { return suffices(facts) == true; }

bool holdsNoRoles(const Facts& facts) {
    const auto roles = facts.about.roles();
    return roles && roles->isEmpty();
}

bool isDelegated(const Facts& facts) {
    const auto roles = facts.about.roles();
    return !facts.about.claim("scp"_L1).isEmpty() && (!roles || roles->isEmpty());
}

bool asksMailbox(const Facts& facts) {
    const Need* need = needOf(facts);
    return need != nullptr && need - k_needs < k_mailboxNeeds;
}

bool asksGroupCalendar(const Facts& facts) {
    const QString path = facts.path();
    return path.contains("/groups/"_L1, Qt::CaseInsensitive) &&
           contains(path, "/events|/calendar|/calendarView");
}

bool asksDirectory(const Facts& facts) {
    const Need* need = needOf(facts);
    return need != nullptr && need - k_needs >= k_mailboxNeeds;
}

bool otherMailboxWorks(const Facts& facts) { return works(otherMailbox(facts)); }
bool otherMailboxRefused(const Facts& facts) { return isRefused(otherMailbox(facts)); }
bool lacksRoleOtherWorks(const Facts& facts) { return lacksRole(facts) && otherMailboxWorks(facts); }
bool lacksRoleOtherRefused(const Facts& facts) { return lacksRole(facts) && otherMailboxRefused(facts); }
bool holdsRoleOtherWorks(const Facts& facts) { return holdsRole(facts) && otherMailboxWorks(facts); }
bool holdsRoleOtherRefused(const Facts& facts) { return holdsRole(facts) && otherMailboxRefused(facts); }
bool writesButOnlyReads(const Facts& facts) { return facts.isWrite() && works(sameMailbox(facts)); }

bool tenantDiffers(const Facts& facts) {
    const QString token = facts.about.claim("tid"_L1);
    const QString ours = facts.about.text("configured_tenant"_L1);
    // A profile may name a domain instead, which says nothing about the number.
    return !token.isEmpty() && !QUuid(ours).isNull() && token.compare(ours, Qt::CaseInsensitive) != 0;
}

bool tenantIsRight(const Facts& facts) {
    const QString ours = facts.about.text("configured_tenant"_L1);
    return !QUuid(ours).isNull() && facts.about.claim("tid"_L1).compare(ours, Qt::CaseInsensitive) == 0;
}

bool hasNoPrincipal(const Facts& facts) {
    if (facts.about.hasClaim("oid"_L1)) // it names one: the tenant knows the app, whatever it may do
        return facts.about.claim("oid"_L1).isEmpty();
    return holdsNoRoles(facts) && !isDelegated(facts);
}

bool audienceIsOther(const Facts& facts) {
    const QString audience = facts.about.claim("aud"_L1);
    return !audience.isEmpty() && !audience.contains("graph.microsoft"_L1) &&
           !audience.contains("microsoftgraph."_L1) && !audience.contains("dod-graph"_L1) &&
           !audience.startsWith("00000003-0000-0000-c000-"_L1);
}

bool directoryKnows(const Facts& facts) { return works(facts.about.status("directory_lookup"_L1)); }
bool directoryKnowsNot(const Facts& facts) { return facts.about.status("directory_lookup"_L1) == 404; }
bool calendarsListed(const Facts& facts) {
    return works(firstStatus(facts, {"mailbox_calendar_list"_L1, "same_mailbox_read"_L1, "same_mailbox"_L1}));
}
bool calendarsRefused(const Facts& facts) {
    return isRefused(facts.about.status("mailbox_calendar_list"_L1));
}
bool mailboxRefused(const Facts& facts) {
    return isRefused(firstStatus(facts, {"same_mailbox_read"_L1, "mailbox_calendar_list"_L1}));
}

bool repeatPassed(const Facts& facts) {
    if (!facts.about.has("repeat"_L1))
        return false;
    const QString said = facts.about.list("repeat"_L1).join(u' ').toLower();
    static const QRegularExpression last(u"\\b([1-5]\\d\\d)\\b(?!.*\\b[1-5]\\d\\d\\b)"_s);
    if (const auto found = last.match(said); found.hasMatch())
        return works(found.captured(1).toInt());
    return works(facts.about.status("repeat"_L1)) || contains(said, "succe|works|worked|passed|recover|fine");
}

bool repeatsAlike(const Facts& facts) {
    return facts.about.has("repeat"_L1) && facts.about.flag("repeat"_L1) != false && !repeatPassed(facts);
}

bool failsHereAlone(const Facts& facts) {
    return repeatsAlike(facts) && (otherMailboxWorks(facts) || works(sameMailbox(facts)));
}

bool headerWasSent(const Facts& facts) {
    return facts.about.flag("request_had_authorization_header"_L1) == true;
}
bool headerWasNotSent(const Facts& facts) {
    return facts.about.flag("request_had_authorization_header"_L1) == false;
}

} // namespace milepost::doctor
