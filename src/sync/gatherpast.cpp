// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What runs are planned from that are no sync.
#include "sync/mailboxgatherer.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Error refusal(const QString& detail) {
    return makeError(Error::Kind::Refused, Error::Stage::Plan, detail, u"plan-stale"_s);
}

} // namespace

Result<std::unique_ptr<Gathered>> Gatherer::gatherPast(RunId run, std::stop_token stop) {
    if (const auto agreed = m_parts.journal.checkTarget(StoreTarget::of(m_profile)); !agreed)
        return std::unexpected(agreed.error());
    auto past = m_parts.journal.run(run);
    if (!past)
        return std::unexpected(past.error());
    const RunStart& start = past->run.start;
    if (past->run.status == RunStatus::Running)
        return std::unexpected(refusal(u"run %1 is under way"_s.arg(run.value)));

    auto gathered = std::make_unique<Gathered>(Reading<TrackerData>::incomplete(cancelled()),
                                               Reading<std::vector<CalendarEvent>>::incomplete(cancelled()));
    const auto isElsewhere = [&start](const IntentRecord& record) {
        return record.intent.calendarId != start.calendarId;
    };
    if (start.mailbox.isEmpty() == m_profile.isIndividual() &&
        std::ranges::any_of(past->actions, isElsewhere)) {
        gathered->at.mailbox = start.mailbox;
        MailboxGatherer mailboxes(m_parts, m_profile, {start.source});
        if (const auto read = mailboxes.ofRun(*gathered, *past, stop); !read)
            return std::unexpected(read.error());
        for (const MailboxLook& look : gathered->mailboxes) {
            auto since = m_parts.journal.writtenAfter(run, look.mailbox.calendarId);
            if (!since)
                return std::unexpected(since.error());
            gathered->sinceElsewhere.emplace(look.mailbox.calendarId, std::move(*since));
        }
        gathered->past = std::move(*past);
        return gathered;
    }
    if (m_profile.isIndividual())
        return std::unexpected(
            refusal(u"run %1 wrote into one shared calendar, and the profile has one for each person"_s.arg(
                run.value)));
    if (const auto read = readCalendar(*gathered, {start.source}, stop); !read)
        return std::unexpected(read.error());
    if (start.mailbox.compare(gathered->at.mailbox, Qt::CaseInsensitive) != 0 ||
        start.calendarId != gathered->at.calendarId)
        return std::unexpected(
            refusal(u"run %1 wrote into the calendar \"%2\" of %3, which is not the profile's"_s.arg(
                QString::number(run.value), start.calendarName, start.mailbox)));
    if (const auto found = findLookAlikes(*gathered, stop); !found)
        return std::unexpected(found.error());
    auto known = m_parts.journal.known(start.source, gathered->at.calendarId);
    if (!known)
        return std::unexpected(known.error());
    gathered->known = std::move(*known);
    auto since = m_parts.journal.writtenAfter(run, gathered->at.calendarId);
    if (!since)
        return std::unexpected(since.error());
    gathered->since = std::move(*since);
    gathered->past = std::move(*past);
    return gathered;
}

Result<Plan> Gathered::revertPlan(const Profile& profile, QDateTime nowUtc) const {
    std::vector<PastWrite> writes;
    for (const IntentRecord& record : past->actions) {
        const bool mayStand = record.state == IntentState::Done || record.state == IntentState::Open ||
                              record.state == IntentState::Doubtful;
        if (!mayStand)
            continue;
        const Intent& intent = record.intent;
        writes.push_back({intent.key, intent.verb, record.eventId, contentFromJson(intent.before),
                          contentFromJson(intent.after), intent.tagBefore, intent.tagAfter, intent.fields,
                          intent.calendarId, intent.isWhole});
    }
    if (!mailboxes.empty())
        return revertMany(
            profile,
            {profile.name, past->run.start.source, at.mailbox, profile.targetCalendar(), at.calendarId},
            writes, nowUtc);
    return makeRevertPlan(
        {{profile.name, past->run.start.source, at.mailbox, profile.calendarName, at.calendarId},
         past->run.id.value,
         profile.timeZone,
         std::move(nowUtc),
         writes,
         existing,
         known,
         since});
}

Result<std::unique_ptr<Gathered>> Gatherer::gatherOurs(const Scope& scope, std::stop_token stop) {
    if (!scope.isEverything())
        return gather(scope, false, stop);
    if (const auto agreed = m_parts.journal.checkTarget(StoreTarget::of(m_profile)); !agreed)
        return std::unexpected(agreed.error());
    const auto accepted = m_parts.journal.acceptedView();
    auto moved = m_parts.journal.previousSources();
    if (!accepted || !moved)
        return std::unexpected(accepted ? moved.error() : accepted.error());
    auto gathered = std::make_unique<Gathered>(Reading<TrackerData>::incomplete(cancelled()),
                                               Reading<std::vector<CalendarEvent>>::incomplete(cancelled()));
    gathered->movedFrom = std::move(*moved);
    if (const auto learnt = learnAddresses(*gathered, *accepted); !learnt)
        return std::unexpected(learnt.error());
    const QStringList sources = sourcesOf(*gathered);
    if (!m_profile.isIndividual())
        if (const auto read = readCalendar(*gathered, sources, stop); !read)
            return std::unexpected(read.error());
    if (const auto read = MailboxGatherer(m_parts, m_profile, sources).written(*gathered, stop); !read)
        return std::unexpected(read.error());
    return gathered;
}

Result<Plan> Gathered::letGoPlan(const Profile& profile, const PlanPurpose& purpose, const Scope& scope,
                                 QDateTime nowUtc) const {
    const QString source = sourceOf(profile.trackerUrl);
    const bool asksTheTracker = !scope.isEverything();
    const LetGoInput input{{profile.name, source, at.mailbox, profile.targetCalendar(), at.calendarId},
                           purpose,
                           scope,
                           std::move(nowUtc),
                           asksTheTracker ? &tracker : nullptr,
                           asksTheTracker ? &*composer : nullptr,
                           existing,
                           QStringList{source} + movedFrom,
                           unconfirmedAddresses};
    return mailboxes.empty() && !profile.isIndividual() ? makeLetGoPlan(input) : letGoMany(input);
}

} // namespace milepost
