// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/peoplemap.h"

#include <algorithm>
#include <random>
#include <set>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
using State = PersonRow::State;
using Reason = PersonRow::Reason;
using Source = PersonRow::Source;

namespace {

TenantUser userNamed(const QString& id) {
    TenantUser user;
    user.id = id;
    user.name = id;
    user.principalName = user.mail = id + u"@contoso.example"_s;
    user.mailbox = TenantUser::Mailbox::Usable;
    return user;
}

Error someFailure() { return makeError(Error::Kind::Unavailable, Error::Stage::Graph, u"503"_s); }

/// A random tracker and tenant, and what a directory would say about them.
struct World {
    explicit World(unsigned seed) : random(seed) {
        for (int i = 0; i < 12; ++i) {
            TenantUser user = userNamed(u"user%1"_s.arg(i));
            user.mailbox = TenantUser::Mailbox(pick(8) ? 1 : pick(4));
            if (pick(3))
                user.enabled = pick(5) != 0;
            users.push_back(user);
        }
        for (int i = 1; i <= 15; ++i)
            tracker.people.push_back({i, u"Person %1"_s.arg(i % 9), pick(6) != 0});
        tracker.accountsHidden = pick(12) == 0;
        for (int i = 0; i < 18 && !tracker.accountsHidden; ++i)
            tracker.accounts.push_back({i, pick(3) ? u"name%1"_s.arg(i) : address(),
                                        pick(5) ? address() : QString(),
                                        pick(6) ? std::optional<qint64>(1 + pick(18)) : std::nullopt});
        for (int i = 1; i <= 15; ++i)
            if (pick(3) == 0)
                mappings.push_back({i, pick(6) ? u"user%1"_s.arg(pick(14)) : QString(), address(), true, {}});
            else if (pick(4) == 0)
                mappings.push_back({i, u"user%1"_s.arg(pick(14)), address(), false, {}});
        ask();
    }

    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); }
    QString address() { return u" A%1@Contoso.example"_s.arg(pick(16)); }

    void ask() {
        const DirectoryQuestion question = questionsFor(tracker, mappings);
        for (const QString& id : question.ids) {
            DirectoryAnswer& answer = answers[addressKey(id)];
            for (const TenantUser& user : users)
                if (user.id == id)
                    answer.users.push_back(user);
            if (pick(10) == 0)
                answer = {{}, someFailure()};
        }
        for (const QString& text : question.addresses) {
            DirectoryAnswer& answer = answers[addressKey(text)];
            for (int n = pick(5) ? 1 : pick(3); n > 0; --n)
                answer.users.push_back(users[size_t(pick(12))]);
            answer.aliasesHidden = answer.users.empty() && pick(3) == 0;
            if (pick(10) == 0)
                answer = {{}, someFailure()};
        }
    }

    [[nodiscard]] std::vector<PersonRow> rows() const { return mapPeople(tracker, mappings, answers); }
    [[nodiscard]] const PersonMapping* mapping(qint64 person) const {
        const auto it = std::ranges::find(mappings, person, &PersonMapping::person);
        return it == mappings.end() ? nullptr : &*it;
    }
    /// Every user that the person's addresses of this kind lead to; nothing when one gave no answer.
    [[nodiscard]] std::optional<std::set<QString>> reached(qint64 person, QString Account::*kind) const {
        std::set<QString> ids;
        for (const Account& account : tracker.accounts) {
            if (account.person != person || !looksLikeAddress((account.*kind).trimmed()))
                continue;
            const auto answer = answers.find(addressKey(account.*kind));
            if (answer == answers.end() || answer->second.failure)
                return std::nullopt;
            for (const TenantUser& user : answer->second.users)
                ids.insert(user.id);
        }
        return ids;
    }

    std::mt19937 random;
    std::vector<TenantUser> users;
    TrackerPeople tracker;
    std::vector<PersonMapping> mappings;
    DirectoryAnswers answers;
};

} // namespace

