// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../storage/postgresserver.h"
#include "app/ctlenvironment.h"
#include "sandboxprofile.h"
#include "storage/journal.h"

#include <future>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

class Deaf final : public ExchangeSink {
public:
    void exchanged(const Exchange&) override {}
    void waiting(const PaceWait&) override {}
};

/// As main_ctl.cpp runs a command.
template <class F> auto onPool(F act) {
    auto acting = std::async(std::launch::async, act);
    if (!QTest::qWaitFor(
            [&] { return acting.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }, 30'000))
        qFatal("the command waits for main for ever");
    return acting.get();
}

} // namespace

/// What milepostctl's commands are given. They run on a pool thread while main turns its event loop.
class TestCtlEnvironment : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("MILEPOST_TEST_VARIABLE", "as it was at the start");
        m_environment = std::make_unique<CtlEnvironment>();
        m_environment->useConfigDir(m_dir->path());
        m_profile.name = u"test"_s;
    }

    void variablesAreThoseOfTheProcess() {
        QCOMPARE(m_environment->variable(u"MILEPOST_TEST_VARIABLE"_s), u"as it was at the start"_s);
        QCOMPARE(m_environment->variable(u"MILEPOST_TEST_ABSENT"_s), QString());
    }

    void everythingLivesBelowTheFolderThatWasNamed() {
        QVERIFY(m_environment->profiles().save(m_profile));
        QVERIFY(m_environment->journal(m_profile));
        const Paths paths = Paths::below(m_dir->path());
        QVERIFY(QFile::exists(paths.profileFile(u"test"_s)));
        QVERIFY(QFile::exists(paths.database(u"test"_s)));
        m_environment->useConfigDir({});
        QCOMPARE(m_environment->profiles().paths().profilesFolder(), Paths::platform().profilesFolder());
    }

    void aSourceHasOneStore() {
        const auto store = [this] { return m_environment->secrets(m_profile).value_or(nullptr); };
        m_profile.secretSource = SecretSource::Session;
        SecretStore* const first = onPool(store);
        QVERIFY(first);
        QCOMPARE(onPool(store), first);
        m_profile.secretSource = SecretSource::Keychain;
        SecretStore* const other = onPool(store);
        QVERIFY(other);
        QVERIFY(other != first);
    }

    void aWorkspaceUsesTheSecretsOfItsProfile() {
        sandbox::Sandbox sandbox;
        QVERIFY(sandbox.start());
        m_profile = test::profileFor(sandbox);
        Deaf sink;
        const auto countCalendars = [&]() -> Result<size_t> {
            const auto workspace = m_environment->open(m_profile, sink, cli::Environment::Patience::Run);
            if (!workspace)
                return std::unexpected(workspace.error());
            const auto calendars = (*workspace)->graph().calendars(m_profile.mailbox, {});
            if (!calendars)
                return std::unexpected(calendars.error());
            return calendars->size();
        };
        const Result<size_t> without = onPool(countCalendars);
        QVERIFY(!without);
        QCOMPARE(without.error().code, u"credential-missing"_s);
        onPool([&] {
            test::enterSecrets(**m_environment->secrets(m_profile), m_profile);
            return true;
        });
        const Result<size_t> with = onPool(countCalendars);
        QVERIFY2(with, qPrintable(with ? QString() : with.error().summary()));
        QVERIFY(*with > 0);
    }

    void aSharedStoreIsOpenedWithThePasswordThatWasStored() {
        if (!test::PostgresServer::isInstalled())
            QSKIP(test::PostgresServer::k_missing);
        const auto server = test::PostgresServer::start();
        QVERIFY(server);
        const QString host = server->address().host;
        m_profile.store = u"host=%1 user=milepost dbname=postgres"_s.arg(host);
        m_profile.secretSource = SecretSource::Session;
        const auto why = [this] {
            const auto journal = m_environment->journal(m_profile);
            return journal ? QString() : journal.error().code + u' ' + journal.error().detail;
        };
        const auto store = [&](const QString& password) {
            const SecretKey key = storePasswordKey(m_profile.name, host);
            return await((*m_environment->secrets(m_profile))->write(key, Redacted(password), {}))
                .has_value();
        };
        QVERIFY2(onPool(why).startsWith(u"credential-missing"), qPrintable(onPool(why)));
        QVERIFY(onPool([&] { return store(u"canary-42"_s); }));
        QVERIFY2(onPool(why).contains(u"wrong user or password"), qPrintable(onPool(why)));
        QVERIFY(!onPool(why).contains(u"canary-42"));
        QVERIFY(onPool([&] { return store(test::PostgresServer::k_password); }));
        QCOMPARE(onPool(why), QString());
        // A workspace writes there, and this computer's own file stays apart.
        QVERIFY(!QFile::exists(Paths::below(m_dir->path()).database(m_profile.name)));
        QVERIFY(onPool([this] {
            Deaf sink;
            m_profile.trackerUrl = u"https://tracker.example.com"_s;
            const auto workspace = m_environment->open(m_profile, sink, cli::Environment::Patience::Run);
            return workspace && (*workspace)->journal().beginRun({}).has_value();
        }));
        QVERIFY(onPool([this] { return (*m_environment->journal(m_profile))->runs(9)->size() == 1; }));
        QVERIFY(onPool([this] { return (*m_environment->localJournal(m_profile))->runs(9)->empty(); }));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<CtlEnvironment> m_environment;
    Profile m_profile;
};

QTEST_GUILESS_MAIN(TestCtlEnvironment)
#include "tst_ctlenvironment.moc"
