// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabletable.h"
#include "presentation/standingtexts.h"

#include <set>

namespace milepost {

/// One deliverable beside the list.
struct DeliverableDetails {
    qint64 id = 0;
    QString title;
    QString projectLine; ///< "2418 Riverside Elementary"
    QString client;
    QString team; ///< "Hannah Weiss, Tomás Ortega"
    QString link; ///< its project in the tracker; "" when there is none
    State state = State::Unknown;
    QString stateWord;
    WhyText why;
    QString calendar;                  ///< whose events these are
    std::optional<EventContent> after; ///< as it should be
    std::optional<EventContent> now;   ///< as it stands
    std::set<Field> changed;           ///< that differ between the two and would be written

    friend bool operator==(const DeliverableDetails& a, const DeliverableDetails& b) {
        return a.id == b.id && a.after == b.after && a.now == b.now && a.why.answer == b.why.answer &&
               a.title == b.title && a.projectLine == b.projectLine && a.team == b.team &&
               a.client == b.client && a.stateWord == b.stateWord && a.changed == b.changed;
    }
};
[[nodiscard]] DeliverableDetails detailsOf(const DeliverableTable& table, int row, const Profile& profile);

/// What a filter offers, by name.
struct DeliverableChoices {
    std::vector<std::pair<qint64, QString>> projects;
    std::vector<QString> clients;
    std::vector<std::pair<qint64, QString>> people;
};
/// Runs on: a pool thread.
[[nodiscard]] DeliverableChoices choicesOf(const DeliverableTable& table);

/// The line above a list that was read from outside (look/palette.md 4).
struct ReadingLine {
    State state = State::Unknown;
    QString word;
    QString evidence;

    friend bool operator==(const ReadingLine&, const ReadingLine&) = default;
};

} // namespace milepost