class TestPeopleMap : public QObject {
    Q_OBJECT

private slots:
    void lawsHoldForEverySeed() {
        std::set<Reason> seen;
        for (unsigned seed = 0; seed < 3000; ++seed) {
            const World world(seed);
            const auto rows = world.rows();
            checkOneRowEach(world, rows, seed);
            std::set<QString> taken;
            for (const PersonRow& row : rows) {
                seen.insert(row.reason);
                checkRow(world, row, seed);
                if (row.state == State::Matched && row.source != Source::Manual)
                    QVERIFY2(taken.insert(row.mailbox).second, qPrintable(at(seed, row)));
                if (QTest::currentTestFailed())
                    return;
            }
        }
        QCOMPARE(seen.size(), size_t(15)); // the worlds met every reason there is
    }

    void whoCannotBeMappedChangesNobodyElse() {
        for (unsigned seed = 0; seed < 500; ++seed) {
            World world(seed);
            world.tracker.accountsHidden = false;
            const auto before = world.rows();
            // People without an account, with an unknown address, and with one that gives no answer.
            for (qint64 id = 100; id < 103; ++id)
                world.tracker.people.insert(world.tracker.people.begin(), {id, u"New"_s, true});
            world.tracker.accounts.push_back({900, u"x"_s, u"nobody@contoso.example"_s, 101});
            world.tracker.accounts.push_back({901, u"y"_s, u"mute@contoso.example"_s, 102});
            world.answers[u"nobody@contoso.example"_s] = {};
            world.answers[u"mute@contoso.example"_s] = {{}, someFailure()};
            const auto after = world.rows();
            QVERIFY(std::equal(before.begin(), before.end(), after.begin() + 3, after.end()));
            QVERIFY(after[0].reason == Reason::NotAsked);
            QVERIFY(after[1].reason == Reason::NobodyFound);
            QVERIFY(after[2].reason == Reason::NoAccount);
        }
    }

    void aSharedSignInAddressStandsForNobodyUntilSomebodySaysSo() {
        const TrackerPeople tracker{
            {{1, u"Ann"_s, true}, {2, u"Bob"_s, true}},
            {{1, u"a"_s, u"office@contoso.example"_s, 1}, {2, u"b"_s, u"OFFICE@contoso.example"_s, 2}}};
        DirectoryAnswers answers{{u"office@contoso.example"_s, {{userNamed(u"office"_s)}, {}}},
                                 {u"office"_s, {{userNamed(u"office"_s)}, {}}}};
        for (const PersonRow& row : mapPeople(tracker, {}, answers)) {
            QVERIFY(row.state == State::Ambiguous && row.mailbox.isEmpty());
            QCOMPARE(row.detail, u"Ann, Bob"_s);
        }
        const auto decided = mapPeople(tracker, {{2, u"office"_s, {}, true, {}}}, answers);
        QVERIFY(decided[0].state == State::Ambiguous);
        QVERIFY(decided[1].state == State::Matched);
    }

    void whatIsRememberedIsFoundAgainAndNotAskedToBeRememberedTwice() {
        int remembered = 0;
        for (unsigned seed = 0; seed < 500; ++seed) {
            World world(seed);
            const auto rows = world.rows();
            const auto found = newMatches(rows, world.mappings, {});
            remembered += static_cast<int>(found.size());
            for (const PersonMapping& match : found) {
                QVERIFY(!match.manual);
                std::erase_if(world.mappings,
                              [&](const PersonMapping& known) { return known.person == match.person; });
                world.mappings.push_back(match);
            }
            QVERIFY(newMatches(rows, world.mappings, {}).empty());
            // The accounts are gone, the users are not: everybody who was matched still is, but for a mailbox
            // that another person's older match leads to as well.
            world.tracker.accounts.clear();
            for (const TenantUser& user : world.users)
                world.answers[addressKey(user.id)] = {{user}, {}};
            const auto again = world.rows();
            for (size_t i = 0; i < rows.size(); ++i)
                if (rows[i].state == State::Matched && again[i].reason != Reason::SeveralPeople)
                    QVERIFY2(again[i].state == State::Matched && again[i].mailbox == rows[i].mailbox,
                             qPrintable(at(seed, again[i])));
        }
        QVERIFY(remembered > 500);
    }

