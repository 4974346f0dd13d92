// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/mailboxplan.h"

#include <algorithm>
#include <map>
#include <random>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Who gets what, and one plan over many mailboxes.
class TestMailboxPlan : public QObject {
    Q_OBJECT

private slots:
    void assignedByTheRule_data();
    void assignedByTheRule();
    void aMailboxStandsForThoseWhoAreMatched();
    void aMailboxIsLeftOnProofAlone();
    void aRemovedAssignmentIsReadTwice();
    void ofAFormerPlaceOnlyOursGoes();
    void everySeedEndsWithExactlyWhatIsAssigned();
};

namespace {

Deliverable row(qint64 id, qint64 project) {
    Deliverable row;
    row.id = id;
    row.project = project;
    row.description = u"D%1"_s.arg(id);
    row.date = QDate(2026, 5, 4);
    return row;
}

PersonRow matched(qint64 person, const QString& mailbox) {
    PersonRow row;
    row.person = person;
    row.name = u"P%1"_s.arg(person);
    row.mailbox = mailbox;
    row.address = mailbox + u"@x"_s;
    row.state = PersonRow::State::Matched;
    row.source = PersonRow::Source::Account;
    return row;
}

/// A tracker, its people and their mailboxes, in memory.
struct World {
    World() {
        profile.trackerUrl = u"https://tracker.example"_s;
        data.projects = {{7, u"Bridge"_s, u"City"_s, {}, {}}, {8, u"Road"_s, {}, {}, {}}};
    }

    [[nodiscard]] Plan plan() {
        const auto tracker = Reading<TrackerData>::complete(data);
        const Composer composer(profile, data, QDate(2026, 1, 1));
        const TeamIndex teams(data, profile.assignmentRule);
        Recipients recipients = recipientsOf(people, data, teams, u"c"_s);
        std::vector<MailboxLook> looks;
        for (PlanMailbox& mailbox : recipients.mailboxes) {
            mailbox.calendarId = u"c"_s;
            looks.push_back(
                {mailbox, Reading<std::vector<CalendarEvent>>::complete(calendars[mailbox.id]), {}});
        }
        for (const MailboxLook& each : former)
            looks.push_back(each);
        const auto none = Reading<std::vector<CalendarEvent>>::complete({});
        const std::vector<KnownEvent> unknown;
        const PlanInput common{{u"p"_s, u"tracker.example"_s, {}, u"c"_s, {}},
                               {},
                               false,
                               DriftPolicy::Show,
                               {},
                               tracker,
                               composer,
                               none,
                               unknown,
                               look,
                               {},
                               {}};
        return *makeMailboxesPlan({common, false, teams, looks, recipients.without});
    }
    void apply(const Plan& plan) {
        for (const Action& action : plan.actions) {
            auto& events = calendars[plan.mailboxOf(action)->id];
            if (action.verb == Verb::Create) {
                CalendarEvent event;
                event.id = u"e%1"_s.arg(++next);
                event.content = action.content;
                event.tag = action.tag;
                events.push_back(event);
            } else if (action.verb == Verb::Delete) {
                std::erase_if(events, [&](const CalendarEvent& e) { return e.id == action.eventId(); });
            } else if (action.verb == Verb::Update) {
                for (CalendarEvent& event : events)
                    if (event.id == action.eventId()) {
                        event.content = action.content;
                        event.tag = action.tag;
                    }
            }
        }
    }
    /// The second look finds the tracker as it is.
    void lookAgain() {
        const TeamIndex teams(data, profile.assignmentRule);
        look.assigned.emplace();
        for (const Person& person : data.people)
            if (person.active)
                look.assigned->active.insert(person.id);
        look.deliverables.clear();
        for (qint64 id = 1; id < 100; ++id)
            look.deliverables[id] = std::nullopt;
        for (const Deliverable& each : data.deliverables) {
            look.deliverables[each.id] = each;
            for (const qint64 person : teams.people(each))
                look.assigned->deliverables.emplace(each.id, person);
        }
    }

    Profile profile;
    TrackerData data;
    std::vector<PersonRow> people;
    std::map<QString, std::vector<CalendarEvent>> calendars;
    std::vector<MailboxLook> former;
    SecondLook look;
    int next = 0;
};

} // namespace

void TestMailboxPlan::assignedByTheRule_data() {
    QTest::addColumn<int>("rule");
    QTest::addColumn<std::vector<qint64>>("people");
    QTest::newRow("both") << int(AssignmentRule::Both) << std::vector<qint64>{1, 2, 4};
    QTest::newRow("direct") << int(AssignmentRule::Direct) << std::vector<qint64>{1, 4};
    QTest::newRow("project") << int(AssignmentRule::Project) << std::vector<qint64>{1, 2};
}

