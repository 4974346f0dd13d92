// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/plan.h"

#include "domain/actions.h"

#include <algorithm>
#include <map>

namespace milepost {

using namespace Qt::StringLiterals;

QString toString(Verb verb) {
    switch (verb) {
    case Verb::Create:
        return u"create"_s;
    case Verb::Update:
        return u"update"_s;
    case Verb::Delete:
        return u"delete"_s;
    case Verb::Adopt:
        return u"adopt"_s;
    case Verb::Drift:
        return u"drift"_s;
    case Verb::Blocked:
        return u"blocked"_s;
    }
    return {};
}

QString toString(Reason reason) {
    switch (reason) {
    case Reason::New:
        return u"new"_s;
    case Reason::DeletedInOutlook:
        return u"deleted in Outlook"_s;
    case Reason::ChangedInTracker:
        return u"changed in the tracker"_s;
    case Reason::TrackerMoved:
        return u"tracker address changed"_s;
    case Reason::DriftRestored:
        return u"edited in Outlook, restored"_s;
    case Reason::EditedInOutlook:
        return u"edited in Outlook"_s;
    case Reason::LookAlike:
        return u"looks like ours, has no tag"_s;
    case Reason::MarkLost:
        return u"ours, but its mark was removed"_s;
    case Reason::NoDate:
        return u"no date"_s;
    case Reason::Completed:
        return u"completed"_s;
    case Reason::InactiveProject:
        return u"inactive project"_s;
    case Reason::Vanished:
        return u"gone from the tracker"_s;
    case Reason::Duplicate:
        return u"duplicate of an older event"_s;
    case Reason::RestrictedReading:
        return u"restricted view, not deleted"_s;
    case Reason::NotConfirmed:
        return u"not confirmed when asked again, not deleted"_s;
    case Reason::EditedCopy:
        return u"copied and edited in Outlook, not deleted"_s;
    case Reason::PeopleInvited:
        return u"people were invited in Outlook"_s;
    case Reason::MadeRecurring:
        return u"made recurring in Outlook"_s;
    case Reason::TrackerUnconfirmed:
        return u"tracker address changed, not confirmed"_s;
    case Reason::Undo:
        return u"taken back"_s;
    case Reason::ChangedSince:
        return u"changed in Outlook since"_s;
    case Reason::DeletedSince:
        return u"deleted in Outlook since"_s;
    case Reason::WrittenSince:
        return u"written again since"_s;
    case Reason::StandsAgain:
        return u"another event of this deliverable stands"_s;
    case Reason::NotRestorable:
        return u"not all of what stood before is known"_s;
    case Reason::Detach:
        return u"our mark comes off"_s;
    case Reason::RemoveAll:
        return u"everything of ours goes"_s;
    case Reason::NotAssigned:
        return u"no longer assigned"_s;
    case Reason::PersonGone:
        return u"the person is no longer active in the tracker"_s;
    case Reason::TakenOut:
        return u"this mailbox no longer stands for the person"_s;
    case Reason::TargetChanged:
        return u"the profile writes somewhere else now"_s;
    }
    return {};
}

QString toString(PlanMailbox::State state) {
    switch (state) {
    case PlanMailbox::State::Ready:
        return u"ready"_s;
    case PlanMailbox::State::Absent:
        return u"calendar absent"_s;
    case PlanMailbox::State::Skipped:
        return u"skipped"_s;
    }
    return {};
}

QJsonObject PlanPurpose::toJson() const {
    switch (kind) {
    case Kind::Sync:
        break;
    case Kind::Revert:
        return {{u"kind"_s, u"revert"_s}, {u"run"_s, QString::number(run)}};
    case Kind::Detach:
        return {{u"kind"_s, u"detach"_s}};
    case Kind::RemoveAll:
        return {{u"kind"_s, u"remove-all"_s}};
    }
    return {};
}

std::optional<PlanPurpose> PlanPurpose::fromJson(const QJsonObject& json) {
    const qint64 run = json.value(u"run"_s).toString().toLongLong();
    for (const Kind kind : {Kind::Sync, Kind::Revert, Kind::Detach, Kind::RemoveAll})
        if (const PlanPurpose purpose{kind, run}; purpose.toJson() == json)
            return purpose;
    return std::nullopt;
}

Plan selected(const Plan& plan, const std::set<EventKey>& keys) {
    Plan part{plan.target,
              plan.scope,
              plan.adopt,
              plan.createdUtc,
              plan.trackerReading,
              plan.trackerWhy,
              plan.graphReading,
              {},
              plan.forecast,
              plan.ownInScope,
              {}};
    part.purpose = plan.purpose;
    part.mailboxes = plan.mailboxes;
    part.withoutMailbox = plan.withoutMailbox;
    part.summary.unchanged = plan.summary.unchanged;
    for (const Action& action : plan.actions)
        if (keys.contains(action.key)) {
            count(action.verb, part.summary);
            part.actions.push_back(action);
        }
    return part;
}

Plan puttingBack(Plan plan, const std::set<EventKey>& keys) {
    std::map<EventKey, const Action*> updates;
    for (const Action& update : plan.putBacks)
        if (keys.contains(update.key))
            updates.emplace(update.key, &update);
    // A key has one event that is changed or kept: copies are deleted or blocked.
    std::erase_if(plan.actions, [&](const Action& action) {
        return (action.verb == Verb::Update || action.verb == Verb::Drift) && updates.contains(action.key);
    });
    for (const auto& [key, update] : updates) {
        plan.actions.push_back(*update);
        plan.putBack.insert(key);
    }
    plan.summary = {.unchanged = plan.summary.unchanged};
    for (const Action& action : plan.actions)
        count(action.verb, plan.summary);
    return plan;
}

bool Plan::isPending(const Action& action) const {
    return action.writes() || (adopt && action.verb == Verb::Adopt);
}

int Plan::pending() const {
    return static_cast<int>(std::ranges::count_if(actions, [this](const Action& a) { return isPending(a); }));
}

std::vector<UnreadMailbox> Plan::unread() const {
    std::vector<UnreadMailbox> unread;
    for (const PlanMailbox& mailbox : mailboxes)
        if (mailbox.failure)
            unread.push_back({mailbox.address, *mailbox.failure});
    for (const PersonRow& row : withoutMailbox)
        if (row.reason == PersonRow::Reason::NotAsked)
            unread.push_back(
                {row.name, makeError(Error::Kind::Unavailable, Error::Stage::Graph, reasonText(row))});
    return unread;
}

int Plan::absentCalendars() const {
    std::set<int> places;
    for (const Action& action : actions)
        if (const PlanMailbox* mailbox = mailboxOf(action);
            mailbox != nullptr && mailbox->state == PlanMailbox::State::Absent && isPending(action))
            places.insert(action.mailbox);
    return static_cast<int>(places.size());
}

int Plan::count(Reason reason) const {
    return static_cast<int>(std::ranges::count(actions, reason, &Action::reason));
}

} // namespace milepost
