// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Calendar not found: from Microsoft's hosts to a test event in the calendar.
#include "doctor/calendarsearch.h"
#include "doctor/connections.h"
#include "doctor/ladders.h"
#include "doctor/permissions.h"
#include "doctor/probeparts.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace probes;
using namespace doctor;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

Rung hosts(CalendarSearch& search, const std::stop_token& stop) {
    const Profile& profile = search.profile;
    const std::vector<HostLook> looks{lookAt(HostLook::Service::SignIn, profile, search.parts.clients, stop),
                                      lookAt(HostLook::Service::Graph, profile, search.parts.clients, stop)};
    if (stop.stop_requested())
        return rungFailed(cancelled());
    if (const auto fault = faultOf(looks))
        return rungFailed(*fault);
    QStringList seen;
    for (const HostLook& look : looks)
        seen << connectionText(look);
    seen.removeDuplicates();
    return rungOk(seen.join(u"; "_s));
}

Rung token(CalendarSearch& search, const std::stop_token& stop) {
    const auto& facts = search.facts(stop);
    if (!facts)
        return rungFailed(facts.error());
    const auto minutes =
        search.parts.clients.clock.utcNow().secsTo(search.parts.clients.entra.facts().endsUtc) / 60;
    return rungOk(say(QT_TRANSLATE_NOOP("doctor", "good for %1 minutes")).arg(minutes));
}

/// Exchange may give the right by itself: a mailbox that answers proves it.
Rung permission(CalendarSearch& search, const std::stop_token& stop) {
    const auto& facts = search.facts(stop);
    if (!facts)
        return rungFailed(facts.error());
    if (!facts->inToken)
        return rungOf(RungState::Unknown, unreadText(*facts));
    if (facts->inToken->contains(u"Calendars.ReadWrite"_s))
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "Calendars.ReadWrite in the token")));
    const auto& calendars = search.calendars(stop);
    if (calendars && !facts->inToken->contains(u"Calendars.Read"_s))
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "given by Exchange for this mailbox")));
    if (!calendars && calendars.error().httpStatus != 403)
        return rungOf(RungState::Unknown, diagnose(calendars.error()).title);
    PermissionRow row;
    row.name = u"Calendars.ReadWrite"_s;
    row.verdict = PermissionVerdict::Missing;
    return rungFailed(missingPermission(row), facts->inToken->isEmpty()
                                                  ? row.name + u": "_s + permissionText(row)
                                                  : facts->inToken->join(u", "_s));
}

Error userUnknown(const QString& mailbox) {
    Error error = makeError(Error::Kind::NotFound, Error::Stage::Graph,
                            u"the directory knows nobody as %1"_s.arg(mailbox), u"user-unknown"_s);
    return error;
}

Rung userExists(CalendarSearch& search, const std::stop_token& stop) {
    const auto& user = search.user(stop);
    if (!user) // a directory that may not be asked proves nothing about anybody
        return user.error().httpStatus == 403
                   ? rungOf(RungState::Unknown,
                            say(QT_TRANSLATE_NOOP("doctor", "Users cannot be looked up: that needs "
                                                            "User.ReadBasic.All")))
                   : rungFailed(user.error());
    if (user->users.empty())
        return rungFailed(userUnknown(search.mailbox()));
    if (user->users.size() > 1)
        return rungOf(RungState::Warning,
                      say(QT_TRANSLATE_NOOP("doctor", "Several users answer to %1")).arg(search.mailbox()));
    return rungOk(u"%1 (%2)"_s.arg(user->users.front().name, user->users.front().principalName));
}

/// 404 of a mailbox: none in Exchange Online, by whatever word (graph-contract 4.3).
Rung mailboxKind(CalendarSearch& search, const std::stop_token& stop) {
    const auto& calendars = search.calendars(stop);
    if (!calendars && calendars.error().kind == Error::Kind::NotFound)
        return rungFailed(calendars.error());
    const auto& user = search.user(stop);
    QStringList seen;
    const QString purpose = search.parts.clients.graph.purpose(search.mailbox(), stop).value_or(QString());
    seen << (purpose == "shared"_L1
                 ? say(QT_TRANSLATE_NOOP("doctor", "a shared mailbox, which needs no licence"))
             : purpose.isEmpty()
                 ? say(QT_TRANSLATE_NOOP(
                       "doctor", "a mailbox of Exchange Online; of which kind needs MailboxSettings.Read"))
                 : say(QT_TRANSLATE_NOOP("doctor", "a mailbox of the kind “%1”")).arg(purpose));
    if (user && !user->users.empty() && user->users.front().enabled == false && purpose != "shared"_L1)
        seen << say(QT_TRANSLATE_NOOP("doctor", "its account is switched off"));
    return calendars ? rungOk(seen.join(u"; "_s))
                     : rungOf(RungState::Unknown, diagnose(calendars.error()).title);
}