void TestMailboxPlan::assignedByTheRule() {
    QFETCH(int, rule);
    TrackerData data;
    data.people = {{1, u"Ann"_s, true}, {2, u"Ann"_s, true}, {3, u"Gone"_s, false}, {4, u" "_s, true}};
    // Twice the same pair, an inactive one, one without a name, one who is listed nowhere, another row's.
    data.links = {{1, 10, 1, u"Ann"_s, {}}, {2, 10, 1, u"Ann"_s, {}},   {3, 10, 3, u"Gone"_s, {}},
                  {4, 10, 4, {}, {}},       {5, 10, 9, u"Ghost"_s, {}}, {6, 11, 2, u"Ann"_s, {}}};
    data.assignments = {
        {1, 7, 2, u"Ann"_s, {}}, {2, 7, 1, u"Ann"_s, {}}, {3, 7, 9, {}, {}}, {4, 8, 4, {}, {}}};
    QFETCH(std::vector<qint64>, people);
    QCOMPARE(TeamIndex(data, AssignmentRule(rule)).people(row(10, 7)), people);
    QVERIFY(TeamIndex(data, AssignmentRule(rule)).people(row(99, 99)).empty());
}

void TestMailboxPlan::aMailboxStandsForThoseWhoAreMatched() {
    World world;
    world.data.people = {{1, u"A"_s, true}, {2, u"B"_s, true}, {3, u"C"_s, true}, {4, u"D"_s, true}};
    world.data.deliverables = {row(10, 7)};
    world.data.links = {{1, 10, 1, {}, {}}, {2, 10, 2, {}, {}}, {3, 10, 3, {}, {}}};
    PersonRow unmapped;
    unmapped.person = 3;
    PersonRow idle; // not assigned to anything: nobody misses a mailbox
    idle.person = 4;
    world.people = {matched(1, u"m"_s), matched(2, u"m"_s), unmapped, idle};
    const Plan plan = world.plan();
    QCOMPARE(plan.mailboxes.size(), size_t(1));
    QCOMPARE(plan.mailboxes.front().people, (std::vector<qint64>{1, 2}));
    QCOMPARE(plan.summary.create, 1); // once, for both
    QCOMPARE(plan.actions.front().key.toString(), u"tracker.example|10|m"_s);
    QCOMPARE(plan.withoutMailbox.size(), size_t(1));
    QCOMPARE(plan.withoutMailbox.front().person, 3);
}

void TestMailboxPlan::aMailboxIsLeftOnProofAlone() {
    TrackerData data;
    data.people = {{1, u"A"_s, true}, {2, u"B"_s, false}};
    PersonRow unclear;
    unclear.person = 1;
    unclear.reason = PersonRow::Reason::NotAsked;
    PersonRow takenOut = unclear;
    takenOut.source = PersonRow::Source::Manual;
    PersonRow elsewhere = matched(1, u"n"_s); // by an account: the next look may say otherwise
    QVERIFY(!whyLeft(u"m"_s, {1}, {unclear}, data));
    QVERIFY(!whyLeft(u"m"_s, {1}, {elsewhere}, data));
    QVERIFY(!whyLeft(u"m"_s, {1}, {}, data)); // active, and not mapped at all
    QVERIFY(!whyLeft(u"m"_s, {}, {}, data));  // nobody knows for whom it stood
    QVERIFY(!whyLeft(u"m"_s, {1, 2}, {unclear}, data));
    QVERIFY(whyLeft(u"m"_s, {1}, {takenOut}, data) == Reason::TakenOut);
    QVERIFY(whyLeft(u"m"_s, {2, 3}, {}, data) == Reason::PersonGone);
    QVERIFY(whyLeft(u"m"_s, {1, 2}, {takenOut}, data) == Reason::TakenOut);
}

