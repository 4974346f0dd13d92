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

    friend bool operator==(const DriftedField&, const DriftedField&) = default;
};

/// An event of ours that a person edited.
struct HandEdit {
    EventKey key;
    QString subject; ///< as it stands
    QDate date;
    std::vector<DriftedField> fields;

    friend bool operator==(const HandEdit&, const HandEdit&) = default;
};

/// The decision about this edit that holds now: nothing when there is none, or when what it was made for has
/// changed since.
[[nodiscard]] std::optional<DriftDecision::Kind>
standingDecision(const DriftDecisions& decisions, const EventKey& key, const DriftedField& edit);
/// The decision of that kind about this edit.
[[nodiscard]] DriftDecision decisionAbout(const DriftedField& edit, DriftDecision::Kind kind);

} // namespace milepost
