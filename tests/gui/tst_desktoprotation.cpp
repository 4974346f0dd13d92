// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "cli/profilesecrets.h"
#include "countingstore.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

namespace {

template <class T> bool comes(const QFuture<T>& future) {
    return QTest::qWaitFor([&] { return future.isFinished(); }, 120'000) && future.resultCount() == 1;
}

/// A store of secrets that a test can look into.
class SharedStore final : public SecretStore {
public:
    explicit SharedStore(std::shared_ptr<SessionSecretStore> memory) : m_memory(std::move(memory)) {}
    QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override {
        return m_memory->read(std::move(key), std::move(stop));
    }
    QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret, std::stop_token stop) override {
        return m_memory->write(std::move(key), std::move(secret), std::move(stop));
    }
    QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override {
        return m_memory->remove(std::move(key), std::move(stop));
    }
    QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override {
        return m_memory->state(std::move(key), std::move(stop));
    }

private:
    std::shared_ptr<SessionSecretStore> m_memory;
};

} // namespace

/// Rotation by the window's engine, over a real sandbox.
class TestDesktopRotation : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void madeInEntraUsedAndRemovedAfterARun();
    void aFormerOneGoesAlongWithItsProfile();
    void whatIsKeptElsewhereIsNotReplaced();

private:
    void control(const QString& name, const QJsonObject& json) {
        QVERIFY(m_backend->sandbox()->sandbox().control(name, json));
    }
    [[nodiscard]] int passwords() const {
        const auto listed = m_backend->sandbox()->sandbox().control(u"applications"_s, QJsonObject());
        for (const QJsonValue app : listed->value(u"applications"_s).toArray())
            if (app[u"clientId"].toString() == demo::k_clientId)
                return app[u"passwords"].toInt();
        return -1;
    }
    [[nodiscard]] QString stored(const QString& profile, SecretPurpose purpose) const {
        Profile named = m_profile;
        named.name = profile;
        const auto found = await(m_memory->read(*cli::secretKeyOf(named, purpose), {}));
        return found ? found->reveal() : QString();
    }
    [[nodiscard]] RotationOutcome rotate() {
        const auto done = m_backend->rotate(m_profile, {}, {}, {});
        RotationOutcome none;
        none.error = cancelled();
        return comes(done) ? done.result() : none;
    }
    [[nodiscard]] RunStatus run();
    void isInNoFile(const QString& secret) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<SessionSecretStore> m_memory;
    std::unique_ptr<DesktopBackend> m_backend;
    Profile m_profile;
};

void TestDesktopRotation::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_memory = std::make_shared<SessionSecretStore>();
    m_backend = std::make_unique<DesktopBackend>(
        Paths::below(m_folder->path()),
        [memory = m_memory](const QString&) -> Result<std::unique_ptr<SecretStore>> {
            return std::make_unique<SharedStore>(memory);
        });
    const auto started = m_backend->startSandbox();
    QVERIFY(comes(started) && started.result());
    control(u"options"_s, {{u"roles"_s, QJsonArray{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s,
                                                   u"Application.ReadWrite.OwnedBy"_s}}});
    control(u"application"_s, {{u"ownsItself"_s, true}});
    m_profile = *started.result();
    m_profile.name = u"Office"_s;
    m_profile.secretSource = SecretSource::Keychain;
    Draft draft{m_profile, {}};
    draft.secrets[SecretPurpose::EntraSecret] = Redacted(demo::k_clientSecret.toString());
    draft.secrets[SecretPurpose::TrackerPassword] = Redacted(demo::k_trackerPassword.toString());
    const auto saved = m_backend->save(draft);
    QVERIFY(comes(saved) && saved.result());
}

void TestDesktopRotation::cleanup() {
    const QFuture<void> down = m_backend->shutDown();
    QTRY_VERIFY_WITH_TIMEOUT(down.isFinished(), 20'000);
    m_backend.reset();
}

/// One action of the plan, as a person chooses it.
RunStatus TestDesktopRotation::run() {
    const auto survey = m_backend->survey(m_profile, {}, false, {});
    if (!comes(survey) || !survey.result())
        return RunStatus::Interrupted;
    RunRequest request;
    request.reviewed = *survey.result();
    request.chosen = {request.reviewed->plan()->actions.front().key};
    const auto applied = m_backend->apply(m_profile, request, std::make_shared<RunControl>(),
                                          std::make_shared<RunFeed>(m_backend->clock()));
    return comes(applied) ? applied.result().status : RunStatus::Interrupted;
}

void TestDesktopRotation::isInNoFile(const QString& secret) const {
    QDirIterator files(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(secret.toUtf8()), qPrintable(file.fileName()));
        ++seen;
    }
    QVERIFY(seen > 0);
}