void TestMailboxPlan::aRemovedAssignmentIsReadTwice() {
    World world;
    world.data.people = {{1, u"A"_s, true}};
    world.data.deliverables = {row(10, 7), row(11, 7)};
    world.data.links = {{1, 10, 1, {}, {}}, {2, 11, 1, {}, {}}};
    world.people = {matched(1, u"m"_s)};
    world.apply(world.plan());
    const auto links = std::exchange(world.data.links, {{1, 10, 1, {}, {}}});
    const Plan unproven = world.plan();
    QCOMPARE(unproven.summary.remove, 0);
    QCOMPARE(unproven.count(Reason::NotConfirmed), 1);
    QCOMPARE(unconfirmedAssignments(unproven), std::set<qint64>{11});
    QVERIFY(unconfirmedDeliverables(unproven).empty());
    world.lookAgain();
    QCOMPARE(world.plan().count(Reason::NotAssigned), 1);
    world.look.assigned->deliverables.emplace(11, 1); // the second reading shows it
    QCOMPARE(world.plan().summary.remove, 0);
}

void TestMailboxPlan::ofAFormerPlaceOnlyOursGoes() {
    World world;
    world.data.people = {{1, u"A"_s, true}};
    world.data.deliverables = {row(10, 7), row(11, 7)};
    world.data.links = {{1, 10, 1, {}, {}}, {2, 11, 1, {}, {}}};
    world.people = {matched(1, u"m"_s)};
    world.apply(world.plan());
    std::vector<CalendarEvent> events = world.calendars[u"m"_s]; // another computer wrote the second
    KnownEvent known;
    known.key = events.front().tag->key;
    known.eventId = events.front().id;
    known.present = true;
    MailboxLook former{
        {}, Reading<std::vector<CalendarEvent>>::complete(events), {known}, Reason::TargetChanged};
    former.mailbox.id = former.mailbox.recipient = u"m"_s;
    former.mailbox.former = true;
    world.former.push_back(former);
    const Plan plan = world.plan();
    QCOMPARE(plan.summary.remove, 1);
    QCOMPARE(plan.actions.front().eventId(), known.eventId);
    QVERIFY(plan.mailboxOf(plan.actions.front())->former);
    QCOMPARE(plan.summary.unchanged, 2);
}

/// Random assignments, people and failures, many rounds. Each key at most once in a mailbox; a mailbox that
/// failed is untouched; in the end everybody has what is assigned to them, and a second plan is empty.
void TestMailboxPlan::everySeedEndsWithExactlyWhatIsAssigned() {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        std::mt19937 random(seed);
        const auto pick = [&](int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); };
        World world;
        world.profile.assignmentRule = AssignmentRule(pick(3));
        for (qint64 person = 1; person <= 8; ++person) {
            world.data.people.push_back({person, u"P"_s, true});
            if (person != 8)
                world.people.push_back(matched(person, u"m%1"_s.arg(person == 7 ? 6 : person)));
        }
        for (qint64 id = 1; id <= 20; ++id)
            world.data.deliverables.push_back(row(id, 7 + pick(2)));
        for (int round = 0; round < 6; ++round) {
            world.data.links.clear();
            world.data.assignments.clear();
            for (int i = 0; i < 30; ++i)
                world.data.links.push_back({i, 1 + pick(22), 1 + pick(10), {}, {}});
            for (int i = 0; i < 4; ++i)
                world.data.assignments.push_back({i, 7 + pick(2), 1 + pick(10), {}, {}});
            if (pick(3) == 0)
                std::erase_if(world.data.deliverables, [&](const auto& d) { return d.id == 1 + pick(20); });
            world.lookAgain();
            const Plan plan = world.plan();
            QVERIFY(std::ranges::is_sorted(plan.actions, {}, &Action::subject)); // all on one date
            world.apply(plan);
            const Plan second = world.plan();
            QVERIFY2(second.pending() == 0, qPrintable(u"seed %1"_s.arg(seed)));
            QCOMPARE(toJson(second).value(u"hash"_s), toJson(world.plan()).value(u"hash"_s));
        }
        const TeamIndex teams(world.data, world.profile.assignmentRule);
        std::map<QString, std::multiset<qint64>> wanted;
        for (const Deliverable& each : world.data.deliverables)
            for (const qint64 person : teams.people(each))
                if (person != 8) {
                    auto& mailbox = wanted[u"m%1"_s.arg(person == 7 ? 6 : person)];
                    if (!mailbox.contains(each.id))
                        mailbox.insert(each.id);
                }
        for (const auto& [mailbox, events] : world.calendars) {
            std::multiset<qint64> found;
            for (const CalendarEvent& event : events)
                found.insert(event.tag->key.deliverable);
            QVERIFY2(found == wanted[mailbox],
                     qPrintable(u"seed %1, %2"_s.arg(QString::number(seed), mailbox)));
        }
    }
}

QTEST_APPLESS_MAIN(TestMailboxPlan)
#include "tst_mailboxplan.moc"
