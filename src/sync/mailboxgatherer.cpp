// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/mailboxgatherer.h"

#include "base/together.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Events = Reading<std::vector<CalendarEvent>>;
using State = PlanMailbox::State;

/// A failure that says nothing about other mailboxes.
bool isOfOneMailbox(const Error& error) {
    switch (error.kind) {
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::Conflict:
    case Error::Kind::Rejected:
    case Error::Kind::Unavailable:
    case Error::Kind::Throttled:
    case Error::Kind::Timeout:
    case Error::Kind::Doubtful:
    case Error::Kind::Malformed:
        return true;
    default:
        return false;
    }
}

/// Who had the mailbox before, and of whom nothing says that they have it no longer.
void addUnclear(PlanMailbox& mailbox, const WrittenPlace& place, const Gathered& gathered) {
    for (const qint64 person : place.people)
        if (std::ranges::find(mailbox.people, person) == mailbox.people.end() &&
            !whyLeft(mailbox.recipient, {person}, gathered.people, *gathered.tracker.rows()))
            mailbox.unclear.push_back(person);
}

} // namespace

/// The id of a calendar may come in another form later, its events' do not: what stands in a target does not
/// leave it because it was found twice.
void MailboxGatherer::leaveOutTargets(Gathered& gathered) {
    std::set<std::pair<QString, QString>> standing; // recipient, event
    const auto collect = [&standing](const Events& events, const QString& recipient) {
        if (events.rows() != nullptr)
            for (const CalendarEvent& event : *events.rows())
                if (event.tag && event.tag->key.recipient == recipient)
                    standing.emplace(recipient, event.id);
    };
    if (!gathered.at.calendarId.isEmpty())
        collect(gathered.existing, {});
    for (const MailboxLook& look : gathered.mailboxes)
        if (!look.mailbox.former)
            collect(look.existing, look.mailbox.recipient);
    for (MailboxLook& look : gathered.mailboxes) {
        if (!look.mailbox.former || look.existing.rows() == nullptr)
            continue;
        std::vector<CalendarEvent> events = *look.existing.rows();
        std::erase_if(events, [&](const CalendarEvent& event) {
            return standing.contains({look.mailbox.recipient, event.id});
        });
        look.existing = Events::complete(std::move(events));
    }
}

Result<std::vector<WrittenPlace>> MailboxGatherer::places() const {
    std::vector<WrittenPlace> all;
    for (const QString& source : m_sources) {
        auto places = m_parts.journal.places(source);
        if (!places)
            return places;
        for (WrittenPlace& place : *places)
            if (std::ranges::none_of(all, [&place](const WrittenPlace& known) {
                    return known.calendarId == place.calendarId && known.recipient == place.recipient;
                }))
                all.push_back(std::move(place));
    }
    return all;
}

Result<void> MailboxGatherer::everybody(Gathered& gathered, const std::optional<Revisit>& revisit,
                                        std::stop_token stop) {
    const bool isMapped = revisit && !revisit->people.empty();
    if (isMapped)
        gathered.people = revisit->people;
    else if (const auto mapped = mapPeople(gathered, stop); !mapped)
        return mapped;
    const TrackerData& data = *gathered.tracker.rows();
    gathered.teams.emplace(data, m_profile.assignmentRule);
    Recipients recipients = recipientsOf(gathered.people, data, *gathered.teams, m_profile.targetCalendar());
    gathered.without = std::move(recipients.without);
    const auto written = places();
    if (!written)
        return std::unexpected(written.error());
    for (const WrittenPlace& place : *written)
        for (PlanMailbox& mailbox : recipients.mailboxes)
            if (mailbox.recipient == place.recipient)
                addUnclear(mailbox, place, gathered);
    std::vector<MailboxLook> looks;
    for (PlanMailbox& mailbox : recipients.mailboxes)
        if (!revisit || revisit->mailboxes.contains(mailbox.id))
            looks.push_back({std::move(mailbox), Events::incomplete(cancelled()), {}});
    const Stopwatch stopwatch(gathered.took.mailboxes);
    if (const auto done = read(looks, stop); !done)
        return done;
    for (MailboxLook& look : looks)
        if (const Error* failure = look.existing.failure()) {
            Error known = *failure; // by now the others have answered
            m_parts.graph.learnSince(known);
            look.existing = Events::incomplete(std::move(known));
        }
    const auto failed = [](const MailboxLook& look) { return look.existing.isIncomplete(); };
    if (!looks.empty() && std::ranges::all_of(looks, failed))
        return std::unexpected(*looks.front().existing.failure());
    gathered.mailboxes = std::move(looks);
    if (!isMapped)
        expectTheNext(gathered);
    return former(gathered, revisit, std::move(stop));
}

