// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "causetable.h"
#include "doctor/causes.h"

#include <QSet>

using namespace milepost;
using namespace milepost::test;

Q_DECLARE_METATYPE(milepost::test::CauseRow)
Q_DECLARE_METATYPE(milepost::test::ConfusionRow)

/// Every cause has at least one way in which it really comes about: sockets, files and programs as they are,
/// the product's own clients, and exactly that name in the end. ctest runs each family by itself.
class TestCauses : public QObject {
    Q_OBJECT

private slots:
    void entra_data() { rows(entraCauses()); }
    void entra() { check(); }
    void graph_data() { rows(graphCauses()); }
    void graph() { check(); }
    void events_data() { rows(eventCauses()); }
    void events() { check(); }
    void tracker_data() { rows(trackerCauses()); }
    void tracker() { check(); }
    void way_data() { rows(wayCauses()); }
    void way() { check(); }
    void own_data() { rows(ownCauses()); }
    void own() { check(); }
    void graphConfused_data() { rows(graphConfusions()); }
    void graphConfused() { checkConfusion(); }
    void otherConfused_data();
    void otherConfused() { checkConfusion(); }
    void everyCauseHasARow();

private:
    template <class Row> static void rows(const std::vector<Row>& table) {
        QTest::addColumn<Row>("row");
        for (const Row& row : table)
            QTest::newRow(row.name) << row;
    }
    static void check();
    static void checkConfusion();
};

void TestCauses::otherConfused_data() {
    std::vector<ConfusionRow> table = signInConfusions();
    for (ConfusionRow& row : eventConfusions())
        table.push_back(std::move(row));
    for (ConfusionRow& row : trackerConfusions())
        table.push_back(std::move(row));
    rows(table);
}

void TestCauses::check() {
    QFETCH(CauseRow, row);
    LadderWorld world;
    const Diagnosis found = row.meet(world);
    const QStringList candidates = found.candidates;
    const QString wanted =
        (QString::fromLatin1(row.cause) + u' ' + QString::fromLatin1(row.others)).trimmed();
    QVERIFY2(candidates.join(u' ') == wanted,
             qPrintable(candidates.join(u' ') + u": "_s + found.evidence.join(u"; "_s)));
    QCOMPARE(found.cause, QString::fromLatin1(row.cause));
    QVERIFY(!found.title.isEmpty() && !found.remedies.isEmpty());
    if (*row.others != '\0')
        QVERIFY(!found.settledBy.isEmpty());
}

void TestCauses::checkConfusion() {
    QFETCH(ConfusionRow, row);
    LadderWorld world;
    const Error error = row.meet(world);
    Error bare = error;
    bare.about = {};
    const Diagnosis doubtful = diagnose(bare);
    QCOMPARE(doubtful.candidates.join(u' '), QString::fromLatin1(row.bare));
    const Diagnosis known = diagnose(error);
    QVERIFY2(known.candidates.join(u' ') == QLatin1StringView(row.known),
             qPrintable(known.candidates.join(u' ') + u": "_s + known.evidence.join(u"; "_s)));
    for (const Diagnosis& each : {doubtful, known})
        QCOMPARE(each.settledBy.isEmpty(), each.candidates.size() < 2);
}

/// A cause without a scenario would be a name that nobody saw used.
void TestCauses::everyCauseHasARow() {
    QSet<QString> missing(doctor::causeSlugs().begin(), doctor::causeSlugs().end());
    for (const auto& table :
         {entraCauses(), graphCauses(), eventCauses(), trackerCauses(), wayCauses(), ownCauses()})
        for (const CauseRow& row : table) {
            QVERIFY2(doctor::isCause(QString::fromLatin1(row.cause)), row.name);
            missing.remove(QString::fromLatin1(row.cause));
        }
    QVERIFY2(missing.isEmpty(), qPrintable(QStringList(missing.begin(), missing.end()).join(u' ')));
}

int main(int argc, char** argv) {
    // No keychain is in the tests' way, and one row says what that is like.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    QCoreApplication app(argc, argv);
    TestCauses test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_causes.moc"
