// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "planworld.h"
#include "presentation/driftpresenter.h"
#include "presentation/facttexts.h"
#include "presentation/itemroles.h"
#include "presentation/standingtexts.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

using Content = DriftPresenter::Content;
using Kind = DriftDecision::Kind;

class TestDriftPresenter : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysWhichNothingItIs();
    void listsEachFieldWithItsThreeTexts();
    void saysWhoseEventItIsWhereSeveralHaveIt();
    void whatWasTakenAwaySaysWhereItIs();
    void aDecisionIsAboutWhatIsShown_data();
    void aDecisionIsAboutWhatIsShown();
    void whatIsNotStoredIsSaidAndLeavesTheList();
    void undoBringsBackWhatHeldBefore();
    void aLookUnderWayIsFollowedByAnother();
    void rowsThatStayKeepTheirPlace();
    void anotherProfileForgetsWhatWasDecided();
    void whatStaysAwaySaysWhy();

private:
    void answerLook() {
        QSignalSpy changed(m_session.get(), &Session::surveyChanged);
        QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
        QTRY_COMPARE(changed.size(), 1);
    }
    void look() {
        m_session->refresh();
        answerLook();
    }
    void answerDecision(Result<void> stored) {
        QSignalSpy changed(m_drift.get(), &DriftPresenter::changed);
        QVERIFY(m_backend->driftGate.answer(std::move(stored)));
        QTRY_VERIFY(!changed.isEmpty());
    }
    [[nodiscard]] QModelIndex cell(int row, int column) const { return m_drift->model().index(row, column); }
    [[nodiscard]] QString text(int row, int column) const { return cell(row, column).data().toString(); }
    [[nodiscard]] DriftId id(int row) const { return *m_drift->model().id(cell(row, 0)); }

    PlanWorld m_world;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DriftPresenter> m_drift;
};

void TestDriftPresenter::init() {
    QLocale::setDefault(QLocale::c());
    m_world = PlanWorld::usual(); // 31: the subject edited, 32: shown as busy
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_drift = std::make_unique<DriftPresenter>(*m_session);
    new QAbstractItemModelTester(&m_drift->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_drift.get());
    Profile other = m_world.profile;
    other.name = u"other"_s;
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(
        std::vector<ProfileEntry>{{m_world.profile.name, m_world.profile}, {other.name, other}});
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(m_world.profile.name);
}

void TestDriftPresenter::cleanup() {
    m_drift.reset();
    m_session.reset();
    m_backend.reset();
}

void TestDriftPresenter::saysWhichNothingItIs() {
    FakeBackend backend;
    Session empty(backend);
    QCOMPARE(DriftPresenter(empty).content(), Content::NotReady);
    QCOMPARE(m_drift->content(), Content::NotRead);
    m_session->refresh();
    QCOMPARE(m_drift->content(), Content::Reading);
    m_world.calendarFailure = makeError(Error::Kind::NotFound, Error::Stage::Graph, u"gone"_s);
    answerLook();
    QCOMPARE(m_drift->content(), Content::NotRead); // not: nobody edited anything
    m_world = PlanWorld();
    look();
    QCOMPARE(m_drift->content(), Content::Nothing);
}

void TestDriftPresenter::listsEachFieldWithItsThreeTexts() {
    m_world.deliverable(31).description = u"DD 85 %"_s; // edited there, renamed here
    look();
    QCOMPARE(m_drift->content(), Content::List);
    QCOMPARE(m_drift->model().rowCount(), 2);
    QCOMPARE(m_drift->open(), 2);
    QCOMPARE(text(0, DriftModel::Date), u"Thu 10 Dec 2026"_s);
    QCOMPARE(text(0, DriftModel::What), u"Subject"_s);
    QVERIFY(text(0, DriftModel::Sent).endsWith(u"DD 75 %"_s));
    QVERIFY(text(0, DriftModel::Ours).endsWith(u"DD 85 %"_s));
    QVERIFY(text(0, DriftModel::Theirs).endsWith(u"(moved to hall 2)"_s));
    QCOMPARE(text(1, DriftModel::Ours), u"Free"_s);
    QCOMPARE(text(1, DriftModel::Theirs), u"Busy"_s);
    QCOMPARE(text(1, DriftModel::Decision), u"Open"_s);
    QCOMPARE(stateOf(cell(1, DriftModel::Decision).data(k_stateRole)), State::Warning);
    m_world.known.clear(); // another computer wrote them
    look();
    QCOMPARE(text(1, DriftModel::Sent), u"Not known here"_s);
}

