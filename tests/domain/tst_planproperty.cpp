// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/planner.h"
#include "toycalendar.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Random trackers, random edits on both sides, many rounds: what the laws promise holds in every one of
/// them.
class TestPlanProperty : public QObject {
    Q_OBJECT

private slots:
    void lawsHoldForEverySeed();
};

namespace {

struct World {
    explicit World(unsigned seed) : random(seed) {
        profile.trackerUrl = u"https://tracker.example"_s;
        profile.timeZone = u"W. Europe Standard Time"_s;
        profile.completedPolicy = pick(2) ? CompletedPolicy::Remove : CompletedPolicy::Keep;
        profile.driftPolicy = DriftPolicy(pick(3));
        if (pick(2))
            profile.horizonFutureDays = 200;
        for (int i = 1; i <= 5; ++i)
            data.projects.push_back({i, u"Project %1"_s.arg(i), u"Client"_s, {}, {}});
        for (int i = 0; i < 40; ++i)
            addDeliverable();
        for (int i = 0; i < 10; ++i)
            addForeign();
    }

    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); }
    QDate day() { return QDate(2026, 1, 1).addDays(pick(500)); }
    Deliverable& anyRow() { return data.deliverables[size_t(pick(int(data.deliverables.size())))]; }
    CalendarEvent& anyEvent() { return calendar.events[size_t(pick(int(calendar.events.size())))]; }

    void addDeliverable() {
        Deliverable row;
        row.id = ++lastId;
        row.project = 1 + pick(6); // project 6 is inactive
        row.description = pick(5) ? u"Title %1"_s.arg(pick(8)) : QString();
        if (pick(6))
            row.date = day();
        row.completed = pick(5) == 0;
        data.deliverables.push_back(row);
    }

    void addForeign() {
        CalendarEvent event;
        event.content.subject =
            pick(2) ? u"Project %1: Title %2"_s.arg(1 + pick(5)).arg(pick(8)) : u"Lunch"_s;
        event.content.date = day();
        calendar.add(event);
        if (pick(4) == 0) { // another tracker's event, with ids that overlap ours
            EventKey key{u"staging.example"_s, 1 + pick(40), {}};
            calendar.events.back().tag = Tag{key, u"0123456789abcdef"_s, u"01234567"_s};
        }
    }

    void editTracker() {
        switch (pick(6)) {
        case 0:
            addDeliverable();
            break;
        case 1:
            anyRow().date = day();
            break;
        case 2:
            anyRow().date.reset();
            break;
        case 3:
            anyRow().description = u"Renamed %1"_s.arg(pick(100));
            break;
        case 4:
            anyRow().completed = !anyRow().completed;
            break;
        case 5: {
            const qint64 id = anyRow().id;
            std::erase_if(data.deliverables, [id](const Deliverable& d) { return d.id == id; });
            break;
        }
        }
    }

    void edit(CalendarEvent& event) {
        switch (pick(4)) {
        case 0:
            event.content.subject += u" (moved)"_s;
            break;
        case 1:
            event.content.date = event.content.date.addDays(1 + pick(9));
            break;
        case 2:
            event.content.categories = {u"Red %1"_s.arg(pick(100))};
            break;
        case 3:
            event.content.body += u" Bring %1 plans."_s.arg(pick(100));
            break;
        }
    }

    void editByHand() {
        CalendarEvent& event = anyEvent();
        switch (pick(5)) {
        case 0:
        case 1:
        case 2:
            edit(event);
            break;
        case 3:
            if (event.tag)
                calendar.events.erase(calendar.events.begin() + (&event - calendar.events.data()));
            break;
        case 4:
            if (event.tag) { // somebody copied ours: the copy carries the tag, too
                CalendarEvent copy = event;
                if (pick(2))
                    edit(copy);
                calendar.add(copy);
            }
            break;
        }
    }

    [[nodiscard]] Plan plan(const Scope& scope, bool adopt) {
        const auto tracker = Reading<TrackerData>::complete(data);
        const auto existing = Reading<std::vector<CalendarEvent>>::complete(calendar.events);
        const Composer composer(profile, data, QDate(2026, 6, 1));
        PlanInput input{{u"p"_s, sourceOf(profile.trackerUrl), u"m"_s, u"c"_s, u"id"_s},
                        scope,
                        adopt,
                        profile.driftPolicy,
                        {},
                        tracker,
                        composer,
                        existing,
                        calendar.known,
                        {},
                        {},
                        {}};
        const Plan first = *makePlan(input);
        input.look.activeProjects = {{6, false}};
        for (const qint64 id : unconfirmedDeliverables(first)) {
            const auto row = std::ranges::find(data.deliverables, id, &Deliverable::id);
            input.look.deliverables[id] = row == data.deliverables.end() ? std::nullopt : std::optional(*row);
        }
        return *makePlan(input);
    }

    std::mt19937 random;
    Profile profile;
    TrackerData data;
    ToyCalendar calendar;
    qint64 lastId = 0;
};

