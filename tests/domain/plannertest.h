// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/planner.h"

#include <QTest>

namespace milepost {

using namespace Qt::StringLiterals;

/// A tracker with one deliverable and an empty calendar: what a test makes of them is planned for real.
class PlannerTest : public QObject {
protected:
    void begin() {
        m_profile = Profile{};
        m_profile.trackerUrl = u"https://tracker.example"_s;
        m_data = TrackerData{};
        m_data.projects = {{7, u"Bridge"_s, u"City"_s, {}, {}}};
        Deliverable row;
        row.id = 1;
        row.project = 7;
        row.description = u"Freeze"_s;
        row.date = QDate(2026, 5, 4);
        m_data.deliverables = {row};
        m_events.clear();
        m_known.clear();
        m_look = SecondLook{};
        m_movedFrom.clear();
        m_unconfirmed.clear();
        m_decisions.clear();
        m_elsewhere.clear();
        m_scope = Scope{};
        m_adopt = false;
    }
    /// Puts the event into the calendar that we would have written for the deliverable.
    CalendarEvent standing(qint64 deliverable) {
        const Composer composer(m_profile, m_data, QDate(2026, 1, 1));
        Deliverable row = m_data.deliverables.front();
        row.id = deliverable;
        const auto desired = std::get<DesiredEvent>(composer.compose(row));
        CalendarEvent event;
        event.id = u"e%1"_s.arg(m_events.size());
        event.etag = u"w%1"_s.arg(m_events.size());
        event.content = desired.content;
        event.createdUtc =
            QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addDays(qint64(m_events.size()));
        event.tag = desired.tag();
        m_events.push_back(event);
        return event;
    }
    [[nodiscard]] Plan plan(bool restricted = false) {
        const auto tracker = restricted ? Reading<TrackerData>::restricted(m_data, u"role is user"_s)
                                        : Reading<TrackerData>::complete(m_data);
        const auto existing = Reading<std::vector<CalendarEvent>>::complete(m_events);
        const Composer composer(m_profile, m_data, QDate(2026, 1, 1));
        const PlanInput input{{u"p"_s, u"tracker.example"_s, u"m"_s, u"c"_s, u"id"_s},
                              m_scope,
                              m_adopt,
                              m_profile.driftPolicy,
                              {},
                              tracker,
                              composer,
                              existing,
                              m_known,
                              m_look,
                              m_movedFrom,
                              m_unconfirmed,
                              {},
                              m_decisions,
                              m_elsewhere};
        return *makePlan(input);
    }
    [[nodiscard]] static const Action* only(const Plan& plan) {
        return plan.actions.size() == 1 ? &plan.actions.front() : nullptr;
    }

    Profile m_profile;
    TrackerData m_data;
    std::vector<CalendarEvent> m_events;
    std::vector<KnownEvent> m_known;
    SecondLook m_look;
    QStringList m_movedFrom;
    QStringList m_unconfirmed;
    DriftDecisions m_decisions;
    QHash<QString, QString> m_elsewhere;
    Scope m_scope;
    bool m_adopt = false;
};

} // namespace milepost
