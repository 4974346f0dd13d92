// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Plans whose rows are made away from main: what is seen, ticked and applied meanwhile.
#include "fakebackend.h"
#include "planworld.h"
#include "presentation/previewpresenter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr int k_rows = static_cast<int>(PlanModel::k_takenAtOnce) + 200;

} // namespace

class TestLargePlan : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void isMadeElsewhereAndSwappedIn();
    void aTickMeanwhileIsKept();
    void aNewerWishOvertakes();
    void anotherProfileIsNotWaitedFor();
    void aTickIsToldOfItsRowAlone();
    void aGroupIsTickedWithoutItsRowsBeingMade();
    void typeAheadFindsWhatTheDisplayBeginsWith();
    void nothingIsAppliedWhileRowsAreOnTheirWay();
    void anOpenedFileIsHeldBeforeAnythingIsApplied();

private:
    [[nodiscard]] PlanModel& model() { return m_presenter->model(); }
    [[nodiscard]] QModelIndex row(int row) {
        return model().index(row, 0, model().groupIndex(PlanGroup::Add));
    }
    void look(const std::shared_ptr<const Survey>& survey);

    PlanWorld m_world;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PreviewPresenter> m_presenter;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestLargePlan::init() {
    m_world = PlanWorld();
    for (qint64 id = 1; id <= k_rows; ++id)
        m_world.add(id, 1 + id % 3, u"Milestone %1"_s.arg(id), QDate(2026, 12, 1).addDays(id % 300));
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_presenter = std::make_unique<PreviewPresenter>(*m_session);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        &model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_session->open(m_world.profile.name);
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}});
    QTRY_VERIFY(m_session->profile());
    look(m_world.survey());
    QTRY_COMPARE(model().pending(), k_rows);
}

void TestLargePlan::cleanup() {
    m_tester.reset();
    m_presenter.reset();
    m_session.reset();
    m_backend.reset();
}

/// Until the session has it.
void TestLargePlan::look(const std::shared_ptr<const Survey>& survey) {
    m_session->refresh();
    m_backend->surveyGate.answer(survey);
    QTRY_COMPARE(m_session->survey(), survey);
}