Scope randomScope(World& world) {
    Scope scope;
    if (world.pick(3) == 0)
        scope.from = world.day();
    if (world.pick(4) == 0)
        scope.project = u"Project %1"_s.arg(1 + world.pick(5));
    if (world.pick(4) == 0)
        scope.deliverables = {1 + world.pick(40), 1 + world.pick(40)};
    return scope;
}

bool isOurs(const CalendarEvent& event) { return event.tag && event.tag->key.source == u"tracker.example"_s; }

std::vector<CalendarEvent> notOurs(const ToyCalendar& calendar) {
    std::vector<CalendarEvent> others;
    std::ranges::copy_if(calendar.events, std::back_inserter(others),
                         [](const CalendarEvent& event) { return !isOurs(event); });
    return others;
}

/// One event for each key; what else stands under it is named by the plan as somebody's work.
bool oneEventPerKey(const ToyCalendar& calendar, const Plan& plan) {
    std::set<QString> copies;
    for (const Action& action : plan.actions)
        if (action.reason == Reason::EditedCopy)
            copies.insert(action.eventId());
    std::set<qint64> keys;
    return std::ranges::all_of(calendar.events, [&](const CalendarEvent& event) {
        return !isOurs(event) || copies.contains(event.id) || keys.insert(event.tag->key.deliverable).second;
    });
}

/// Copies of ours with a subject that stands nowhere else.
std::set<QString> copiedWork(const ToyCalendar& calendar) {
    std::map<qint64, std::vector<const CalendarEvent*>> keys;
    for (const CalendarEvent& event : calendar.events)
        if (isOurs(event))
            keys[event.tag->key.deliverable].push_back(&event);
    std::set<QString> ids;
    for (const auto& [key, events] : keys)
        for (const CalendarEvent* event : events)
            if (event != events.front() &&
                contentHash(event->content, event->tag->bodyHash) != event->tag->contentHash &&
                event->content.subject != events.front()->content.subject)
                ids.insert(event->id);
    return ids;
}

} // namespace

void TestPlanProperty::lawsHoldForEverySeed() {
    const int seeds = qEnvironmentVariableIsSet("MILEPOST_LONG") ? 3000 : 150;
    if (seeds < 3000)
        qInfo("LEFT OUT: %d of 3000 seeds", 3000 - seeds);
    int writes = 0;
    int edited = 0;
    for (unsigned seed = 1; seed <= unsigned(seeds); ++seed) {
        World world(seed);
        for (int round = 0; round < 6; ++round) {
            const QByteArray where = QByteArray::number(seed) + " round " + QByteArray::number(round);
            const Scope scope = randomScope(world);
            const bool adopt = world.pick(4) == 0;
            const auto others = notOurs(world.calendar);
            const Plan plan = world.plan(scope, adopt);
            writes += plan.pending();
            for (const Action& action : plan.actions)
                if (action.verb == Verb::Delete || action.verb == Verb::Update)
                    QVERIFY2(isOurs(*world.calendar.find(action.eventId())), where.constData());
            std::set<QString> adopted;
            for (const Action& action : plan.actions)
                if (action.verb == Verb::Adopt && adopt)
                    adopted.insert(action.eventId());
            const auto work = copiedWork(world.calendar);
            world.calendar.apply(plan, world.pick(5) != 0, world.random);
            for (const QString& id : work)
                QVERIFY2(world.calendar.find(id), where.constData());
            edited += int(work.size());
            for (const CalendarEvent& event : others) // law 1: nobody else's event was touched
                if (!adopted.contains(event.id))
                    QVERIFY2(world.calendar.find(event.id) && *world.calendar.find(event.id) == event,
                             where.constData());
            const Plan second = world.plan(scope, false);
            QVERIFY2(second.pending() == 0, where.constData()); // law 6
            // What left the horizon is left alone, copies included.
            if (scope.isEverything() && !world.profile.horizonFutureDays)
                QVERIFY2(oneEventPerKey(world.calendar, second), where.constData());
            for (int edits = world.pick(8); edits > 0; --edits)
                world.pick(2) ? world.editTracker() : world.editByHand();
        }
    }
    QVERIFY(writes > 1000);
    QVERIFY(edited > 50);
}

QTEST_APPLESS_MAIN(TestPlanProperty)
#include "tst_planproperty.moc"
