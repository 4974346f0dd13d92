// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "planworld.h"
#include "presentation/planmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestPlanModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void groupsComeInTheOrderOfDanger();
    void onlyWhatWritesCarriesATick();
    void aGroupsTickStandsForItsRows();
    void actionsOfOneKeyAreTickedTogether();
    void fieldsSayWhatChanges();
    void ticksAndPointersSurviveAnotherSurvey();
    void rowsThatGoLeaveNoPointers();
    void theFilterHidesAndForgetsNothing();
    void narrowingCountsOnlyTheChosen();
    void everyReasonHasWordsOfItsOwn();

private:
    [[nodiscard]] QModelIndex row(const QString& subject) const;
    [[nodiscard]] QStringList groups() const;

    PlanWorld m_world;
    std::unique_ptr<PlanModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestPlanModel::init() {
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_world = PlanWorld::usual();
    m_tester.reset();
    m_model = std::make_unique<PlanModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setSurvey(m_world.survey());
}

QModelIndex TestPlanModel::row(const QString& subject) const {
    for (const Action* action : m_model->shown())
        if (action->subject == subject)
            return m_model->indexOf(action);
    return {};
}

QStringList TestPlanModel::groups() const {
    QStringList names;
    for (int i = 0; i < m_model->rowCount(); ++i)
        names << m_model->index(i, 0).data().toString();
    return names;
}

void TestPlanModel::groupsComeInTheOrderOfDanger() {
    QCOMPARE(groups(), (QStringList{u"1 to delete"_s, u"3 to change"_s, u"2 edited in Outlook"_s,
                                    u"4 to add"_s, u"2 unchanged"_s}));
    QCOMPARE(m_model->pending(), 8);
    QCOMPARE(m_model->rowCount(m_model->groupIndex(PlanGroup::Unchanged)), 0);
    m_model->setSurvey(nullptr);
    QCOMPARE(m_model->rowCount(), 0);
}

