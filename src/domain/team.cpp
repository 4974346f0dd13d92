// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/team.h"

#include "base/text.h"

#include <algorithm>

#include <QStringList>

namespace milepost {

using namespace Qt::StringLiterals;

TeamIndex::TeamIndex(const TrackerData& data, AssignmentRule rule) {
    for (const Person& person : data.people)
        m_people.insert(person.id, &person);
    if (rule != AssignmentRule::Project)
        for (const DeliverableLink& link : data.links)
            m_links[link.deliverable].push_back(&link);
    if (rule != AssignmentRule::Direct)
        for (const ProjectAssignment& assignment : data.assignments)
            m_assignments[assignment.project].push_back(&assignment);
}

void TeamIndex::add(std::vector<TeamMember>& team, qint64 person, const QString& name,
                    const QString& role) const {
    const Person* known = m_people.value(person, nullptr);
    if (known != nullptr && !known->active)
        return;
    // A person who is not listed (deleted meanwhile, or hidden from this account) still has the link's own
    // name.
    const QString shown = collapsed(known != nullptr ? known->name : name);
    if (shown.isEmpty())
        return;
    const QString roleText = collapsed(role);
    const auto same = std::ranges::find(team, person, &TeamMember::person);
    if (same == team.end()) {
        team.push_back({person, shown, roleText});
        return;
    }
    if (roleText.isEmpty() || same->role.split(u" / "_s).contains(roleText))
        return;
    QStringList roles = same->role.isEmpty() ? QStringList() : same->role.split(u" / "_s);
    roles << roleText;
    roles.sort();
    same->role = roles.join(u" / "_s);
}

std::vector<TeamMember> TeamIndex::team(const Deliverable& deliverable) const {
    std::vector<TeamMember> team;
    if (const auto links = m_links.constFind(deliverable.id); links != m_links.constEnd())
        for (const DeliverableLink* link : *links)
            add(team, link->person, link->personName, link->role);
    if (const auto rows = m_assignments.constFind(deliverable.project); rows != m_assignments.constEnd())
        for (const ProjectAssignment* row : *rows)
            add(team, row->person, row->personName, row->role);
    std::ranges::sort(team, [](const TeamMember& a, const TeamMember& b) {
        const int order = a.name.compare(b.name);
        return order != 0 ? order < 0 : a.person < b.person;
    });
    return team;
}

std::vector<qint64> TeamIndex::people(const Deliverable& deliverable) const {
    std::vector<qint64> ids;
    const auto add = [this, &ids](qint64 id) {
        if (const Person* known = m_people.value(id, nullptr); known != nullptr && known->active)
            ids.push_back(id);
    };
    if (const auto links = m_links.constFind(deliverable.id); links != m_links.constEnd())
        for (const DeliverableLink* link : *links)
            add(link->person);
    if (const auto rows = m_assignments.constFind(deliverable.project); rows != m_assignments.constEnd())
        for (const ProjectAssignment* row : *rows)
            add(row->person);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return ids;
}

QString teamText(const std::vector<TeamMember>& team) {
    QStringList names;
    for (const TeamMember& member : team)
        names << (member.role.isEmpty() ? member.name : member.name + u" ("_s + member.role + u')');
    return names.join(u", "_s);
}

} // namespace milepost
