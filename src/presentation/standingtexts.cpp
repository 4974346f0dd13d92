// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/standingtexts.h"

#include "doctor/diagnosis.h"
#include "presentation/facttexts.h"
#include "presentation/plantexts.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::StandingTexts)
};

QString fieldNames(const Action& action) {
    QStringList names;
    for (const FieldChange& change : action.changes)
        names << fieldName(change.field);
    return names.join(u", "_s);
}

QString whyNotText(Ineligible reason) {
    switch (reason) {
    case Ineligible::NoDate:
        return Texts::tr("It has no date in the tracker. Only deliverables with a date have an event.");
    case Ineligible::OutsideHorizon:
        return Texts::tr("Its date lies outside the days that this profile looks after.");
    case Ineligible::Completed:
        return Texts::tr("It is completed, and this profile keeps completed deliverables out.");
    case Ineligible::InactiveProject:
        return Texts::tr("Its project is not active in the tracker.");
    }
    return {};
}

/// Somebody took it away, and it was decided that it stays away.
bool staysAway(const Survey& survey, qint64 deliverable) {
    const auto isIt = [&](const HandEdit& edit) {
        return edit.key.deliverable == deliverable && edit.kind() != HandEdit::Kind::Edited;
    };
    return survey.plan() && std::ranges::any_of(survey.plan()->edits, isIt);
}

QString missingText(const Survey& survey, qint64 deliverable, const Action* action) {
    if (action == nullptr && staysAway(survey, deliverable))
        return Texts::tr("Somebody took its event away, and it was decided that it stays away.");
    if (action == nullptr)
        return Texts::tr("It belongs into the calendar, but this look did not cover it.");
    if (action->verb == Verb::Adopt)
        return Texts::tr("An event that says the same stands there, but is not ours.");
    if (action->reason == Reason::DeletedInOutlook)
        return Texts::tr(
            "Somebody deleted its event in Outlook, or moved it away. The next run creates it again.");
    return Texts::tr("It was not written to the calendar yet. The next run adds it.");
}

QString changeText(const Action& action) {
    const QString fields = fieldNames(action);
    if (fields.isEmpty())
        return Texts::tr("%1. The next run brings it up to date.").arg(reasonText(action));
    return Texts::tr("%1. The next run changes: %2.").arg(reasonText(action), fields);
}

QString driftText(const Action& action) {
    const QString fields = fieldNames(action);
    return fields.isEmpty()
               ? Texts::tr("Somebody edited the event in Outlook. What they wrote is kept.")
               : Texts::tr("Somebody edited the event in Outlook: %1. What they wrote is kept.").arg(fields);
}

QString blockedText(const Action& action) {
    const QString reason = Texts::tr("%1.").arg(reasonText(action));
    const QString note = noteText(action);
    return note.isEmpty() ? reason : reason + u' ' + Texts::tr("(%1)").arg(note);
}

/// What stands for one person, in a few words.
QString placeText(const Survey& survey, const StandingPlace& place) {
    const QString word = place.action == nullptr ? Texts::tr("in the calendar") : reasonText(*place.action);
    const PlanMailbox* mailbox = survey.mailbox(place.mailbox);
    return mailbox == nullptr ? word : Texts::tr("%1: %2").arg(mailbox->address, word);
}

/// Of a calendar for each person: nothing is planned anywhere, and nothing stands.
QString nowhereText(const Survey& survey, const Deliverable& deliverable, Standing standing) {
    if (!survey.isIndividual() || survey.whyNot(deliverable))
        return {};
    if (standing == Standing::NotEligible)
        return Texts::tr("Nobody who is assigned to it has a mailbox. See People.");
    return standing == Standing::Unknown && survey.plan()
               ? Texts::tr("The mailbox of whoever is assigned to it could not be read.")
               : QString();
}

