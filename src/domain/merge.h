// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/calendarevent.h"
#include "domain/drift.h"
#include "domain/plan.h"
#include "domain/profile.h"

#include <vector>

namespace milepost {

/// What to do about one event of ours that stands and shall stand: three texts held against each other field
/// by field, what we wrote last (original), what the tracker wants now (ours) and what stands (theirs).
struct Merge {
    std::vector<FieldChange> update; ///< from theirs to ours
    std::vector<FieldChange> drift;  ///< from ours to theirs: edited by hand, and nothing decided
    std::vector<DriftedField> edits; ///< everything that was edited by hand, decided or not
    bool restores = false;           ///< the update takes back an edit
    bool retag = false;              ///< the tag must be written although no field changes
};

/// `known` is what our journal remembers, or null: another machine wrote the event. Then an edit is
/// recognised by the tag's hash, and where one is found, every differing field counts as edited: nothing of a
/// person's is overwritten on a guess.
///
/// `wanted` is the tag to be written: that of `ours`, or, under a restricted view, one that keeps the
/// standing body (see keepingBody). A decision that still holds goes before the policy.
[[nodiscard]] Merge mergeEvent(const DesiredEvent& ours, const Tag& wanted, const CalendarEvent& theirs,
                               const KnownEvent* known, DriftPolicy policy,
                               const DriftDecisions& decisions = {});

/// Whether the event's body is `text`, ours or a person's, though Graph rewrites bodies: it looks so, or it
/// is what our last write of this text looks like to a reader (ADR 9).
[[nodiscard]] bool bodyIs(const CalendarEvent& event, const QString& text, const KnownEvent* known);

/// Whether what we remember is what this event was sent last: no other machine wrote it since.
[[nodiscard]] bool isLastSent(const KnownEvent& known, const CalendarEvent& theirs);

/// The tag of `ours` with the body that stands. A view that may hide people would shorten the team in every
/// body; so it changes none, and the next complete reading sees by the body's hash what there is to do (law
/// 2).
[[nodiscard]] Tag keepingBody(const DesiredEvent& ours, const Tag& standing);

/// Is this a copy of an event of ours that somebody edited? Then it is a person's work, and no ground lets it
/// go. `kept` is the older event of the key that stays, or null when this is the oldest: that one is a copy
/// only if our journal wrote another. A copy is unedited when every part of it is what we sent or stands in
/// `kept` as well; where that cannot be told (bodies come back rewritten, ADR 7), it counts as edited.
[[nodiscard]] bool isEditedCopy(const CalendarEvent& event, const CalendarEvent* kept,
                                const KnownEvent* known);

} // namespace milepost