Result<void> MailboxGatherer::former(Gathered& gathered, const std::optional<Revisit>& revisit,
                                     std::stop_token stop) {
    const auto known = places();
    if (!known)
        return std::unexpected(known.error());
    std::vector<MailboxLook> looks;
    for (const WrittenPlace& place : *known) {
        const auto isTarget = [&place](const QString& calendar, const QString& recipient) {
            return calendar == place.calendarId && recipient == place.recipient;
        };
        const bool stays = isTarget(gathered.at.calendarId, {}) ||
                           std::ranges::any_of(gathered.mailboxes, [&](const MailboxLook& look) {
                               return isTarget(look.mailbox.calendarId, look.mailbox.recipient);
                           });
        // Of a mailbox that could not be read nobody knows which of its calendars is the target.
        const bool isUnread = std::ranges::any_of(gathered.mailboxes, [&place](const MailboxLook& look) {
            return look.mailbox.id == place.mailbox && look.existing.isIncomplete();
        });
        if (!stays && !isUnread && (!revisit || revisit->mailboxes.contains(place.mailbox)))
            looks.push_back(formerLook(gathered, place));
    }
    if (const auto done = read(looks, std::move(stop)); !done)
        return done;
    for (size_t i = 0; i < looks.size(); ++i) {
        const std::vector<CalendarEvent>* rows = looks[i].existing.rows();
        if (looks[i].mailbox.state == State::Absent)
            gathered.gone.push_back(
                {looks[i].mailbox.calendarId, looks[i].mailbox.recipient, {}, {}, {}, {}});
        else if (rows == nullptr || !rows->empty())
            gathered.mailboxes.push_back(std::move(looks[i]));
    }
    leaveOutTargets(gathered);
    return {};
}

/// Only a target that was read leaves a former one, and a person only by what is proven (law 2).
MailboxLook MailboxGatherer::formerLook(const Gathered& gathered, const WrittenPlace& place) const {
    MailboxLook look{{}, Events::incomplete(cancelled()), {}, Reason::TargetChanged};
    PlanMailbox& mailbox = look.mailbox;
    mailbox.id = place.mailbox;
    mailbox.recipient = place.recipient;
    mailbox.address = place.address;
    mailbox.calendarName = place.calendarName;
    mailbox.calendarId = place.calendarId;
    mailbox.people = place.people;
    mailbox.former = true;
    const auto skip = [&mailbox](const QString& why) {
        mailbox.state = State::Skipped;
        mailbox.why = why;
    };
    if (!m_profile.isIndividual() || place.recipient.isEmpty())
        return look;
    const auto isTarget = [&place](const MailboxLook& each) {
        return each.mailbox.recipient == place.recipient;
    };
    if (std::ranges::any_of(gathered.mailboxes, isTarget))
        return look;
    look.leaves = whyLeft(place.recipient, place.people, gathered.people, *gathered.tracker.rows());
    if (!look.leaves)
        skip(u"it is not proven that it stands for nobody any more"_s);
    return look;
}

Result<void> MailboxGatherer::read(std::vector<MailboxLook>& looks, std::stop_token stop) {
    return forEachTogether(
        looks.size(),
        [&](size_t i, std::stop_token inner) -> Result<void> {
            if (looks[i].mailbox.isSkipped())
                return {};
            const auto done = readOne(looks[i], inner);
            if (done || !isOfOneMailbox(done.error()))
                return done;
            looks[i].existing = Events::incomplete(done.error());
            looks[i].isNameProven = !m_used.contains(addressKey(looks[i].mailbox.id));
            return {};
        },
        std::move(stop));
}

