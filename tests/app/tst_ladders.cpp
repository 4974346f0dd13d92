// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ladderworld.h"

#include <QSet>

using namespace milepost;
using namespace milepost::test;

using Change = std::function<void(LadderWorld&)>;

/// Every rung of the ladders about Microsoft: a fault that this rung alone is there to find, and the ladder
/// climbed to its end once it is mended.
class TestLadders : public QObject {
    Q_OBJECT

private slots:
    void namesExactlyTheRung_data();
    void namesExactlyTheRung();
    void theTableHasEveryRung();

private:
    static void signInRows();
    static void privilegeRows();
    static void calendarRows();
    static void nameRows();
};

namespace {

void row(const char* rung, LadderId ladder, const Change& fault, const Change& mend,
         const char* variant = "") {
    QTest::addRow("%s: %s%s", qPrintable(ladderName(ladder)), rung, variant)
        << ladder << QString::fromLatin1(rung) << fault << mend;
}

/// A value of the profile that is wrong, and right again.
template <class Member, class Value>
void wrong(const char* rung, LadderId ladder, Member member, Value value) {
    const auto good =
        std::make_shared<std::optional<std::decay_t<decltype(std::declval<Profile>().*member)>>>();
    row(
        rung, ladder,
        [=](LadderWorld& world) {
            *good = world.profile.*member;
            world.profile.*member = value;
        },
        [=](LadderWorld& world) { world.profile.*member = **good; });
}

void sandboxOption(const char* rung, LadderId ladder, const QString& name, const QJsonValue& bad,
                   const QJsonValue& good) {
    row(
        rung, ladder, [=](LadderWorld& world) { world.options(name, bad); },
        [=](LadderWorld& world) { world.options(name, good); });
}

const QJsonArray k_roles{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s};

void authority(const char* rung, LadderId ladder, const QString& address) {
    row(
        rung, ladder, [=](LadderWorld& world) { world.profile.custom.authority = address; },
        [](LadderWorld& world) { world.profile.custom.authority = world.sandbox.authority(); });
}

void blockMailbox(LadderWorld& world, bool isBlocked) {
    world.control(u"mailbox"_s, {{u"mailbox"_s, world.profile.mailbox}, {u"blocked"_s, isBlocked}});
}

void rename(LadderWorld& world, const QString& from, const QString& to) {
    world.edit({{u"op"_s, u"renameCalendar"_s}, {u"calendar"_s, from}, {u"to"_s, to}});
}

void clear(LadderWorld& world) { world.sandbox.clearFaults(); }

} // namespace

void TestLadders::namesExactlyTheRung_data() {
    QTest::addColumn<LadderId>("ladder");
    QTest::addColumn<QString>("rung");
    QTest::addColumn<Change>("fault");
    QTest::addColumn<Change>("mend");
    signInRows();
    privilegeRows();
    calendarRows();
    nameRows();
}

void TestLadders::signInRows() {
    constexpr auto k_ladder = LadderId::AuthenticationFailed;
    authority("dns", k_ladder, u"https://no-such-host.invalid/entra"_s);
    authority("tcp", k_ladder, u"http://127.0.0.1:1/entra"_s);
    row(
        "tls", k_ladder, [](LadderWorld& world) { world.profile.caFile.clear(); },
        [](LadderWorld& world) { world.profile.caFile = world.sandbox.caFile(); });
    sandboxOption("clock", k_ladder, u"dateSkewSeconds"_s, 900, 0);
    wrong("tenant", k_ladder, &Profile::tenantId, u"fabrikam.example"_s);
    wrong("app", k_ladder, &Profile::clientId, u"00000000-0000-4000-8000-000000000001"_s);
    sandboxOption("credential", k_ladder, u"secretExpired"_s, true, false);
    row(
        "token", k_ladder,
        [](LadderWorld& world) {
            world.fault({{u"area"_s, u"entra"_s}, {u"path"_s, u"/token"_s}},
                        {{u"kind"_s, u"aadsts"_s}, {u"code"_s, 53003}});
        },
        clear);
    sandboxOption("claims", k_ladder, u"roles"_s, QJsonArray(), k_roles);
}