QString answerOf(const Survey& survey, const Deliverable& deliverable, Standing standing) {
    const Action* action = survey.action(deliverable.id);
    const auto whyNot = survey.whyNot(deliverable);
    if (const QString nowhere = nowhereText(survey, deliverable, standing); !nowhere.isEmpty())
        return nowhere;
    switch (standing) {
    case Standing::Yes:
        return whyNot ? Texts::tr("%1 Its event is left alone.").arg(whyNotText(*whyNot))
                      : Texts::tr("It is in the calendar as the tracker has it.");
    case Standing::No:
        return missingText(survey, deliverable.id, action);
    case Standing::Differs:
        return changeText(*action);
    case Standing::Edited:
        return driftText(*action);
    case Standing::Blocked:
        return blockedText(*action);
    case Standing::Leaves:
        return Texts::tr("%1. The next run takes its event away.").arg(reasonText(*action));
    case Standing::NotEligible:
        return whyNot ? whyNotText(*whyNot) : QString();
    case Standing::Unknown:
        break;
    }
    const auto& failure = survey.calendarFailure();
    return failure ? Texts::tr("The calendar could not be read: %1").arg(diagnose(*failure).title)
                   : Texts::tr("The calendar could not be read.");
}

QString furtherText(const Action& action) {
    if (action.verb == Verb::Drift)
        return driftText(action);
    if (action.reason == Reason::Duplicate)
        return Texts::tr("A second event of it stands there, and would be deleted.");
    return action.verb == Verb::Blocked ? blockedText(action) : QString();
}

QString questionOf(Standing standing) {
    switch (standing) {
    case Standing::Yes:
        return Texts::tr("Is it in the calendar?");
    case Standing::No:
    case Standing::NotEligible:
        return Texts::tr("Why is it not in the calendar?");
    case Standing::Differs:
        return Texts::tr("Why does it differ?");
    case Standing::Edited:
        return Texts::tr("Who edited it?");
    case Standing::Blocked:
        return Texts::tr("Why is nothing done?");
    case Standing::Leaves:
        return Texts::tr("Why does it leave the calendar?");
    case Standing::Unknown:
        return Texts::tr("Why is it unknown?");
    }
    return {};
}

} // namespace

State standingState(Standing standing) {
    switch (standing) {
    case Standing::Yes:
        return State::Ok;
    case Standing::No:
    case Standing::Differs:
    case Standing::Edited:
    case Standing::Blocked:
    case Standing::Leaves:
        return State::Warning;
    case Standing::NotEligible:
        return State::Skipped;
    case Standing::Unknown:
        return State::Unknown;
    }
    return State::Unknown;
}

QString standingName(Standing standing) {
    switch (standing) {
    case Standing::Yes:
        return Texts::tr("Yes");
    case Standing::No:
        return Texts::tr("No");
    case Standing::Differs:
        return Texts::tr("Differs");
    case Standing::Edited:
        return Texts::tr("Edited");
    case Standing::Blocked:
        return Texts::tr("Blocked");
    case Standing::Leaves:
        return Texts::tr("Leaves");
    case Standing::NotEligible:
        return Texts::tr("Not eligible");
    case Standing::Unknown:
        return Texts::tr("Unknown");
    }
    return {};
}

QString standingWord(Standing standing, std::optional<Ineligible> whyNot) {
    if (standing != Standing::NotEligible || !whyNot)
        return standingName(standing);
    switch (*whyNot) {
    case Ineligible::NoDate:
        return Texts::tr("No date");
    case Ineligible::OutsideHorizon:
        return Texts::tr("Out of range");
    case Ineligible::Completed:
        return Texts::tr("Completed");
    case Ineligible::InactiveProject:
        return Texts::tr("Inactive");
    }
    return {};
}

WhyText whyText(const Survey& survey, const Deliverable& deliverable) {
    const Standing standing = survey.standing(deliverable);
    QStringList answers{answerOf(survey, deliverable, standing)};
    for (const Action* further : survey.furtherActions(deliverable.id))
        if (const QString text = furtherText(*further); !text.isEmpty() && !answers.contains(text))
            answers << text;
    if (survey.isIndividual()) {
        QStringList lines{answers.join(u' ')};
        for (const StandingPlace& place : survey.places(deliverable.id))
            lines << placeText(survey, place);
        return {questionOf(standing), lines.join(u'\n')};
    }
    return {questionOf(standing), answers.join(u' ')};
}

} // namespace milepost
