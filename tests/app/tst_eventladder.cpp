// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/explanation.h"
#include "ladderworld.h"

using namespace milepost;
using namespace milepost::test;

using Change = std::function<void(LadderWorld&)>;

/// One deliverable that stands and is seen; then each thing that can keep it from being seen, alone.
class TestEventLadder : public QObject {
    Q_OBJECT

private slots:
    void namesExactlyTheStep_data();
    void namesExactlyTheStep();
    void saysWhatTheServiceSaid_data();
    void saysWhatTheServiceSaid();
    void withoutAWishTheFirstThatIsMissingIsFollowed();

private:
    static void trackerRows();
    static void outlookRows();
    static void viewerRows();
};

namespace {

constexpr auto k_ladder = LadderId::EventsNotAppearing;

void row(const char* step, const Change& fault, const Change& mend, const char* variant = "") {
    QTest::addRow("%s%s", step, variant) << QString::fromLatin1(step) << fault << mend;
}

void outlook(LadderWorld& world, const QJsonObject& set) {
    world.edit({{u"op"_s, u"update"_s}, {u"event"_s, world.event()}, {u"set"_s, set}});
}

/// Its event in Outlook is changed, and changed back.
void edited(const char* step, const QJsonObject& bad, const QJsonObject& good, const char* variant = "") {
    row(
        step, [=](LadderWorld& world) { outlook(world, bad); },
        [=](LadderWorld& world) { outlook(world, good); }, variant);
}

QJsonObject dayOf(const QDate& date) {
    const auto at = [](const QDate& day) {
        return QJsonObject{{u"dateTime"_s, day.toString(Qt::ISODate) + u"T00:00:00"_s},
                           {u"timeZone"_s, u"W. Europe Standard Time"_s}};
    };
    return {{u"start"_s, at(date)}, {u"end"_s, at(date.addDays(1))}};
}

QDate dateOf(LadderWorld& world) {
    const auto survey = world.root().engine().survey({}, false, {});
    for (const Deliverable& each : (*survey)->data().deliverables)
        if (each.id == world.deliverable())
            return each.date.value_or(QDate());
    return {};
}

void share(LadderWorld& world, const QString& role) {
    world.edit({{u"op"_s, u"shareCalendar"_s},
                {u"calendar"_s, k_calendar},
                {u"with"_s, k_viewer},
                {u"role"_s, role}});
}

/// Whoever is assigned to it, to that mailbox.
void decide(LadderWorld& world, const QString& mailbox) {
    const auto survey = world.root().engine().survey({}, false, {});
    for (const Deliverable& each : (*survey)->data().deliverables) {
        if (each.id != world.deliverable())
            continue;
        std::vector<PersonWish> wishes;
        for (const TeamMember& member : (*survey)->composer().team(each))
            wishes.push_back({QString::number(member.person), wishes.empty() ? mailbox : u"none"_s, {}});
        const auto done = world.root().people().decide(wishes, PeopleEngine::Known::Pin, {});
        QVERIFY2(done && done->faults.empty() && !wishes.empty(),
                 done ? "faults" : qPrintable(done.error().detail));
    }
}

void individual(LadderWorld& world) {
    world.close();
    world.profile.mode = CalendarMode::Individual;
    world.wish.trace.viewer.clear();
    world.edit({{u"op"_s, u"deleteCalendar"_s}, {u"mailbox"_s, k_viewer}, {u"calendar"_s, k_calendar}});
    decide(world, u"none"_s);
}

/// A change that no run brought to Outlook.
void failToUpdate(LadderWorld& world) {
    world.patch({{u"description"_s, u"Renamed in the tracker"_s}});
    world.fault(
        {{u"area"_s, u"graph"_s}, {u"method"_s, u"PATCH"_s}},
        {{u"kind"_s, u"status"_s}, {u"status"_s, 400}, {u"code"_s, u"ErrorPropertyValidationFailure"_s}});
    QCOMPARE(world.sync().summary.failed, 1);
    world.sandbox.clearFaults();
}

void synchronize(LadderWorld& world) {
    const SyncReport report = world.sync();
    QVERIFY2(report.status == RunStatus::Succeeded,
             qPrintable(report.error ? report.error->summary() : QString()));
}

} // namespace

void TestEventLadder::namesExactlyTheStep_data() {
    QTest::addColumn<QString>("step");
    QTest::addColumn<Change>("fault");
    QTest::addColumn<Change>("mend");
    trackerRows();
    outlookRows();
    viewerRows();
}

void TestEventLadder::trackerRows() {
    row(
        "exists", [](LadderWorld& world) { world.wish.trace.deliverable = 999999; },
        [](LadderWorld& world) { world.wish.trace.deliverable = world.deliverable(); });
    const auto kept = std::make_shared<QDate>();
    row(
        "date-set",
        [=](LadderWorld& world) {
            *kept = dateOf(world);
            world.patch({{u"date"_s, QJsonValue::Null}});
        },
        [=](LadderWorld& world) {
            world.patch({{u"date"_s, kept->toString(Qt::ISODate)}});
        });
    row(
        "eligible",
        [](LadderWorld& world) {
            world.profile.completedPolicy = CompletedPolicy::Remove;
            world.patch({{u"isCompleted"_s, true}});
        },
        [](LadderWorld& world) { world.profile.completedPolicy = CompletedPolicy::Keep; }, ", completed");
    row(
        "eligible",
        [](LadderWorld& world) {
            world.profile.horizonFutureDays = world.profile.horizonPastDays = 1;
            world.patch({{u"date"_s, QDate::currentDate().addDays(90).toString(Qt::ISODate)}});
        },
        [](LadderWorld& world) {
            world.profile.horizonFutureDays = world.profile.horizonPastDays = std::nullopt;
            world.close();
            synchronize(world);
        },
        ", horizon");
    row("person-mapped", individual, [](LadderWorld& world) {
        decide(world, k_viewer);
        synchronize(world);
    });
    row(
        "composed",
        [](LadderWorld& world) {
            world.profile.subjectTemplate = u"{number}"_s;
            for (const qint64 project : {1, 2})
                world.patch({{u"projectNumber"_s, QJsonValue::Null}}, u"projects"_s, project);
        },
        [](LadderWorld& world) { world.profile.subjectTemplate.clear(); });
}