void TestLadders::privilegeRows() {
    constexpr auto k_ladder = LadderId::InsufficientPrivileges;
    const QJsonArray readers{u"User.ReadBasic.All"_s, u"Application.Read.All"_s};
    sandboxOption("token-roles", k_ladder, u"roles"_s, QJsonArray{u"User.ReadBasic.All"_s}, k_roles);
    row(
        "declared-granted", k_ladder,
        [=](LadderWorld& world) {
            world.control(u"application"_s, {{u"declared"_s, k_roles}, {u"granted"_s, readers}});
        },
        [=](LadderWorld& world) {
            world.control(u"application"_s, {{u"grantedNow"_s, k_roles}});
        });
    row(
        "consent-age", k_ladder,
        [=](LadderWorld& world) {
            world.options(u"consentDelaySeconds"_s, 3600);
            world.control(u"application"_s,
                          {{u"granted"_s, readers}, {u"grantedNow"_s, QJsonArray{k_roles.first()}}});
        },
        [](LadderWorld& world) { world.options(u"consentDelaySeconds"_s, 0); });
    row(
        "mailbox-access", k_ladder, [](LadderWorld& world) { blockMailbox(world, true); },
        [](LadderWorld& world) { blockMailbox(world, false); });
    row(
        "directory-permission", k_ladder,
        [](LadderWorld& world) {
            world.profile.mode = CalendarMode::Individual;
            world.options(u"roles"_s, QJsonArray{k_roles.first()});
        },
        [](LadderWorld& world) { world.options(u"roles"_s, k_roles); });
    row(
        "operation", k_ladder, [](LadderWorld& world) { world.refuse(u"GET"_s, u"/events"_s); }, clear);
}

void TestLadders::calendarRows() {
    constexpr auto k_ladder = LadderId::CalendarNotFound;
    authority("hosts", k_ladder, u"http://127.0.0.1:1/entra"_s);
    sandboxOption("token", k_ladder, u"secretExpired"_s, true, false);
    sandboxOption("permission", k_ladder, u"roles"_s, QJsonArray{u"User.ReadBasic.All"_s}, k_roles);
    wrong("user-exists", k_ladder, &Profile::mailbox, u"nobody@contoso.example"_s);
    wrong("mailbox-kind", k_ladder, &Profile::mailbox, demo::k_userWithoutMailbox.toString());
    row(
        "mailbox-scope", k_ladder, [](LadderWorld& world) { blockMailbox(world, true); },
        [](LadderWorld& world) { blockMailbox(world, false); });
    row(
        "calendars-listed", k_ladder,
        [](LadderWorld& world) {
            world.fault({{u"area"_s, u"graph"_s}, {u"pathRegex"_s, u"@contoso.example/calendars$"_s}},
                        {{u"kind"_s, u"badJson"_s}});
        },
        clear);
    row(
        "rights", k_ladder,
        [](LadderWorld& world) {
            world.edit({{u"op"_s, u"protectCalendar"_s}, {u"calendar"_s, k_calendar}, {u"canEdit"_s, false}});
        },
        [](LadderWorld& world) {
            world.edit({{u"op"_s, u"protectCalendar"_s}, {u"calendar"_s, k_calendar}, {u"canEdit"_s, true}});
        });
    row(
        "read", k_ladder, [](LadderWorld& world) { world.refuse(u"GET"_s, u"/events"_s); }, clear);
    row(
        "write", k_ladder,
        [](LadderWorld& world) {
            world.wish.writes = true;
            world.refuse(u"POST"_s, u"/events"_s);
        },
        clear);
}

