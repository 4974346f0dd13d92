// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/planner.h"
#include "sync/survey.h"

#include <algorithm>

namespace milepost {

/// A small world on both sides, and the survey that one look at it gives.
class PlanWorld {
public:
    Profile profile;
    TrackerData data;
    std::vector<CalendarEvent> events;
    std::vector<KnownEvent> known;
    std::set<qint64> vanished;
    QString restriction;                 ///< "": the reading is complete
    std::optional<TrackerView> view;     ///< through whose eyes the tracker is read
    std::optional<TrackerView> accepted; ///< and whose were confirmed
    std::optional<Error> calendarFailure;
    DriftDecisions decisions;          ///< about edits
    QHash<QString, QString> elsewhere; ///< events that people moved
    Forecast forecast{21, 20};

    PlanWorld() {
        using namespace Qt::StringLiterals;
        profile.name = u"contoso"_s;
        profile.tenantId = u"8f6e1c52-3b0a-4d77-9a41-5c2d7e90b1a4"_s;
        profile.clientId = u"3d9a7f10-62c4-4b8e-8f25-a1c7e4d05b93"_s;
        profile.trackerUrl = u"https://tracker.example.com"_s;
        profile.trackerUser = u"planner"_s;
        profile.mailbox = u"projects@example.com"_s;
        profile.timeZone = u"W. Europe Standard Time"_s;
        data.projects = {{1, u"Riverside Elementary"_s, u"City of Riverside"_s, u"R-1"_s, {}},
                         {2, u"Harbor View Medical Office"_s, u"St. Brendan Health"_s, u"H-2"_s, {}},
                         {3, u"Kessler Library Renovation"_s, u"County"_s, u"K-3"_s, {}}};
    }

    Deliverable& deliverable(qint64 id) {
        return *std::ranges::find(data.deliverables, id, &Deliverable::id);
    }
    CalendarEvent& event(qint64 id) {
        return *std::ranges::find_if(
            events, [id](const CalendarEvent& event) { return event.tag->key.deliverable == id; });
    }
    /// In the tracker alone: to be added.
    void add(qint64 id, qint64 project, const QString& title, QDate date) {
        Deliverable row;
        row.id = id;
        row.project = project;
        row.description = title;
        row.date = date;
        data.deliverables.push_back(row);
    }
    /// On both sides alike.
    void addStanding(qint64 id, qint64 project, const QString& title, QDate date) {
        add(id, project, title, date);
        const auto desired = std::get<DesiredEvent>(composer().compose(data.deliverables.back()));
        CalendarEvent event;
        event.id = QStringLiteral("AAMkAD%1=").arg(id);
        event.etag = QStringLiteral("W/\"%1\"").arg(id);
        event.content = desired.content;
        event.createdUtc = QDateTime(QDate(2026, 1, 1), QTime(8, 0), Qt::UTC);
        event.tag = desired.tag();
        events.push_back(event);
        known.push_back({desired.key, event.id, 0, true, desired.content, bodyHash(desired.content.body)});
    }
    /// By somebody in Outlook.
    void takeAway(qint64 id) {
        std::erase_if(events, [id](const CalendarEvent& one) { return one.tag->key.deliverable == id; });
    }
    /// Gone from the tracker, and proved so.
    void vanish(qint64 id) {
        std::erase_if(data.deliverables, [id](const Deliverable& row) { return row.id == id; });
        vanished.insert(id);
    }

    [[nodiscard]] std::shared_ptr<const Survey>
    survey(QDateTime madeUtc = QDateTime(QDate(2026, 11, 26), QTime(9, 12), Qt::UTC)) const {
        auto gathered = std::make_unique<Gathered>(
            restriction.isEmpty() ? Reading<TrackerData>::complete(data)
                                  : Reading<TrackerData>::restricted(data, restriction),
            calendarFailure ? Reading<std::vector<CalendarEvent>>::incomplete(*calendarFailure)
                            : Reading<std::vector<CalendarEvent>>::complete(events));
        gathered->composer.emplace(profile, *gathered->tracker.rows(), QDate(2026, 11, 26));
        gathered->known = known;
        gathered->view = view;
        gathered->accepted = accepted;
        gathered->decisions = decisions;
        gathered->elsewhere = elsewhere;
        for (const qint64 id : vanished)
            gathered->look.deliverables.emplace(id, std::nullopt);
        gathered->at = {profile.mailbox, QStringLiteral("AAMkCalendar=")};
        std::optional<Plan> plan;
        if (!calendarFailure) {
            plan = *makePlan(gathered->input(profile, Scope(), false, madeUtc));
            plan->forecast = forecast;
        }
        return std::make_shared<const Survey>(std::move(gathered), std::move(plan), calendarFailure, madeUtc);
    }

