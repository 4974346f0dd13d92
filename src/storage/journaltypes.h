// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/calendarevent.h"
#include "domain/permissions.h"
#include "domain/plan.h"
#include "domain/tag.h"

#include <optional>
#include <set>
#include <vector>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace milepost {

/// The number of a row of one kind of the journal; numbers of two kinds cannot be swapped.
template <class Tag> struct RowId {
    qint64 value = 0;

    friend bool operator==(const RowId&, const RowId&) = default;
};
using RunId = RowId<struct RunTag>;
using IntentId = RowId<struct IntentTag>;

enum class RunKind { Apply, Sync, Resume };
enum class RunStatus {
    Running,     ///< its process holds the profile's lock now
    Interrupted, ///< never finished: the process died
    Succeeded,
    Partial,
    Failed,
    Incomplete,
    Cancelled,
    Refused,
};
[[nodiscard]] QString toString(RunKind kind);
[[nodiscard]] QString toString(RunStatus status);

/// What a run was asked for: enough to make its plan again.
struct RunWish {
    Scope scope;
    bool adopt = false;
    std::set<EventKey> putBack = {}; ///< edits that are taken back
    bool isPart = false;             ///< of the plan only some keys were chosen

    friend bool operator==(const RunWish&, const RunWish&) = default;
    [[nodiscard]] QJsonObject toJson() const;
    /// Nothing when an older version began the run.
    [[nodiscard]] static std::optional<RunWish> fromJson(const QJsonObject& json);
};

/// What is known when a run begins.
struct RunStart {
    RunKind kind = RunKind::Sync;
    QString profile;
    QString source; ///< tracker, see sourceOf()
    QString mailbox;
    QString calendarName;
    QString calendarId; ///< may be empty: the calendar does not stand yet
    QString planHash;
    QDateTime startedUtc;
    PlanPurpose purpose = {};
    std::optional<RunWish> wish = {};
    qint64 resumes = 0; ///< the run that this one continues; 0: none
    QString who = {};   ///< account@computer that began it; "": an older version did

    friend bool operator==(const RunStart&, const RunStart&) = default;
};

struct RunEnd {
    RunStatus status = RunStatus::Succeeded;
    QJsonObject summary; ///< as cli.md's `summary` of sync
    QJsonArray failures; ///< as cli.md's `failures` of sync
    QDateTime finishedUtc;
    QString why = {}; ///< it was refused or ended early, in one line; never a secret
};

struct RunRecord {
    RunId id;
    RunStart start;
    RunStatus status = RunStatus::Running;
    std::optional<QDateTime> finishedUtc;
    QJsonObject summary;
    QJsonArray failures;
    QString why = {};
};

/// The run that was cut off, by a crash, a cancel, the network or failures, and that nothing made up for
/// since: no run continued it or took it back, and no sync of everything succeeded after it, nor were our
/// events let go. Null when there is none.
[[nodiscard]] const RunRecord* cutOff(const std::vector<RunRecord>& newestFirst);

/// A write that is about to be sent. Verb is Create, Update or Delete.
struct Intent {
    RunId run;
    EventKey key;
    Verb verb = Verb::Create;
    QString mailbox;
    QString calendarId;
    QString eventId;       ///< empty for a create
    QString transactionId; ///< create only (law 4)
    int generation = 0;
    QJsonObject before; ///< toJson(EventContent) of what stood there; {} for a create
    QJsonObject after;  ///< toJson(EventContent) of what is sent; {} for a delete
    std::optional<Tag> tagBefore = {};
    std::optional<Tag> tagAfter = {};
    std::vector<Field> fields = {}; ///< of an update: those of `after` that are sent
    bool isWhole = true;            ///< false: written by a version that kept neither tags nor fields

    friend bool operator==(const Intent&, const Intent&) = default;
};

enum class IntentState {
    Open,      ///< sent or about to be sent; the process may have died
    Done,      ///< it stands as intended
    Failed,    ///< surely not carried out
    Doubtful,  ///< may have been carried out; may be settled again once the tag was looked up
    Cancelled, ///< surely never sent
};
[[nodiscard]] QString toString(IntentState state);

struct Outcome {
    IntentState state = IntentState::Done; ///< not Open
    QString eventId;                       ///< after a create; empty: the intent's own
    QString bodyEcho;                      ///< bodyHash of Graph's answer, "" when unknown
    QString error;                         ///< one line (Error::summary()); never a secret
    QString echoEtag = {};                 ///< the answer's etag, when the body was part of the write

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// An intent as the journal holds it.
struct IntentRecord {
    IntentId id;
    Intent intent;
    IntentState state = IntentState::Open;
    QString eventId; ///< the intent's, or what a create was answered
    QString error;
    QDateTime intendedUtc;
    std::optional<QDateTime> settledUtc;
};

struct RunDetails {
    RunRecord run;
    std::vector<IntentRecord> actions; ///< in the order in which they were intended
};

/// A calendar that events were written to, for one recipient.
struct WrittenPlace {
    QString calendarId;
    QString recipient; ///< empty: shared
    QString mailbox;   ///< where calls go
    QString address;   ///< for people
    QString calendarName;
    std::vector<qint64> people; ///< for whom the mailbox stood when it was written to last

    friend bool operator==(const WrittenPlace&, const WrittenPlace&) = default;
};

/// Requests of a stretch of time that ends at that millisecond (UTC).
struct SpentRequests {
    qint64 endMs = 0;
    int requests = 0;

    friend bool operator==(const SpentRequests&, const SpentRequests&) = default;
};

} // namespace milepost
