// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Events not appearing: one deliverable, from the tracker to what somebody sees.
#include "base/memo.h"
#include "doctor/explanation.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

} // namespace

std::vector<LadderStep> eventSteps(const LadderWish& wish, const LadderParts& parts) {
    struct Followed {
        Memo<Result<EventTrace>> trace;
    };
    const auto followed = std::make_shared<Followed>();
    const auto step = [&](const char* id, const char* title, Rung (*judge)(const EventTrace&)) {
        return LadderStep{QString::fromLatin1(id), say(title), 0, [=](const std::stop_token& stop) {
                              const auto& trace =
                                  followed->trace.get([&] { return parts.trace(wish.trace, stop); });
                              return trace ? judge(*trace) : rungFailed(trace.error());
                          }};
    };
    using namespace explanation;
    return {
        step("exists", QT_TRANSLATE_NOOP("doctor", "It is in the tracker"), exists),
        step("date-set", QT_TRANSLATE_NOOP("doctor", "It has a date"), dateSet),
        step("eligible", QT_TRANSLATE_NOOP("doctor", "It belongs into the calendar"), eligible),
        step("person-mapped", QT_TRANSLATE_NOOP("doctor", "Its people have mailboxes"), personMapped),
        step("composed", QT_TRANSLATE_NOOP("doctor", "Its event is composed"), composed),
        step("in-calendar", QT_TRANSLATE_NOOP("doctor", "The event is in the calendar"), inCalendar),
        step("right-day", QT_TRANSLATE_NOOP("doctor", "It stands on the right day"), rightDay),
        step("visible", QT_TRANSLATE_NOOP("doctor", "It is not hidden"), visible),
        step("shared", QT_TRANSLATE_NOOP("doctor", "The calendar is shared"), shared),
        step("accepted", QT_TRANSLATE_NOOP("doctor", "It was accepted in Outlook"), accepted),
        step("last-run", QT_TRANSLATE_NOOP("doctor", "The last run wrote it"), lastRun),
    };
}

} // namespace milepost