/// What is done about a name, by what the rung offers.
void TestLadders::nameRows() {
    constexpr auto k_ladder = LadderId::CalendarNotFound;
    const QString near = u"Project Deliverables "_s;
    row(
        "exact-name", k_ladder,
        [](LadderWorld& world) {
            world.edit({{u"op"_s, u"deleteCalendar"_s}, {u"calendar"_s, k_calendar}});
        },
        [](LadderWorld& world) {
            QVERIFY(CalendarResolver(world.root().graph(), world.root().journal())
                        .create(world.profile.mailbox, k_calendar, {}));
        });
    row(
        "near-names", k_ladder, [=](LadderWorld& world) { rename(world, k_calendar, near); },
        [=](LadderWorld& world) { world.profile.calendarName = near; }, ", used");
    row(
        "near-names", k_ladder,
        [](LadderWorld& world) { rename(world, k_calendar, u"Prоject Deliverables"_s); },
        [](LadderWorld& world) { rename(world, u"Prоject Deliverables"_s, k_calendar); }, ", renamed back");
    const auto renamed = [](LadderWorld& world) {
        (void)world.at(); // is remembered
        rename(world, k_calendar, u"Archive"_s);
    };
    row(
        "id-valid", k_ladder, renamed, [](LadderWorld& world) { rename(world, u"Archive"_s, k_calendar); },
        ", renamed back");
    row(
        "id-valid", k_ladder,
        [=](LadderWorld& world) {
            renamed(world);
            world.edit({{u"op"_s, u"createCalendar"_s}, {u"calendar"_s, k_calendar}});
        },
        [](LadderWorld& world) { (void)world.at(); }, ", looked up anew");
    row(
        "id-valid", k_ladder,
        [=](LadderWorld& world) {
            renamed(world);
            world.edit({{u"op"_s, u"createCalendar"_s}, {u"calendar"_s, near}});
        },
        [](LadderWorld& world) { rename(world, u"Archive"_s, k_calendar); }, ", beside a look-alike");
}

void TestLadders::namesExactlyTheRung() {
    QFETCH(LadderId, ladder);
    QFETCH(QString, rung);
    QFETCH(Change, fault);
    QFETCH(Change, mend);
    LadderWorld world(rung == "tls"_L1);
    fault(world);
    world.close();
    QStringList told;
    const LadderReport bad = world.climb(ladder, {}, [&](const Rung& each) { told << each.id; });
    const Rung* failed = bad.failedRung();
    QVERIFY2(failed != nullptr, "nothing failed");
    QVERIFY2(failed->id == rung, qPrintable(failed->id + u": "_s + failed->evidence));
    QCOMPARE(bad.count(RungState::Failed), 1);
    QVERIFY(!failed->evidence.isEmpty());
    QVERIFY(!failed->allRemedies(Surface::CommandLine).isEmpty());
    QCOMPARE(told.last(), rung);
    const auto place = failed - bad.rungs.data();
    QCOMPARE(told.size(), place + 1);
    for (size_t i = 0; i < bad.rungs.size(); ++i)
        QCOMPARE(bad.rungs[i].state == RungState::NotReached, static_cast<qsizetype>(i) > place);
    mend(world);
    world.close();
    const LadderReport good = world.climb(ladder);
    QVERIFY2(good.failedRung() == nullptr && !good.wasCancelled,
             qPrintable(good.failedRung() ? good.failedRung()->id + u": "_s + good.failedRung()->evidence
                                          : QString()));
    QCOMPARE(good.count(RungState::NotReached), 0);
}

/// A rung without a scenario would be a rung that nobody saw fail.
void TestLadders::theTableHasEveryRung() {
    LadderWorld world;
    const LadderParts parts{world.root().probeClients()};
    const auto hasRow = [](const QString& ladder, const QString& rung) {
        QFile table(QStringLiteral(MILEPOST_SOURCE_DIR "/tests/app/") + ladder);
        return table.open(QIODevice::ReadOnly) && table.readAll().contains('"' + rung.toUtf8() + "\",");
    };
    for (const LadderId id : k_ladders) {
        const QString file =
            id == LadderId::EventsNotAppearing ? u"tst_eventladder.cpp"_s : u"tst_ladders.cpp"_s;
        QSet<QString> ids;
        for (const LadderStep& step : ladderSteps(id, world.profile, {}, parts)) {
            QVERIFY2(hasRow(file, step.id), qPrintable(step.id));
            QVERIFY2(!ids.contains(step.id), qPrintable(step.id));
            ids.insert(step.id);
        }
    }
}

QTEST_GUILESS_MAIN(TestLadders)
#include "tst_ladders.moc"
