// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/calendarevent.h"
#include "domain/profile.h"
#include "domain/team.h"
#include "domain/template.h"
#include "domain/trackerdata.h"

#include <array>
#include <optional>
#include <variant>

#include <QDate>
#include <QHash>

namespace milepost {

/// Why a deliverable has no event.
enum class Ineligible { NoDate, OutsideHorizon, Completed, InactiveProject };
[[nodiscard]] QString toString(Ineligible reason); ///< "no date", ...

using Composed = std::variant<DesiredEvent, Ineligible>;

/// Turns deliverables into the events that they mean. Pure: the same data, profile and day give the same
/// events on every machine. The wording of the texts follows the guide (seed-guide, step 6).
class Composer {
public:
    /// `today` (in the profile's zone) is what the horizon counts from. Keeps references to `data`.
    Composer(const Profile& profile, const TrackerData& data, QDate today);

    [[nodiscard]] Composed compose(const Deliverable& deliverable) const;
    /// Why it has no event; nothing: it has one.
    [[nodiscard]] std::optional<Ineligible> whyNot(const Deliverable& deliverable) const {
        return whyNot(deliverable, project(deliverable));
    }
    [[nodiscard]] const Project* project(const Deliverable& deliverable) const;
    [[nodiscard]] std::vector<TeamMember> team(const Deliverable& deliverable) const {
        return m_team.team(deliverable);
    }
    [[nodiscard]] const QString& source() const { return m_source; }

    /// Trimmed description, else NN% (0 counts), else "Milestone".
    [[nodiscard]] static QString title(const Deliverable& deliverable);
    [[nodiscard]] static QString defaultSubjectTemplate();
    [[nodiscard]] static QString defaultBodyTemplate();

private:
    [[nodiscard]] std::optional<Ineligible> whyNot(const Deliverable& deliverable,
                                                   const Project* project) const;
    /// A project's part of the texts, made once.
    struct ProjectTexts {
        const Project* project;
        QString name;
        QString client;
        QString number;
        QString link;
    };
    using Values = std::array<QString, 9>;
    [[nodiscard]] Values values(const Deliverable& deliverable, const ProjectTexts& project) const;

    Profile m_profile;
    QString m_source;
    QString m_linkBase;
    std::optional<QDate> m_first;
    std::optional<QDate> m_last;
    TextTemplate m_subject;
    TextTemplate m_body;
    TeamIndex m_team;
    bool m_usesTeam;
    bool m_usesNotes;
    QHash<qint64, ProjectTexts> m_projects;
};

} // namespace milepost
