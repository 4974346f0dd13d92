// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/recovery.h"

#include <algorithm>

#include <QHash>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const CalendarEvent* findEvent(const std::vector<CalendarEvent>& existing, const Intent& intent) {
    const auto same = std::ranges::find_if(existing, [&intent](const CalendarEvent& event) {
        if (intent.verb == Verb::Create)
            return event.tag && event.tag->key == intent.key;
        return event.id == intent.eventId;
    });
    return same == existing.end() ? nullptr : &*same;
}

bool wasCarriedOut(const Intent& intent, const CalendarEvent* standing) {
    if (intent.verb == Verb::Delete)
        return standing == nullptr;
    if (intent.isWhole && !intent.tagAfter)
        return standing == nullptr || !standing->tag; // only what carries a tag of ours was asked for
    if (standing == nullptr || !standing->tag)
        return false;
    if (intent.isWhole && intent.verb == Verb::Update)
        return standing->tag == intent.tagAfter;
    const EventContent sent = contentFromJson(intent.after);
    return standing->tag->contentHash == contentHash(sent, bodyHash(sent.body));
}

} // namespace

Result<void> settleOpenIntents(Journal& journal, const QString& calendarId,
                               const std::vector<CalendarEvent>& existing) {
    const auto open = journal.openIntents(calendarId);
    if (!open)
        return std::unexpected(open.error());
    std::vector<std::pair<IntentId, Outcome>> outcomes;
    for (const IntentRecord& record : *open) {
        const CalendarEvent* standing = findEvent(existing, record.intent);
        Outcome outcome;
        if (wasCarriedOut(record.intent, standing)) {
            outcome.state = IntentState::Done;
            outcome.eventId = standing != nullptr ? standing->id : record.intent.eventId;
            // After an update what stands may be somebody's edit of the body; the older echo stays.
            if (standing != nullptr && record.intent.verb == Verb::Create)
                outcome.bodyEcho = bodyHash(standing->content.body);
        } else {
            outcome.state = IntentState::Failed;
            outcome.error = u"found not carried out by the next run"_s;
        }
        outcomes.emplace_back(record.id, outcome);
    }
    return outcomes.empty() ? Result<void>() : journal.settleAll(outcomes);
}

Result<void> learnEchoes(Journal& journal, const QString& calendarId,
                         const std::vector<CalendarEvent>& existing, const std::vector<KnownEvent>& known) {
    QHash<QString, const CalendarEvent*> byId;
    for (const CalendarEvent& event : existing)
        byId.insert(event.id, &event);
    std::vector<KnownEvent> learnt;
    for (const KnownEvent& each : known) {
        const CalendarEvent* event = each.echoEtag.isEmpty() ? nullptr : byId.value(each.eventId, nullptr);
        if (event == nullptr || !each.present || event->etag != each.echoEtag)
            continue;
        const QString hash = bodyHash(event->content.body);
        if (hash == each.bodyEcho)
            continue;
        learnt.push_back(each);
        learnt.back().bodyEcho = hash;
    }
    return learnt.empty() ? Result<void>() : journal.rememberAll(learnt, calendarId);
}

} // namespace milepost
