// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "peopletest.h"

using namespace milepost;
using namespace Qt::StringLiterals;
using State = PersonRow::State;
using Why = PersonRow::Reason;
using Source = PersonRow::Source;
using Known = PeopleEngine::Known;

/// The people map against the sandbox: what it shows, what it remembers, and what it must not conclude.
class TestPeople : public PeopleTest {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void everyStateThereIs();
    void aMatchIsRememberedByObjectIdAlone();
    void anAddressThatMovedWaitsForSomebody();
    void aLookUpThatFailsIsNoGround();
    void aTrackerThatHidesAccountsProvesNothing();
    void aChangedAddressWaitsAndThenTakesThemAlong();
    void aStopEndsIt();
};

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