void TestPlanModel::onlyWhatWritesCarriesATick() {
    QVERIFY(m_model->groupIndex(PlanGroup::Delete).data(Qt::CheckStateRole).isValid());
    const QModelIndex unchanged = m_model->groupIndex(PlanGroup::Unchanged);
    QVERIFY(!unchanged.data(Qt::CheckStateRole).isValid());
    QVERIFY(!m_model->setData(unchanged, Qt::Unchecked, Qt::CheckStateRole));
    // What a person wrote is overwritten only when somebody asks for it.
    const QModelIndex edited = m_model->groupIndex(PlanGroup::Edited);
    QCOMPARE(edited.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(m_model->index(0, 0, edited).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(m_model->ticked().size(), size_t{8});
}

void TestPlanModel::aGroupsTickStandsForItsRows() {
    const QModelIndex add = m_model->groupIndex(PlanGroup::Add);
    QSignalSpy spy(m_model.get(), &PlanModel::countsChanged);
    m_model->toggle(row(u"Riverside Elementary: Closeout"_s));
    QCOMPARE(spy.size(), 1);
    QCOMPARE(add.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
    QVERIFY(add.data(PlanModel::NoteRole).toString().contains(u"3 of 4 ticked"_s));
    m_model->toggle(add);
    QCOMPARE(add.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    m_model->toggle(add);
    QCOMPARE(m_model->tickedIn(PlanGroup::Add), 0);
    QCOMPARE(m_model->ticked().size(), size_t{4});
}

void TestPlanModel::actionsOfOneKeyAreTickedTogether() {
    // A copy of an event of ours beside an original that changes: one key, two actions.
    CalendarEvent twin = m_world.event(21);
    twin.id = u"twin"_s;
    twin.createdUtc = twin.createdUtc.addDays(1);
    m_world.events.push_back(twin);
    m_model->setSurvey(m_world.survey());
    QCOMPARE(m_model->count(PlanGroup::Delete), 2);
    const QModelIndex change = row(u"Riverside Elementary: DD 75 %"_s);
    m_model->toggle(m_model->index(0, 0, m_model->groupIndex(PlanGroup::Change)));
    QVERIFY(change.isValid());
    QCOMPARE(m_model->tickedIn(PlanGroup::Delete), 1);
    QCOMPARE(m_model->tickedIn(PlanGroup::Change), 2);
}

void TestPlanModel::fieldsSayWhatChanges() {
    QLocale::setDefault(QLocale::c());
    const QModelIndex moved = row(u"Riverside Elementary: DD 75 %"_s);
    QCOMPARE(moved.siblingAtColumn(PlanModel::DateColumn).data().toString(), u"Fri 4 Dec 2026"_s);
    QCOMPARE(moved.siblingAtColumn(PlanModel::ReasonColumn).data().toString(),
             u"Date moved in the tracker"_s);
    const auto date = m_model->index(0, 0, moved).data(PlanModel::ChangeRole).value<TextChange>();
    QVERIFY((date == TextChange{u"Date"_s, u"Tue 1 Dec 2026"_s, u"Fri 4 Dec 2026"_s}));
    const QModelIndex team = row(u"Harbor View Medical Office: CD 95 %"_s);
    QCOMPARE(team.siblingAtColumn(PlanModel::ReasonColumn).data().toString(),
             u"Details changed in the tracker"_s);
    const auto body = m_model->index(0, 0, team).data(PlanModel::ChangeRole).value<TextChange>();
    QVERIFY2(body.to.contains(u"Li Wen"_s) && !body.to.contains(u'\n'), qPrintable(body.to));
    QCOMPARE(m_model->action(m_model->index(0, 0, team)), m_model->action(team));
}

void TestPlanModel::ticksAndPointersSurviveAnotherSurvey() {
    const QPersistentModelIndex closeout = row(u"Riverside Elementary: Closeout"_s);
    const QPersistentModelIndex moved = row(u"Riverside Elementary: DD 75 %"_s);
    const QPersistentModelIndex field = m_model->index(0, 0, moved);
    m_model->toggle(closeout);
    m_world.add(40, 1, u"Permit set"_s, QDate(2026, 12, 1)); // comes first in its group
    m_world.deliverable(21).date = QDate(2026, 12, 23);      // goes to the end of its group
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->setSurvey(m_world.survey());
    QCOMPARE(reset.size(), 0);
    QVERIFY(closeout.isValid() && moved.isValid() && field.isValid());
    QCOMPARE(closeout.data().toString(), u"Riverside Elementary: Closeout"_s);
    QCOMPARE(closeout.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(moved.row(), 2);
    QVERIFY(field.data(PlanModel::ChangeRole).value<TextChange>().to.contains(u"23"_s));
    QCOMPARE(field.parent(), QModelIndex(moved));
    QCOMPARE(m_model->tickedIn(PlanGroup::Add), 4); // the new one is ticked
}

void TestPlanModel::rowsThatGoLeaveNoPointers() {
    const QPersistentModelIndex gone = row(u"Kessler Library Renovation: Bulletin 02"_s);
    const QPersistentModelIndex group = m_model->groupIndex(PlanGroup::Delete);
    const QPersistentModelIndex team = m_model->index(0, 0, row(u"Harbor View Medical Office: CD 95 %"_s));
    std::erase_if(m_world.events,
                  [](const CalendarEvent& event) { return event.tag->key.deliverable == 10; });
    m_world.data.links.pop_back();
    m_world.data.links.pop_back();
    m_model->setSurvey(m_world.survey());
    QVERIFY(!gone.isValid());
    QVERIFY(!group.isValid());
    QVERIFY(!team.isValid());
    QCOMPARE(groups().first(), u"2 to change"_s);
}

void TestPlanModel::theFilterHidesAndForgetsNothing() {
    m_model->toggle(row(u"Riverside Elementary: Closeout"_s));
    m_model->setFilter(u"riverside"_s);
    QCOMPARE(m_model->rowCount(m_model->groupIndex(PlanGroup::Add)), 2);
    QVERIFY(!m_model->groupIndex(PlanGroup::Delete).isValid());
    QCOMPARE(m_model->count(PlanGroup::Delete), 1);
    QCOMPARE(m_model->ticked().size(), size_t{7});
    // The box of a group is about what is seen.
    m_model->toggle(m_model->groupIndex(PlanGroup::Add));
    m_model->toggle(m_model->groupIndex(PlanGroup::Add));
    QCOMPARE(m_model->tickedIn(PlanGroup::Add), 2);
    m_model->setFilter(u"nothing like this"_s);
    QCOMPARE(m_model->rowCount(), 0);
    m_model->setFilter({});
    QCOMPARE(m_model->rowCount(), 5);
}

void TestPlanModel::narrowingCountsOnlyTheChosen() {
    m_model->narrow(std::set<qint64>{21, 41, 51});
    QCOMPARE(groups(), (QStringList{u"1 to change"_s, u"1 to add"_s}));
    QCOMPARE(m_model->pending(), 2);
    QCOMPARE(m_model->ticked().size(), size_t{2});
    m_model->narrow(std::nullopt);
    QCOMPARE(m_model->pending(), 8);
}

void TestPlanModel::everyReasonHasWordsOfItsOwn() {
    QSet<QString> words;
    for (int reason = 0; reason <= static_cast<int>(Reason::TrackerUnconfirmed); ++reason) {
        Action action;
        action.reason = static_cast<Reason>(reason);
        const QString text = reasonText(action);
        QVERIFY2(!text.isEmpty() && !words.contains(text), qPrintable(toString(action.reason)));
        words.insert(text);
    }
}

QTEST_GUILESS_MAIN(TestPlanModel)
#include "tst_planmodel.moc"
