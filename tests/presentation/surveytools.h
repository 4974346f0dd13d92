// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/survey.h"

#include <random>

namespace milepost {

/// A profile that can run.
inline Profile readyProfile(const QString& name = QStringLiteral("test")) {
    Profile profile;
    profile.name = name;
    profile.tenantId = QStringLiteral("8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4");
    profile.clientId = QStringLiteral("3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b93");
    profile.trackerUrl = QStringLiteral("https://tracker.example.com");
    profile.trackerUser = QStringLiteral("planner");
    profile.mailbox = QStringLiteral("projects@example.com");
    profile.timeZone = QStringLiteral("W. Europe Standard Time");
    return profile;
}

/// A survey as the engine makes it, of rows that a test wrote: planned for real.
inline std::shared_ptr<const Survey>
surveyOf(const Profile& profile, TrackerData data, std::vector<CalendarEvent> events = {},
         std::optional<Error> calendarFailure = {}, QHash<qint64, QDateTime> written = {},
         const QString& restriction = {}, std::vector<PersonRow> people = {}) {
    const QDateTime now(QDate(2026, 11, 26), QTime(9, 12), Qt::UTC);
    auto gathered = std::make_unique<Gathered>(
        restriction.isEmpty() ? Reading<TrackerData>::complete(std::move(data))
                              : Reading<TrackerData>::restricted(std::move(data), restriction),
        calendarFailure ? Reading<std::vector<CalendarEvent>>::incomplete(*calendarFailure)
                        : Reading<std::vector<CalendarEvent>>::complete(std::move(events)));
    gathered->composer.emplace(profile, *gathered->tracker.rows(), now.date());
    gathered->written = std::move(written);
    gathered->people = std::move(people);
    std::optional<Plan> plan;
    if (!calendarFailure) {
        auto made = makePlan(gathered->input(profile, {}, false, now));
        if (!made)
            qFatal("%s", qUtf8Printable(made.error().summary()));
        plan = std::move(*made);
    }
    return std::make_shared<const Survey>(std::move(gathered), std::move(plan), std::move(calendarFailure),
                                          now);
}

/// The event that stands for a deliverable as it should be.
inline CalendarEvent standingEvent(const Profile& profile, const TrackerData& data, size_t row) {
    const Composer composer(profile, data, QDate(2026, 11, 26));
    const auto desired = std::get<DesiredEvent>(composer.compose(data.deliverables[row]));
    CalendarEvent event;
    event.id = QStringLiteral("event-%1").arg(desired.key.deliverable);
    event.content = desired.content;
    event.tag = desired.tag();
    return event;
}

/// Some tracker: projects of a few clients, teams, dates over two years, some undated or completed.
inline TrackerData someTracker(int deliverables, unsigned seed = 1) {
    std::mt19937 random(seed);
    const auto pick = [&random](int below) {
        return std::uniform_int_distribution<int>(0, below - 1)(random);
    };
    static const QStringList places{QStringLiteral("Riverside"), QStringLiteral("Fairmont"),
                                    QStringLiteral("Élan"),      QStringLiteral("Oak Street"),
                                    QStringLiteral("Northgate"), QStringLiteral("Kessler")};
    static const QStringList kinds{QStringLiteral("DD 75 %"), QStringLiteral("CD 95 %"),
                                   QStringLiteral("IFC"), QStringLiteral("Addendum 1"), QString()};
    TrackerData data;
    const int projects = std::max(3, deliverables / 40);
    for (int i = 1; i <= projects; ++i)
        data.projects.push_back({i,
                                 QStringLiteral("%1 %2").arg(places[pick(6)]).arg(i),
                                 QStringLiteral("Client %1").arg(pick(std::max(2, projects / 4))),
                                 QString::number(2000 + i),
                                 {}});
    for (int i = 1; i <= 60; ++i)
        data.people.push_back({i, QStringLiteral("Person%1 Family%2").arg(i).arg(i % 7), true});
    for (int i = 1; i <= projects * 2; ++i) {
        const qint64 person = 1 + pick(60);
        data.assignments.push_back({i, 1 + pick(projects), person, {}, {}});
    }
    for (int i = 1; i <= deliverables; ++i) {
        Deliverable row;
        row.id = i;
        row.project = 1 + pick(projects + 1); // the last one is inactive
        row.description = kinds[pick(5)];
        if (pick(8))
            row.date = QDate(2026, 6, 1).addDays(pick(730));
        row.completed = pick(6) == 0;
        data.deliverables.push_back(row);
    }
    return data;
}

} // namespace milepost