void TestLargePlan::isMadeElsewhereAndSwappedIn() {
    const QPersistentModelIndex seventh = row(7);
    const QPersistentModelIndex gone = row(9);
    const QString subject = seventh.data().toString();
    model().toggle(seventh);
    QSignalSpy reset(&model(), &QAbstractItemModel::modelReset);
    QSignalSpy taken(&model(), &PlanModel::taken);
    std::erase_if(m_world.data.deliverables,
                  [&](const Deliverable& one) { return one.id == model().action(gone)->key.deliverable; });
    const auto before = model().plan();
    const auto next = m_world.survey();
    // Seen as the survey arrives: while the test waits for it, the rows may arrive as well.
    int arrived = 0;
    connect(m_session.get(), &Session::surveyChanged, this, [&] {
        ++arrived;
        QVERIFY(model().isTaking());
        QCOMPARE(model().plan(), before); // those before stay
        QCOMPARE(model().pending(), k_rows);
    });
    look(next);
    QTRY_COMPARE(taken.size(), 1);
    QCOMPARE(arrived, 1);
    QVERIFY(!model().isTaking());
    QCOMPARE(model().survey(), next);
    QVERIFY(reset.isEmpty());
    QVERIFY(!gone.isValid());
    QCOMPARE(seventh.data().toString(), subject);
    QCOMPARE(seventh.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(model().tickedIn(PlanGroup::Add), k_rows - 2);
}

void TestLargePlan::aTickMeanwhileIsKept() {
    model().setFilter(u"Milestone"_s);
    QVERIFY(model().isTaking());
    model().toggle(row(3)); // the rows that are on their way do not know of it
    QTRY_VERIFY(!model().isTaking());
    QCOMPARE(row(3).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(model().tickedIn(PlanGroup::Add), k_rows - 1);
}

void TestLargePlan::aNewerWishOvertakes() {
    QSignalSpy taken(&model(), &PlanModel::taken);
    model().setFilter(u"Milestone 7"_s);
    model().setFilter(u"Milestone 77"_s);
    model().setFilter(u"Milestone 777"_s);
    QTRY_VERIFY(!model().isTaking());
    QCOMPARE(model().shown().size(), size_t{1});
    QCOMPARE(taken.size(), 1);
    QCOMPARE(model().count(PlanGroup::Add), k_rows);
}

void TestLargePlan::anotherProfileIsNotWaitedFor() {
    model().setFilter(u"Milestone"_s);
    model().setSurvey(nullptr);
    QVERIFY(!model().isTaking());
    QCOMPARE(model().rowCount(), 0);
    QCOMPARE(model().plan(), nullptr);
    QTest::qWait(0); // what was on its way comes too late
    QCOMPARE(model().rowCount(), 0);
}

void TestLargePlan::aTickIsToldOfItsRowAlone() {
    QSignalSpy changed(&model(), &QAbstractItemModel::dataChanged);
    model().toggle(row(5));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.first().first().toModelIndex(), row(5));
    QCOMPARE(changed.first().at(1).toModelIndex().row(), row(5).row());
    QCOMPARE(changed.last().first().toModelIndex(), model().groupIndex(PlanGroup::Add));
}

void TestLargePlan::aGroupIsTickedWithoutItsRowsBeingMade() {
    model().toggle(model().groupIndex(PlanGroup::Add));
    QCOMPARE(m_presenter->ticked(), 0);
    QVERIFY(!m_presenter->prepare());
    model().toggle(row(5));
    QCOMPARE(m_presenter->prepare()->request.chosen, std::vector{model().action(row(5))->key});
    // What was left out is, in the next plan, too.
    look(m_world.survey());
    QTRY_VERIFY(!model().isTaking());
    QCOMPARE(m_presenter->ticked(), 1);
}

void TestLargePlan::typeAheadFindsWhatTheDisplayBeginsWith() {
    const auto slowly = [&](const QModelIndex& start, const QString& text) {
        return model().QAbstractItemModel::match(start, Qt::DisplayRole, text, 1,
                                                 Qt::MatchStartsWith | Qt::MatchWrap);
    };
    for (const QString& text : {u"k"_s, u"HARBOR"_s, u"riverside elementary: milestone 2"_s, u"x"_s, u"hx"_s})
        for (const int start : {0, 700, k_rows - 1})
            QCOMPARE(model().match(row(start), Qt::DisplayRole, text, 1, Qt::MatchStartsWith | Qt::MatchWrap),
                     slowly(row(start), text));
}

void TestLargePlan::nothingIsAppliedWhileRowsAreOnTheirWay() {
    QVERIFY(m_presenter->canApply());
    m_presenter->previewOf({1, 2, 3});
    QVERIFY(!m_presenter->canApply()); // everything is still ticked
    QVERIFY(!m_presenter->prepare());
    QTRY_VERIFY(m_presenter->canApply());
    QCOMPARE(m_presenter->prepare()->request.chosen.size(), size_t{3});
}

void TestLargePlan::anOpenedFileIsHeldBeforeAnythingIsApplied() {
    const QJsonObject document = toJson(*m_session->survey()->plan());
    m_world.deliverable(41).date = QDate(2026, 12, 3); // differs now
    look(m_world.survey());
    QTRY_VERIFY(!model().isTaking());
    bool wasWaitedFor = false;
    connect(m_presenter.get(), &PreviewPresenter::changed, this, [&] {
        if (m_presenter->opened() && !m_presenter->opened()->isHeld) {
            wasWaitedFor = true;
            QVERIFY(!m_presenter->canApply());
        }
    });
    m_presenter->openPlan(u"/tmp/friday.json"_s);
    m_backend->openPlanGate.answer(document);
    QTRY_VERIFY(m_presenter->opened() && m_presenter->canApply());
    QVERIFY(wasWaitedFor);
    QCOMPARE(m_presenter->opened()->moved.size(), 1);
    QCOMPARE(m_presenter->ticked(), k_rows - 1);
}

QTEST_GUILESS_MAIN(TestLargePlan)
#include "tst_largeplan.moc"
