// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "doctor/diagnosis.h"
#include "doctor/probe.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace milepost {

/// The complaints that people come with; each has a ladder (docs/adr/0031-ladders.md).
enum class LadderId { AuthenticationFailed, InsufficientPrivileges, CalendarNotFound, EventsNotAppearing };
inline constexpr std::array k_ladders{LadderId::AuthenticationFailed, LadderId::InsufficientPrivileges,
                                      LadderId::CalendarNotFound, LadderId::EventsNotAppearing};
/// The word of cli.md: "calendar-not-found".
[[nodiscard]] QString ladderName(LadderId id);
[[nodiscard]] std::optional<LadderId> ladderOf(const QString& name);
[[nodiscard]] QString ladderTitle(LadderId id); ///< translated

/// Unknown: it could not be judged, which is never green and stops nothing.
enum class RungState { NotReached, Skipped, Ok, Warning, Unknown, Failed };
[[nodiscard]] QString rungStateName(RungState state); ///< "not-reached", the rest as stateName()

/// Something that this program can carry out about a rung.
struct RungFix {
    enum class Kind {
        CreateCalendar, ///< of the profile's name
        UseCalendar,    ///< `calendar` becomes the profile's
        RenameCalendar, ///< `calendar` gets the profile's name
        Resolve,        ///< what was remembered of the calendar is forgotten, its name is asked for again
        ShareCalendar,  ///< with `viewer`, to be read
        NewToken,       ///< the one in memory is dropped
        RequestPack,    ///< what another admin has to do
        Sync,           ///< this deliverable alone, by a preview
    };
    Kind kind = Kind::NewToken;
    QString calendar;       ///< its name
    QString viewer;         ///< an address
    QString command;        ///< what does the same at the command line; "" for none
    qint64 deliverable = 0; ///< that is previewed; 0: of another kind

    friend bool operator==(const RungFix&, const RungFix&) = default;
};
[[nodiscard]] QString fixTitle(const RungFix& fix); ///< translated, for a button

/// One step of a ladder, as it was seen.
struct Rung {
    QString id;    ///< stable: documents and scripts use it
    QString title; ///< translated
    RungState state = RungState::NotReached;
    QString evidence;           ///< translated; what was seen
    std::optional<Error> error; ///< when it failed, where a service or a rule of this program said so
    QString why;                ///< translated; of a failure without an error, or beyond its explanation
    QStringList remedies;       ///< translated; before those of the error's diagnosis
    std::vector<RungFix> fixes;
    std::vector<CalendarNote> nearNotes; ///< calendars that come near
    QString requestId;                   ///< of the last answer that it rests on; "" for none
    QDateTime atUtc;
    std::chrono::milliseconds elapsed{0};

    [[nodiscard]] QString cause() const; ///< a slug; "" where nothing failed or no slug says it
    [[nodiscard]] QString code() const { return error ? error->code : QString(); }
    /// Its own, then those of the diagnosis.
    [[nodiscard]] QStringList allRemedies(Surface surface) const;
};

/// A ladder that was climbed: as many rungs as it has, always.
struct LadderReport {
    LadderId id = LadderId::AuthenticationFailed;
    QString subject; ///< translated; what it was climbed for: a mailbox, a deliverable
    std::vector<Rung> rungs;
    QDateTime startedUtc;
    std::chrono::milliseconds elapsed{0};
    bool wasCancelled = false;

    [[nodiscard]] const Rung* failedRung() const; ///< null: none failed
    [[nodiscard]] int count(RungState state) const;
};

/// What a rung asks, and when.
struct LadderStep {
    QString id;
    QString title;
    int wave = 0; ///< those of one wave are asked side by side, once the wave before has not failed
    std::function<Rung(std::stop_token)> ask; ///< runs on: any thread; blocks; fills neither id nor title
};

/// Hears of each rung as it is settled, in order. Runs on: any thread, never two at once.
using LadderWatch = std::function<void(const Rung& rung)>;

/// Climbs: rungs are settled in their order, whichever answers first; the first that failed ends it, and what
/// is asked above it is stopped. Later ones stay NotReached. Blocks; ends within a second of stop.
[[nodiscard]] LadderReport climb(LadderId id, const std::vector<LadderStep>& steps, const Clock& clock,
                                 std::stop_token stop, const LadderWatch& tell = {});

/// What a probe saw, as a rung: what is not configured failed here, because nothing works without it.
[[nodiscard]] Rung rungOf(const ProbeReport& report);
[[nodiscard]] Rung rungOk(const QString& evidence);
[[nodiscard]] Rung rungFailed(const Error& error, const QString& evidence = {});
[[nodiscard]] Rung rungOf(RungState state, const QString& evidence);

} // namespace milepost
