// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Insufficient privileges: from what stands in the token to the call that was refused.
#include "base/memo.h"
#include "doctor/ladders.h"
#include "doctor/mailboxscope.h"
#include "doctor/permissions.h"
#include "doctor/probeparts.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace probes;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

class Privileges {
public:
    Privileges(Profile asked, LadderWish forWhat, LadderParts through)
        : profile(std::move(asked)),
          wish(std::move(forWhat)),
          parts(std::move(through)) {}

    const Result<PermissionFacts>& facts(std::stop_token stop) {
        return m_facts.get(
            [&] { return readPermissionFacts(profile.clientId, parts.clients, std::move(stop)); });
    }
    const Result<std::vector<Calendar>>& calendars(std::stop_token stop) {
        return m_calendars.get([&] { return parts.clients.graph.calendars(mailbox(), std::move(stop)); });
    }
    /// Of the right to write calendars.
    [[nodiscard]] PermissionRow row(const PermissionFacts& read) const {
        const auto rows = permissionRows(profile, read);
        const auto found = std::ranges::find(rows, u"Calendars.ReadWrite"_s, &PermissionRow::name);
        return found == rows.end() ? PermissionRow() : *found;
    }
    [[nodiscard]] QString mailbox() const {
        return wish.trace.mailbox.isEmpty() ? profile.mailbox : wish.trace.mailbox;
    }
    [[nodiscard]] QString forbidden() const {
        return parts.clients.forbiddenMailbox.isEmpty() ? profile.forbiddenMailbox
                                                        : parts.clients.forbiddenMailbox;
    }

    const Profile profile;
    const LadderWish wish;
    const LadderParts parts;

private:
    Memo<Result<PermissionFacts>> m_facts;
    Memo<Result<std::vector<Calendar>>> m_calendars;
};

bool isToldAbove(const PermissionRow& row) {
    using enum PermissionVerdict;
    return row.verdict == NotConsented || row.verdict == TokenOlder || row.verdict == Propagating;
}

/// The right is not in the token: Exchange may have given it for some mailboxes (graph-contract 3.2). Where
/// ours is refused and another one answers, it has, and ours is not among them.
Rung askMailboxes(Privileges& asked, const PermissionFacts& facts, const std::stop_token& stop) {
    const PermissionRow row = asked.row(facts);
    const QString evidence = facts.inToken->isEmpty()
                                 ? say(QT_TRANSLATE_NOOP("doctor", "no application permission in the token"))
                                 : facts.inToken->join(u", "_s);
    const bool readsAll = facts.inToken->contains(u"Calendars.Read"_s);
    if (readsAll || asked.mailbox().isEmpty())
        return rungFailed(missingPermission(row), evidence);
    const auto& ours = asked.calendars(stop);
    const QString byExchange =
        say(QT_TRANSLATE_NOOP("doctor", "%1; Exchange gives the right for some mailboxes")).arg(evidence);
    if (ours)
        return rungOk(byExchange);
    if (ours.error().httpStatus != 403)
        return rungFailed(ours.error());
    if (!asked.forbidden().isEmpty() && asked.parts.clients.graph.calendars(asked.forbidden(), stop))
        return rungOf(RungState::Warning, byExchange);
    return stop.stop_requested() ? rungFailed(cancelled()) : rungFailed(missingPermission(row), evidence);
}

Rung tokenRoles(Privileges& asked, const std::stop_token& stop) {
    const auto& facts = asked.facts(stop);
    if (!facts)
        return rungFailed(facts.error());
    if (!facts->inToken)
        return rungOf(RungState::Unknown, unreadText(*facts));
    const PermissionRow row = asked.row(*facts);
    if (row.inToken == true)
        return rungOk(facts->inToken->join(u", "_s));
    if (isToldAbove(row))
        return rungOf(
            RungState::Warning,
            say(QT_TRANSLATE_NOOP("doctor", "%1 is not in the token; the directory says why")).arg(row.name));
    return askMailboxes(asked, *facts, stop);
}

