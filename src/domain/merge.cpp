// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/merge.h"

#include <algorithm>

namespace milepost {

namespace {

bool holds(const std::vector<Field>& fields, Field field) {
    return std::ranges::find(fields, field) != fields.end();
}

/// The fields that a person edited. Without an edit the visible fields still hash to what the tag says.
std::vector<Field> editedFields(const EventContent& ours, const CalendarEvent& theirs,
                                const KnownEvent* known) {
    const Tag& tag = *theirs.tag;
    if (contentHash(theirs.content, tag.bodyHash) == tag.contentHash)
        return {};
    const bool remembered = known != nullptr && isLastSent(*known, theirs);
    return visibleDifferences(theirs.content, remembered ? known->lastSent : ours);
}

/// Bodies come back rewritten (graph-contract 5.1), and not always in the same way, so an edit is told only
/// by comparison with how our own body looks to a reader, which this machine remembers (ADR 9).
bool bodyEdited(const CalendarEvent& theirs, const KnownEvent* known) {
    if (known == nullptr || known->eventId != theirs.id || known->bodyEcho.isEmpty())
        return false;
    if (theirs.etag == known->echoEtag)
        return false; // nothing was changed since, however the body looks now
    const QString now = bodyHash(theirs.content.body);
    return now != known->bodyEcho && now != theirs.tag->bodyHash;
}

} // namespace

bool isLastSent(const KnownEvent& known, const CalendarEvent& theirs) {
    return known.eventId == theirs.id &&
           contentHash(known.lastSent, theirs.tag->bodyHash) == theirs.tag->contentHash;
}

Tag keepingBody(const DesiredEvent& ours, const Tag& standing) {
    return {ours.key, contentHash(ours.content, standing.bodyHash), standing.bodyHash};
}

Merge mergeEvent(const DesiredEvent& ours, const Tag& wanted, const CalendarEvent& theirs,
                 const KnownEvent* known, DriftPolicy policy, const DriftDecisions& decisions) {
    const Tag& standing = *theirs.tag;
    const bool sourceChanged = wanted.contentHash != standing.contentHash;
    const std::vector<Field> different = visibleDifferences(theirs.content, ours.content);
    const bool bodyTouched = bodyEdited(theirs, known);

    Merge merge;
    merge.retag = wanted.key != standing.key;
    if (!sourceChanged && different.empty() && !bodyTouched)
        return merge;

    const std::vector<Field> edited = editedFields(ours.content, theirs, known);
    const bool isRemembered = known != nullptr && isLastSent(*known, theirs);
    const auto place = [&](Field field, bool byHand) {
        DriftedField edit{field, {}, fieldText(ours.content, field), fieldText(theirs.content, field), {}};
        edit.decided = standingDecision(decisions, ours.key, edit);
        if (isRemembered)
            edit.original = fieldText(known->lastSent, field);
        const bool isKept = byHand && edit.decided == DriftDecision::Kind::Keep;
        const bool isOpen = byHand && !isKept && policy != DriftPolicy::Restore &&
                            edit.decided != DriftDecision::Kind::Restore;
        if (byHand)
            merge.edits.push_back(edit);
        if (isKept || edit.decided == DriftDecision::Kind::Ignore)
            return;
        if (isOpen)
            return merge.drift.push_back({field, edit.ours, edit.theirs});
        merge.restores = merge.restores || byHand;
        merge.update.push_back({field, edit.theirs, edit.ours});
    };
    for (const Field field : different)
        place(field, holds(edited, field));
    const bool bodyChanged = wanted.bodyHash != standing.bodyHash;
    // A view that may hide people must not put its shorter body into the event either (keepingBody).
    const bool isProved = (bodyChanged || bodyTouched) && wanted.bodyHash == bodyHash(ours.content.body);
    if (isProved)
        place(Field::Body, bodyTouched);
    // Somebody already brought the event to what the tracker wants now: only the tag lags behind.
    merge.retag = merge.retag || (sourceChanged && merge.update.empty() && merge.drift.empty());
    return merge;
}

bool bodyIs(const CalendarEvent& event, const QString& text, const KnownEvent* known) {
    const QString now = bodyHash(event.content.body);
    if (now == bodyHash(text))
        return true;
    return known != nullptr && known->eventId == event.id &&
           bodyHash(known->lastSent.body) == bodyHash(text) &&
           (now == known->bodyEcho || (!known->echoEtag.isEmpty() && event.etag == known->echoEtag));
}

bool isEditedCopy(const CalendarEvent& event, const CalendarEvent* kept, const KnownEvent* known) {
    const bool isAnother = known != nullptr && !known->eventId.isEmpty() && known->eventId != event.id;
    if (kept == nullptr && !isAnother)
        return false;
    const Tag& tag = *event.tag;
    const bool isAsSent = contentHash(event.content, tag.bodyHash) == tag.contentHash;
    if (!isAsSent && (kept == nullptr || !visibleDifferences(event.content, kept->content).empty()))
        return true;
    const QString body = bodyHash(event.content.body);
    return body != tag.bodyHash && (kept == nullptr || body != bodyHash(kept->content.body)) &&
           (known == nullptr || body != known->bodyEcho);
}

} // namespace milepost