    void eachAddressIsAskedForOnceAndNothingForTheDecided() {
        const TrackerPeople tracker{{{1, u"Ann"_s, true}, {2, u"Bob"_s, true}, {3, u"Old"_s, false}},
                                    {{1, u"ann@x.example"_s, u" Ann@X.example "_s, 1},
                                     {2, u"bob"_s, u"bob@x.example"_s, 2},
                                     {3, u"old"_s, u"old@x.example"_s, 3},
                                     {4, u"no one"_s, u"not an address"_s, 1}}};
        const auto question = questionsFor(tracker, {{2, u"ID-2"_s, {}, true, {}}});
        QCOMPARE(question.addresses, QStringList{u"Ann@X.example"_s});
        QCOMPARE(question.ids, QStringList{u"ID-2"_s});
    }

private:
    static QString at(unsigned seed, const PersonRow& row) {
        return u"seed %1, person %2: %3, %4"_s.arg(QString::number(seed), QString::number(row.person),
                                                   toString(row.state), reasonText(row));
    }

    static void checkOneRowEach(const World& world, const std::vector<PersonRow>& rows, unsigned seed) {
        std::vector<qint64> active;
        for (const Person& person : world.tracker.people)
            if (person.active)
                active.push_back(person.id);
        std::vector<qint64> shown;
        for (const PersonRow& row : rows)
            shown.push_back(row.person);
        QVERIFY2(active == shown, qPrintable(QString::number(seed)));
    }

    static bool hidesAliases(const World& world, qint64 person) {
        return std::ranges::any_of(world.tracker.accounts, [&](const Account& account) {
            return account.person == person &&
                   std::ranges::any_of(std::array{account.email, account.username}, [&](const QString& text) {
                       const auto answer = world.answers.find(addressKey(text));
                       return answer != world.answers.end() && answer->second.aliasesHidden;
                   });
        });
    }

    static void checkRow(const World& world, const PersonRow& row, unsigned seed) {
        const QByteArray text = at(seed, row).toUtf8();
        const char* where = text.constData();
        QVERIFY2(!reasonText(row).isEmpty(), where);
        const PersonMapping* mapping = world.mapping(row.person);
        const auto mails = world.reached(row.person, &Account::email);
        const auto names = world.reached(row.person, &Account::username);
        const bool manual = mapping != nullptr && mapping->manual;
        QVERIFY2(!world.tracker.accountsHidden ||
                     (row.reason != Reason::NoAccount && row.reason != Reason::NobodyFound),
                 where);
        QVERIFY2(row.reason != Reason::NobodyFound || !hidesAliases(world, row.person), where);
        if (manual)
            QVERIFY2(row.source == Source::Manual &&
                         (row.mailbox.isEmpty() || row.mailbox == mapping->mailbox),
                     where);
        else if (!mails || (mails->empty() && !names))
            QVERIFY2(row.state != State::Matched && row.reason != Reason::NobodyFound &&
                         row.reason != Reason::UserGone && row.reason != Reason::NoAccount,
                     where); // a failed look-up proves nothing
        else if (const auto& users = mails->empty() ? *names : *mails; users.size() > 1)
            QVERIFY2(row.reason == Reason::SeveralUsers, where);
        if (row.state != State::Matched)
            return;
        const auto user = std::ranges::find(world.users, row.mailbox, &TenantUser::id);
        QVERIFY2(user != world.users.end(), where);
        QVERIFY2(user->mailbox == TenantUser::Mailbox::Usable && user->enabled != false, where);
        if (manual)
            return;
        const std::set<QString> only{row.mailbox};
        const Source expected = !mails->empty()   ? Source::Account
                                : !names->empty() ? Source::UserName
                                                  : Source::Remembered;
        QVERIFY2(row.source == expected, where);
        if (expected != Source::Remembered)
            QVERIFY2((mails->empty() ? *names : *mails) == only, where);
        QVERIFY2(mapping == nullptr || mapping->mailbox == row.mailbox, where);
    }
};

QTEST_GUILESS_MAIN(TestPeopleMap)
#include "tst_peoplemap.moc"
