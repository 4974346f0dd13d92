// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/calendarevent.h"

#include <map>
#include <optional>
#include <vector>

namespace milepost {

/// What somebody decided about an edit that a person made to one field of an event of ours.
struct DriftDecision {
    enum class Kind {
        Keep,    ///< theirs stays, until the tracker wants something else in that field
        Ignore,  ///< the field belongs to people: it is neither shown nor written
        Restore, ///< ours comes back with the next run, unless it was edited once more
    };
    Kind kind = Kind::Keep;
    QString seen; ///< driftMark() of what must not have changed since: ours of a Keep, theirs of a Restore

    friend bool operator==(const DriftDecision&, const DriftDecision&) = default;
};
[[nodiscard]] QString toString(DriftDecision::Kind kind);
[[nodiscard]] std::optional<DriftDecision::Kind> driftKindFromString(const QString& name);

/// A field's text as decisions remember it: enough to see that it changed, and no more.
[[nodiscard]] QString driftMark(Field field, const QString& text);

/// Decisions by key and field.
using DriftDecisions = std::map<std::pair<EventKey, Field>, DriftDecision>;

/// One edited field: three texts held against each other.
struct DriftedField {
    Field field = Field::Subject;
    std::optional<QString> original; ///< as we sent it last; nothing: another machine did, or nobody knows
    QString ours;                    ///< as the tracker wants it now
    QString theirs;                  ///< as it stands
    std::optional<DriftDecision::Kind> decided; ///< by a decision that still holds
    QString instance = {}; ///< tells it from a later edit that reads the same; "": the texts do

    friend bool operator==(const DriftedField&, const DriftedField&) = default;
};

/// An event of ours that a person edited, or took out of its calendar.
struct HandEdit {
    enum class Kind {
        Edited,
        Deleted, ///< the one field is Presence: theirs is ""
        Moved,   ///< the one field is Presence: theirs names the calendar of the mailbox where it is now
    };
    EventKey key;
    QString subject; ///< as it stands, or stood
    QDate date;
    std::vector<DriftedField> fields;

    [[nodiscard]] Kind kind() const;
    friend bool operator==(const HandEdit&, const HandEdit&) = default;
};

[[nodiscard]] QString toString(HandEdit::Kind kind);

/// That the event of ours which the journal remembers is gone from its calendar, which was read whole, while
/// the tracker wants it. `elsewhere`: the calendar where it stands now, or "".
[[nodiscard]] DriftedField goneEvent(const KnownEvent& known, const EventContent& ours,
                                     const QString& elsewhere);
/// By date, subject and key.
[[nodiscard]] bool editComesFirst(const HandEdit& a, const HandEdit& b);

/// The decision about this edit that holds now: nothing when there is none, or when what it was made for has
/// changed since.
[[nodiscard]] std::optional<DriftDecision::Kind>
standingDecision(const DriftDecisions& decisions, const EventKey& key, const DriftedField& edit);
/// The decision of that kind about this edit.
[[nodiscard]] DriftDecision decisionAbout(const DriftedField& edit, DriftDecision::Kind kind);

} // namespace milepost