Rung declared(Privileges& asked, const std::stop_token& stop) {
    const auto& facts = asked.facts(stop);
    if (!facts || !facts->declared || !facts->granted)
        return rungOf(RungState::Unknown, facts ? unreadText(*facts) : QString());
    const PermissionRow row = asked.row(*facts);
    const QString seen = say(QT_TRANSLATE_NOOP("doctor", "declared: %1; granted: %2"))
                             .arg(facts->declared->join(u", "_s), facts->granted->join(u", "_s));
    if (row.verdict == PermissionVerdict::NotConsented || row.verdict == PermissionVerdict::WithdrawnInUse) {
        Rung rung = rungFailed(missingPermission(row), seen);
        rung.why = row.name + u": "_s + permissionText(row);
        rung.fixes.push_back({RungFix::Kind::RequestPack, {}, {}, u"milepostctl request-pack FOLDER"_s});
        return rung;
    }
    if (row.verdict == PermissionVerdict::FineUndeclared)
        return rungOf(RungState::Warning, row.name + u": "_s + permissionText(row));
    return rungOk(seen);
}

Rung consentAge(Privileges& asked, const std::stop_token& stop) {
    const auto& facts = asked.facts(stop);
    if (!facts || !facts->grantedUtc.isValid())
        return rungOf(RungState::Unknown,
                      say(QT_TRANSLATE_NOOP("doctor", "When it was granted cannot be read")));
    const PermissionRow row = asked.row(*facts);
    const QString seen =
        say(QT_TRANSLATE_NOOP("doctor", "granted %1, token issued %2"))
            .arg(facts->grantedUtc.toString(Qt::ISODate), facts->tokenUtc.toString(Qt::ISODate));
    if (row.verdict != PermissionVerdict::TokenOlder && row.verdict != PermissionVerdict::Propagating)
        return rungOk(seen);
    Rung rung = rungFailed(missingPermission(row), seen);
    rung.why = row.name + u": "_s + permissionText(row);
    rung.remedies << (row.verdict == PermissionVerdict::TokenOlder
                          ? say(QT_TRANSLATE_NOOP("doctor", "Get a new token: run this again."))
                          : say(QT_TRANSLATE_NOOP("doctor", "Wait some minutes, and run this again. Entra "
                                                            "spreads a consent within minutes as a rule.")));
    rung.fixes.push_back({RungFix::Kind::NewToken, {}, {}, {}});
    return rung;
}

/// What narrows the app down in Exchange, seen by two mailboxes.
Rung mailboxAccess(Privileges& asked, const std::stop_token& stop) {
    Profile profile = asked.profile;
    profile.mailbox = asked.mailbox();
    if (profile.mailbox.isEmpty() && profile.isIndividual() && asked.forbidden().isEmpty())
        return rungOf(RungState::Skipped, say(QT_TRANSLATE_NOOP("doctor", "No mailbox is named")));
    if (!profile.mailbox.isEmpty())
        profile.mode = CalendarMode::Shared; // this one mailbox is what is asked about
    const ProbeReport report = probeMailboxScope(profile, asked.parts.clients, stop);
    if (report.error && report.error->code == "scope-open"_L1) {
        Rung rung = rungOf(RungState::Warning, report.error->detail); // too much is not too little
        rung.remedies = report.remedies;
        return rung;
    }
    Rung rung = rungOf(report);
    if (rung.state == RungState::Warning)
        rung.remedies.clear(); // narrowing is no cure for a refusal
    if (rung.state == RungState::Failed && !asked.forbidden().isEmpty())
        rung.evidence += report.remedies.isEmpty()
                             ? say(QT_TRANSLATE_NOOP("doctor", "; %1 is not refused")).arg(asked.forbidden())
                             : say(QT_TRANSLATE_NOOP("doctor", "; %1 is refused too")).arg(asked.forbidden());
    if (rung.state == RungState::Failed)
        rung.fixes.push_back({RungFix::Kind::RequestPack, {}, {}, u"milepostctl request-pack FOLDER"_s});
    return rung;
}