void TestDriftPresenter::saysWhoseEventItIsWhereSeveralHaveIt() {
    Plan plan;
    plan.mailboxes.resize(3); // the shared one's has no recipient
    plan.mailboxes[0].address = u"projects@contoso.example"_s;
    plan.mailboxes[1].recipient = u"id-ann"_s;
    plan.mailboxes[1].address = u"ann@contoso.example"_s;
    plan.mailboxes[2].recipient = u"id-bob"_s;
    plan.mailboxes[2].address = u"bob@contoso.example"_s;
    std::vector<HandEdit> edits(4);
    const QStringList recipients{u"id-ann"_s, u"id-bob"_s, {}, u"id-gone"_s};
    for (size_t i = 0; i < edits.size(); ++i) {
        edits[i].key = {u"t"_s, 1, recipients[static_cast<qsizetype>(i)]};
        edits[i].subject = u"DD"_s;
        edits[i].fields = {{Field::Subject, {}, u"DD"_s, u"Mine"_s, {}}};
    }
    DriftModel model;
    model.show(edits, DriftPolicy::Show, addressesOf(plan));
    const auto event = [&](int row) { return model.index(row, DriftModel::Event).data().toString(); };
    QCOMPARE(event(0), u"DD · ann@contoso.example"_s);
    QCOMPARE(event(1), u"DD · bob@contoso.example"_s);
    QCOMPARE(event(2), u"DD"_s);
    QCOMPARE(event(3), u"DD"_s); // nobody knows the address
}

void TestDriftPresenter::whatWasTakenAwaySaysWhereItIs() {
    m_world.takeAway(51);
    m_world.takeAway(52);
    m_world.elsewhere = {{u"AAMkAD52="_s, u"Holidays"_s}};
    look();
    QCOMPARE(m_drift->model().rowCount(), 4);
    QCOMPARE(text(0, DriftModel::What), u"Event"_s);
    QVERIFY(text(0, DriftModel::Sent).startsWith(u"Mon 7 Dec 2026 · "_s));
    QCOMPARE(text(0, DriftModel::Theirs), u"Deleted"_s);
    QCOMPARE(text(1, DriftModel::Theirs), u"In the calendar “Holidays”"_s);
    QCOMPARE(cell(0, DriftModel::Decision).data(Qt::ToolTipRole).toString(),
             u"The next run makes it again."_s);
}

void TestDriftPresenter::aDecisionIsAboutWhatIsShown_data() {
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("word");
    QTest::newRow("keep") << Kind::Keep << u"Kept"_s;
    QTest::newRow("restore") << Kind::Restore << u"Restored"_s;
    QTest::newRow("ignore") << Kind::Ignore << u"Ignored"_s;
}

void TestDriftPresenter::aDecisionIsAboutWhatIsShown() {
    QFETCH(Kind, kind);
    QFETCH(QString, word);
    look();
    m_drift->decide({id(0), id(1)}, kind);
    QCOMPARE(m_backend->choices.size(), size_t{1});
    DriftDecisions expected;
    for (const HandEdit& edit : m_session->survey()->plan()->edits)
        expected[{edit.key, edit.fields.at(0).field}] = decisionAbout(edit.fields.at(0), kind);
    QVERIFY(m_backend->choices[0].decided == expected);
    QVERIFY(m_backend->choices[0].forgotten.empty());
    QCOMPARE(text(0, DriftModel::Decision), u"Open"_s); // nothing is stored yet
    m_drift->decide({id(0)}, Kind::Keep);               // one after the other
    QCOMPARE(m_backend->choices.size(), size_t{1});
    answerDecision({});
    QCOMPARE(text(0, DriftModel::Decision), word);
    QCOMPARE(m_drift->open(), 0);
    QVERIFY(m_drift->notice().contains(u'2'));
    // Preview and Deliverables learn it by the next look, which begins by itself.
    QVERIFY(m_session->isReading());
    m_world.decisions = expected;
    answerLook();
    QCOMPARE(text(0, DriftModel::Decision), word);
}

