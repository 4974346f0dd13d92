// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/trackerrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace milepost;
using namespace milepost::tracker;
using namespace Qt::StringLiterals;

namespace {

JsonReader reader(const QByteArray& json) {
    return JsonReader(QJsonDocument::fromJson(json).object(), u"[0]"_s);
}

} // namespace

class TestTrackerRows : public QObject {
    Q_OBJECT

private slots:
    void readsADeliverable() {
        JsonReader row = reader(R"({"id":9007199254740993,"project":4294967297,"percentage":0,
            "description":" Leap\t","date":"2028-02-29","notes":"<script>","isCompleted":true,
            "completedDate":"2028-03-01","updatedAt":"2026-11-22T13:09:39.574906Z","preItems":null,"new":1})");
        const Row<Deliverable> deliverable = readDeliverable(row);
        QVERIFY(!row.fault());
        QCOMPARE(deliverable.id, 9007199254740993LL); // beyond what a double can hold
        Deliverable expected;
        expected.id = 9007199254740993LL;
        expected.project = 4294967297LL;
        expected.percentage = 0;
        expected.description = u" Leap\t"_s;
        expected.date = QDate(2028, 2, 29);
        expected.notes = u"<script>"_s;
        expected.completed = true;
        expected.completedDate = QDate(2028, 3, 1);
        expected.updatedUtc = QDateTime(QDate(2026, 11, 22), QTime(13, 9, 39, 575), Qt::UTC);
        QCOMPARE(deliverable.value->updatedUtc.toString(Qt::ISODate),
                 expected.updatedUtc.toString(Qt::ISODate));
        expected.updatedUtc = deliverable.value->updatedUtc;
        QVERIFY(*deliverable.value == expected);
    }

    void takesAbsentAndNullForTheSame() {
        JsonReader sparse = reader(R"({"id":1,"project":2})");
        JsonReader nulls = reader(R"({"id":1,"project":2,"percentage":null,"description":null,"date":null,
            "notes":null,"isCompleted":null,"completedDate":null,"updatedAt":null})");
        QVERIFY(*readDeliverable(sparse).value == *readDeliverable(nulls).value);
        QVERIFY(!sparse.fault() && !nulls.fault());
    }

    void takesWholeFloatsForIntegers() {
        JsonReader row = reader(R"({"id":7.0,"project":2.0,"percentage":35.0})");
        QCOMPARE(readDeliverable(row).value->percentage, 35);
        QVERIFY(!row.fault());
    }

    void refusesAFaultyDeliverable_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("place");
        QTest::newRow("no id") << QByteArray(R"({"project":2})") << u"[0].id"_s;
        QTest::newRow("id is text") << QByteArray(R"({"id":"1","project":2})") << u"[0].id"_s;
        QTest::newRow("id is zero") << QByteArray(R"({"id":0,"project":2})") << u"[0].id"_s;
        QTest::newRow("id beyond 64 bits") << QByteArray(R"({"id":1e30,"project":2})") << u"[0].id"_s;
        QTest::newRow("no project") << QByteArray(R"({"id":1})") << u"[0].project"_s;
        QTest::newRow("project is null") << QByteArray(R"({"id":1,"project":null})") << u"[0].project"_s;
        QTest::newRow("percentage is text")
            << QByteArray(R"({"id":1,"project":2,"percentage":"35"})") << u"[0].percentage"_s;
        QTest::newRow("percentage is broken")
            << QByteArray(R"({"id":1,"project":2,"percentage":12.5})") << u"[0].percentage"_s;
        QTest::newRow("percentage is huge")
            << QByteArray(R"({"id":1,"project":2,"percentage":4294967296})") << u"[0].percentage"_s;
        QTest::newRow("date is no date")
            << QByteArray(R"({"id":1,"project":2,"date":"2026-02-29"})") << u"[0].date"_s;
        QTest::newRow("date is a number")
            << QByteArray(R"({"id":1,"project":2,"date":20260229})") << u"[0].date"_s;
        QTest::newRow("description is a list")
            << QByteArray(R"({"id":1,"project":2,"description":[]})") << u"[0].description"_s;
        QTest::newRow("completed is text")
            << QByteArray(R"({"id":1,"project":2,"isCompleted":"yes"})") << u"[0].isCompleted"_s;
    }
    void refusesAFaultyDeliverable() {
        QFETCH(QByteArray, row);
        QFETCH(QString, place);
        JsonReader json = reader(row);
        (void)readDeliverable(json);
        QVERIFY(json.fault());
        QCOMPARE(toString(json.fault()->kind), toString(Error::Kind::Malformed));
        QVERIFY2(json.fault()->detail.startsWith(place + u": "_s), qPrintable(json.fault()->detail));
    }

    void readsAProjectWithoutNumberOrClient() {
        JsonReader row = reader(R"({"id":3,"name":"Standards","client":"","projectNumber":null,
            "status":"some-new-key"})");
        const Row<Project> project = readProject(row);
        QVERIFY(!row.fault());
        QCOMPARE(project.value->number, QString());
        QCOMPARE(project.value->status, u"some-new-key"_s);
    }

    void takesAnInactiveProjectForNotListed() {
        JsonReader row = reader(R"({"id":3,"name":"Old","isActive":false})");
        const Row<Project> project = readProject(row);
        QVERIFY(!row.fault());
        QCOMPARE(project.id, 3);
        QVERIFY(!project.value);
    }

    void skipsInactiveLinksOnly() {
        JsonReader gone = reader(R"({"id":1,"deliverable":2,"person":3,"is_active":false})");
        JsonReader silent = reader(R"({"id":1,"deliverable":2,"person":3,"roleOnMilestone":null})");
        QVERIFY(!readLink(gone).value);
        const Row<DeliverableLink> link = readLink(silent);
        QVERIFY(link.value && link.value->role.isEmpty());
        QVERIFY(!gone.fault() && !silent.fault());
    }

    void skipsPlaceholderAssignments() {
        JsonReader placeholder = reader(R"({"id":4,"person":null,"project":2,"roleName":"Placeholder"})");
        JsonReader homeless = reader(R"({"id":4,"person":1,"project":null})");
        JsonReader real = reader(R"({"id":4,"person":1,"project":2,"roleName":null,"personName":"Ann"})");
        QVERIFY(!readAssignment(placeholder).value);
        QVERIFY(!readAssignment(homeless).value);
        QCOMPARE(readAssignment(real).value->personName, u"Ann"_s);
        QVERIFY(!placeholder.fault() && !homeless.fault() && !real.fault());
    }

    void readsAccountsWithAndWithoutPerson() {
        JsonReader linked =
            reader(R"({"id":2,"username":"m","email":"m@x.test","person":{"id":7,"name":"M"}})");
        JsonReader alone = reader(R"({"id":1,"username":"admin","email":"","person":null})");
        JsonReader wrong = reader(R"({"id":1,"username":"admin","person":5})");
        QCOMPARE(readAccount(linked).value->person, 7);
        QVERIFY(!readAccount(alone).value->person);
        QVERIFY(!linked.fault() && !alone.fault());
        (void)readAccount(wrong);
        QVERIFY(wrong.fault());
    }

    void readsTheRole_data() {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QString>("role");
        QTest::newRow("said") << QByteArray(R"({"accountRole":"manager","is_staff":true})") << u"manager"_s;
        QTest::newRow("said oddly") << QByteArray(R"({"accountRole":" Admin "})") << u"admin"_s;
        QTest::newRow("unknown role")
            << QByteArray(R"({"accountRole":"viewer","is_staff":true})") << u"viewer"_s;
        QTest::newRow("staff") << QByteArray(R"({"is_staff":true})") << u"admin"_s;
        QTest::newRow("superuser") << QByteArray(R"({"is_superuser":true,"groups":[]})") << u"admin"_s;
        QTest::newRow("group") << QByteArray(R"({"accountRole":null,"groups":["User","Manager"]})")
                               << u"manager"_s;
        QTest::newRow("nothing") << QByteArray(R"({"groups":["User"]})") << u"user"_s;
        QTest::newRow("no groups") << QByteArray(R"({})") << u"user"_s;
    }
    void readsTheRole() {
        QFETCH(QByteArray, user);
        QFETCH(QString, role);
        QJsonObject object = QJsonDocument::fromJson(user).object();
        object["username"_L1] = u"ann"_s;
        JsonReader me(QJsonObject{{u"user"_s, object}}, u"me"_s);
        const TrackerView view = readView(me);
        QVERIFY(!me.fault());
        QCOMPARE(view.user, u"ann"_s);
        QCOMPARE(view.role, role);
    }

    void refusesAViewWithoutUser_data() {
        QTest::addColumn<QByteArray>("me");
        QTest::newRow("no user") << QByteArray(R"({"id":1})");
        QTest::newRow("no name") << QByteArray(R"({"user":{"accountRole":"admin"}})");
        QTest::newRow("blank name") << QByteArray(R"({"user":{"username":"","accountRole":"admin"}})");
        QTest::newRow("groups is text") << QByteArray(R"({"user":{"username":"a","groups":"Manager"}})");
    }
    void refusesAViewWithoutUser() {
        QFETCH(QByteArray, me);
        JsonReader json = reader(me);
        (void)readView(json);
        QVERIFY(json.fault());
    }
};

QTEST_APPLESS_MAIN(TestTrackerRows)
#include "tst_trackerrows.moc"
