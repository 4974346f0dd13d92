// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faketracker.h"
#include "tracker/trackererrors.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace Qt::StringLiterals;

/// Answers recorded from a real tracker, where they are at hand: MILEPOST_SHARED names the folder that holds
/// tracker-fixtures; without it the folder "shared" beside the checkout is tried.
class TestTrackerFixtures : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QString shared = qEnvironmentVariable("MILEPOST_SHARED");
        if (shared.isEmpty())
            shared = QStringLiteral(MILEPOST_SOURCE_DIR "/../shared");
        m_folder = QDir(shared + u"/tracker-fixtures"_s);
        if (!m_folder.exists())
            QSKIP("SKIPPED LOUDLY: no recorded answers here (set MILEPOST_SHARED to the folder that holds "
                  "tracker-fixtures)");
    }

    void readsARecordedPass() {
        Bench bench;
        serveAll(bench);
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY2(reading.isComplete(), reading.failure() ? qPrintable(reading.failure()->summary()) : "");
        const TrackerData& data = *reading.rows();
        QVERIFY(!data.projects.empty() && !data.deliverables.empty() && !data.links.empty());
        QVERIFY(!data.assignments.empty() && !data.people.empty());
        const auto leap = std::find_if(data.deliverables.begin(), data.deliverables.end(),
                                       [](const Deliverable& d) { return d.description == "Leap"_L1; });
        QVERIFY(leap != data.deliverables.end());
        QCOMPARE(leap->date, QDate(2028, 2, 29));
        QCOMPARE(leap->percentage, 10);
        QVERIFY(leap->updatedUtc.isValid());
        const bool hasInactive =
            std::any_of(data.people.begin(), data.people.end(), [](const Person& p) { return !p.active; });
        QVERIFY(hasInactive);
    }

    void readsTheEnvelopeOfADefaultList() {
        Bench bench;
        serveAll(bench);
        bench.tracker.answer(targets::k_deliverables, recorded(u"deliverables_list"_s));
        const Reading<TrackerData> reading = bench.client.read(std::stop_token());
        QVERIFY2(reading.isComplete(), reading.failure() ? qPrintable(reading.failure()->summary()) : "");
        QCOMPARE(reading.rows()->deliverables.size(), 35U);
    }

    void doesNotFollowTheHostOfNext() {
        Bench bench;
        serveAll(bench);
        bench.tracker.answer(targets::k_deliverables,
                             recorded(u"deliverables_next_link_prefers_host_header"_s));
        QVERIFY(bench.client.read(std::stop_token()).isIncomplete());
        QVERIFY(bench.tracker.targets().contains("/api/deliverables/?page=2"));
        QCOMPARE(bench.tracker.origins(), QStringList{u"https://tracker.example.test:443"_s});
    }

    void readsTheViewOfEveryRole_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("role");
        QTest::newRow("admin") << u"auth_me_admin"_s << u"admin"_s;
        QTest::newRow("manager") << u"auth_me_manager"_s << u"manager"_s;
        QTest::newRow("user") << u"auth_me_user"_s << u"user"_s;
        QTest::newRow("noperson") << u"auth_me_noperson"_s << u"user"_s;
    }
    void readsTheViewOfEveryRole() {
        QFETCH(QString, name);
        QFETCH(QString, role);
        Bench bench;
        bench.tracker.answer(targets::k_me, recorded(name));
        const Result<TrackerView> view = bench.client.view(std::stop_token());
        QVERIFY(view);
        QCOMPARE(view->role, role);
    }

    void tellsAVanishedDeliverableFromAWrongRoute() {
        Bench bench;
        bench.tracker.answer("/api/deliverables/1/", recorded(u"deliverable_detail"_s));
        bench.tracker.answer("/api/deliverables/2/", recorded(u"deliverable_detail_404"_s));
        bench.tracker.answer("/api/deliverables/3/", recorded(u"not_found_route"_s));
        const auto there = bench.client.deliverable(1, std::stop_token());
        const auto gone = bench.client.deliverable(2, std::stop_token());
        const auto wrong = bench.client.deliverable(3, std::stop_token());
        QVERIFY(there && *there && (*there)->description == "SD"_L1);
        QVERIFY(gone && !*gone);
        QVERIFY(!wrong && wrong.error().code == "html"_L1);
    }

    void keepsTheFactsOfRecordedErrors_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("maintenance") << u"readonly_post_503"_s << u"maintenance"_s << u"Read-only"_s;
        QTest::newRow("sso") << u"token_obtain_sso_enforced_403"_s << u"sso-enforced"_s << u"Microsoft"_s;
        QTest::newRow("inactive") << u"auth_me_inactive_user"_s << u"user_inactive"_s << u"inactive"_s;
        QTest::newRow("deleted") << u"auth_me_deleted_user"_s << u"user_not_found"_s << u"not found"_s;
        QTest::newRow("expired") << u"auth_me_expired_token"_s << u"token_not_valid"_s << u"not valid"_s;
        QTest::newRow("field map") << u"patch_bad_percentage"_s << u"invalid"_s << u"percentage: Ensure"_s;
        QTest::newRow("error") << u"bulk_bad"_s << QString() << u"Invalid project ID"_s;
        QTest::newRow("html 500") << u"prod_500_html"_s << u"html"_s << u"Server Error (500)"_s;
        QTest::newRow("bad host") << u"bad_host"_s << u"html"_s << u"Bad Request (400)"_s;
    }
    void keepsTheFactsOfRecordedErrors() {
        QFETCH(QString, name);
        QFETCH(QString, code);
        QFETCH(QString, says);
        Error error;
        tracker::readTrackerError(recorded(name), error);
        QCOMPARE(error.code, code);
        QVERIFY2(error.message.contains(says), qPrintable(error.message));
        QVERIFY(!error.requestId.isEmpty());
    }

private:
    [[nodiscard]] HttpResponse recorded(const QString& name) const {
        QFile file(m_folder.filePath(name + u".json"_s));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no recording %s", qPrintable(name));
        const QJsonObject answer =
            QJsonDocument::fromJson(file.readAll()).object().value("response"_L1).toObject();
        HttpResponse response;
        response.status = answer.value("status"_L1).toInt();
        for (const auto field : answer.value("headers"_L1).toArray())
            response.headers.add(field.toArray().at(0).toString().toUtf8(),
                                 field.toArray().at(1).toString().toUtf8());
        const QJsonValue body = answer.value("json"_L1);
        response.body = body.isArray()    ? QJsonDocument(body.toArray()).toJson()
                        : body.isObject() ? QJsonDocument(body.toObject()).toJson()
                                          : answer.value("text"_L1).toString().toUtf8();
        return response;
    }

    void serveAll(Bench& bench) const {
        bench.tracker.answer(targets::k_health, recorded(u"health"_s));
        bench.tracker.answer(targets::k_readiness, recorded(u"readiness"_s));
        bench.tracker.answer(targets::k_projects, recorded(u"projects_list_all"_s));
        bench.tracker.answer(targets::k_deliverables, recorded(u"deliverables_list_all"_s));
        bench.tracker.answer(targets::k_links, recorded(u"da_list_all"_s));
        bench.tracker.answer(targets::k_assignments, recorded(u"assignments_list_all"_s));
        bench.tracker.answer(targets::k_people, recorded(u"people_list_inactive"_s));
        bench.tracker.answer(targets::k_users, recorded(u"auth_users_admin"_s));
    }

    QDir m_folder;
};

QTEST_GUILESS_MAIN(TestTrackerFixtures)
#include "tst_trackerfixtures.moc"
