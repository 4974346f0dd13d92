// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/scope.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestScope : public QObject {
    Q_OBJECT

private slots:
    void covers_data();
    void covers();
    void whatCannotBeProvedIsOutside();
    void survivesJson();
};

static const Project k_project{7, u"Harbour  Bridge"_s, u"Caf\u00e9 Group"_s, u"P-100"_s, {}};

static Deliverable sample() {
    Deliverable deliverable;
    deliverable.id = 5;
    deliverable.project = 7;
    deliverable.description = u"Design freeze"_s;
    deliverable.date = QDate(2026, 6, 15);
    return deliverable;
}

static Scope with(const std::function<void(Scope&)>& change) {
    Scope scope;
    change(scope);
    return scope;
}

Q_DECLARE_METATYPE(Scope)

void TestScope::covers_data() {
    QTest::addColumn<Scope>("scope");
    QTest::addColumn<bool>("covered");
    QTest::newRow("everything") << Scope() << true;
    QTest::newRow("first day") << with([](Scope& s) { s.from = QDate(2026, 6, 15); }) << true;
    QTest::newRow("day after from") << with([](Scope& s) { s.from = QDate(2026, 6, 16); }) << false;
    QTest::newRow("last day") << with([](Scope& s) { s.to = QDate(2026, 6, 15); }) << true;
    QTest::newRow("day before to") << with([](Scope& s) { s.to = QDate(2026, 6, 14); }) << false;
    QTest::newRow("project by id") << with([](Scope& s) { s.project = u"7"_s; }) << true;
    QTest::newRow("another id") << with([](Scope& s) { s.project = u"70"_s; }) << false;
    QTest::newRow("project by name") << with([](Scope& s) { s.project = u"harbour bridge"_s; }) << true;
    QTest::newRow("part of a name") << with([](Scope& s) { s.project = u"harbour"_s; }) << false;
    QTest::newRow("client") << with([](Scope& s) { s.client = u"cafe"_s; }) << true;
    QTest::newRow("another client") << with([](Scope& s) { s.client = u"delft"_s; }) << false;
    QTest::newRow("search title") << with([](Scope& s) { s.search = u"FREEZE"_s; }) << true;
    QTest::newRow("search number") << with([](Scope& s) { s.search = u"p-100"_s; }) << true;
    QTest::newRow("search in vain") << with([](Scope& s) { s.search = u"tunnel"_s; }) << false;
    QTest::newRow("ids") << with([](Scope& s) { s.deliverables = {4, 5}; }) << true;
    QTest::newRow("other ids") << with([](Scope& s) { s.deliverables = {4}; }) << false;
}

void TestScope::covers() {
    QFETCH(Scope, scope);
    QTEST(scope.covers(sample(), &k_project), "covered");
}

void TestScope::whatCannotBeProvedIsOutside() {
    const Scope byClient = with([](Scope& s) { s.client = u"cafe"_s; });
    QVERIFY(!byClient.covers(sample(), nullptr)); // inactive project: nobody knows its client
    QVERIFY(with([](Scope& s) { s.project = u"7"_s; }).covers(sample(), nullptr));

    Deliverable undated = sample();
    undated.date.reset();
    const Scope byDate = with([](Scope& s) { s.from = QDate(2026, 6, 1); });
    QVERIFY(!byDate.covers(undated, &k_project));
    QVERIFY(byDate.covers(undated, &k_project, QDate(2026, 6, 15))); // where its event stands

    QVERIFY(Scope().coversVanished(5, QDate(2026, 6, 15)));
    QVERIFY(!byClient.coversVanished(5, QDate(2026, 6, 15)));
    QVERIFY(!with([](Scope& s) { s.deliverables = {4}; }).coversVanished(5, QDate(2026, 6, 15)));
    QVERIFY(!byDate.coversVanished(5, QDate(2026, 5, 31)));
    QVERIFY(byDate.coversVanished(5, QDate(2026, 6, 1)));
}

void TestScope::survivesJson() {
    const Scope scope = with([](Scope& s) {
        s.from = QDate(2026, 1, 1);
        s.to = QDate(2026, 12, 31);
        s.project = u"7"_s;
        s.client = u"c"_s;
        s.search = u"s"_s;
        s.deliverables = {1, qint64{1} << 40};
    });
    QCOMPARE(Scope::fromJson(scope.toJson()), scope);
    QCOMPARE(Scope::fromJson({}), Scope());
}

QTEST_APPLESS_MAIN(TestScope)
#include "tst_scope.moc"
