// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "peopletest.h"

using namespace milepost;
using namespace Qt::StringLiterals;
using State = PersonRow::State;
using Why = PersonRow::Reason;
using Source = PersonRow::Source;
using Known = PeopleEngine::Known;

/// What somebody decides about people, one by one and by a file, against the sandbox.
class TestPeopleWishes : public PeopleTest {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void whatIsDecidedIsStoredWholeOrNotAtAll();
    void aDecisionHoldsUntilItIsForgotten();
    void aFileOfWhatStandsChangesNothing();
    void namesAreEnoughWhereTheyAreUnique();
};

void TestPeopleWishes::whatIsDecidedIsStoredWholeOrNotAtAll() {
    const auto known = kept();
    using Kind = WishFault::Kind;
    const std::vector<PersonWish> wishes{{u"3"_s, u"vault@contoso.example"_s, {}},
                                         {u"4"_s, u"nobody@contoso.example"_s, {}},
                                         {u"999"_s, u"vault@contoso.example"_s, {}},
                                         {u"5"_s, u"none"_s, u"Another Name"_s},
                                         {u"6"_s, u"somewhere"_s, {}},
                                         {u"9"_s, u"person20@contoso.example"_s, {}},
                                         {u"3"_s, u"none"_s, {}},
                                         {u"7"_s, u"none"_s, {}}}; // not active
    const WishOutcome refused = decide(wishes);
    std::vector<std::pair<size_t, Kind>> faults;
    for (const WishFault& fault : refused.faults)
        faults.emplace_back(fault.wish, fault.kind);
    const std::vector<std::pair<size_t, Kind>> expected{
        {1, Kind::UserUnknown}, {2, Kind::PersonUnknown}, {3, Kind::OtherName},    {4, Kind::NoAddress},
        {5, Kind::UserUnclear}, {6, Kind::Twice},         {7, Kind::PersonUnknown}};
    QVERIFY(faults == expected);
    QVERIFY(refused.rows.empty());
    QCOMPARE(kept(), known);
    const WishOutcome stored = decide({wishes[0], {u"4"_s, u"NONE"_s, u"Dana  Duarte "_s}});
    QVERIFY(stored.faults.empty());
    QCOMPARE(stored.rows.size(), size_t(2));
    QVERIFY(stored.rows[0].reason == Why::MailboxBarred && stored.rows[1].reason == Why::TakenOut);
    QCOMPARE(kept().size(), known.size() + 2);
}

void TestPeopleWishes::aDecisionHoldsUntilItIsForgotten() {
    const Rows before = look();
    const QString other = before.at(8).mailbox;
    QVERIFY(decide({{u"1"_s, other.toUpper(), {}}}).faults.empty()); // by object id
    Rows rows = look();
    QVERIFY(rows.at(1).state == State::Matched && rows.at(1).source == Source::Manual);
    QCOMPARE(rows.at(1).mailbox, other);
    QVERIFY(rows.at(8).reason == Why::SeveralPeople); // never two by guessing
    QVERIFY(decide({{u"1"_s, PersonWish::k_nobody, {}}}).faults.empty());
    rows = look();
    QVERIFY(rows.at(1).reason == Why::TakenOut && rows.at(8).state == State::Matched);
    QCOMPARE(decide({{u"1"_s, PersonWish::k_nobody, {}}}).unchanged, 1);
    QVERIFY(decide({{u"1"_s, PersonWish::k_automatic, {}}}).rows.front() == before.at(1));
    QCOMPARE(decide({{u"3"_s, PersonWish::k_automatic, {}}}).unchanged, 1);
}

void TestPeopleWishes::aFileOfWhatStandsChangesNothing() {
    QVERIFY(decide({{u"3"_s, u"vault@contoso.example"_s, {}}, {u"4"_s, u"none"_s, {}}}).faults.empty());
    std::vector<PersonWish> all;
    for (const auto& [person, row] : look())
        if (!row.mailbox.isEmpty() || row.reason == Why::TakenOut)
            all.push_back({QString::number(person),
                           row.mailbox.isEmpty() ? QString(PersonWish::k_nobody) : row.address, row.name});
    const auto known = kept();
    const WishOutcome again = decide(all, Known::Leave);
    QVERIFY(again.faults.empty() && again.rows.empty());
    QCOMPARE(size_t(again.unchanged), all.size());
    QCOMPARE(kept(), known);
    // By hand the same wish makes a decision of a match.
    QCOMPARE(decide({all.front()}, Known::Pin).rows.size(), size_t(1));
    QVERIFY(look().at(1).source == Source::Manual);
}

void TestPeopleWishes::namesAreEnoughWhereTheyAreUnique() {
    QVERIFY(decide({{u"dana duarte"_s, u"none"_s, {}}}).faults.empty());
    QVERIFY(look().at(4).reason == Why::TakenOut);
    const WishOutcome unclear = decide({{u"Ann Alvarez"_s, u"none"_s, {}}});
    QVERIFY(unclear.faults.front().kind == WishFault::Kind::PersonUnclear);
    QCOMPARE(unclear.faults.front().detail, u"1, 2"_s);
}

QTEST_GUILESS_MAIN(TestPeopleWishes)
#include "tst_peoplewishes.moc"
