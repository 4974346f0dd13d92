// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tracker's side: does it belong into a calendar at all?
#include "doctor/explanation.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

Rung refuses(const QString& evidence, const QString& why, const QString& remedy) {
    Rung rung = rungOf(RungState::Failed, evidence);
    rung.why = why;
    rung.remedies << remedy;
    return rung;
}

} // namespace

QString verdictOf(const LadderReport& report) {
    if (report.wasCancelled)
        return say(QT_TRANSLATE_NOOP("doctor", "Cancelled before it was known."));
    if (const Rung* failed = report.failedRung())
        return failed->title + u": "_s + failed->evidence;
    return say(QT_TRANSLATE_NOOP("doctor", "It is in the calendar, and nothing that can be seen hides it."));
}

namespace explanation {

Rung exists(const EventTrace& trace) {
    if (trace.exists)
        return rungOk(trace.project.isEmpty() ? trace.title : trace.project + u": "_s + trace.title);
    if (!trace.wish.deliverable)
        return refuses(say(QT_TRANSLATE_NOOP("doctor", "The tracker has no deliverables")),
                       say(QT_TRANSLATE_NOOP("doctor", "There is nothing that could be in a calendar.")),
                       say(QT_TRANSLATE_NOOP("doctor", "Create deliverables in the tracker.")));
    const QString none =
        say(QT_TRANSLATE_NOOP("doctor", "The tracker has no deliverable %1")).arg(*trace.wish.deliverable);
    if (trace.restriction.isEmpty())
        return refuses(none, say(QT_TRANSLATE_NOOP("doctor", "It was deleted there, or never existed.")),
                       say(QT_TRANSLATE_NOOP("doctor", "Look its number up in the tracker.")));
    return refuses(
        none,
        say(QT_TRANSLATE_NOOP("doctor", "It was deleted, or the tracker hides it from this account: "
                                        "%1"))
            .arg(trace.restriction),
        say(QT_TRANSLATE_NOOP("doctor",
                              "Use a tracker account with the role manager or admin, and look again.")));
}

Rung dateSet(const EventTrace& trace) {
    if (trace.date)
        return rungOk(trace.date->toString(Qt::ISODate));
    return refuses(say(QT_TRANSLATE_NOOP("doctor", "It has no date in the tracker")),
                   say(QT_TRANSLATE_NOOP("doctor", "Only deliverables with a date have an event.")),
                   say(QT_TRANSLATE_NOOP("doctor", "Give it a date in the tracker, and synchronize.")));
}

Rung eligible(const EventTrace& trace) {
    if (!trace.whyNot)
        return rungOk(say(QT_TRANSLATE_NOOP("doctor", "No rule of this profile keeps it out")));
    switch (*trace.whyNot) {
    case Ineligible::OutsideHorizon:
        return refuses(
            say(QT_TRANSLATE_NOOP("doctor", "Its date lies outside the days that are looked after")),
            say(QT_TRANSLATE_NOOP("doctor", "The profile's horizon (horizonPast, horizonFuture) leaves "
                                            "it out.")),
            say(QT_TRANSLATE_NOOP("doctor", "Widen the horizon, or wait until its date is near.")));
    case Ineligible::Completed:
        return refuses(
            say(QT_TRANSLATE_NOOP("doctor", "It is completed")),
            say(QT_TRANSLATE_NOOP("doctor", "The profile keeps completed deliverables out "
                                            "(completedPolicy: remove).")),
            say(QT_TRANSLATE_NOOP("doctor", "Set completedPolicy to keep or mark if they shall stay.")));
    case Ineligible::InactiveProject:
        return refuses(say(QT_TRANSLATE_NOOP("doctor", "Its project is not active")),
                       say(QT_TRANSLATE_NOOP("doctor", "Deliverables of inactive projects have no event.")),
                       say(QT_TRANSLATE_NOOP("doctor", "Set the project active in the tracker.")));
    case Ineligible::NoDate:
        break;
    }
    return dateSet(trace);
}

Rung personMapped(const EventTrace& trace) {
    if (!trace.isIndividual)
        return rungOf(RungState::Skipped,
                      say(QT_TRANSLATE_NOOP("doctor", "One shared calendar: nobody is needed")));
    const QString map = say(QT_TRANSLATE_NOOP("doctor", "Map the person to a mailbox, in People or with "
                                                        "milepostctl people map PERSON MAILBOX."));
    if (trace.team.empty())
        return refuses(say(QT_TRANSLATE_NOOP("doctor", "Nobody is assigned to it")),
                       say(QT_TRANSLATE_NOOP("doctor", "Each person has a calendar, and it is nobody's.")),
                       say(QT_TRANSLATE_NOOP("doctor", "Assign somebody in the tracker.")));
    QStringList without;
    QStringList with;
    for (const PersonRow& row : trace.team)
        if (row.mailboxAddress().isEmpty() || row.state != PersonRow::State::Matched)
            without << row.name + u": "_s + reasonText(row);
        else
            with << u"%1 (%2)"_s.arg(row.name, row.mailboxAddress());
    if (with.isEmpty())
        return refuses(without.join(u"; "_s),
                       say(QT_TRANSLATE_NOOP("doctor", "Nobody who is assigned to it has a mailbox.")), map);
    if (trace.mailbox.isEmpty())
        return refuses(
            say(QT_TRANSLATE_NOOP("doctor", "It is not of %1, but of %2"))
                .arg(trace.wish.mailbox.isEmpty() ? trace.wish.viewer : trace.wish.mailbox,
                     with.join(u", "_s)),
            say(QT_TRANSLATE_NOOP("doctor", "Each person has what is assigned to them.")),
            say(QT_TRANSLATE_NOOP("doctor", "Assign the person in the tracker, or map them to this "
                                            "mailbox.")));
    if (without.isEmpty())
        return rungOk(with.join(u", "_s));
    Rung rung = rungOf(RungState::Warning, with.join(u", "_s) + u"; "_s + without.join(u"; "_s));
    rung.remedies << map;
    return rung;
}

Rung composed(const EventTrace& trace) {
    if (!trace.wanted || !trace.wanted->subject.trimmed().isEmpty())
        return trace.wanted
                   ? rungOk(trace.wanted->subject)
                   : rungOf(RungState::Unknown, say(QT_TRANSLATE_NOOP("doctor", "Nothing was composed")));
    return refuses(
        say(QT_TRANSLATE_NOOP("doctor", "Its subject is empty")),
        say(QT_TRANSLATE_NOOP("doctor", "The subject's template (subjectTemplate) gives nothing for this "
                                        "deliverable, and nobody finds an event without a name.")),
        say(QT_TRANSLATE_NOOP("doctor", "Put something into the template that every deliverable has, "
                                        "such as {title}.")));
}

} // namespace explanation
} // namespace milepost