void TestDesktopRotation::madeInEntraUsedAndRemovedAfterARun() {
    const int before = passwords();
    QVERIFY(run() == RunStatus::Succeeded); // by the old one; nothing was put aside yet
    QCOMPARE(passwords(), before);
    const auto outcome = rotate();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->summary()) : "");
    QVERIFY(outcome.formerGoesAway);
    QCOMPARE(passwords(), before + 1);
    const QString fresh = stored(m_profile.name, SecretPurpose::EntraSecret);
    QVERIFY(fresh != demo::k_clientSecret);
    const auto listed = m_backend->profiles();
    QVERIFY(comes(listed) && listed.result());
    const std::vector<ProfileEntry> entries = *listed.result();
    QString day;
    for (const ProfileEntry& entry : entries)
        if (entry.name == m_profile.name && entry.profile)
            day = entry.profile->secretExpires;
    QCOMPARE(day, outcome.expiresUtc.date().toString(Qt::ISODate));
    m_profile.secretExpires = day;
    // Only once a run has succeeded with it is the old one gone.
    m_backend->sandbox()->sandbox().addFault(
        {{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"path"_s, u"/events"_s}},
        {{u"kind"_s, u"status"_s}, {u"status"_s, 400}});
    QVERIFY(run() != RunStatus::Succeeded);
    QCOMPARE(passwords(), before + 1);
    m_backend->sandbox()->sandbox().clearFaults();
    QVERIFY(run() == RunStatus::Succeeded);
    QCOMPARE(passwords(), before);
    QVERIFY(stored(m_profile.name, SecretPurpose::EntraSecretFormer).isEmpty());
    isInNoFile(fresh);
}

void TestDesktopRotation::aFormerOneGoesAlongWithItsProfile() {
    QVERIFY(!rotate().error);
    const QString former = stored(m_profile.name, SecretPurpose::EntraSecretFormer);
    QVERIFY(former.contains(demo::k_clientSecretId));
    const auto copied = m_backend->duplicateProfile(m_profile, u"Copy"_s);
    QVERIFY(comes(copied) && copied.result());
    QCOMPARE(stored(u"Copy"_s, SecretPurpose::EntraSecretFormer), former);
    QCOMPARE(stored(m_profile.name, SecretPurpose::EntraSecretFormer), former);
    const auto renamed = m_backend->renameProfile(m_profile, u"Renamed"_s);
    QVERIFY(comes(renamed) && renamed.result());
    QCOMPARE(stored(u"Renamed"_s, SecretPurpose::EntraSecretFormer), former);
    QVERIFY(stored(m_profile.name, SecretPurpose::EntraSecretFormer).isEmpty());
    Profile last = m_profile;
    last.name = u"Renamed"_s;
    const auto removed = m_backend->removeProfile(last);
    QVERIFY(comes(removed) && removed.result());
    QVERIFY(stored(u"Renamed"_s, SecretPurpose::EntraSecretFormer).isEmpty());
    QVERIFY(stored(u"Renamed"_s, SecretPurpose::EntraSecret).isEmpty());
    QVERIFY(!stored(u"Copy"_s, SecretPurpose::EntraSecretFormer).isEmpty());
}

void TestDesktopRotation::whatIsKeptElsewhereIsNotReplaced() {
    Profile elsewhere = m_profile;
    elsewhere.secretSource = SecretSource::Environment;
    const auto done = m_backend->rotate(elsewhere, {}, {}, {});
    QVERIFY(comes(done) && done.result().error);
    QCOMPARE(done.result().error->code, u"config-invalid"_s);
    // The id of a secret is none, in the window too.
    RotationRequest request;
    request.given = Redacted(demo::k_clientSecretId.toString());
    const auto refused = m_backend->rotate(m_profile, request, {}, {});
    QVERIFY(comes(refused) && refused.result().error);
    QVERIFY(refused.result().error->detail.contains(u"ID"_s));
    QCOMPARE(stored(m_profile.name, SecretPurpose::EntraSecret), demo::k_clientSecret.toString());
    QVERIFY(stored(m_profile.name, SecretPurpose::EntraSecretNext).isEmpty());
}

QTEST_MAIN(TestDesktopRotation)
#include "tst_desktoprotation.moc"
