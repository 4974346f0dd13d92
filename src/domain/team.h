// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/profile.h"
#include "domain/trackerdata.h"

#include <vector>

#include <QHash>
#include <QString>

namespace milepost {

/// Somebody who works on a deliverable.
struct TeamMember {
    qint64 person = 0;
    QString name;
    QString role; ///< may be empty

    friend bool operator==(const TeamMember&, const TeamMember&) = default;
};

/// Who is assigned to what, by one of the rules of tracker-contract 2.10, rebuilt here because the tracker
/// answers it for the logged-in person only. Inactive people are left out; a person named twice appears once,
/// with every role.
class TeamIndex {
public:
    /// Keeps a reference to `data`, which must outlive it.
    TeamIndex(const TrackerData& data, AssignmentRule rule);

    /// Sorted by name, then id: the same team always reads the same.
    [[nodiscard]] std::vector<TeamMember> team(const Deliverable& deliverable) const;
    /// Those of the team who are listed and active, each once, ascending: who may have it in a mailbox of
    /// their own. Somebody who is only named by a link is nobody that can be found.
    [[nodiscard]] std::vector<qint64> people(const Deliverable& deliverable) const;

private:
    void add(std::vector<TeamMember>& team, qint64 person, const QString& name, const QString& role) const;

    QHash<qint64, const Person*> m_people;
    QHash<qint64, std::vector<const DeliverableLink*>> m_links;         ///< by deliverable
    QHash<qint64, std::vector<const ProjectAssignment*>> m_assignments; ///< by project
};

/// "Ann Lee (Architect), Bo Diaz".
[[nodiscard]] QString teamText(const std::vector<TeamMember>& team);

} // namespace milepost
