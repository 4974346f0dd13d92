// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/compositionroot.h"
#include "recordingstore.h"
#include "sandboxprofile.h"

#include <functional>
#include <future>
#include <semaphore>

#include <QElapsedTimer>
#include <QPromise>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds k_patience{30};

/// What the program's progress line would hear. Hearing anything after the root is gone is a fault.
class Listener final : public ExchangeSink {
public:
    void exchanged(const Exchange&) override { ++heard; }
    void waiting(const PaceWait&) override {}
    std::atomic<int> heard = 0;
};

/// Answers a question only when somebody stops asking it.
class UnansweredStore final : public SecretStore {
public:
    QFuture<Result<Redacted<QString>>> read(SecretKey, std::stop_token stop) override {
        m_promise.start();
        m_onStop.emplace(std::move(stop), [this] { giveUp(); });
        asked.release();
        return m_promise.future();
    }
    QFuture<Result<void>> write(SecretKey, Redacted<QString>, std::stop_token) override {
        return ready<void>(std::unexpected(cancelled()));
    }
    QFuture<Result<void>> remove(SecretKey, std::stop_token) override {
        return ready<void>(std::unexpected(cancelled()));
    }
    QFuture<Result<SecretState>> state(SecretKey, std::stop_token) override {
        return ready<SecretState>(std::unexpected(cancelled()));
    }
    void giveUp() {
        if (m_hasAnswered.exchange(true))
            return;
        m_promise.addResult(Result<Redacted<QString>>(std::unexpected(cancelled())));
        m_promise.finish();
    }
    std::binary_semaphore asked{0};

private:
    QPromise<Result<Redacted<QString>>> m_promise;
    std::atomic<bool> m_hasAnswered = false;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
};

sandbox::Sandbox::Options small() {
    sandbox::Sandbox::Options options;
    options.deliverables = 12;
    options.traps = false;
    return options;
}

} // namespace

/// All that one profile needs, wired as milepostctl has it, against the sandbox.
class TestCompositionRoot : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aRunSignsInWritesAndIsCounted();
    void rotatedTrackerTokensGoToTheSecretStore();
    void shutsDownWithRequestsInFlight();
    void saysWhyItCannotOpen_data();
    void saysWhyItCannotOpen();
    void aKeychainThatCannotBeAskedIsNoMissingPassword();
    void cancelEndsTheWaitForTheProxyPassword();

private:
    [[nodiscard]] Result<std::unique_ptr<CompositionRoot>> open() {
        return CompositionRoot::open(m_profile, *m_paths, {m_clock, *m_secrets, *m_listener});
    }
    [[nodiscard]] SyncReport sync(CompositionRoot& root, RunControl& control) {
        return root.engine().sync({}, false, {}, {}, control, nullptr);
    }
    [[nodiscard]] qsizetype ownEvents() {
        return m_sandbox->events(m_profile.mailbox, m_profile.calendarName).size();
    }

    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<test::RecordingStore> m_secrets;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<Paths> m_paths;
    Profile m_profile;
};

void TestCompositionRoot::init() {
    m_sandbox = std::make_unique<sandbox::Sandbox>(small());
    QVERIFY(m_sandbox->start());
    m_dir = std::make_unique<QTemporaryDir>();
    m_paths = std::make_unique<Paths>(Paths::below(m_dir->path()));
    m_secrets = std::make_unique<test::RecordingStore>();
    m_listener = std::make_unique<Listener>();
    m_profile = test::profileFor(*m_sandbox);
    test::enterSecrets(*m_secrets, m_profile);
}

void TestCompositionRoot::cleanup() { m_sandbox.reset(); }

void TestCompositionRoot::aRunSignsInWritesAndIsCounted() {
    const auto root = open();
    QVERIFY2(root, qPrintable(root ? QString() : root.error().summary()));
    QVERIFY((*root)->graph().createCalendar(m_profile.mailbox, m_profile.calendarName, {}));
    RunControl control;
    const SyncReport report = sync(**root, control);
    QVERIFY2(report.verified, qPrintable(report.error ? report.error->summary() : QString()));
    QCOMPARE(ownEvents(), qsizetype(12));
    QCOMPARE((*root)->journal().runs(10)->size(), 1U);
    // Every request of the wire, sign-ins included, reaches the meter and whoever listens behind it.
    const int asked = m_sandbox->counters().value(u"requests"_s).toInt();
    QVERIFY(asked > 12);
    QCOMPARE((*root)->requests().total, asked);
    QCOMPARE(m_listener->heard.load(), asked);
}

