// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <algorithm>
#include <map>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
using State = PersonRow::State;
using Why = PersonRow::Reason;
using Source = PersonRow::Source;
using Known = PeopleEngine::Known;

/// The people map against the sandbox: what it shows, what it remembers, and what it must not conclude.
class TestPeople : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everyStateThereIs();
    void aMatchIsRememberedByObjectIdAlone();
    void anAddressThatMovedWaitsForSomebody();
    void aLookUpThatFailsIsNoGround();
    void whatIsDecidedIsStoredWholeOrNotAtAll();
    void aDecisionHoldsUntilItIsForgotten();
    void aFileOfWhatStandsChangesNothing();
    void namesAreEnoughWhereTheyAreUnique();
    void aTrackerThatHidesAccountsProvesNothing();
    void aChangedAddressWaitsAndThenTakesThemAlong();
    void aStopEndsIt();

private:
    using Rows = std::map<qint64, PersonRow>;
    void grant(const QStringList& roles, const QString& user = u"planner"_s);
    void change(const QString& mailbox, QJsonObject what);
    void account(const QString& name, const QString& email);
    [[nodiscard]] Rows look();
    [[nodiscard]] WishOutcome decide(const std::vector<PersonWish>& wishes, Known known = Known::Pin);
    [[nodiscard]] std::vector<PersonMapping> kept();
    [[nodiscard]] static QString text(const PersonRow& row) {
        return toString(row.state) + u": "_s + reasonText(row) + u' ' + row.address;
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Machine> m_machine;
};

void TestPeople::init() {
    m_sandbox = std::make_unique<sandbox::Sandbox>();
    QVERIFY(m_sandbox->start());
    m_dir = std::make_unique<QTemporaryDir>();
    grant({u"Calendars.ReadWrite"_s, u"User.Read.All"_s});
}

void TestPeople::cleanup() {
    m_machine.reset();
    m_sandbox.reset();
}

/// A machine whose token holds these roles, on the same journal as before.
void TestPeople::grant(const QStringList& roles, const QString& user) {
    QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray::fromStringList(roles)}}));
    m_machine.reset();
    Machine::Options options;
    options.createCalendar = false;
    options.dataDir = m_dir->path();
    options.trackerUser = user;
    m_machine = std::make_unique<Machine>(*m_sandbox, options);
}

void TestPeople::change(const QString& mailbox, QJsonObject what) {
    what.insert(u"mailbox"_s, mailbox + u"@contoso.example"_s);
    QVERIFY(m_sandbox->control(u"mailbox"_s, what));
}

void TestPeople::account(const QString& name, const QString& email) {
    QVERIFY(m_sandbox->control(u"tracker"_s,
                               {{u"account"_s, QJsonObject{{u"username"_s, name}, {u"email"_s, email}}}}));
}

TestPeople::Rows TestPeople::look() {
    const auto listing = m_machine->people().list({});
    Rows rows;
    if (!listing)
        qWarning().noquote() << listing.error().summary();
    else
        for (const PersonRow& row : listing->rows)
            rows[row.person] = row;
    return rows;
}

WishOutcome TestPeople::decide(const std::vector<PersonWish>& wishes, Known known) {
    const auto outcome = m_machine->people().decide(wishes, known, {});
    if (!outcome)
        qWarning().noquote() << outcome.error().summary();
    return outcome ? *outcome : WishOutcome{{{}}, {}, -1};
}

std::vector<PersonMapping> TestPeople::kept() {
    return *m_machine->journal().people(sourceOf(m_machine->profile().trackerUrl));
}

