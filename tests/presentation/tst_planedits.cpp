// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "previewstage.h"

#include <QAbstractItemModelTester>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestPlanEdits : public PreviewStage {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { close(); }
    void anEditIsKeptUnlessSomebodyTicksIt();
    void aTickIsForTheEditThatWasLookedAt();
    void editAndChangeOfOneEventAreOneWrite();
    void saysWhatWeSentWhatStandsAndWhatTheTrackerSays();
    void unchangedHasRowsWhenAskedFor();

private:
    [[nodiscard]] PlanModel& model() const { return m_presenter->model(); }
};

void TestPlanEdits::anEditIsKeptUnlessSomebodyTicksIt() {
    load(m_world.profile);
    look();
    const QModelIndex edited = model().indexOf(action(31));
    QCOMPARE(edited.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(m_presenter->ticked(), 8);
    QVERIFY(m_presenter->requestText(edited).isEmpty());
    QVERIFY(m_presenter->prepare()->request.putBack.empty());
    model().toggle(edited);
    QCOMPARE(m_presenter->ticked(), 9);
    QVERIFY(m_presenter->requestText(model().indexOf(action(31))).startsWith(u"PATCH "_s));
    const auto run = m_presenter->prepare();
    QCOMPARE(run->request.putBack, std::vector<EventKey>{action(31)->key});
    QVERIFY(std::ranges::find(run->request.chosen, action(31)->key) != run->request.chosen.end());
    QCOMPARE(run->putBacks, 1);
    QVERIFY(run->lines.join(u'\n').contains(u"1 event(s) edited in Outlook, overwritten"_s));
    QVERIFY(run->lines.join(u'\n').contains(u"3 event(s) changed"_s));
    QVERIFY(run->left.join(u'\n').contains(u"1 event(s) edited in Outlook"_s));
    QVERIFY(!run->left.join(u'\n').contains(u"not ticked"_s));
    model().toggle(model().indexOf(action(31)));
    QCOMPARE(m_presenter->ticked(), 8);
}

void TestPlanEdits::aTickIsForTheEditThatWasLookedAt() {
    load(m_world.profile);
    look();
    model().toggle(model().indexOf(action(31)));
    look(); // nothing moved
    QVERIFY(model().isTicked(*action(31)));
    m_world.event(31).content.subject = u"Once more by Ann"_s;
    look();
    QVERIFY(!model().isTicked(*action(31)));
    model().toggle(model().indexOf(action(31)));
    Profile other = m_world.profile;
    other.name = u"other"_s;
    load(other);
    look();
    QVERIFY(!model().isTicked(*action(31)));
}

void TestPlanEdits::editAndChangeOfOneEventAreOneWrite() {
    m_world.deliverable(31).date = QDate(2026, 12, 11); // edited there, moved here
    load(m_world.profile);
    look();
    QCOMPARE(model().count(PlanGroup::Change), 4);
    QCOMPARE(model().count(PlanGroup::Edited), 2);
    QCOMPARE(m_presenter->ticked(), 9);
    const auto row = [&](PlanGroup group) {
        const QModelIndex top = model().groupIndex(group);
        for (int i = 0; i < model().rowCount(top); ++i)
            if (model().action(model().index(i, 0, top))->key.deliverable == 31)
                return model().index(i, 0, top);
        return QModelIndex();
    };
    model().toggle(row(PlanGroup::Edited));
    QCOMPARE(m_presenter->ticked(), 9);
    const auto run = m_presenter->prepare();
    QCOMPARE(run->request.chosen.size(), size_t{9});
    QVERIFY(run->lines.join(u'\n').contains(u"3 event(s) changed"_s));
    // What is sent for the change is all of it.
    QVERIFY(m_presenter->requestText(row(PlanGroup::Change)).contains(u"\"subject\""_s));
    model().toggle(row(PlanGroup::Change)); // neither without the other
    QCOMPARE(model().tickedIn(PlanGroup::Edited), 0);
    QCOMPARE(m_presenter->ticked(), 8);
    model().toggle(row(PlanGroup::Edited));
    QCOMPARE(m_presenter->ticked(), 9);
    QCOMPARE(row(PlanGroup::Change).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestPlanEdits::saysWhatWeSentWhatStandsAndWhatTheTrackerSays() {
    m_world.deliverable(31).description = u"DD 85 %"_s;
    load(m_world.profile);
    look();
    const Action* edit = nullptr;
    for (const Action& one : m_session->survey()->plan()->actions)
        edit = one.verb == Verb::Drift && one.key.deliverable == 31 ? &one : edit;
    QVERIFY(edit);
    const QModelIndex row = model().indexOf(edit);
    const auto change = [&](int field) {
        return model().index(field, 0, row).data(PlanModel::ChangeRole).value<TextChange>();
    };
    QVERIFY(change(0).from.endsWith(u"DD 75 %"_s)); // what we sent
    QVERIFY(change(0).to.endsWith(u"(moved to hall 2)"_s));
    QCOMPARE(change(1).label, u"Tracker now"_s);
    QVERIFY(change(1).to.endsWith(u"DD 85 %"_s));
}

void TestPlanEdits::unchangedHasRowsWhenAskedFor() {
    load(m_world.profile);
    look();
    new QAbstractItemModelTester(&model(), QAbstractItemModelTester::FailureReportingMode::QtTest, this);
    QCOMPARE(model().count(PlanGroup::Unchanged), 2);
    QCOMPARE(model().rowCount(model().groupIndex(PlanGroup::Unchanged)), 0);
    const QPersistentModelIndex kept = model().indexOf(action(21));
    model().setListsUnchanged(true);
    const QModelIndex group = model().groupIndex(PlanGroup::Unchanged);
    QCOMPARE(model().count(PlanGroup::Unchanged), 2);
    QCOMPARE(model().rowCount(group), 2);
    QVERIFY(kept.isValid() && model().action(kept) == action(21));
    const QModelIndex first = model().index(0, 0, group);
    QVERIFY(first.data().toString().contains(u"Kick-off"_s)); // by date
    QVERIFY(!first.data(Qt::CheckStateRole).isValid() && !model().hasChildren(first));
    QVERIFY(m_presenter->requestText(first).isEmpty());
    QCOMPARE(m_presenter->ticked(), 8);
    const QPersistentModelIndex standing = first;
    look(); // the same row of the next plan
    QVERIFY(standing.isValid() && standing.data().toString().contains(u"Kick-off"_s));
    model().setFilter(u"survey"_s);
    QCOMPARE(model().rowCount(), 1);
    model().setFilter({});
    m_presenter->previewOf({51});
    QCOMPARE(model().count(PlanGroup::Unchanged), 1);
    QCOMPARE(m_presenter->nothing(), PreviewPresenter::Nothing::None);
    model().setListsUnchanged(false);
    QCOMPARE(m_presenter->nothing(), PreviewPresenter::Nothing::NothingToDo);
}

QTEST_GUILESS_MAIN(TestPlanEdits)
#include "tst_planedits.moc"
