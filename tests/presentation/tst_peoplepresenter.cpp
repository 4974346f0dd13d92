// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/itemroles.h"
#include "presentation/peoplepresenter.h"
#include "presentation/peopletexts.h"
#include "surveytools.h"

#include <random>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
using Content = PeoplePresenter::Content;
using Why = PersonRow::Reason;
using Known = PeopleEngine::Known;

namespace {

PersonRow matched(qint64 person, const QString& name) {
    PersonRow row;
    row.person = person;
    row.name = name;
    row.mailbox = u"id-%1"_s.arg(person);
    row.address = u"p%1@contoso.example"_s.arg(person);
    row.state = PersonRow::State::Matched;
    row.source = PersonRow::Source::Account;
    return row;
}

PersonRow open(qint64 person, const QString& name, Why why) {
    PersonRow row;
    row.person = person;
    row.name = name;
    row.reason = why;
    return row;
}

PeopleListing listingOf(std::vector<PersonRow> rows) {
    return {u"complete"_s, {}, TrackerView{u"t"_s, u"ann"_s, u"admin"_s}, {}, std::move(rows), {}};
}

const Error k_down = makeError(Error::Kind::Unavailable, Error::Stage::Graph, u"503"_s);

} // namespace

/// The page of people without its widgets.
class TestPeoplePresenter : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theModelIsATableWhateverChanges();
    void selectionStaysWithThePerson();
    void eachPlaceHasItsWords();
    void nothingProvenIsNeverGreen();
    void aStoppedLookLeavesWhatIsShown();
    void anotherProfilesPeopleAreNeverShown();
    void onlyTheOpenOnesAndWhoIsSearchedFor();
    void aDecisionShowsAtOnceAndIsReadAgain();
    void whatIsWrongIsToldByLine();
    void aFailedDecisionSaysWhy();
    void filesGoInAndOut();

private:
    void give(std::vector<PersonRow> rows);
    [[nodiscard]] QStringList names();

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<PeoplePresenter> m_people;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestPeoplePresenter::init() {
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_people = std::make_unique<PeoplePresenter>(*m_session);
    m_people->setPatience(std::chrono::milliseconds(0));
    m_tester = std::make_unique<QAbstractItemModelTester>(
        &m_people->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    Profile profile = readyProfile();
    Profile other = profile;
    other.name = u"other"_s;
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}, {other.name, other}});
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(profile.name);
}

void TestPeoplePresenter::cleanup() {
    m_tester.reset();
    m_people.reset();
    m_session.reset();
    m_backend.reset();
}

void TestPeoplePresenter::give(std::vector<PersonRow> rows) {
    m_people->look();
    QVERIFY(m_backend->peopleGate.answer(listingOf(std::move(rows))));
    QTRY_VERIFY(!m_people->isReading());
}

QStringList TestPeoplePresenter::names() {
    QStringList names;
    for (int row = 0; row < m_people->model().rowCount(); ++row)
        names << m_people->model().index(row, PeopleModel::Name).data().toString();
    return names;
}

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

void TestPeoplePresenter::aDecisionShowsAtOnceAndIsReadAgain() {
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

void TestPeoplePresenter::whatIsWrongIsToldByLine() {
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

void TestPeoplePresenter::aFailedDecisionSaysWhy() {
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

void TestPeoplePresenter::filesGoInAndOut() {
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

QTEST_GUILESS_MAIN(TestPeoplePresenter)
#include "tst_peoplepresenter.moc"
