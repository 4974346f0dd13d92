// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/memo.h"
#include "doctor/ladders.h"
#include "doctor/permissions.h"
#include "graph/calendarnames.h"
#include "graph/directory.h"

namespace milepost::doctor {

/// What the rungs about one mailbox's calendar share: each answer is fetched once, by whoever needs it first.
/// Thread-safe; blocks.
class CalendarSearch {
public:
    CalendarSearch(Profile asked, LadderWish forWhat, LadderParts through)
        : profile(std::move(asked)),
          wish(std::move(forWhat)),
          parts(std::move(through)) {}

    /// What is missing to ask at all.
    [[nodiscard]] std::optional<Rung> unasked() const;
    [[nodiscard]] QString mailbox() const;
    /// Of the calendar; "" for the mailbox's default one.
    [[nodiscard]] QString name() const { return profile.targetCalendar(); }

    [[nodiscard]] const Result<PermissionFacts>& facts(std::stop_token stop);
    [[nodiscard]] const Result<std::vector<Calendar>>& calendars(std::stop_token stop);
    [[nodiscard]] const Result<DirectoryAnswer>& user(std::stop_token stop);
    /// The one that is meant; null: none, or they could not be listed.
    [[nodiscard]] const Calendar* found(std::stop_token stop);
    /// "" where the journal remembers none.
    [[nodiscard]] QString rememberedId() const;
    /// What stands at the remembered id, which there is.
    [[nodiscard]] const Result<Calendar>& former(std::stop_token stop);
    /// The one of the remembered id stands under another name.
    [[nodiscard]] bool renamed(std::stop_token stop);
    [[nodiscard]] std::vector<CalendarNote> notes(std::stop_token stop);
    [[nodiscard]] RungFix fix(RungFix::Kind kind, const QString& calendar) const;

    const Profile profile;
    const LadderWish wish;
    const LadderParts parts;

private:
    Memo<Result<PermissionFacts>> m_facts;
    Memo<Result<std::vector<Calendar>>> m_calendars;
    Memo<Result<DirectoryAnswer>> m_user;
    Memo<Result<Calendar>> m_former;
};

// The rungs about which calendar is meant, and what may be done with it.
[[nodiscard]] Rung exactName(CalendarSearch& search, const std::stop_token& stop);
[[nodiscard]] Rung nearNames(CalendarSearch& search, const std::stop_token& stop);
[[nodiscard]] Rung idValid(CalendarSearch& search, const std::stop_token& stop);
[[nodiscard]] Rung rights(CalendarSearch& search, const std::stop_token& stop);

} // namespace milepost::doctor
