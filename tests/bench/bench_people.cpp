// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One plan over many mailboxes: N deliverables (100,000) with three of P people (2,000) each. First all is
// created, then all stands and 1 % of the deliverables moved. One core.
#include "domain/mailboxplan.h"
#include "peakmemory.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include <QCoreApplication>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_each = 3;

struct World {
    Profile profile;
    Reading<TrackerData> tracker = Reading<TrackerData>::complete({});
    std::vector<PersonRow> people;
};

World world(int deliverables, int people) {
    World world;
    world.profile.name = u"bench"_s;
    world.profile.trackerUrl = u"https://tracker.example/app"_s;
    world.profile.timeZone = u"W. Europe Standard Time"_s;
    world.profile.mode = CalendarMode::Individual;
    TrackerData data;
    for (int i = 1; i <= std::max(1, deliverables / 100); ++i)
        data.projects.push_back(
            {i, u"Project number %1"_s.arg(i), u"Client %1"_s.arg(i % 300), u"P-%1"_s.arg(i), {}});
    for (int i = 1; i <= people; ++i) {
        data.people.push_back({i, u"Person Name %1"_s.arg(i), true});
        PersonRow row;
        row.person = i;
        row.state = PersonRow::State::Matched;
        row.mailbox = u"00000000-0000-4000-8000-%1"_s.arg(i, 12, 10, QLatin1Char('0'));
        row.address = u"person%1@contoso.example"_s.arg(i);
        world.people.push_back(row);
    }
    for (int i = 1; i <= deliverables; ++i) {
        Deliverable row;
        row.id = i;
        row.project = 1 + i % static_cast<int>(data.projects.size());
        row.description = u"Deliverable with a usual title %1"_s.arg(i);
        row.percentage = i % 101;
        row.date = QDate(2025, 1, 1).addDays(i % 1500);
        data.deliverables.push_back(row);
        for (int each = 0; each < k_each; ++each)
            data.links.push_back({i * k_each + each, i, 1 + (i + each * 7) % people, {}, u"Engineer"_s});
    }
    world.tracker = Reading<TrackerData>::complete(std::move(data));
    return world;
}

/// What stands once the plan is carried out.
std::vector<MailboxLook> carriedOut(const Plan& plan, std::vector<MailboxLook> looks) {
    std::vector<std::vector<CalendarEvent>> events(looks.size());
    int number = 0;
    for (const Action& action : plan.actions) {
        CalendarEvent event;
        event.id = u"AAMkAGI2TG93AAA%1="_s.arg(++number, 120, 10, QLatin1Char('0')); // as long as Graph's
        event.etag = u"W/\"%1\""_s.arg(number, 28, 10, QLatin1Char('0'));
        event.content = action.content;
        event.createdUtc = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addSecs(number);
        event.tag = action.tag;
        events[static_cast<size_t>(action.mailbox)].push_back(std::move(event));
    }
    for (size_t i = 0; i < looks.size(); ++i)
        looks[i].existing = Reading<std::vector<CalendarEvent>>::complete(std::move(events[i]));
    return looks;
}

Plan planOf(const World& world, const std::vector<MailboxLook>& looks) {
    const Composer composer(world.profile, *world.tracker.rows(), QDate(2026, 1, 1));
    const TeamIndex teams(*world.tracker.rows(), world.profile.assignmentRule);
    const auto none = Reading<std::vector<CalendarEvent>>::complete({});
    const PlanInput common{{world.profile.name, composer.source(), {}, u"c"_s, {}},
                           {},
                           false,
                           {},
                           {},
                           world.tracker,
                           composer,
                           none,
                           {},
                           {},
                           {},
                           {}};
    return *makeMailboxesPlan({common, false, teams, looks, {}});
}

/// Processor time: what else the machine does is not measured.
double secondsSince(std::clock_t begun) { return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC; }

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int count = arguments.size() > 1 ? arguments.at(1).toInt() : 100'000;
    const int people = arguments.size() > 2 ? arguments.at(2).toInt() : 2'000;
    World bench = world(count, people);
    const Recipients recipients =
        recipientsOf(bench.people, *bench.tracker.rows(),
                     TeamIndex(*bench.tracker.rows(), bench.profile.assignmentRule), u"c"_s);
    std::vector<MailboxLook> looks;
    for (const PlanMailbox& mailbox : recipients.mailboxes)
        looks.push_back({mailbox, Reading<std::vector<CalendarEvent>>::complete({}), {}});

    std::clock_t begun = std::clock();
    Plan first = planOf(bench, looks);
    const double firstSeconds = secondsSince(begun);
    const int created = first.summary.create;
    const double firstMiB = peakMiB();

    looks = carriedOut(std::exchange(first, {}), std::move(looks));
    TrackerData moved = *bench.tracker.rows();
    for (size_t i = 0; i < moved.deliverables.size(); i += 100)
        moved.deliverables[i].date = moved.deliverables[i].date->addDays(1);
    bench.tracker = Reading<TrackerData>::complete(std::move(moved));
    begun = std::clock();
    const Plan second = planOf(bench, looks);
    const double secondSeconds = secondsSince(begun);

    const QJsonObject result{{u"bench"_s, u"people"_s},
                             {u"deliverables"_s, count},
                             {u"people"_s, people},
                             {u"create"_s, created},
                             {u"firstPlanSeconds"_s, firstSeconds},
                             {u"firstPlanPeakMiB"_s, firstMiB},
                             {u"update"_s, second.summary.update},
                             {u"unchanged"_s, second.summary.unchanged},
                             {u"usualPlanSeconds"_s, secondSeconds},
                             {u"peakResidentMiB"_s, peakMiB()}};
    std::fputs(QJsonDocument(result).toJson().constData(), stdout);
    const int updates = (count + 99) / 100 * k_each;
    return created == count * k_each && second.summary.update == updates &&
                   second.summary.unchanged == created - updates
               ? 0
               : 1;
}
