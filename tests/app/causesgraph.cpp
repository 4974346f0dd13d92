// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "causetable.h"

namespace milepost::test {

namespace {

const QJsonArray k_noCalendars{u"User.ReadBasic.All"_s};
const QString k_nobody = u"nobody@contoso.example"_s;

void setMailbox(LadderWorld& world, const QJsonObject& state) {
    QJsonObject arguments = state;
    arguments.insert(u"mailbox"_s, world.profile.mailbox);
    world.control(u"mailbox"_s, arguments);
}

void lookUp(LadderWorld& world, const QString& mailbox) {
    (void)world.root().graph().readTogether({"users/" + mailbox.toUtf8() + "?$select=id"}, {});
}

CauseRow answered(const char* name, const char* cause, int status, const QString& code,
                  const QString& message = {}, const char* others = "") {
    return {name, cause,
            [=](LadderWorld& world) {
                graphSays(world, status, code, message);
                return diagnosed(calendars(world));
            },
            others};
}

/// A service that takes its time to look at a token that lasts a second.
Diagnosis outlived(LadderWorld& world) {
    world.options(u"tokenLifetimeSeconds"_s, 1);
    world.fault({{u"area"_s, u"graph"_s}}, {{u"kind"_s, u"delay"_s}, {u"delayMs"_s, 2100}});
    return diagnosed(calendars(world));
}

std::vector<CauseRow> tokenCauses() {
    return {
        {"a token that ended on its way", "token-expired", outlived},
        answered("a token that was recalled", "token-expired", 401, u"InvalidAuthenticationToken"_s,
                 u"Continuous access evaluation resulted in challenge with result: "
                 "InteractionRequired and code: TokenCreatedWithOutdatedPolicies"_s,
                 "service-transient clock-skew"),
        answered("a device cut the token", "token-malformed", 401, u"InvalidAuthenticationToken"_s,
                 u"CompactToken parsing failed with error code: 80049217"_s),
        answered("a token for something else", "scope-invalid", 401, u"InvalidAuthenticationToken"_s,
                 u"Access token validation failure. Invalid audience."_s, "cloud-mismatch"),
        {"no role at all", "permission-missing",
         [](LadderWorld& world) {
             setRoles(world, {});
             return diagnosed(calendars(world));
         }},
        {"no role, and nobody else is reached either", "permission-missing",
         [](LadderWorld& world) {
             setRoles(world, k_noCalendars);
             (void)calendars(world, k_other);
             (void)calendars(world, k_third);
             return diagnosed(calendars(world));
         }},
        {"the directory may not be read", "permission-missing",
         [](LadderWorld& world) {
             setRoles(world, QJsonArray{u"Calendars.ReadWrite"_s});
             const auto answers = world.root().graph().readTogether({"users/" + k_other.toUtf8()}, {});
             return answers ? diagnosed(answers->front()) : Diagnosis();
         }},
        {"an application access policy", "access-policy",
         [](LadderWorld& world) {
             setMailbox(world, {{u"blocked"_s, true}});
             return diagnosed(calendars(world));
         }},
        {"a role for other mailboxes alone", "rbac-scope",
         [](LadderWorld& world) {
             setRoles(world, k_noCalendars, {k_other});
             (void)calendars(world, k_other);
             return diagnosed(calendars(world));
         }},
        answered("a feature without its licence", "license-missing", 403, u"Forbidden"_s,
                 u"Tenant does not have a SPO license."_s),
    };
}

std::vector<CauseRow> mailboxCauses() {
    return {
        {"a user without a mailbox", "no-mailbox",
         [](LadderWorld& world) {
             return diagnosed(calendars(world, demo::k_userWithoutMailbox.toString()));
         }},
        {"a user that the directory does not know", "user-unknown",
         [](LadderWorld& world) {
             lookUp(world, k_nobody);
             return diagnosed(calendars(world, k_nobody));
         }},
        {"an address that nobody looked up", "no-mailbox",
         [](LadderWorld& world) { return diagnosed(calendars(world, k_nobody)); }, "user-unknown"},
        {"a calendar that was removed", "item-gone",
         [](LadderWorld& world) {
             const CalendarAddress at = world.at();
             world.edit({{u"op"_s, u"deleteCalendar"_s}, {u"calendar"_s, k_calendar}});
             return diagnosed(world.root().graph().calendar(at, {}));
         }},
        {"a mailbox without room", "quota-full",
         [](LadderWorld& world) {
             setMailbox(world, {{u"state"_s, u"full"_s}});
             return diagnosed(calendars(world));
         }},
        {"a mailbox on the move", "service-transient",
         [](LadderWorld& world) {
             world.options(u"retryAfterSeconds"_s, 0);
             setMailbox(world, {{u"state"_s, u"moving"_s}});
             return diagnosed(calendars(world));
         }},
        {"one mailbox fails every time", "mailbox-fault",
         [](LadderWorld& world) {
             (void)calendars(world, k_other);
             graphSays(world, 500, u"ErrorInternalServerError"_s, {}, world.profile.mailbox);
             return diagnosed(calendars(world));
         }},
        {"every mailbox fails", "service-transient",
         [](LadderWorld& world) {
             graphSays(world, 500, u"ErrorInternalServerError"_s);
             (void)calendars(world, k_other);
             return diagnosed(calendars(world));
         }},
        answered("more than the pace allows", "throttled", 429, u"ApplicationThrottled"_s),
        answered("a marker that is too old", "sync-reset", 410, u"SyncStateNotFound"_s),
        answered("a window of ten years", "range-too-large", 400, u"ErrorCalendarViewRangeTooBig"_s),
        answered("words that nobody knows", "unknown", 418, u"Zorp"_s, u"Zorp."_s),
    };
}

} // namespace

std::vector<CauseRow> graphCauses() {
    std::vector<CauseRow> rows = tokenCauses();
    for (CauseRow& row : mailboxCauses())
        rows.push_back(std::move(row));
    return rows;
}

std::vector<ConfusionRow> graphConfusions() {
    const auto denied = [](const QJsonArray& roles, const QJsonArray& rbac, const QStringList& before) {
        return [=](LadderWorld& world) {
            setRoles(world, roles, rbac);
            for (const QString& mailbox : before)
                (void)calendars(world, mailbox);
            return errorOf(calendars(world));
        };
    };
    const auto blocked = [](const QJsonArray& roles, const QJsonArray& rbac) {
        return [=](LadderWorld& world) {
            setRoles(world, roles, rbac);
            setMailbox(world, {{u"blocked"_s, true}});
            return errorOf(calendars(world));
        };
    };
    const auto identity = [](LadderWorld& world) {
        graphSays(world, 401, u"Authorization_IdentityNotFound"_s,
                  u"The identity of the calling application could not be established."_s);
        return errorOf(calendars(world));
    };
    const auto byDomain = [identity](LadderWorld& world) {
        world.profile.tenantId = demo::k_tenantDomain.toString();
        return identity(world);
    };
    const auto gone = [](bool isListed) {
        return [isListed](LadderWorld& world) {
            const CalendarAddress at{world.profile.mailbox, u"AAMkAGI2THVSAAA="_s};
            if (isListed)
                (void)calendars(world);
            return errorOf(world.root().graph().calendar(at, {}));
        };
    };
    const auto hidden = [](LadderWorld& world) {
        graphSays(world, 403, u"ErrorAccessDenied"_s, u"Access is denied."_s, u"/calendars$"_s);
        (void)calendars(world);
        return errorOf(world.root().graph().calendar({world.profile.mailbox, u"AAMkAGI2THVSAAA="_s}, {}));
    };
    const auto fails = [](const QStringList& before, const QString& where) {
        return [=](LadderWorld& world) {
            for (const QString& mailbox : before)
                (void)calendars(world, mailbox);
            graphSays(world, 500, u"ErrorInternalServerError"_s, u"An internal server error occurred."_s,
                      where.isEmpty() ? world.profile.mailbox : where);
            if (!where.isEmpty())
                (void)calendars(world, k_other);
            return errorOf(calendars(world));
        };
    };
    const char* const k_denied = "permission-missing rbac-scope access-policy";
    return {
        {"403, the role is missing and nothing else is known", denied(k_noCalendars, {k_third}, {}), k_denied,
         "permission-missing rbac-scope"},
        {"403, the role is missing and another mailbox is reached",
         denied(k_noCalendars, {k_other}, {k_other}), k_denied, "rbac-scope"},
        {"403, the role is missing and no other mailbox is reached",
         denied(k_noCalendars, {u"somebody@contoso.example"_s}, {k_other, k_third}), k_denied,
         "permission-missing"},
        {"403, one other refusal may be the fence",
         denied(k_noCalendars, {u"x@contoso.example"_s}, {k_third}), k_denied,
         "permission-missing rbac-scope"},
        {"RAOP, and the role is there", blocked({u"Calendars.ReadWrite"_s}, {}), "access-policy rbac-scope",
         "access-policy"},
        {"RAOP, and the role is missing", blocked(k_noCalendars, {demo::k_mailbox.toString()}),
         "access-policy rbac-scope", "rbac-scope access-policy"},
        {"401 on the identity, and the token's tenant is the profile's", identity,
         "app-unconsented tenant-wrong", "app-unconsented"},
        {"401 on the identity, and the profile names a domain", byDomain, "app-unconsented tenant-wrong",
         "app-unconsented tenant-wrong"},
        {"404, and the calendars are listed", gone(true), "item-gone permission-missing", "item-gone"},
        {"404, and nobody listed the calendars", gone(false), "item-gone permission-missing",
         "item-gone permission-missing"},
        {"404, and the list is refused", hidden, "item-gone permission-missing",
         "permission-missing rbac-scope access-policy"},
        {"500, and nothing else was asked", fails({}, {}), "service-transient mailbox-fault",
         "service-transient mailbox-fault"},
        {"500 again and again, while another mailbox works", fails({k_other}, {}),
         "service-transient mailbox-fault", "mailbox-fault"},
        {"500 of another mailbox too", fails({}, u"@contoso"_s), "service-transient mailbox-fault",
         "service-transient"},
    };
}

} // namespace milepost::test
