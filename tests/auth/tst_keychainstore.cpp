// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychaintest.h"

#include <thread>

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Secrets of any length in a keychain that is unlocked, one job at a time.
class TstKeychainStore : public KeychainTest {
    Q_OBJECT

private slots:
    void init() { make({}); }
    void cleanup() { m_store.reset(); }

    void roundTripsOfAllLengths_data();
    void roundTripsOfAllLengths();
    void shorterSecretLeavesNoChunksBehind();
    void removalLeavesNothing();
    void failureHalfWayKeepsTheOldSecret();
    void answersAreNamed_data();
    void answersAreNamed();
    void aForgetfulKeychainIsNeverBelieved();
    void lostChunkIsAMissingCredential();
    void hangingKeychainEndsAtTheDeadline();
    void runningJobIsNeverCutShort();
    void oneJobAtATimeOnTheMainThread();
    void stoppedBeforeItsTurnAsksNothing();
    void destructionAnswersEverybody();
};

void TstKeychainStore::roundTripsOfAllLengths_data() {
    QTest::addColumn<QString>("secret");
    for (const int length : {0, 1, 40, 2033, 2034, 2048, 2559, 2560, 2561, 60'000})
        QTest::addRow("%d", length) << QString(length, u'k');
    QTest::newRow("unicode") << QString(u"p\u00e4ss \u20ac \U0001F511"_s).repeated(700);
}

void TstKeychainStore::roundTripsOfAllLengths() {
    QFETCH(QString, secret);
    QCOMPARE(stateText(), u"absent"_s);
    QCOMPARE(write(secret), u"ok"_s);
    QCOMPARE(readText(), secret);
    QCOMPARE(stateText(), u"stored"_s);
    SecretKey other = k_key;
    other.origin = u"https://login.other:443/t"_s;
    QCOMPARE(codeOf(m_store->read(other, {})), u"credential-missing"_s);
}

void TstKeychainStore::shorterSecretLeavesNoChunksBehind() {
    QCOMPARE(write(QString(10'000, u'a')), u"ok"_s);
    QCOMPARE(m_world->entries.size(), size_t(6));
    QCOMPARE(write(QString(5'000, u'b')), u"ok"_s);
    QCOMPARE(readText(), QString(5'000, u'b'));
    QCOMPARE(m_world->entries.size(), size_t(4));
    QCOMPARE(write(u"short"_s), u"ok"_s);
    QCOMPARE(readText(), u"short"_s);
    QCOMPARE(m_world->entries.size(), size_t(1));
}

void TstKeychainStore::removalLeavesNothing() {
    QCOMPARE(write(QString(10'000, u'a')), u"ok"_s);
    QCOMPARE(codeOf(m_store->remove(k_key, {})), u"ok"_s);
    QCOMPARE(stateText(), u"absent"_s);
    QVERIFY(m_world->entries.empty());
    QCOMPARE(codeOf(m_store->remove(k_key, {})), u"ok"_s);
}

void TstKeychainStore::failureHalfWayKeepsTheOldSecret() {
    QCOMPARE(write(QString(5'000, u'a')), u"ok"_s);
    const auto before = m_world->entries;
    m_world->refuseEntry = u"/3"_s; // the fourth chunk of the new one
    QCOMPARE(write(QString(9'000, u'b')), u"keychain-failed"_s);
    QCOMPARE(m_world->entries, before);
    m_world->refuseEntry.reset();
    QCOMPARE(readText(), QString(5'000, u'a'));
}

void TstKeychainStore::answersAreNamed_data() {
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("collection");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("state");
    const auto row = [](const char* name, Outcome outcome, Collection collection, const char* code,
                        const char* state) {
        QTest::newRow(name) << static_cast<int>(outcome) << static_cast<int>(collection)
                            << QString::fromLatin1(code) << QString::fromLatin1(state);
    };
    row("denied", Outcome::Denied, Collection::Unlocked, "keychain-denied", "denied");
    row("no backend", Outcome::NoService, Collection::Unlocked, "keychain-absent", "no-keychain");
    row("no bus", Outcome::Failed, Collection::NoService, "keychain-absent", "no-keychain");
    row("no collection", Outcome::Failed, Collection::Absent, "keychain-absent", "no-keychain");
    row("something else", Outcome::Failed, Collection::Unlocked, "keychain-failed", "keychain-failed");
    row("not there", Outcome::NotFound, Collection::Unlocked, "credential-missing", "absent");
    row("locked", Outcome::NotFound, Collection::Locked, "keychain-locked", "locked");
    row("locked, other words", Outcome::Failed, Collection::Locked, "keychain-locked", "locked");
    row("denied at the prompt", Outcome::Denied, Collection::Locked, "keychain-denied", "locked");
}

void TstKeychainStore::answersAreNamed() {
    QFETCH(int, outcome);
    QFETCH(int, collection);
    QFETCH(QString, code);
    QFETCH(QString, state);
    m_world->refuseAll = static_cast<Outcome>(outcome);
    m_world->collection = static_cast<Collection>(collection);
    const auto future = m_store->read(k_key, {});
    QCOMPARE(codeOf(future), code);
    const Error error = future.result().error();
    QCOMPARE(toString(error.kind), code == u"credential-missing"_s ? u"config"_s : u"keychain"_s);
    QCOMPARE(toString(error.stage), u"keychain"_s);
    QCOMPARE(stateText(), state);
}

void TstKeychainStore::aForgetfulKeychainIsNeverBelieved() {
    QCOMPARE(write(u"old"_s), u"ok"_s);
    m_world->forgets = true;
    QCOMPARE(write(u"new"_s), u"keychain-forgets"_s);
    QCOMPARE(write(QString(5'000, u'n')), u"keychain-forgets"_s);
    QCOMPARE(readText(), u"old"_s); // what stood there still does
    m_world->entries.clear();
    QCOMPARE(write(u"new"_s), u"keychain-forgets"_s);
    m_world->forgets = false;
    QCOMPARE(write(u"new"_s), u"ok"_s);
    QCOMPARE(readText(), u"new"_s);
}

void TstKeychainStore::lostChunkIsAMissingCredential() {
    QCOMPARE(write(QString(5'000, u'a')), u"ok"_s);
    m_world->entries.erase(std::prev(m_world->entries.end()));
    QCOMPARE(readText(), u"error credential-missing"_s);
}

void TstKeychainStore::hangingKeychainEndsAtTheDeadline() {
    KeychainSecretStore::Options options;
    options.deadline = 300ms;
    make(options);
    m_world->hangs = true;
    const auto first = m_store->read(k_key, {});
    const auto second = m_store->write(k_key, Redacted(u"x"_s), {});
    QCOMPARE(codeOf(first), u"keychain-timeout"_s);
    QCOMPARE(codeOf(second), u"keychain-timeout"_s);
    QCOMPARE(codeOf(m_store->state(k_key, {})), u"keychain-timeout"_s);
    QCOMPARE(m_world->calls.size(), 1); // the others never began
    letGo();
    QCOMPARE(write(u"y"_s), u"ok"_s);
    QCOMPARE(readText(), u"y"_s);
}

void TstKeychainStore::runningJobIsNeverCutShort() {
    QCOMPARE(write(QString(5'000, u'a')), u"ok"_s);
    std::stop_source source;
    m_world->hangs = true;
    const auto future = m_store->write(k_key, Redacted(QString(9'000, u'b')), source.get_token());
    QTRY_COMPARE(m_world->held.size(), size_t(1));
    m_world->hangs = false;
    const auto readHead = m_world->held.front();
    m_world->held.pop_front();
    readHead();            // the old head is known,
    m_world->hangs = true; // the first chunk is under way
    source.request_stop();
    QCOMPARE(codeOf(future), u"cancelled"_s);
    letGo();
    QCOMPARE(readText(), QString(5'000, u'a'));
    QTRY_COMPARE(m_world->entries.size(), size_t(4)); // nothing of the new one is left
}

void TstKeychainStore::oneJobAtATimeOnTheMainThread() {
    std::atomic<int> good = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            SecretKey key = k_key;
            key.profile += QString::number(i);
            auto written = m_store->write(key, Redacted(QString(4000, QChar(u'a' + i))), {});
            written.waitForFinished();
            auto read = m_store->read(key, {});
            read.waitForFinished();
            good += read.resultCount() == 1 && read.result() &&
                    read.result()->reveal() == QString(4000, QChar(u'a' + i));
        });
    QTRY_COMPARE(good.load(), 8);
    QCOMPARE(m_world->mostRunning, 1);
    QVERIFY(m_world->onlyMainThread);
}

void TstKeychainStore::stoppedBeforeItsTurnAsksNothing() {
    std::stop_source source;
    source.request_stop();
    QCOMPARE(codeOf(m_store->write(k_key, Redacted(u"x"_s), source.get_token())), u"cancelled"_s);
    QVERIFY(m_world->calls.isEmpty());
}

void TstKeychainStore::destructionAnswersEverybody() {
    m_world->hangs = true;
    const auto first = m_store->read(k_key, {});
    const auto second = m_store->write(k_key, Redacted(u"x"_s), {});
    QTRY_COMPARE(m_world->held.size(), size_t(1));
    m_store.reset();
    QCOMPARE(codeOf(first), u"cancelled"_s);
    QCOMPARE(codeOf(second), u"cancelled"_s);
    letGo(); // the real job ends after its store
}

QTEST_GUILESS_MAIN(TstKeychainStore)
#include "tst_keychainstore.moc"