void TestDriftPresenter::whatIsNotStoredIsSaidAndLeavesTheList() {
    look();
    m_drift->decide({id(0)}, Kind::Keep);
    answerDecision(std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, u"full"_s)));
    QVERIFY(m_drift->failure());
    QVERIFY(m_drift->notice().isEmpty() && !m_drift->canUndo());
    QCOMPARE(text(0, DriftModel::Decision), u"Open"_s);
    QVERIFY(!m_session->isReading());
    m_drift->decide({id(0)}, Kind::Keep);
    answerDecision({});
    QVERIFY(!m_drift->failure());
}

void TestDriftPresenter::undoBringsBackWhatHeldBefore() {
    look();
    const DriftedField subject = m_session->survey()->plan()->edits.at(0).fields.at(0);
    m_world.decisions[id(0)] = decisionAbout(subject, Kind::Ignore);
    look();
    QVERIFY(m_drift->canForget({id(0), id(1)}) && !m_drift->canForget({id(1)}));
    m_drift->decide({id(0), id(1)}, Kind::Restore);
    answerDecision({});
    answerLook();
    QVERIFY(m_drift->canUndo());
    m_drift->undo();
    const DriftChoice& back = m_backend->choices.back();
    QVERIFY(back.decided == (DriftDecisions{{id(0), decisionAbout(subject, Kind::Ignore)}}));
    QVERIFY(back.forgotten == std::set{id(1)});
    answerDecision({});
    QVERIFY(!m_drift->canUndo() && m_drift->notice().isEmpty());
    QCOMPARE(text(0, DriftModel::Decision), u"Ignored"_s);
    QCOMPARE(text(1, DriftModel::Decision), u"Open"_s);
    answerLook();
    m_drift->decide({id(0)}, std::nullopt);
    QVERIFY(m_backend->choices.back().forgotten == std::set{id(0)});
}

void TestDriftPresenter::aLookUnderWayIsFollowedByAnother() {
    look();
    m_session->refresh(); // reads the decisions that there are before the next one is stored
    m_drift->decide({id(0)}, Kind::Keep);
    answerDecision({});
    QStringList shown;
    connect(m_drift.get(), &DriftPresenter::changed, this, [&] { shown << text(0, DriftModel::Decision); });
    const int looks = m_backend->surveyGate.calls();
    answerLook();
    QTRY_COMPARE(m_backend->surveyGate.calls(), looks + 1);
    QVERIFY(!shown.contains(u"Open"_s));
    answerLook(); // now what is found counts: somebody else took it back
    QCOMPARE(text(0, DriftModel::Decision), u"Open"_s);
    m_drift->disconnect(this);
}

void TestDriftPresenter::rowsThatStayKeepTheirPlace() {
    look();
    const QPersistentModelIndex second = cell(1, 0);
    const DriftId wanted = id(1);
    m_world.takeAway(51); // comes before both
    m_world.event(31).content.subject += u" once more"_s;
    look();
    QVERIFY(second.isValid());
    QCOMPARE(second.row(), 2);
    QVERIFY(*m_drift->model().id(second) == wanted);
    QVERIFY(text(1, DriftModel::Theirs).endsWith(u"once more"_s));
}

void TestDriftPresenter::anotherProfileForgetsWhatWasDecided() {
    look();
    m_drift->decide({id(0)}, Kind::Keep);
    answerDecision({});
    QVERIFY(m_drift->canUndo());
    m_drift->decide({id(1)}, Kind::Keep);
    m_session->choose(u"other"_s);
    QVERIFY(!m_drift->canUndo() && m_drift->notice().isEmpty());
    QCOMPARE(m_drift->model().rowCount(), 0);
    QVERIFY(m_backend->driftGate.answer({})); // of the first profile
    QVERIFY(!m_drift->isDeciding());
    QTest::qWait(0);
    QVERIFY(!m_drift->canUndo());
}

void TestDriftPresenter::whatStaysAwaySaysWhy() {
    m_world.takeAway(51);
    look();
    const Deliverable& row = m_world.deliverable(51);
    QVERIFY(whyText(*m_session->survey(), row).answer.contains(u"creates it again"_s));
    const DriftedField gone = m_session->survey()->plan()->edits.at(0).fields.at(0);
    m_world.decisions[id(0)] = decisionAbout(gone, Kind::Keep);
    look();
    QVERIFY(whyText(*m_session->survey(), row).answer.contains(u"stays away"_s));
}

QTEST_GUILESS_MAIN(TestDriftPresenter)
#include "tst_driftpresenter.moc"