Rung directory(Privileges& asked, const std::stop_token& stop) {
    const auto refusal = refusalOfDirectory(asked.parts.clients.graph, stop);
    if (!refusal)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "users can be looked up")));
    if (asked.profile.isIndividual() || refusal->isCancelled() || refusal->httpStatus != 403)
        return rungFailed(*refusal);
    return rungOf(
        RungState::Warning,
        say(QT_TRANSLATE_NOOP("doctor", "Users cannot be looked up. A shared calendar does without.")));
}

CalendarAddress whereTo(const std::vector<Calendar>& calendars, const Privileges& asked) {
    const QString name = asked.profile.targetCalendar();
    auto found = std::ranges::find_if(calendars, [&](const Calendar& calendar) {
        return name.isEmpty() ? calendar.isDefault : calendar.name == name && !calendar.isForeign;
    });
    if (found == calendars.end()) // whether it is there is another ladder's question
        found = std::ranges::find(calendars, true, &Calendar::isDefault);
    return {asked.mailbox(), found == calendars.end() ? QString() : found->id};
}

Rung operation(Privileges& asked, const std::stop_token& stop) {
    if (asked.mailbox().isEmpty())
        return rungOf(RungState::Skipped, say(QT_TRANSLATE_NOOP("doctor", "No mailbox is named")));
    const auto& calendars = asked.calendars(stop);
    if (!calendars)
        return rungFailed(calendars.error());
    const CalendarAddress at = whereTo(*calendars, asked);
    const auto events =
        asked.parts.clients.graph.taggedEvents(at, {sourceOf(asked.profile.trackerUrl)}, stop);
    if (const Error* failure = events.failure())
        return rungFailed(*failure);
    const QString read =
        say(QT_TRANSLATE_NOOP("doctor", "%1 events of ours were read")).arg(events.rows()->size());
    if (!asked.wish.writes || !asked.parts.proveWriting)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "%1; writing was not tried")).arg(read));
    const auto written = asked.parts.proveWriting(at, stop);
    return written
               ? rungOk(
                     say(QT_TRANSLATE_NOOP("doctor", "%1; a test event was written and deleted")).arg(read))
               : rungFailed(written.error());
}

} // namespace

std::vector<LadderStep> privilegeSteps(const Profile& profile, const LadderWish& wish,
                                       const LadderParts& parts) {
    const auto asked = std::make_shared<Privileges>(profile, wish, parts);
    const auto step = [asked](auto ask) {
        return [asked, ask](const std::stop_token& stop) {
            const ProbeReport ready =
                begin(ProbeId::Permissions, asked->profile, asked->parts.clients, appKeys(asked->profile));
            return ready.skipped ? rungOf(ready) : ask(*asked, stop);
        };
    };
    return {
        {u"token-roles"_s, say(QT_TRANSLATE_NOOP("doctor", "Permissions in the token")), 0, step(tokenRoles)},
        {u"declared-granted"_s, say(QT_TRANSLATE_NOOP("doctor", "Declared and granted")), 0, step(declared)},
        {u"consent-age"_s, say(QT_TRANSLATE_NOOP("doctor", "Age of the consent")), 0, step(consentAge)},
        {u"mailbox-access"_s, say(QT_TRANSLATE_NOOP("doctor", "Access to the mailbox")), 0,
         step(mailboxAccess)},
        {u"directory-permission"_s, say(QT_TRANSLATE_NOOP("doctor", "Access to the directory")), 0,
         step(directory)},
        {u"operation"_s, say(QT_TRANSLATE_NOOP("doctor", "The operation itself")), wish.writes ? 1 : 0,
         step(operation)},
    };
}

} // namespace milepost
