// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What runs over many mailboxes are planned from that are no sync.
#include "sync/mailboxgatherer.h"

#include <algorithm>
#include <map>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Events = Reading<std::vector<CalendarEvent>>;

/// A look that is yet to be made at a place that is known by its calendar's id.
MailboxLook lookAt(const WrittenPlace& place) {
    MailboxLook look{{}, Events::incomplete(cancelled()), {}};
    look.mailbox.id = place.mailbox;
    look.mailbox.recipient = place.recipient;
    look.mailbox.address = place.address;
    look.mailbox.calendarName = place.calendarName;
    look.mailbox.calendarId = place.calendarId;
    look.mailbox.people = place.people;
    look.mailbox.former = true;
    return look;
}

void skip(PlanMailbox& mailbox, const Error& failure) {
    mailbox.state = PlanMailbox::State::Skipped;
    mailbox.failure = failure;
}

} // namespace

Result<void> MailboxGatherer::written(Gathered& gathered, std::stop_token stop) {
    const auto known = places();
    const auto people = m_parts.journal.people(m_sources.front());
    if (!known || !people)
        return std::unexpected(known ? people.error() : known.error());
    std::vector<MailboxLook> looks;
    if (m_profile.isIndividual())
        for (const PersonMapping& mapping : *people) {
            const auto isThere = [&](const MailboxLook& look) { return look.mailbox.id == mapping.mailbox; };
            if (mapping.mailbox.isEmpty() || std::ranges::any_of(looks, isThere))
                continue;
            MailboxLook& look = looks.emplace_back(MailboxLook{{}, Events::incomplete(cancelled()), {}});
            look.mailbox.id = look.mailbox.recipient = mapping.mailbox;
            look.mailbox.address = mapping.address;
            look.mailbox.calendarName = m_profile.targetCalendar();
        }
    if (const auto done = read(looks, stop); !done)
        return done;
    const size_t targets = looks.size();
    for (const WrittenPlace& place : *known) {
        const auto isThere = [&place](const MailboxLook& look) {
            return look.mailbox.calendarId == place.calendarId && look.mailbox.recipient == place.recipient;
        };
        if (!(place.recipient.isEmpty() && place.calendarId == gathered.at.calendarId) &&
            std::ranges::none_of(looks, isThere))
            looks.push_back(lookAt(place));
    }
    std::vector<MailboxLook> rest(std::make_move_iterator(looks.begin() + static_cast<qsizetype>(targets)),
                                  std::make_move_iterator(looks.end()));
    looks.resize(targets, lookAt({}));
    if (const auto done = read(rest, std::move(stop)); !done)
        return done;
    for (auto* part : {&looks, &rest})
        for (MailboxLook& look : *part)
            if (look.mailbox.state != PlanMailbox::State::Absent)
                gathered.mailboxes.push_back(std::move(look));
    leaveOutTargets(gathered);
    return {};
}

Result<void> MailboxGatherer::ofRun(Gathered& gathered, const RunDetails& past, std::stop_token stop) {
    std::map<std::pair<QString, QString>, WrittenPlace> places;
    for (const IntentRecord& record : past.actions) {
        const Intent& intent = record.intent;
        places.try_emplace({intent.calendarId, intent.key.recipient}, WrittenPlace{intent.calendarId,
                                                                                   intent.key.recipient,
                                                                                   intent.mailbox,
                                                                                   intent.mailbox,
                                                                                   m_profile.targetCalendar(),
                                                                                   {}});
    }
    const auto people = m_parts.journal.people(m_sources.front());
    if (!people)
        return std::unexpected(people.error());
    std::vector<MailboxLook> looks;
    for (auto& [key, place] : places) {
        const auto mapping = std::ranges::find(*people, place.mailbox, &PersonMapping::mailbox);
        if (mapping != people->end())
            place.address = mapping->address;
        looks.push_back(lookAt(place));
    }
    if (const auto done = read(looks, stop); !done)
        return done;
    std::erase_if(looks,
                  [](const MailboxLook& look) { return look.mailbox.state == PlanMailbox::State::Absent; });
    gathered.mailboxes = std::move(looks);
    return readEverything(gathered.mailboxes, std::move(stop));
}

Result<Plan> Gathered::revertMany(const Profile& profile, const PlanTarget& target,
                                  const std::vector<PastWrite>& writes, const QDateTime& nowUtc) const {
    std::vector<PlanMailbox> places;
    std::vector<Plan> parts;
    for (const MailboxLook& there : mailboxes) {
        places.push_back(there.mailbox);
        places.back().former = false;
        std::vector<PastWrite> own;
        std::ranges::copy_if(writes, std::back_inserter(own), [&there](const PastWrite& write) {
            return write.key.recipient == there.mailbox.recipient &&
                   write.calendarId == there.mailbox.calendarId;
        });
        if (const Error* failure = there.existing.failure()) {
            skip(places.back(), *failure);
            parts.emplace_back();
            continue;
        }
        auto part = makeRevertPlan({target, past->run.id.value, profile.timeZone, nowUtc, own, there.existing,
                                    there.known, sinceElsewhere.at(there.mailbox.calendarId)});
        if (!part)
            return part;
        parts.push_back(std::move(*part));
    }
    Plan whole;
    whole.target = target;
    whole.createdUtc = nowUtc;
    whole.purpose = {PlanPurpose::Kind::Revert, past->run.id.value};
    whole.trackerReading = u"unread"_s;
    whole.graphReading = u"complete"_s;
    return joined(std::move(whole), std::move(places), std::move(parts));
}

Result<Plan> Gathered::letGoMany(const LetGoInput& common) const {
    std::vector<PlanMailbox> places;
    std::vector<Plan> parts;
    Plan whole;
    if (!at.calendarId.isEmpty()) {
        auto shared = makeLetGoPlan(common);
        if (!shared)
            return shared;
        parts.push_back(std::move(*shared));
        places.push_back(sharedMailbox(common.target));
    }
    for (const MailboxLook& there : mailboxes) {
        places.push_back(there.mailbox);
        if (const Error* failure = there.existing.failure()) {
            if (!there.mailbox.isSkipped())
                skip(places.back(), *failure);
            parts.emplace_back();
            continue;
        }
        auto part = makeLetGoPlan({common.target, common.purpose, common.scope, common.nowUtc, common.tracker,
                                   common.composer, there.existing, common.sources,
                                   common.unconfirmedAddresses, there.mailbox.recipient});
        if (!part)
            return part;
        parts.push_back(std::move(*part));
    }
    whole.target = common.target;
    whole.scope = common.scope;
    whole.purpose = common.purpose;
    whole.createdUtc = common.nowUtc;
    whole.trackerReading = common.tracker != nullptr ? common.tracker->stateName() : u"unread"_s;
    whole.graphReading = u"complete"_s;
    return joined(std::move(whole), std::move(places), std::move(parts));
}

} // namespace milepost