void TestPeople::everyStateThereIs() {
    const Rows rows = look();
    QVERIFY(rows.size() > 50);
    const auto stands = [&](qint64 person, State state, Why reason, const QString& address) {
        const PersonRow& row = rows.at(person);
        QVERIFY2(row.state == state && row.reason == reason && row.address == address, qPrintable(text(row)));
    };
    stands(1, State::Matched, Why::None, u"person01@contoso.example"_s);
    stands(3, State::Unmapped, Why::NoAccount, {});
    stands(4, State::Unmapped, Why::NoAddress, {});
    stands(5, State::Unmapped, Why::NobodyFound, u"viewer@contoso.example"_s);
    stands(10, State::Disabled, Why::SignInOff, u"person10@contoso.example"_s);
    stands(11, State::NoMailbox, Why::MailboxMissing, u"person11@contoso.example"_s);
    stands(13, State::Matched, Why::None, u"renamed@contoso.example"_s); // by its alias
    stands(20, State::Ambiguous, Why::SeveralUsers, u"person20@contoso.example"_s);
    // Remembered are those who matched, and nobody else.
    qsizetype matched = 0;
    for (const auto& [person, row] : rows)
        matched += row.state == State::Matched;
    QCOMPARE(qsizetype(kept().size()), matched);
    for (const PersonMapping& mapping : kept())
        QVERIFY(!mapping.manual && mapping.mailbox == rows.at(mapping.person).mailbox);
    // The basic right is enough for all but aliases and switched-off accounts, and says so.
    grant({u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s});
    const Rows basic = look();
    QVERIFY(basic.at(5).reason == Why::AliasesHidden);
    QVERIFY(basic.at(13).state == State::Matched && basic.at(13).source == Source::Remembered);
}

void TestPeople::aMatchIsRememberedByObjectIdAlone() {
    const PersonRow before = look().at(1);
    // The account loses its address, the user is renamed: the object id still says who it is.
    account(u"person1"_s, u""_s);
    change(u"person01"_s, {{u"principalName"_s, u"married@contoso.example"_s},
                           {u"mail"_s, u"married@contoso.example"_s},
                           {u"proxyAddresses"_s, QJsonArray()}});
    const PersonRow after = look().at(1);
    QVERIFY2(after.state == State::Matched && after.source == Source::Remembered, qPrintable(text(after)));
    QCOMPARE(after.mailbox, before.mailbox);
    QCOMPARE(after.address, u"married@contoso.example"_s);
    QCOMPARE(kept().front().address, u"married@contoso.example"_s);
}

void TestPeople::anAddressThatMovedWaitsForSomebody() {
    const PersonRow before = look().at(1);
    change(u"person01"_s, {{u"principalName"_s, u"left@contoso.example"_s},
                           {u"mail"_s, u"left@contoso.example"_s},
                           {u"proxyAddresses"_s, QJsonArray()}});
    change(u"twin"_s, {{u"mail"_s, u"person01@contoso.example"_s}}); // a new colleague of the same name
    const PersonRow moved = look().at(1);
    QVERIFY2(moved.state == State::Ambiguous && moved.reason == Why::Moved, qPrintable(text(moved)));
    QVERIFY(moved.mailbox.isEmpty());
    QCOMPARE(kept().front().mailbox, before.mailbox);
    // Forgotten, the address leads to the new one.
    const WishOutcome forgotten = decide({{u"1"_s, PersonWish::k_automatic, {}}});
    QCOMPARE(forgotten.rows.size(), size_t(1));
    QVERIFY(forgotten.rows.front().state == State::Matched);
    QVERIFY(forgotten.rows.front().mailbox != before.mailbox);
}

