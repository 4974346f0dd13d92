// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faults.h"

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

class TestTrackerPass : public QObject {
    Q_OBJECT

private slots:
    void asksBelowThePathOfTheAddress() {
        Bench bench(u"https://tracker.example.test/wt/"_s);
        bench.tracker.answer("/wt/api/auth/me/", json(200, bench.tracker.body(targets::k_me)));
        const Result<TrackerView> view = bench.client.view(std::stop_token());
        QVERIFY2(view, view ? "" : qPrintable(view.error().summary()));
        QCOMPARE(view->source, u"tracker.example.test/wt"_s);
        QCOMPARE(view->user, u"ann"_s);
        QCOMPARE(view->role, u"manager"_s);
    }

    void toleratesClosedAccountsForTheRoleUserOnly() {
        const Answer refused =
            json(403, R"({"detail":"You do not have permission to perform this action."})");
        Bench manager;
        manager.tracker.answer(targets::k_users, refused);
        QVERIFY(readTracker(manager.client, std::nullopt, std::stop_token()).data.isIncomplete());

        Bench user;
        user.tracker.answer(targets::k_users, refused);
        user.tracker.answer(targets::k_me, json(200, R"({"user":{"username":"ann","accountRole":"user"}})"));
        const TrackerPass pass = readTracker(user.client, std::nullopt, std::stop_token());
        QVERIFY(pass.data.isRestricted());
        QVERIFY(pass.data.rows()->accounts.empty());
        QCOMPARE(pass.data.rows()->deliverables.size(), 3U);
        QVERIFY(pass.data.restriction().contains(u"ann has the role user"_s));

        QVERIFY(readPeople(user.client, std::nullopt, std::stop_token()).data.rows()->accountsHidden);

        user.tracker.answer(targets::k_users, html(403, "Blocked by your company")); // not the tracker's word
        QVERIFY(readTracker(user.client, std::nullopt, std::stop_token()).data.isIncomplete());
    }

    void readsThePeopleAloneUnderTheSameRules() {
        Bench bench;
        const TrackerPass whole = readTracker(bench.client, std::nullopt, std::stop_token());
        const PeoplePass people = readPeople(bench.client, std::nullopt, std::stop_token());
        QVERIFY(people.data.isComplete() && people.view == whole.view);
        QCOMPARE(people.data.rows()->people, whole.data.rows()->people);
        QCOMPARE(people.data.rows()->accounts, whole.data.rows()->accounts);
        QVERIFY(!people.data.rows()->people.empty() && !people.data.rows()->accounts.empty());
        QVERIFY(!people.data.rows()->accountsHidden);
        const TrackerView before{u"old.example.test"_s, people.view->user, people.view->role};
        QVERIFY(readPeople(bench.client, before, std::stop_token()).data.isRestricted());
        for (const Fault& fault : faults())
            for (const auto& target : {targets::k_people, targets::k_users}) {
                Bench broken;
                broken.tracker.answer(target, fault.answer);
                QVERIFY2(readPeople(broken.client, std::nullopt, std::stop_token()).data.isIncomplete(),
                         fault.name);
            }
    }

    void restrictsAChangedViewUntilConfirmed() {
        Bench bench;
        const TrackerPass first = readTracker(bench.client, std::nullopt, std::stop_token());
        QVERIFY(first.data.isComplete());
        QVERIFY(first.view);
        const TrackerView before{u"old.example.test"_s, first.view->user, first.view->role};
        const TrackerPass moved = readTracker(bench.client, before, std::stop_token());
        QVERIFY(moved.data.isRestricted());
        QVERIFY(!moved.data.deletionPermit());
        QVERIFY(moved.data.restriction().contains(u"from old.example.test to tracker.example.test"_s));
        QVERIFY(readTracker(bench.client, moved.view, std::stop_token()).data.isComplete());
    }

    void isIncompleteWithoutAView_data() {
        QTest::addColumn<size_t>("fault");
        for (size_t i = 0; i < faults().size(); ++i)
            QTest::newRow(faults()[i].name) << i;
    }
    void isIncompleteWithoutAView() {
        QFETCH(size_t, fault);
        Bench bench;
        bench.tracker.answer(targets::k_me, faults()[fault].answer);
        const TrackerPass pass = readTracker(bench.client, std::nullopt, std::stop_token());
        QVERIFY(!pass.view);
        QVERIFY(pass.data.isIncomplete());
        QVERIFY(pass.data.failure()->detail.contains(u"/api/auth/me/: "_s));
        QCOMPARE(bench.tracker.targets().size(), 1);
    }

    void believesOnlyTheTrackerThatADeliverableIsGone_data() {
        QTest::addColumn<size_t>("fault");
        for (size_t i = 0; i < faults().size(); ++i)
            QTest::newRow(faults()[i].name) << i;
    }
    void believesOnlyTheTrackerThatADeliverableIsGone() {
        QFETCH(size_t, fault);
        Bench bench;
        bench.tracker.answer("/api/deliverables/77/", faults()[fault].answer);
        const auto answer = bench.client.deliverable(77, std::stop_token());
        const bool gone = QByteArray(faults()[fault].name) == "404"; // JSON of the tracker
        QCOMPARE(answer.has_value(), gone);
        if (gone)
            QVERIFY(!answer->has_value());
    }

    void readsOneDeliverable() {
        Bench bench;
        bench.tracker.answer("/api/deliverables/77/", json(200, R"({"id":77,"project":1,"date":null})"));
        bench.tracker.answer("/api/deliverables/78/", json(200, R"({"id":77,"project":1,"date":null})"));
        bench.tracker.answer("/api/deliverables/79/", json(404, R"({"detail":"Not Found","path":"/x"})"));
        const auto answer = bench.client.deliverable(77, std::stop_token());
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->id, 77);
        QVERIFY(!bench.client.deliverable(78, std::stop_token())); // another one came
        QVERIFY(!bench.client.deliverable(79, std::stop_token())); // a gateway's word
    }

    void asksForOneProject() {
        Bench bench;
        bench.tracker.answer("/api/projects/7/", json(200, R"({"id":7,"name":"Bridge","isActive":true})"));
        bench.tracker.answer("/api/projects/8/", json(200, R"({"id":8,"name":"Bridge","isActive":false})"));
        bench.tracker.answer("/api/projects/9/",
                             json(404, R"({"detail":"No Project matches the given query."})"));
        bench.tracker.answer("/api/projects/10/", json(404, R"({"detail":"Not Found","path":"/x"})"));
        bench.tracker.answer("/api/projects/11/", json(200, R"({"id":7,"name":"Bridge","isActive":true})"));
        QVERIFY(bench.client.hasActiveProject(7, {}).value());
        QVERIFY(!bench.client.hasActiveProject(8, {}).value());
        QVERIFY(!bench.client.hasActiveProject(9, {}).value());
        QVERIFY(!bench.client.hasActiveProject(10, {})); // a gateway's word
        QVERIFY(!bench.client.hasActiveProject(11, {})); // another one came
    }
};

QTEST_GUILESS_MAIN(TestTrackerPass)
#include "tst_trackerpass.moc"
