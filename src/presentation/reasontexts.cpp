// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why an action is planned, as the window says it.
#include "presentation/plantexts.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

namespace {

/// One context for translators with the other words of a plan.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::PlanTexts)
};

bool changesOnly(const Action& action, Field field) {
    return !action.changes.empty() && std::ranges::all_of(action.changes, [field](const FieldChange& change) {
        return change.field == field || change.field == Field::Body;
    }) && std::ranges::any_of(action.changes, [field](const FieldChange& change) {
        return change.field == field;
    });
}

QString changedText(const Action& action) {
    if (changesOnly(action, Field::Body))
        return Texts::tr("Details changed in the tracker");
    if (changesOnly(action, Field::Date))
        return Texts::tr("Date moved in the tracker");
    if (changesOnly(action, Field::Subject))
        return Texts::tr("Renamed in the tracker");
    return Texts::tr("Changed in the tracker");
}

} // namespace

QString reasonText(const Action& action) {
    switch (action.reason) {
    case Reason::New:
        return Texts::tr("New in the tracker");
    case Reason::DeletedInOutlook:
        return Texts::tr("Was deleted or moved away in Outlook");
    case Reason::ChangedInTracker:
        return changedText(action);
    case Reason::TrackerMoved:
        return Texts::tr("The tracker has a new address");
    case Reason::DriftRestored:
        return Texts::tr("Edited in Outlook, put back");
    case Reason::EditedInOutlook:
        return Texts::tr("Changed by someone in Outlook");
    case Reason::LookAlike:
        return Texts::tr("Says the same, but is not ours");
    case Reason::MarkLost:
        return Texts::tr("Our event, but something took our mark off it");
    case Reason::NoDate:
        return Texts::tr("Lost its date in the tracker");
    case Reason::Completed:
        return Texts::tr("Completed in the tracker");
    case Reason::InactiveProject:
        return Texts::tr("Its project is no longer active");
    case Reason::Vanished:
        return Texts::tr("Gone from the tracker; asked again, answer 404");
    case Reason::Duplicate:
        return Texts::tr("Second event of the same deliverable");
    case Reason::RestrictedReading:
        return Texts::tr("Not deleted: the tracker's view may hide rows");
    case Reason::NotConfirmed:
        return Texts::tr("Not deleted: a second look did not confirm it");
    case Reason::EditedCopy:
        return Texts::tr("A copy of our event that someone edited");
    case Reason::PeopleInvited:
        return Texts::tr("People were invited; a change would mail them");
    case Reason::MadeRecurring:
        return Texts::tr("Made recurring; a change would touch every date");
    case Reason::TrackerUnconfirmed:
        return Texts::tr("Stands under an earlier tracker address");
    case Reason::Undo:
        return Texts::tr("Back to what stood before the run");
    case Reason::ChangedSince:
        return Texts::tr("Changed in Outlook after the run");
    case Reason::DeletedSince:
        return Texts::tr("Deleted in Outlook after the run");
    case Reason::WrittenSince:
        return Texts::tr("Written again after the run");
    case Reason::StandsAgain:
        return Texts::tr("Another event of this deliverable stands");
    case Reason::NotRestorable:
        return Texts::tr("Not all of what stood before is known");
    case Reason::Detach:
        return Texts::tr("Our mark comes off, the event stays");
    case Reason::RemoveAll:
        return action.note.isEmpty() ? Texts::tr("Everything of ours is removed")
                                     : Texts::tr("Removed with the rest, though someone edited it");
    case Reason::NotAssigned:
        return Texts::tr("Nobody of this mailbox is assigned any more");
    case Reason::PersonGone:
        return Texts::tr("The person is no longer active in the tracker");
    case Reason::TakenOut:
        return Texts::tr("This mailbox no longer stands for the person");
    case Reason::TargetChanged:
        return Texts::tr("The profile writes somewhere else now");
    }
    return toString(action.reason);
}

} // namespace milepost
