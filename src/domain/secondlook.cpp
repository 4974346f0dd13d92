// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/secondlook.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

bool isGround(Ineligible why, Reason ground) {
    switch (why) {
    case Ineligible::NoDate:
        return ground == Reason::NoDate;
    case Ineligible::Completed:
        return ground == Reason::Completed;
    case Ineligible::InactiveProject:
        return ground == Reason::InactiveProject;
    case Ineligible::OutsideHorizon:
        return false;
    }
    return false;
}

QString nowText(const Deliverable& row, const std::optional<Ineligible>& why) {
    if (why)
        return toString(*why);
    return u"due %1"_s.arg(row.date->toString(Qt::ISODate));
}

std::set<qint64> unconfirmed(const Plan& plan, bool byAssignment) {
    std::set<qint64> ids;
    for (const Action& action : plan.actions) {
        const bool isAssignment = action.ground == Reason::NotAssigned || action.ground == Reason::PersonGone;
        if (action.reason == Reason::NotConfirmed && isAssignment == byAssignment)
            ids.insert(action.key.deliverable);
    }
    return ids;
}

} // namespace

std::optional<QString> objection(const SecondLook& look, const Composer& composer, qint64 deliverable,
                                 Reason ground) {
    const auto asked = look.deliverables.find(deliverable);
    if (asked == look.deliverables.end())
        return u"it was not asked for again"_s;
    const std::optional<Deliverable>& row = asked->second;
    if (!row)
        return ground == Reason::Vanished ? std::optional<QString>() : u"it is gone by now"_s;
    const std::optional<Ineligible> why = composer.whyNot(*row);
    if (!why || !isGround(*why, ground))
        return u"asked for again, it is there: %1"_s.arg(nowText(*row, why));
    if (ground != Reason::InactiveProject)
        return std::nullopt;
    const auto project = look.activeProjects.find(row->project);
    if (project == look.activeProjects.end())
        return u"its project was not asked for again"_s;
    return project->second ? u"asked for again, its project is active"_s : std::optional<QString>();
}

std::optional<QString> assignmentObjection(const SecondLook& look, qint64 deliverable,
                                           const std::vector<qint64>& people, Reason ground) {
    if (!look.assigned)
        return u"people and assignments were not read again"_s;
    const auto stands = [&](qint64 person) {
        return ground == Reason::PersonGone ? look.assigned->active.contains(person)
                                            : look.assigned->deliverables.contains({deliverable, person});
    };
    if (std::ranges::any_of(people, stands))
        return ground == Reason::PersonGone ? u"read again, the person is active"_s
                                            : u"read again, the person is assigned"_s;
    return std::nullopt;
}

std::set<qint64> unconfirmedDeliverables(const Plan& plan) { return unconfirmed(plan, false); }

std::set<qint64> unconfirmedAssignments(const Plan& plan) { return unconfirmed(plan, true); }

} // namespace milepost
