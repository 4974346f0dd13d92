// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compose + plan for N deliverables (default 100,000) against N events that stand, 1 % of them to be updated.
// One core. The baseline in the same run: QJsonDocument over the JSON of the same rows and events.
#include "domain/planner.h"
#include "peakmemory.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_runs = 5;

Profile profile() {
    Profile profile;
    profile.name = u"bench"_s;
    profile.trackerUrl = u"https://tracker.example/app"_s;
    profile.timeZone = u"W. Europe Standard Time"_s;
    return profile;
}

TrackerData tracker(int count) {
    TrackerData data;
    for (int i = 1; i <= std::max(1, count / 100); ++i)
        data.projects.push_back(
            {i, u"Project number %1"_s.arg(i), u"Client %1"_s.arg(i % 300), u"P-%1"_s.arg(i), {}});
    for (int i = 1; i <= 500; ++i)
        data.people.push_back({i, u"Person Name %1"_s.arg(i), true});
    for (int i = 1; i <= count; ++i) {
        Deliverable row;
        row.id = i;
        row.project = 1 + i % static_cast<int>(data.projects.size());
        row.description = u"Deliverable with a usual title %1"_s.arg(i);
        row.percentage = i % 101;
        row.date = QDate(2025, 1, 1).addDays(i % 1500);
        row.notes = u"Notes that nobody sends, of some length, for row %1"_s.arg(i);
        data.deliverables.push_back(row);
        data.links.push_back({i, i, 1 + i % 500, {}, u"Engineer"_s});
    }
    return data;
}

std::vector<CalendarEvent> standing(const Profile& profile, const TrackerData& data) {
    const Composer composer(profile, data, QDate(2026, 1, 1));
    std::vector<CalendarEvent> events;
    for (const Deliverable& row : data.deliverables) {
        const auto desired = std::get<DesiredEvent>(composer.compose(row));
        CalendarEvent event;
        event.id = u"AAMkAGI2TG93AAA%1="_s.arg(row.id, 120, 10, QLatin1Char('0')); // as long as Graph's
        event.etag = u"W/\"%1\""_s.arg(row.id, 28, 10, QLatin1Char('0'));
        event.content = desired.content;
        event.createdUtc = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addSecs(row.id);
        event.tag = Tag::fromString(desired.tag().toString());
        events.push_back(std::move(event));
    }
    return events;
}

QByteArray json(const TrackerData& data, const std::vector<CalendarEvent>& events) {
    QJsonArray rows;
    for (const Deliverable& row : data.deliverables)
        rows.append(QJsonObject{{u"id"_s, row.id},
                                {u"project"_s, row.project},
                                {u"description"_s, row.description},
                                {u"percentage"_s, *row.percentage},
                                {u"date"_s, row.date->toString(Qt::ISODate)},
                                {u"notes"_s, row.notes},
                                {u"isCompleted"_s, false},
                                {u"sortOrder"_s, 10}});
    QJsonArray standing;
    for (const CalendarEvent& event : events) {
        QJsonObject object = toJson(event.content);
        object.insert(u"id"_s, event.id);
        object.insert(u"@odata.etag"_s, event.etag);
        object.insert(u"tag"_s, event.tag->toString());
        standing.append(object);
    }
    return QJsonDocument(QJsonObject{{u"deliverables"_s, rows}, {u"events"_s, standing}})
        .toJson(QJsonDocument::Compact);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Processor time: what else the machine does is not measured.
double seconds(const std::function<void()>& work) {
    const std::clock_t begun = std::clock();
    work();
    return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? QCoreApplication::arguments().at(1).toInt() : 100'000;
    const Profile bench = profile();
    TrackerData data = tracker(count);
    const auto existing = Reading<std::vector<CalendarEvent>>::complete(standing(bench, data));
    for (size_t i = 0; i < data.deliverables.size(); i += 100)
        data.deliverables[i].date = data.deliverables[i].date->addDays(1);
    const auto read = Reading<TrackerData>::complete(std::move(data));

    std::vector<double> planned;
    PlanSummary summary;
    for (int run = 0; run < k_runs; ++run)
        planned.push_back(seconds([&] {
            const Composer composer(bench, *read.rows(), QDate(2026, 1, 1));
            const auto plan = makePlan({{bench.name, composer.source(), u"m"_s, u"c"_s, u"id"_s},
                                        {},
                                        false,
                                        {},
                                        {},
                                        read,
                                        composer,
                                        existing,
                                        {},
                                        {},
                                        {},
                                        {}});
            summary = plan->summary;
        }));
    const double memory = peakMiB();

    const QByteArray text = json(*read.rows(), *existing.rows());
    std::vector<double> parsed;
    for (int run = 0; run < k_runs; ++run)
        parsed.push_back(seconds([&] { (void)QJsonDocument::fromJson(text).object(); }));

    const QJsonObject result{{u"bench"_s, u"plan"_s},
                             {u"deliverables"_s, count},
                             {u"events"_s, count},
                             {u"update"_s, summary.update},
                             {u"unchanged"_s, summary.unchanged},
                             {u"composeAndPlanSeconds"_s, median(planned)},
                             {u"peakResidentMiB"_s, memory},
                             {u"baseline"_s, u"QJsonDocument::fromJson of the same rows and events"_s},
                             {u"baselineBytes"_s, text.size()},
                             {u"baselineSeconds"_s, median(parsed)},
                             {u"ratio"_s, median(planned) / median(parsed)}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    return summary.update == (count + 99) / 100 && summary.unchanged == count - summary.update ? 0 : 1;
}