/// That a calendar does not stand is no failure: a target's is made by the run; a former one took its events
/// along.
Result<void> MailboxGatherer::readOne(MailboxLook& look, std::stop_token stop) {
    const bool isFormer = look.mailbox.former;
    const auto read = isFormer ? readFormer(look, std::move(stop)) : readTarget(look, std::move(stop));
    if (!read && read.error().code == (isFormer ? u"ErrorItemNotFound"_s : u"calendar-missing"_s)) {
        look.mailbox.state = State::Absent;
        look.existing = Events::complete({});
        return {};
    }
    if (!read)
        return read;
    if (const Error* failure = look.existing.failure())
        return std::unexpected(*failure);
    return readKnown(look);
}

Result<void> MailboxGatherer::readTarget(MailboxLook& look, std::stop_token stop) {
    PlanMailbox& mailbox = look.mailbox;
    auto read = CalendarReader(m_parts.graph, m_parts.journal, m_proof)
                    .read(mailbox.id, mailbox.calendarName, m_sources, std::move(stop));
    if (!read)
        return std::unexpected(read.error());
    mailbox.calendarId = read->id;
    look.existing = std::move(read->events);
    look.isNameProven = read->isProven;
    return {};
}

Result<void> MailboxGatherer::readFormer(MailboxLook& look, std::stop_token stop) {
    const CalendarAddress at{look.mailbox.id, look.mailbox.calendarId};
    const auto calendar = m_parts.graph.calendar(at, stop);
    if (!calendar)
        return std::unexpected(calendar.error());
    look.mailbox.calendarId = calendar->id;
    look.existing = m_parts.graph.taggedEvents({at.mailbox, calendar->id}, m_sources, std::move(stop));
    return {};
}

Result<void> MailboxGatherer::readKnown(MailboxLook& look) const {
    for (const QString& source : m_sources) {
        auto known = m_parts.journal.known(source, look.mailbox.calendarId);
        if (!known)
            return std::unexpected(known.error());
        if (look.mailbox.former || source == m_sources.front())
            std::ranges::copy_if(*known, std::back_inserter(look.known), [&](const KnownEvent& event) {
                return event.key.recipient == look.mailbox.recipient;
            });
    }
    return {};
}

Result<void> MailboxGatherer::lookAlikes(Gathered& gathered, const Plan& plan, std::stop_token stop) {
    if (gathered.mailboxes.empty())
        return {};
    const Stopwatch stopwatch(gathered.took.mailboxes);
    const size_t first = plan.mailboxes.size() - gathered.mailboxes.size(); // the shared calendar, if any
    std::set<size_t> creating;
    for (const Action& action : plan.actions)
        if (action.verb == Verb::Create && static_cast<size_t>(action.mailbox) >= first)
            creating.insert(static_cast<size_t>(action.mailbox) - first);
    const std::vector<size_t> places(creating.begin(), creating.end());
    return forEachTogether(
        places.size(),
        [&](size_t i, std::stop_token inner) -> Result<void> {
            return readEverything(gathered.mailboxes[places[i]], inner);
        },
        std::move(stop));
}

Result<void> MailboxGatherer::readEverything(std::vector<MailboxLook>& looks, std::stop_token stop) {
    return forEachTogether(
        looks.size(),
        [&](size_t i, std::stop_token inner) { return readEverything(looks[i], std::move(inner)); },
        std::move(stop));
}

Result<void> MailboxGatherer::readEverything(MailboxLook& look, std::stop_token stop) {
    if (look.mailbox.state == State::Absent || look.existing.isIncomplete())
        return {};
    const auto all = withLookAlikes(m_parts.graph, {look.mailbox.id, look.mailbox.calendarId}, look.existing,
                                    std::move(stop));
    if (!all && !isOfOneMailbox(all.error()))
        return std::unexpected(all.error());
    look.existing = all ? Events::complete(*all) : Events::incomplete(all.error());
    return {};
}

} // namespace milepost
