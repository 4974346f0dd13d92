// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/deliverabletable.h"

#include "base/text.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t k_initialsShown = 2;

QString initialsOf(const std::vector<TeamMember>& members) {
    QStringList initials;
    for (size_t i = 0; i < members.size(); ++i) {
        if (members.size() > k_initialsShown && i + 1 >= k_initialsShown) {
            initials << u'+' + QString::number(members.size() - i);
            break;
        }
        initials << milepost::initialsOf(members[i].name);
    }
    return initials.join(u' ');
}

/// Most deliverables of a project have the same team: it is kept once.
class Teams {
public:
    explicit Teams(std::vector<ListedTeam>& teams) : m_teams(teams) { m_teams.emplace_back(); }

    int rowOf(std::vector<TeamMember> members) {
        if (members.empty())
            return 0;
        QByteArray key;
        for (const TeamMember& member : members)
            key += QByteArray::number(member.person) + '\n' + member.name.toUtf8() + '\n' +
                   member.role.toUtf8() + '\n';
        const auto known = m_known.constFind(key);
        if (known != m_known.cend())
            return *known;
        QString names;
        for (const TeamMember& member : members)
            names += member.name + u'\n';
        const int row = static_cast<int>(m_teams.size());
        QString initials = initialsOf(members);
        m_teams.push_back({std::move(members), std::move(initials), folded(names)});
        m_known.insert(key, row);
        return row;
    }

private:
    std::vector<ListedTeam>& m_teams;
    QHash<QByteArray, int> m_known;
};

} // namespace

QString initialsOf(const QString& name) {
    const QStringList words = collapsed(name).split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return u"?"_s;
    QString initials = words.first().left(1);
    if (words.size() > 1)
        initials += words.last().left(1);
    return initials.toUpper();
}

std::shared_ptr<const DeliverableTable> makeTable(std::shared_ptr<const Survey> survey) {
    auto table = std::make_shared<DeliverableTable>();
    const TrackerData& data = survey->data();
    QHash<qint64, int> projects;
    for (const Project& project : data.projects) {
        projects.insert(project.id, static_cast<int>(table->projects.size()));
        ListedProject listed{
            project.id, collapsed(project.name), collapsed(project.client), collapsed(project.number), {}};
        listed.searchText = folded(listed.name + u'\n' + listed.client + u'\n' + listed.number);
        table->projects.push_back(std::move(listed));
    }
    Teams teams(table->teams);
    table->rows.reserve(data.deliverables.size());
    table->rowOf.reserve(static_cast<qsizetype>(data.deliverables.size()));
    for (const Deliverable& deliverable : data.deliverables) {
        table->rowOf.insert(deliverable.id, table->size());
        ListedDeliverable row;
        row.id = deliverable.id;
        row.date = deliverable.date;
        row.title = Composer::title(deliverable);
        row.searchText = folded(row.title);
        row.project = projects.value(deliverable.project, -1);
        row.team = teams.rowOf(survey->composer().team(deliverable));
        row.standing = survey->standing(deliverable);
        row.whyNot = survey->whyNot(deliverable);
        row.completed = deliverable.completed;
        if (const QDateTime written = survey->written(deliverable.id); written.isValid())
            row.writtenMs = written.toMSecsSinceEpoch();
        table->rows.push_back(std::move(row));
    }
    table->survey = std::move(survey);
    return table;
}

} // namespace milepost