void TestPeople::aLookUpThatFailsIsNoGround() {
    const Rows before = look();
    const auto known = kept();
    const auto holds = [&](const Rows& rows, qint64 asked) {
        for (const auto& [person, row] : rows) {
            if (asked != 0 && person != asked) {
                QVERIFY2(row.state == before.at(person).state, qPrintable(text(row)));
                continue;
            }
            const Why why = before.at(person).reason;
            const Why now = why == Why::NoAccount || why == Why::NoAddress ? why : Why::NotAsked;
            QVERIFY2(row.state == State::Unmapped && row.reason == now, qPrintable(text(row)));
        }
        QCOMPARE(kept(), known);
    };
    // One child that never answers; then the whole directory, in every way of failing.
    m_sandbox->addFault({{u"child"_s, true}, {u"query"_s, u"person01@"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"html200"_s}});
    holds(look(), 1);
    for (const QJsonObject& fault :
         {QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 500}}, QJsonObject{{u"kind"_s, u"html200"_s}},
          QJsonObject{{u"kind"_s, u"dropBefore"_s}}, QJsonObject{{u"kind"_s, u"empty200"_s}}}) {
        m_sandbox->clearFaults();
        m_sandbox->addFault({{u"path"_s, u"/$batch"_s}, {u"times"_s, 0}}, fault);
        QVERIFY(m_machine->people().list({})->directoryFailure);
        holds(look(), 0);
        QVERIFY(!m_machine->people().decide({{u"1"_s, u"person02@contoso.example"_s, {}}}, Known::Pin, {}));
    }
    QCOMPARE(kept(), known);
    m_sandbox->clearFaults();
    m_sandbox->addFault({{u"path"_s, u"/auth/users"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 500}});
    QVERIFY(!m_machine->people().list({}));
    m_sandbox->clearFaults();
    for (const auto& [person, row] : look())
        QVERIFY(row.state == before.at(person).state && row.mailbox == before.at(person).mailbox);
}

void TestPeople::whatIsDecidedIsStoredWholeOrNotAtAll() {
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

void TestPeople::aDecisionHoldsUntilItIsForgotten() {
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

void TestPeople::aFileOfWhatStandsChangesNothing() {
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

void TestPeople::namesAreEnoughWhereTheyAreUnique() {
    QVERIFY(decide({{u"dana duarte"_s, u"none"_s, {}}}).faults.empty());
    QVERIFY(look().at(4).reason == Why::TakenOut);
    const WishOutcome unclear = decide({{u"Ann Alvarez"_s, u"none"_s, {}}});
    QVERIFY(unclear.faults.front().kind == WishFault::Kind::PersonUnclear);
    QCOMPARE(unclear.faults.front().detail, u"1, 2"_s);
}

void TestPeople::aTrackerThatHidesAccountsProvesNothing() {
    const Rows before = look();
    QVERIFY(decide({{u"3"_s, u"vault@contoso.example"_s, {}}}).faults.empty());
    const auto known = kept();
    grant({u"Calendars.ReadWrite"_s, u"User.Read.All"_s}, u"viewer"_s);
    const auto listing = m_machine->people().list({});
    QVERIFY(listing && listing->reading == u"restricted"_s && !listing->why.isEmpty());
    QVERIFY(!listing->rows.empty());
    for (const PersonRow& row : listing->rows) {
        QVERIFY2(row.reason != Why::NoAccount && row.reason != Why::NobodyFound, qPrintable(text(row)));
        if (row.person != 3 && before.at(row.person).state == State::Matched)
            QVERIFY(row.state == State::Matched && row.source == Source::Remembered);
    }
    QCOMPARE(kept(), known);
}

void TestPeople::aChangedAddressWaitsAndThenTakesThemAlong() {
    Journal& journal = m_machine->journal();
    const QString here = sourceOf(m_machine->profile().trackerUrl);
    QVERIFY(journal.acceptView({u"old.example.test"_s, u"planner"_s, u"manager"_s}));
    QVERIFY(journal.changePeople(u"old.example.test"_s, {{1, {}, {}, true, {}}}));
    QVERIFY(look().at(1).reason == Why::TakenOut); // what was decided holds meanwhile
    QVERIFY(kept().empty());
    const auto refused = m_machine->people().decide({{u"3"_s, u"none"_s, {}}}, Known::Pin, {});
    QVERIFY(!refused && refused.error().kind == Error::Kind::Config);
    QVERIFY(m_machine->engine().confirmReadings({}));
    QVERIFY(look().at(1).reason == Why::TakenOut);
    QVERIFY(kept().size() > 1 && kept().front().manual);
    QVERIFY(journal.people(u"old.example.test"_s)->empty());
    QCOMPARE(journal.acceptedView()->value().source, here);
}

void TestPeople::aStopEndsIt() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(m_machine->people().list(stop.get_token()).error().isCancelled());
    QVERIFY(m_machine->people()
                .decide({{u"3"_s, u"none"_s, {}}}, Known::Leave, stop.get_token())
                .error()
                .isCancelled());
}

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