void TestCompositionRoot::rotatedTrackerTokensGoToTheSecretStore() {
    const auto root = open();
    QVERIFY(root);
    QVERIFY((*root)->engine().deliverables({}, {}));
    const SecretKey key =
        trackerRefreshKey(m_profile.name, QUrl(m_profile.trackerUrl), m_profile.trackerUser);
    QVERIFY(!m_secrets->plain(key).isEmpty());
}

void TestCompositionRoot::shutsDownWithRequestsInFlight() {
    auto root = open();
    QVERIFY(root);
    QVERIFY((*root)->graph().createCalendar(m_profile.mailbox, m_profile.calendarName, {}));
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"hold"_s}, {u"when"_s, u"after"_s}});
    RunControl control;
    auto running = std::async(std::launch::async, [&] {
        const SyncReport report = sync(**root, control);
        root->reset(); // the engine's pool, then net with what it has in flight, then the journal
        return report.status;
    });
    QVERIFY(m_sandbox->waitHeld(k_patience, 2));
    const int heldBack = 12 - static_cast<int>(ownEvents());
    QVERIFY2(heldBack > 0, "the run must be under way");
    control.cancel();
    QCOMPARE(running.wait_for(k_patience), std::future_status::ready); // the services never answered
    QVERIFY(running.get() == RunStatus::Cancelled);
    const int heard = m_listener->heard;
    m_sandbox->clearFaults();
    m_sandbox->release();
    // The journal was closed with what is in doubt in it, and nothing holds the profile any more.
    root = open();
    QVERIFY2(root, qPrintable(root ? QString() : root.error().summary()));
    QCOMPARE(m_listener->heard.load(), heard);
    QVERIFY((*root)->journal().runs(1)->front().status == RunStatus::Cancelled);
    RunControl next;
    QVERIFY(sync(**root, next).verified);
    QCOMPARE(ownEvents(), qsizetype(12));
}

void TestCompositionRoot::saysWhyItCannotOpen_data() {
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<bool>("dataIsAFile");
    QTest::addColumn<QString>("code");
    QTest::newRow("no such CA file") << u"/nowhere/ca.pem"_s << u""_s << false << u"ca-file"_s;
    QTest::newRow("no proxy") << u""_s << u"ftp://proxy"_s << false << u"proxy-misconfigured"_s;
    QTest::newRow("no place for the journal") << u""_s << u""_s << true << u"store-failed"_s;
}

void TestCompositionRoot::saysWhyItCannotOpen() {
    QFETCH(QString, caFile);
    QFETCH(QString, proxy);
    QFETCH(bool, dataIsAFile);
    m_profile.caFile = caFile;
    m_profile.proxy = proxy;
    if (dataIsAFile) {
        QFile file(m_paths->dataFolder());
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const auto root = open();
    QVERIFY(!root);
    QTEST(root.error().code, "code");
}

void TestCompositionRoot::aKeychainThatCannotBeAskedIsNoMissingPassword() {
    m_profile.proxy = u"http://127.0.0.1:9"_s;
    QVERIFY2(open(), "a proxy may do without a password");
    m_secrets->readFailure =
        makeError(Error::Kind::Keychain, Error::Stage::Keychain, {}, u"keychain-locked"_s);
    const auto root = open();
    QVERIFY(!root);
    QCOMPARE(root.error().code, u"keychain-locked"_s);
}

void TestCompositionRoot::cancelEndsTheWaitForTheProxyPassword() {
    m_profile.proxy = u"http://127.0.0.1:9"_s;
    UnansweredStore waiting; // as a keychain with its prompt open
    std::stop_source cancel;
    auto opening = std::async(std::launch::async, [&] {
        return CompositionRoot::open(m_profile, *m_paths,
                                     {m_clock, waiting, *m_listener, cancel.get_token()});
    });
    waiting.asked.acquire();
    cancel.request_stop();
    const bool hasEnded = opening.wait_for(std::chrono::seconds(1)) == std::future_status::ready;
    waiting.giveUp(); // whatever happened, the thread is to end
    const auto root = opening.get();
    QVERIFY(hasEnded);
    QVERIFY(!root);
    QVERIFY(root.error().isCancelled());
}

QTEST_GUILESS_MAIN(TestCompositionRoot)
#include "tst_compositionroot.moc"