Rung scope(CalendarSearch& search, const std::stop_token& stop) {
    const auto& calendars = search.calendars(stop);
    if (calendars)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "%1 answers")).arg(search.mailbox()));
    if (calendars.error().httpStatus != 403)
        return rungOf(RungState::Unknown, diagnose(calendars.error()).title);
    Rung rung = rungFailed(calendars.error());
    rung.fixes.push_back({RungFix::Kind::RequestPack, {}, {}, u"milepostctl request-pack FOLDER"_s});
    return rung;
}

Rung listing(CalendarSearch& search, const std::stop_token& stop) {
    const auto& calendars = search.calendars(stop);
    if (!calendars)
        return rungFailed(calendars.error());
    const auto groups = search.parts.clients.graph.calendarGroups(search.mailbox(), stop);
    if (!groups)
        return groups.error().isCancelled()
                   ? rungFailed(groups.error())
                   : rungOf(RungState::Warning,
                            say(QT_TRANSLATE_NOOP("doctor", "%1 calendars; their groups cannot be read"))
                                .arg(calendars->size()));
    std::set<QString> names;
    for (const auto& [id, group] : *groups)
        names.insert(group);
    const auto hidden = std::ranges::count_if(*groups, [&](const auto& entry) {
        return std::ranges::find(*calendars, entry.first, &Calendar::id) == calendars->end();
    });
    const QString seen = say(QT_TRANSLATE_NOOP("doctor", "calendars: %1, groups: %2"))
                             .arg(calendars->size())
                             .arg(names.size());
    return hidden == 0 ? rungOk(seen)
                       : rungOf(RungState::Warning,
                                say(QT_TRANSLATE_NOOP("doctor", "%1; %2 more stand in a group alone"))
                                    .arg(seen)
                                    .arg(hidden));
}

Rung read(CalendarSearch& search, const std::stop_token& stop) {
    const Calendar* found = search.found(stop);
    if (found == nullptr)
        return rungOf(RungState::Unknown,
                      say(QT_TRANSLATE_NOOP("doctor", "There is no calendar to look at")));
    const auto events = search.parts.clients.graph.taggedEvents({search.mailbox(), found->id},
                                                                {sourceOf(search.profile.trackerUrl)}, stop);
    if (const Error* failure = events.failure())
        return rungFailed(*failure);
    return rungOk(say(QT_TRANSLATE_NOOP("doctor", "%1 events of ours were read")).arg(events.rows()->size()));
}

Rung write(CalendarSearch& search, const std::stop_token& stop) {
    const Calendar* found = search.found(stop);
    if (!search.wish.writes || !search.parts.proveWriting || found == nullptr)
        return rungOf(RungState::Skipped, say(QT_TRANSLATE_NOOP("doctor", "Only when somebody asks for it")));
    const auto written = search.parts.proveWriting({search.mailbox(), found->id}, stop);
    return written ? rungOk(say(QT_TRANSLATE_NOOP("doctor", "A test event was written, read and deleted")))
                   : rungFailed(written.error());
}

} // namespace

std::vector<LadderStep> calendarSteps(const Profile& profile, const LadderWish& wish,
                                      const LadderParts& parts) {
    const auto search = std::make_shared<CalendarSearch>(profile, wish, parts);
    const auto step = [&](const char* id, const char* title, int wave, auto ask) {
        return LadderStep{QString::fromLatin1(id), say(title), wave,
                          [search, ask](const std::stop_token& stop) {
                              const auto missing = search->unasked();
                              return missing ? *missing : ask(*search, stop);
                          }};
    };
    return {
        step("hosts", QT_TRANSLATE_NOOP("doctor", "Microsoft 365 can be reached"), 0, hosts),
        step("token", QT_TRANSLATE_NOOP("doctor", "Signing in gives a token"), 1, token),
        step("permission", QT_TRANSLATE_NOOP("doctor", "Permission for calendars"), 2, permission),
        step("user-exists", QT_TRANSLATE_NOOP("doctor", "The user exists"), 2, userExists),
        step("mailbox-kind", QT_TRANSLATE_NOOP("doctor", "It has a mailbox in Exchange Online"), 2,
             mailboxKind),
        step("mailbox-scope", QT_TRANSLATE_NOOP("doctor", "The app may use this mailbox"), 2, scope),
        step("calendars-listed", QT_TRANSLATE_NOOP("doctor", "Its calendars are listed"), 2, listing),
        step("exact-name", QT_TRANSLATE_NOOP("doctor", "A calendar has exactly this name"), 2, exactName),
        step("near-names", QT_TRANSLATE_NOOP("doctor", "Names that come near"), 2, nearNames),
        step("id-valid", QT_TRANSLATE_NOOP("doctor", "The id that is remembered"), 2, idValid),
        step("rights", QT_TRANSLATE_NOOP("doctor", "Rights on the calendar"), 2, rights),
        step("read", QT_TRANSLATE_NOOP("doctor", "Read test"), 2, read),
        step("write", QT_TRANSLATE_NOOP("doctor", "Write test"), 3, write),
    };
}

} // namespace milepost
