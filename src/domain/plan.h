// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "domain/calendarevent.h"
#include "domain/drift.h"
#include "domain/peoplemap.h"
#include "domain/scope.h"

#include <optional>
#include <set>
#include <vector>

#include <QDate>
#include <QDateTime>
#include <QJsonObject>

namespace milepost {

enum class Verb { Create, Update, Delete, Adopt, Drift, Blocked };
[[nodiscard]] QString toString(Verb verb);

/// Why an action is planned. Deletions have the grounds of law 2 and no others.
enum class Reason {
    New,
    DeletedInOutlook, ///< ours, removed by hand: created again
    ChangedInTracker, ///< the source changed
    TrackerMoved,     ///< the tracker's address changed and the admin confirmed it: re-tag
    DriftRestored,    ///< edited by hand, and the profile says restore
    EditedInOutlook,  ///< edited by hand: shown and kept
    LookAlike,        ///< an untagged event that says the same
    MarkLost,         ///< the event that we wrote stands, but its tag is gone: adopted or left, never doubled
    NoDate,           ///< ground: undated
    Completed,        ///< ground: completed under the policy remove
    InactiveProject,  ///< ground
    Vanished,         ///< ground: that one deliverable was asked for and answered 404
    Duplicate,        ///< ground: an unedited copy; another event of the same key is older
    RestrictedReading,  ///< blocked: a deletion that a restricted view cannot prove
    NotConfirmed,       ///< blocked: the listing gave a ground, a second look did not confirm it
    EditedCopy,         ///< blocked: a copy of our event that somebody edited
    PeopleInvited,      ///< blocked: somebody added attendees; a change would mail them (law 5)
    MadeRecurring,      ///< blocked: somebody made a series of it
    TrackerUnconfirmed, ///< blocked: stands under an earlier tracker address that was not confirmed
    Undo,               ///< ground: takes back what a run wrote
    ChangedSince,       ///< blocked: somebody changed it in Outlook after the run that is taken back
    DeletedSince,       ///< blocked: somebody deleted it in Outlook after that run
    WrittenSince,       ///< blocked: a later run, or another computer, wrote it
    StandsAgain,        ///< blocked: deleted by that run, and another event of the same key stands
    NotRestorable,      ///< blocked: the journal does not hold all of what stood before
    Detach,             ///< our tag is taken off
    RemoveAll,          ///< ground: everything of ours goes
    NotAssigned,        ///< ground: nobody of this mailbox is assigned any more, and read again not either
    PersonGone,         ///< ground: the person is no longer active in the tracker, and read again not either
    TakenOut,           ///< ground: decided by hand that this mailbox stands for the person no longer
    TargetChanged,      ///< ground: the profile writes somewhere else now
};
[[nodiscard]] QString toString(Reason reason);

struct FieldChange {
    Field field;
    QString from;
    QString to;

    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// One thing to do, or to know, about one key.
struct Action {
    EventKey key;
    Verb verb = Verb::Create;
    Reason reason = Reason::New;
    QString subject;
    QDate date;
    std::vector<FieldChange> changes;

    std::optional<OwnEvent> event; ///< update, delete, adopt, drift, blocked
    std::optional<Tag> standing;   ///< its tag now; another key than `key` after a tracker moved
    EventContent before;           ///< what stood there: the before-image
    EventContent content;          ///< what shall stand there: create, update, adopt
    Tag tag;                       ///< to be written: create, update, adopt; empty: an update takes ours off
    int generation = 0;            ///< create (law 4)
    QString note; ///< a fact for the log and for documents: why the view is restricted, the earlier address
    std::optional<Reason> ground; ///< of a deletion that is blocked
    int mailbox = 0;              ///< its row among Plan::mailboxes, where there are any

    [[nodiscard]] QString eventId() const { return event ? event->id() : QString(); }
    [[nodiscard]] bool takesTagOff() const { return verb == Verb::Update && tag.contentHash.isEmpty(); }
    [[nodiscard]] bool writes() const {
        return verb == Verb::Create || verb == Verb::Update || verb == Verb::Delete;
    }
};

struct PlanSummary {
    int create = 0;
    int update = 0;
    int remove = 0;
    int adopt = 0;
    int unchanged = 0;
    int drift = 0;
    int blocked = 0;

    friend bool operator==(const PlanSummary&, const PlanSummary&) = default;
};

struct Forecast {
    int requests = 0;
    double seconds = 0;
};

/// What a plan is for.
struct PlanPurpose {
    enum class Kind {
        Sync,      ///< the calendar as the tracker wants it
        Revert,    ///< back to what stood before a run
        Detach,    ///< our tag comes off, the events stay
        RemoveAll, ///< every event of ours goes
    };
    Kind kind = Kind::Sync;
    qint64 run = 0; ///< of a Revert: the journal's number of the run

    friend bool operator==(const PlanPurpose&, const PlanPurpose&) = default;
    [[nodiscard]] bool isSync() const { return kind == Kind::Sync; }
    /// {} for a sync.
    [[nodiscard]] QJsonObject toJson() const;
    /// Nothing for a purpose that this version does not know.
    [[nodiscard]] static std::optional<PlanPurpose> fromJson(const QJsonObject& json);
};

/// Where a plan was made: it fits nowhere else.
struct PlanTarget {
    QString profile;
    QString source;  ///< tracker, see sourceOf()
    QString mailbox; ///< empty: one for each person
    QString calendarName;
    QString calendarId; ///< empty: the calendar does not stand yet