    /// Events of ours that are let go or removed: the tracker is not asked.
    [[nodiscard]] std::shared_ptr<const Survey> letGo(PlanPurpose::Kind kind) const {
        auto gathered = std::make_unique<Gathered>(Reading<TrackerData>::incomplete(cancelled()),
                                                   Reading<std::vector<CalendarEvent>>::complete(events));
        gathered->composer.emplace(profile, Survey::rowsOf(*gathered), QDate(2026, 11, 26));
        gathered->at = {profile.mailbox, QStringLiteral("AAMkCalendar=")};
        const QDateTime now(QDate(2026, 11, 26), QTime(9, 12), Qt::UTC);
        auto plan = *gathered->letGoPlan(profile, PlanPurpose{kind}, {}, now);
        plan.forecast = forecast;
        return std::make_shared<const Survey>(std::move(gathered), std::move(plan), std::nullopt, now);
    }
    /// What is left of a run: the changes of these deliverables.
    [[nodiscard]] std::shared_ptr<const Survey> rest(RunId run, const std::set<qint64>& deliverables) const {
        auto gathered = std::make_unique<Gathered>(Reading<TrackerData>::complete(data),
                                                   Reading<std::vector<CalendarEvent>>::complete(events));
        gathered->composer.emplace(profile, *gathered->tracker.rows(), QDate(2026, 11, 26));
        gathered->known = known;
        gathered->at = {profile.mailbox, QStringLiteral("AAMkCalendar=")};
        const QDateTime now(QDate(2026, 11, 26), QTime(9, 12), Qt::UTC);
        const Plan plan = *makePlan(gathered->input(profile, Scope(), false, now));
        std::set<EventKey> keys;
        for (const Action& action : plan.actions)
            if (deliverables.contains(action.key.deliverable))
                keys.insert(action.key);
        return std::make_shared<const Survey>(std::move(gathered), selected(plan, keys), std::nullopt, now,
                                              run);
    }

    /// The plan of the pictures, smaller: 1 to delete, 3 to change, 2 edited, 4 to add, 2 unchanged.
    [[nodiscard]] static PlanWorld usual() {
        using namespace Qt::StringLiterals;
        PlanWorld world;
        world.addStanding(10, 3, u"Bulletin 02"_s, QDate(2026, 12, 9));
        world.vanish(10);
        world.addStanding(21, 1, u"DD 75 %"_s, QDate(2026, 12, 1));
        world.deliverable(21).date = QDate(2026, 12, 4);
        world.addStanding(22, 2, u"100 % CD"_s, QDate(2026, 12, 14));
        world.deliverable(22).description = u"IFP"_s;
        world.addStanding(23, 2, u"CD 95 %"_s, QDate(2026, 12, 17));
        world.data.people = {{5, u"Li Wen"_s, true}, {6, u"Marcus Bell"_s, true}};
        world.data.links = {{1, 23, 6, u"Marcus Bell"_s, {}}, {2, 23, 5, u"Li Wen"_s, {}}};
        world.addStanding(31, 3, u"DD 75 %"_s, QDate(2026, 12, 10));
        world.event(31).content.subject += u" (moved to hall 2)"_s;
        world.addStanding(32, 1, u"IFC"_s, QDate(2026, 12, 22));
        world.event(32).content.showAs = ShowAs::Busy;
        world.add(41, 1, u"SD 35 %"_s, QDate(2026, 12, 2));
        world.add(42, 2, u"Addendum 1"_s, QDate(2026, 12, 9));
        world.add(43, 3, u"CD 95 %"_s, QDate(2026, 12, 11));
        world.add(44, 1, u"Closeout"_s, QDate(2026, 12, 29));
        world.addStanding(51, 1, u"Kick-off"_s, QDate(2026, 12, 7));
        world.addStanding(52, 2, u"Survey"_s, QDate(2026, 12, 8));
        return world;
    }

private:
    [[nodiscard]] Composer composer() const { return Composer(profile, data, QDate(2026, 11, 26)); }
};

} // namespace milepost