void TestEventLadder::outlookRows() {
    row(
        "in-calendar",
        [](LadderWorld& world) {
            world.edit({{u"op"_s, u"delete"_s}, {u"event"_s, world.event()}});
        },
        synchronize, ", deleted by hand");
    row(
        "in-calendar",
        [](LadderWorld& world) {
            world.edit({{u"op"_s, u"createCalendar"_s}, {u"calendar"_s, u"Elsewhere"_s}});
            world.edit({{u"op"_s, u"move"_s}, {u"event"_s, world.event()}, {u"to"_s, u"Elsewhere"_s}});
        },
        synchronize, ", moved by hand");
    const auto kept = std::make_shared<QDate>();
    row(
        "right-day",
        [=](LadderWorld& world) {
            *kept = dateOf(world);
            outlook(world, dayOf(kept->addDays(1)));
        },
        [=](LadderWorld& world) { outlook(world, dayOf(*kept)); }, ", moved by hand");
    edited("visible", {{u"sensitivity"_s, u"private"_s}}, {{u"sensitivity"_s, u"normal"_s}}, ", private");
    edited("visible", {{u"categories"_s, QJsonArray()}},
           {{u"categories"_s, QJsonArray{u"Workload Tracker"_s}}}, ", category");
    row("last-run", failToUpdate, synchronize);
}

void TestEventLadder::viewerRows() {
    row(
        "shared", [](LadderWorld& world) { share(world, u"freeBusyRead"_s); },
        [](LadderWorld& world) { QVERIFY(world.root().graph().share(world.at(), k_viewer, {})); });
    row(
        "accepted",
        [](LadderWorld& world) {
            world.edit(
                {{u"op"_s, u"deleteCalendar"_s}, {u"mailbox"_s, k_viewer}, {u"calendar"_s, k_calendar}});
        },
        [](LadderWorld& world) {
            world.edit({{u"op"_s, u"createCalendar"_s},
                        {u"mailbox"_s, k_viewer},
                        {u"calendar"_s, k_calendar},
                        {u"owner"_s, world.profile.mailbox}});
        });
}

void TestEventLadder::namesExactlyTheStep() {
    QFETCH(QString, step);
    QFETCH(Change, fault);
    QFETCH(Change, mend);
    LadderWorld world;
    world.write();
    fault(world);
    world.close();
    const LadderReport bad = world.climb(k_ladder);
    const Rung* failed = bad.failedRung();
    QVERIFY2(failed != nullptr, "nothing failed");
    QVERIFY2(failed->id == step, qPrintable(failed->id + u": "_s + failed->evidence));
    QVERIFY(!failed->allRemedies(Surface::CommandLine).isEmpty());
    QVERIFY(verdictOf(bad).contains(failed->evidence));
    const auto place = failed - bad.rungs.data();
    for (size_t i = 0; i < bad.rungs.size(); ++i)
        QCOMPARE(bad.rungs[i].state == RungState::NotReached, static_cast<qsizetype>(i) > place);
    mend(world);
    world.close();
    const LadderReport good = world.climb(k_ladder);
    QVERIFY2(good.failedRung() == nullptr && !good.wasCancelled,
             qPrintable(good.failedRung() ? good.failedRung()->id + u": "_s + good.failedRung()->evidence
                                          : QString()));
    QCOMPARE(good.count(RungState::NotReached), 0);
}

void TestEventLadder::saysWhatTheServiceSaid_data() {
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<Change>("fault");
    QTest::newRow("tracker down") << u"exists"_s << u"tracker-down"_s << Change([](LadderWorld& world) {
        world.control(u"tracker"_s, {{u"maintenance"_s, true}});
    });
    QTest::newRow("calendar gone")
        << u"in-calendar"_s << u"calendar-missing"_s << Change([](LadderWorld& world) {
               world.edit({{u"op"_s, u"deleteCalendar"_s}, {u"calendar"_s, k_calendar}});
           });
    QTest::newRow("last write") << u"last-run"_s << u"event-invalid"_s << Change(failToUpdate);
}

void TestEventLadder::saysWhatTheServiceSaid() {
    QFETCH(QString, step);
    QFETCH(QString, cause);
    QFETCH(Change, fault);
    LadderWorld world;
    world.write();
    fault(world);
    world.close();
    const LadderReport report = world.climb(k_ladder);
    QVERIFY(report.failedRung() != nullptr);
    QCOMPARE(report.failedRung()->id, step);
    QCOMPARE(report.failedRung()->cause(), cause);
}

void TestEventLadder::withoutAWishTheFirstThatIsMissingIsFollowed() {
    LadderWorld world;
    world.write();
    world.wish = {};
    QVERIFY(world.climb(k_ladder).failedRung() == nullptr);
    world.edit({{u"op"_s, u"delete"_s}, {u"event"_s, world.event()}});
    const LadderReport report = world.climb(k_ladder);
    QVERIFY(report.failedRung() != nullptr);
    QCOMPARE(report.failedRung()->id, u"in-calendar"_s);
}

QTEST_GUILESS_MAIN(TestEventLadder)
#include "tst_eventladder.moc"
