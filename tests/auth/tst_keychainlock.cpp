// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/keychainentry.h"
#include "keychaintest.h"

#include <thread>

#include <QRegularExpression>
#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A keychain that is locked: what is said of it, and the wait for its prompt.
class TstKeychainLock : public KeychainTest {
    Q_OBJECT

private slots:
    void init() { make({}); }
    void cleanup() { m_store.reset(); }

    void lockedIsNeverTakenForAbsent();
    void lockedWithoutPromptIsSaidAtOnce();
    void promptIsWaitedForBeyondTheDeadline();
    void theDeadlineCountsAgainAfterThePrompt();
    void aCancelledPromptKeepsNobodyWaiting();
    void waitingForUnlockCanBeCancelled();
    void stateNeverAsksForAnUnlock();
};

void TstKeychainLock::lockedIsNeverTakenForAbsent() {
    QCOMPARE(write(u"old"_s), u"ok"_s);
    m_world->collection = Collection::Locked; // reads answer "not found" now
    m_world->calls.clear();
    QCOMPARE(readText(), u"error keychain-locked"_s);
    QCOMPARE(write(u"new"_s), u"keychain-locked"_s);
    QCOMPARE(codeOf(m_store->remove(k_key, {})), u"keychain-locked"_s);
    QVERIFY(m_world->calls.filter(QRegularExpression(u"^(write|remove)"_s)).isEmpty());
    m_world->collection = Collection::Unlocked;
    QCOMPARE(readText(), u"old"_s);
}

void TstKeychainLock::lockedWithoutPromptIsSaidAtOnce() {
    KeychainSecretStore::Options options;
    options.mayPrompt = false;
    make(options);
    m_world->collection = Collection::Locked;
    QCOMPARE(readText(), u"error keychain-locked"_s);
    QVERIFY(m_world->calls.isEmpty());
}

void TstKeychainLock::promptIsWaitedForBeyondTheDeadline() {
    QStringList said;
    KeychainSecretStore::Options options;
    options.deadline = 300ms;
    options.unlock = std::make_shared<UnlockWait>();
    QObject::connect(options.unlock.get(), &UnlockWait::changed, options.unlock.get(), [&] {
        const auto& key = options.unlock->key();
        said << (key ? toString(key->purpose) : u"nothing"_s);
    });
    make(options);
    m_world->entries[keychain::entryName(k_key)] = keychain::toText({{}, 0, u"s"_s});
    m_world->collection = Collection::Locked;
    m_world->hangs = true; // the prompt is open
    const auto read = m_store->read(k_key, {});
    const auto behind = m_store->read(k_key, {});
    QTRY_COMPARE(said, QStringList{u"entra-secret"_s});
    QVERIFY(
        !QTest::qWaitFor([&] { return read.isFinished() || behind.isFinished(); }, 1500)); // five deadlines
    QCOMPARE(stateText(), u"waiting-for-unlock"_s);
    m_world->collection = Collection::Unlocked; // the person types the password
    letGo();
    QCOMPARE(codeOf(read), u"ok"_s);
    QCOMPARE(codeOf(behind), u"ok"_s);
    QTRY_COMPARE(said, (QStringList{u"entra-secret"_s, u"nothing"_s}));
}

void TstKeychainLock::theDeadlineCountsAgainAfterThePrompt() {
    KeychainSecretStore::Options options;
    options.deadline = 1500ms;
    make(options);
    m_world->entries[keychain::entryName(k_key)] = keychain::toText({{}, 0, u"s"_s});
    m_world->collection = Collection::Locked;
    m_world->hangs = true; // the prompt is open
    const auto read = m_store->read(k_key, {});
    const auto behind = m_store->read(k_key, {});
    QVERIFY(!QTest::qWaitFor([&] { return read.isFinished() || behind.isFinished(); }, 1000));
    m_world->collection = Collection::Unlocked;
    letGo();
    m_world->hangs = true; // slow, in a deadline of its own
    QCOMPARE(codeOf(read), u"ok"_s);
    QVERIFY(!QTest::qWaitFor([&] { return behind.isFinished(); }, 800));
    letGo();
    QCOMPARE(codeOf(behind), u"ok"_s);
}

void TstKeychainLock::aCancelledPromptKeepsNobodyWaiting() {
    KeychainSecretStore::Options options;
    options.deadline = 1000ms;
    options.unlock = std::make_shared<UnlockWait>();
    make(options);
    m_world->collection = Collection::Locked;
    m_world->hangs = true; // the prompt is open
    const auto read = m_store->read(k_key, {});
    const auto write = m_store->write(k_key, Redacted(u"x"_s), {});
    const auto state = m_store->state(k_key, {}); // asked before anybody knew of the prompt
    QCOMPARE(codeOf(state), u"ok"_s);
    QCOMPARE(toString(*state.result()), u"waiting-for-unlock"_s);
    QTRY_VERIFY(options.unlock->key().has_value());
    options.unlock->cancel();
    QCOMPARE(codeOf(read), u"cancelled"_s);
    QCOMPARE(codeOf(write), u"cancelled"_s);
    QVERIFY(!options.unlock->key().has_value());
    const auto again = m_store->read(k_key, {}); // the prompt is still open
    QTRY_VERIFY(options.unlock->key().has_value());
    m_world->entries[keychain::entryName(k_key)] = keychain::toText({{}, 0, u"s"_s});
    m_world->collection = Collection::Unlocked; // answered after all
    letGo();
    QCOMPARE(codeOf(again), u"ok"_s);
    QTRY_VERIFY(!options.unlock->key().has_value());
}

void TstKeychainLock::waitingForUnlockCanBeCancelled() {
    m_world->collection = Collection::Locked;
    m_world->hangs = true;
    std::stop_source source;
    const auto read = m_store->read(k_key, source.get_token());
    QTRY_COMPARE(m_world->held.size(), size_t(1));
    std::jthread other([&] { source.request_stop(); });
    QCOMPARE(codeOf(read), u"cancelled"_s);
    QCOMPARE(m_world->running, 1); // the job itself goes on until its end
    m_world->collection = Collection::Unlocked;
    letGo();
    QCOMPARE(write(u"x"_s), u"ok"_s);
}

void TstKeychainLock::stateNeverAsksForAnUnlock() {
    m_world->collection = Collection::Locked;
    QCOMPARE(stateText(), u"locked"_s);
    QVERIFY(m_world->calls.isEmpty());
}

QTEST_GUILESS_MAIN(TstKeychainLock)
#include "tst_keychainlock.moc"
