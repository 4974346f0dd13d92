// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "peoplepresentertest.h"
#include "presentation/itemroles.h"
#include "presentation/peopletexts.h"

#include <random>

#include <QSignalSpy>

using namespace milepost;
using namespace Qt::StringLiterals;
using Content = PeoplePresenter::Content;
using Why = PersonRow::Reason;

/// The page of people without its widgets.
class TestPeoplePresenter : public PeoplePresenterTest {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void theModelIsATableWhateverChanges();
    void selectionStaysWithThePerson();
    void eachPlaceHasItsWords();
    void nothingProvenIsNeverGreen();
    void aStoppedLookLeavesWhatIsShown();
    void anotherProfilesPeopleAreNeverShown();
    void onlyTheOpenOnesAndWhoIsSearchedFor();
};

void TestPeoplePresenter::theModelIsATableWhateverChanges() {
    std::mt19937 random(3);
    PeopleModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    std::vector<qint64> order(12);
    std::iota(order.begin(), order.end(), 1);
    for (int round = 0; round < 500; ++round) {
        if (round % 7 == 0)
            std::ranges::shuffle(order, random);
        std::vector<PersonRow> rows;
        for (const qint64 person : order)
            if (random() % 3 != 0)
                rows.push_back(random() % 2 != 0 ? matched(person, u"x"_s)
                                                 : open(person, u"x"_s, Why::NoAccount));
        model.show(rows);
        QCOMPARE(model.rowCount(), static_cast<int>(rows.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(*model.row(model.index(row, 0)), rows[static_cast<size_t>(row)]);
            QCOMPARE(model.rowOf(rows[static_cast<size_t>(row)].person), row);
        }
    }
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.rowOf(999), -1);
}

void TestPeoplePresenter::selectionStaysWithThePerson() {
    give({matched(1, u"Ann"_s), matched(2, u"Bob"_s), matched(3, u"Cem"_s)});
    const QPersistentModelIndex bob = m_people->model().index(1, PeopleModel::Why);
    give({matched(0, u"Abe"_s), open(2, u"Bob"_s, Why::Moved), matched(3, u"Cem"_s)});
    QVERIFY(bob.isValid());
    QCOMPARE(m_people->model().row(bob)->person, qint64(2));
    m_people->setSearch(u"bo"_s);
    QVERIFY(bob.isValid());
    QCOMPARE(names(), QStringList{u"Bob"_s});
}

void TestPeoplePresenter::eachPlaceHasItsWords() {
    QStringList said;
    const auto is = [&](Content content) {
        QVERIFY(m_people->content() == content);
        QCOMPARE(m_people->contentTitle().isEmpty(), content == Content::List);
        QVERIFY(!said.contains(m_people->contentTitle() + m_people->contentText()));
        said << m_people->contentTitle() + m_people->contentText();
        QVERIFY(!m_people->reading().word.isEmpty());
    };
    is(Content::Unread);
    m_people->look();
    QTRY_VERIFY(m_people->isWaiting());
    is(Content::Waiting);
    m_backend->peopleGate.answer(std::unexpected(k_down));
    QTRY_VERIFY(!m_people->isReading());
    is(Content::Failed);
    QVERIFY(m_people->problem() == k_down);
    give({});
    is(Content::Nothing);
    QVERIFY(!m_people->problem());
    give({matched(1, u"Ann"_s)});
    is(Content::List);
    m_people->setSearch(u"zoe"_s);
    is(Content::NoMatch);
}

void TestPeoplePresenter::nothingProvenIsNeverGreen() {
    for (int reason = 0; reason <= static_cast<int>(Why::NotAsked); ++reason) {
        PersonRow row = open(1, u"Ann"_s, static_cast<Why>(reason));
        row.source = PersonRow::Source::Manual;
        QVERIFY(!personWhy(row).isEmpty() && !personWord(row).isEmpty());
        QCOMPARE(personState(row) == State::Ok, row.reason == Why::None);
    }
    for (const Why why : {Why::NotAsked, Why::AccountsHidden, Why::AliasesHidden})
        QVERIFY(personState(open(1, {}, why)) == State::Unknown);
    QVERIFY(!isOpen(matched(1, {})) && !isOpen(open(1, {}, Why::TakenOut)) &&
            isOpen(open(1, {}, Why::NotAsked)));
    PeopleListing silent = listingOf({open(1, u"Ann"_s, Why::NotAsked)});
    silent.directoryFailure = k_down;
    m_people->look();
    m_backend->peopleGate.answer(silent);
    QTRY_VERIFY(!m_people->isReading());
    QVERIFY(m_people->reading().state == State::Warning && m_people->problem() == k_down);
    QVERIFY(!m_people->canExport()); // half a map is none
    PeopleListing narrow = listingOf({matched(1, u"Ann"_s)});
    narrow.view->role = u"user"_s;
    m_people->look();
    m_backend->peopleGate.answer(narrow);
    QTRY_VERIFY(!m_people->isReading());
    QVERIFY(m_people->reading().state == State::Warning);
    QVERIFY(m_people->reading().evidence.contains(u"user"_s));
    QVERIFY(m_people->canExport());
}

void TestPeoplePresenter::aStoppedLookLeavesWhatIsShown() {
    give({matched(1, u"Ann"_s)});
    m_people->look();
    m_people->look(); // one at a time
    QCOMPARE(m_backend->peopleGate.waiting(), 1);
    m_people->stop();
    QVERIFY(m_backend->peopleStop.stop_requested() && !m_people->isReading());
    m_backend->peopleGate.answer(listingOf({}));
    QTest::qWait(20);
    QCOMPARE(names(), QStringList{u"Ann"_s});
}

void TestPeoplePresenter::anotherProfilesPeopleAreNeverShown() {
    give({matched(1, u"Ann"_s)});
    m_people->look();
    m_people->decide({1}, PersonWish::k_nobody);
    m_session->choose(u"other"_s);
    QVERIFY(names().isEmpty() && !m_people->hasLooked());
    m_backend->peopleGate.answer(listingOf({matched(1, u"Ann"_s)}));
    m_backend->decideGate.answer(WishOutcome{{}, {open(1, u"Ann"_s, Why::TakenOut)}, 0});
    QTRY_VERIFY(!m_people->isDeciding());
    QVERIFY(names().isEmpty() && !m_people->hasLooked());
    QCOMPARE(m_backend->peopleGate.waiting(), 0);
}

void TestPeoplePresenter::onlyTheOpenOnesAndWhoIsSearchedFor() {
    give({matched(1, u"Ann Élan"_s), open(2, u"Bob"_s, Why::NoAccount), open(3, u"Cem"_s, Why::TakenOut)});
    QVERIFY(m_people->countText(0).contains(u"1"_s));
    m_people->setSearch(u"elan"_s);
    QCOMPARE(names(), QStringList{u"Ann Élan"_s});
    m_people->setSearch(u"P1@contoso"_s);
    QCOMPARE(names(), QStringList{u"Ann Élan"_s});
    m_people->setSearch({});
    m_people->setOpenOnly(true);
    QCOMPARE(names(), QStringList{u"Bob"_s});
    QVERIFY(m_people->countText(1) != m_people->countText(0));
}

QTEST_GUILESS_MAIN(TestPeoplePresenter)
#include "tst_peoplepresenter.moc"
