// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/deliverabledetails.h"

#include "presentation/facttexts.h"

#include <algorithm>
#include <map>

namespace milepost {

using namespace Qt::StringLiterals;

DeliverableDetails detailsOf(const DeliverableTable& table, int row, const Profile& profile) {
    const ListedDeliverable& listed = table.row(row);
    const Deliverable& deliverable = table.deliverable(row);
    const Survey& survey = *table.survey;
    DeliverableDetails details;
    details.id = listed.id;
    details.title = listed.title;
    if (const ListedProject* project = table.project(listed)) {
        details.projectLine = (project->number + u' ' + project->name).trimmed();
        details.client = project->client;
        details.link = profile.linkBase() + u"/projects/"_s + QString::number(project->id);
    }
    QStringList names;
    for (const TeamMember& member : table.team(listed).members)
        names << member.name;
    details.team = names.join(u", "_s);
    details.state = standingState(listed.standing);
    details.stateWord = standingWord(listed.standing, listed.whyNot);
    details.why = whyText(survey, deliverable);
    details.calendar = calendarText(profile);
    const Composed composed = survey.composed(deliverable);
    if (const auto* desired = std::get_if<DesiredEvent>(&composed))
        details.after = desired->content;
    if (const CalendarEvent* event = survey.event(listed.id))
        details.now = event->content;
    if (const Action* action = survey.action(listed.id); action != nullptr && action->verb == Verb::Update)
        for (const FieldChange& change : action->changes)
            details.changed.insert(change.field);
    return details;
}

DeliverableChoices choicesOf(const DeliverableTable& table) {
    DeliverableChoices choices;
    std::set<QString> clients;
    for (const ListedProject& project : table.projects) {
        choices.projects.emplace_back(project.id, project.name);
        if (!project.client.isEmpty())
            clients.insert(project.client);
    }
    std::map<qint64, QString> people;
    for (const ListedTeam& team : table.teams)
        for (const TeamMember& member : team.members)
            people.emplace(member.person, member.name);
    choices.clients.assign(clients.begin(), clients.end());
    choices.people.assign(people.begin(), people.end());
    const auto byName = [](const auto& a, const auto& b) {
        return std::pair(a.second.toCaseFolded(), a.first) < std::pair(b.second.toCaseFolded(), b.first);
    };
    std::ranges::sort(choices.projects, byName);
    std::ranges::sort(choices.people, byName);
    std::ranges::sort(choices.clients, {}, [](const QString& name) { return name.toCaseFolded(); });
    return choices;
}

} // namespace milepost
