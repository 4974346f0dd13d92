// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "peoplepresentertest.h"
#include "presentation/peopletexts.h"

#include <QSignalSpy>

using namespace milepost;
using namespace Qt::StringLiterals;
using Why = PersonRow::Reason;
using Known = PeopleEngine::Known;

/// What is decided on the page of people, by hand and by files.
class TestPeopleDecisions : public PeoplePresenterTest {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void aDecisionShowsAtOnceAndIsReadAgain();
    void whatIsWrongIsToldByLine();
    void aFailedDecisionSaysWhy();
    void filesGoInAndOut();
};

void TestPeopleDecisions::aDecisionShowsAtOnceAndIsReadAgain() {
    give({matched(1, u"Ann"_s), matched(2, u"Bob"_s)});
    QSignalSpy decided(m_people.get(), &PeoplePresenter::decided);
    QSignalSpy told(m_people.get(), &PeoplePresenter::told);
    m_people->look(); // older than the decision
    m_people->decide({1}, PersonWish::k_nobody);
    m_people->decide({2}, PersonWish::k_nobody); // one at a time
    QCOMPARE(m_backend->wished.size(), size_t(1));
    QVERIFY(m_backend->wished[0].second == Known::Pin);
    QCOMPARE(m_backend->wished[0].first[0].person, u"1"_s);
    QCOMPARE(m_backend->wished[0].first[0].mailbox, u"none"_s);
    m_backend->decideGate.answer(WishOutcome{{}, {open(1, u"Ann"_s, Why::TakenOut)}, 0});
    QTRY_COMPARE(decided.count(), 1);
    QCOMPARE(told.count(), 1);
    QVERIFY(m_people->model().row(m_people->model().index(0, 0))->reason == Why::TakenOut);
    QVERIFY(m_people->isReading());
    m_backend->peopleGate.answer(listingOf({matched(1, u"Ann"_s)})); // the old look is not believed
    QTest::qWait(20);
    QCOMPARE(names().size(), 2);
    m_backend->peopleGate.answer(
        listingOf({open(1, u"Ann"_s, Why::TakenOut), open(2, u"Bob"_s, Why::Moved)}));
    QTRY_VERIFY(m_people->model().row(m_people->model().index(1, 0))->reason == Why::Moved);
}

void TestPeopleDecisions::whatIsWrongIsToldByLine() {
    give({matched(1, u"Ann"_s)});
    QSignalSpy refused(m_people.get(), &PeoplePresenter::refused);
    for (int kind = 0; kind <= static_cast<int>(WishFault::Kind::UserUnclear); ++kind)
        QVERIFY(
            !faultText({0, static_cast<WishFault::Kind>(kind), u"d"_s}, {u"1"_s, u"m"_s, u"n"_s}).isEmpty());
    m_people->decide({1}, u"nobody@contoso.example"_s);
    m_backend->decideGate.answer(WishOutcome{{{0, WishFault::Kind::UserUnknown, {}}}, {}, 0});
    QTRY_COMPARE(refused.count(), 1);
    QVERIFY(refused.takeFirst().at(0).toStringList().front().contains(u"nobody@contoso.example"_s));
    m_people->importFile(u"people.csv"_s);
    m_backend->readPeopleGate.answer(
        std::vector<FileWish>{{4, {u"1"_s, u"none"_s, {}}}, {9, {u"7"_s, u"none"_s, {}}}});
    QTRY_COMPARE(m_backend->wished.size(), size_t(2));
    QVERIFY(m_backend->wished[1].second == Known::Leave);
    m_backend->decideGate.answer(WishOutcome{{{1, WishFault::Kind::PersonUnknown, {}}}, {}, 0});
    QTRY_COMPARE(refused.count(), 1);
    QVERIFY(refused.takeFirst().at(0).toStringList().front().contains(u"9"_s));
    QVERIFY(!m_people->isDeciding() && !m_people->isReading());
}

void TestPeopleDecisions::aFailedDecisionSaysWhy() {
    give({matched(1, u"Ann"_s)});
    QSignalSpy failed(m_people.get(), &PeoplePresenter::decisionFailed);
    m_people->decide({1}, PersonWish::k_nobody);
    m_backend->decideGate.answer(std::unexpected(k_down));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(m_people->problem() == k_down && !m_people->isDeciding());
    QCOMPARE(m_people->model().row(m_people->model().index(0, 0))->reason, Why::None);
    m_people->decide({1}, PersonWish::k_nobody);
    QVERIFY(!m_people->problem());
    m_people->importFile(u"people.csv"_s); // one at a time
    QCOMPARE(m_backend->readPeopleGate.calls(), 0);
    m_backend->decideGate.answer(WishOutcome{{}, {}, 1});
    QTRY_VERIFY(!m_people->isDeciding());
    m_people->importFile(u"people.csv"_s);
    m_backend->readPeopleGate.answer(std::unexpected(k_down));
    QTRY_COMPARE(failed.count(), 2);
    QVERIFY(!m_people->isDeciding());
}

void TestPeopleDecisions::filesGoInAndOut() {
    m_people->exportFile(u"people.csv"_s); // nobody looked yet
    QVERIFY(m_backend->written.empty());
    give({matched(1, u"Ann"_s), open(2, u"Bob"_s, Why::NoAccount)});
    m_people->setOpenOnly(true); // a filter hides, it does not leave out
    QSignalSpy told(m_people.get(), &PeoplePresenter::told);
    m_people->exportFile(u"people.csv"_s);
    QCOMPARE(m_backend->written.front().second.size(), size_t(2));
    m_backend->writePeopleGate.answer({});
    QTRY_COMPARE(told.count(), 1);
    QVERIFY(told.front().at(0).toString().contains(u"people.csv"_s));
}

QTEST_GUILESS_MAIN(TestPeopleDecisions)
#include "tst_peopledecisions.moc"