    friend bool operator==(const PlanTarget&, const PlanTarget&) = default;
};

/// One of the mailboxes that a plan is about, when it is about more than one.
struct PlanMailbox {
    enum class State {
        Ready,
        Absent,  ///< can be written to; its calendar does not stand yet and is made first
        Skipped, ///< could not be read, or nobody knows for whom it stands: nothing is planned there
    };
    QString id;                       ///< object id, or as the profile names it: where calls go
    QString recipient;                ///< of its keys; empty in shared mode
    QString address;                  ///< for people
    QString calendarName;             ///< empty: the default calendar
    QString calendarId;               ///< empty: it does not stand yet
    std::vector<qint64> people;       ///< for whom it stands, ascending
    std::vector<qint64> unclear = {}; ///< for whom it stood, and nothing says that it no longer does
    bool former = false;              ///< written to earlier, and no longer a target
    State state = State::Ready;
    std::optional<Error> failure = {}; ///< why it could not be read
    QString why = {};                  ///< why it is skipped, in words

    [[nodiscard]] bool isSkipped() const { return state == State::Skipped; }
};
[[nodiscard]] QString toString(PlanMailbox::State state);

struct UnreadMailbox {
    QString whose; ///< its address, or the name of the person
    Error error;
};

/// Create, update, delete, unchanged, drift, blocked (design 6). Values only: a plan cannot write (law 3).
struct Plan {
    PlanTarget target;
    Scope scope;
    bool adopt = false; ///< look-alikes are taken over
    QDateTime createdUtc;
    QString trackerReading; ///< complete, restricted; unread: the purpose does not ask the tracker
    QString trackerWhy;     ///< why it is restricted
    QString graphReading;
    PlanSummary summary;
    Forecast forecast;
    int ownInScope = 0; ///< our events in scope: what a percentage of the guard counts from
    std::vector<Action> actions;
    /// For each drift that may be taken back, the update that would do it. Nobody carries it out who does not
    /// ask for it by puttingBack(); no part of the document.
    std::vector<Action> putBacks = {};
    std::set<EventKey> putBack = {};  ///< keys whose edits somebody chose to take back
    std::vector<HandEdit> edits = {}; ///< decided ones too; no part of the document
    PlanPurpose purpose = {};
    /// In a stable order. Empty: the plan is about the target's mailbox alone.
    std::vector<PlanMailbox> mailboxes = {};
    std::vector<PersonRow> withoutMailbox = {}; ///< assigned, but nobody knows to which mailbox

    /// Where the action is carried out; null: in the target.
    [[nodiscard]] const PlanMailbox* mailboxOf(const Action& action) const {
        return mailboxes.empty() ? nullptr : &mailboxes[static_cast<size_t>(action.mailbox)];
    }
    /// Mailboxes that could not be read, and people about whom the directory gave no answer.
    [[nodiscard]] std::vector<UnreadMailbox> unread() const;
    [[nodiscard]] int absentCalendars() const; ///< to be made, where something is created
    /// create + update + delete (+ adopt, when asked for): what an apply would write.
    [[nodiscard]] int pending() const;
    [[nodiscard]] bool isPending(const Action& action) const;
    [[nodiscard]] int count(Reason reason) const;
};

/// The plan's actions of these keys alone; `unchanged` stays what it was, the rest is counted anew.
[[nodiscard]] Plan selected(const Plan& plan, const std::set<EventKey>& keys);

/// The plan with the edits of these keys taken back: their updates stand in place of the drift and of what
/// was planned for the event besides. A key without a drift that may be taken back is ignored.
[[nodiscard]] Plan puttingBack(Plan plan, const std::set<EventKey>& keys);

/// The document of cli.md, hash included: of `plan --json` and of a plan file.
[[nodiscard]] QJsonObject toJson(const Plan& plan);

/// What a plan file says: enough to make the plan afresh and to hold the two against each other. A plan file
/// is input, not authority: nothing in it is ever sent (law 3).
struct PlanFile {
    PlanTarget target;
    Scope scope;
    bool adopt = false;
    QString hash;
    QJsonObject document;
    PlanPurpose purpose = {};
};
/// Refused (plan-stale) when the hash does not fit the rest, or when it is no plan.
[[nodiscard]] Result<PlanFile> readPlanFile(const QJsonObject& document);

/// One action that is in one of two plans, or not the same in both.
struct PlanMove {
    enum class Kind {
        Target, ///< the plan was made for another profile, tracker, mailbox or calendar; the rest is empty
        NoLonger,
        Differs,
        New,
    };
    Kind kind = Kind::Target;
    Verb verb = Verb::Create;
    QDate date; ///< invalid: undated
    QString subject;

    friend bool operator==(const PlanMove&, const PlanMove&) = default;
};
/// In English, for the log.
[[nodiscard]] QString toString(const PlanMove& move);

/// What moved between a plan file and the plan made afresh; empty when it still fits. One for each key.
[[nodiscard]] std::vector<PlanMove> whatMoved(const PlanFile& file, const Plan& fresh);
/// The same for a plan that was reviewed in memory.
[[nodiscard]] std::vector<PlanMove> whatMoved(const Plan& reviewed, const Plan& fresh);

} // namespace milepost
