// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/sessionsecretstore.h"
#include "base/futures.h"
#include "cli/profilesecrets.h"
#include "journeywindow.h"

#include <QFile>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

template <class T> bool comes(const QFuture<T>& future) {
    return QTest::qWaitFor([&] { return future.isFinished(); }, 30'000) && future.resultCount() == 1;
}

/// The engine's store, which outlives it.
class Shared final : public SecretStore {
public:
    explicit Shared(SecretStore& store) : m_store(store) {}
    QFuture<Result<Redacted<QString>>> read(SecretKey key, std::stop_token stop) override {
        return m_store.read(std::move(key), std::move(stop));
    }
    QFuture<Result<void>> write(SecretKey key, Redacted<QString> secret, std::stop_token stop) override {
        return m_store.write(std::move(key), std::move(secret), std::move(stop));
    }
    QFuture<Result<void>> remove(SecretKey key, std::stop_token stop) override {
        return m_store.remove(std::move(key), std::move(stop));
    }
    QFuture<Result<SecretState>> state(SecretKey key, std::stop_token stop) override {
        return m_store.state(std::move(key), std::move(stop));
    }

private:
    SecretStore& m_store;
};

} // namespace

/// Profiles under another name, with the real engine: secrets and history go where the profile goes.
class TestProfiles : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_journey.reset(); }
    void aRenamedProfileGoesOnWorking();
    void aCopyHasSecretsOfItsOwn();
    void whatIsDeletedLeavesNoSecret();
    void aNameThatIsTakenCostsNobodyASecret();
    void anExportedFileHoldsNoSecret();
    void aCertificateThatWasMadeHereSignsIn();

private:
    [[nodiscard]] DesktopBackend& backend() { return m_journey->desktop().backend(); }
    [[nodiscard]] QString secretOf(const Profile& profile, SecretPurpose purpose) {
        const auto key = cli::secretKeyOf(profile, purpose);
        const auto secret = m_secrets->read(*key, {});
        return comes(secret) && secret.result() ? secret.result()->reveal() : QString();
    }

    std::unique_ptr<SessionSecretStore> m_secrets;
    std::unique_ptr<JourneyWindow> m_journey;
    Profile m_profile;
};

void TestProfiles::init() {
    m_secrets = std::make_unique<SessionSecretStore>();
    m_journey =
        std::make_unique<JourneyWindow>([this](const QString&) -> Result<std::unique_ptr<SecretStore>> {
            return std::make_unique<Shared>(*m_secrets);
        });
    m_profile = m_journey->ownProfile(u"Before"_s, SecretSource::Keychain);
    Draft draft{m_profile, {}};
    draft.secrets[SecretPurpose::EntraSecret] = Redacted(sandbox::demo::k_clientSecret.toString());
    draft.secrets[SecretPurpose::TrackerPassword] = Redacted(sandbox::demo::k_trackerPassword.toString());
    const auto saved = backend().save(draft);
    QVERIFY(comes(saved) && saved.result());
    const auto survey = backend().survey(m_profile, {}, false, {});
    QVERIFY(comes(survey));
    QVERIFY2(survey.result(), survey.result() ? "" : qPrintable(survey.result().error().summary()));
}

void TestProfiles::aRenamedProfileGoesOnWorking() {
    const auto renamed = backend().renameProfile(m_profile, u"After"_s);
    QVERIFY(comes(renamed));
    QVERIFY2(renamed.result(), renamed.result() ? "" : qPrintable(renamed.result().error().summary()));
    const Profile after = *renamed.result();
    QCOMPARE(secretOf(after, SecretPurpose::EntraSecret), sandbox::demo::k_clientSecret.toString());
    for (const SecretPurpose purpose :
         {SecretPurpose::EntraSecret, SecretPurpose::TrackerPassword, SecretPurpose::TrackerRefresh})
        QCOMPARE(secretOf(m_profile, purpose), QString());
    const auto survey = backend().survey(after, {}, false, {});
    QVERIFY(comes(survey) && survey.result());
    const Paths paths = Paths::below(m_journey->folder());
    QVERIFY(QFile::exists(paths.database(u"After"_s)));
    QVERIFY(!QFile::exists(paths.database(u"Before"_s)) && !QFile::exists(paths.profileFile(u"Before"_s)));
}

void TestProfiles::aCopyHasSecretsOfItsOwn() {
    const auto copy = backend().duplicateProfile(m_profile, u"Copy"_s);
    QVERIFY(comes(copy) && copy.result());
    const auto survey = backend().survey(*copy.result(), {}, false, {});
    QVERIFY(comes(survey) && survey.result());
    const auto removed = backend().removeProfile(*copy.result());
    QVERIFY(comes(removed) && removed.result());
    QCOMPARE(secretOf(*copy.result(), SecretPurpose::EntraSecret), QString());
    QCOMPARE(secretOf(m_profile, SecretPurpose::EntraSecret), sandbox::demo::k_clientSecret.toString());
}

void TestProfiles::whatIsDeletedLeavesNoSecret() {
    QVERIFY(!secretOf(m_profile, SecretPurpose::TrackerRefresh).isEmpty());
    const auto removed = backend().removeProfile(m_profile);
    QVERIFY(comes(removed) && removed.result());
    for (const SecretPurpose purpose :
         {SecretPurpose::EntraSecret, SecretPurpose::TrackerPassword, SecretPurpose::TrackerRefresh})
        QCOMPARE(secretOf(m_profile, purpose), QString());
    QVERIFY(QFile::exists(Paths::below(m_journey->folder()).database(m_profile.name)));
}

void TestProfiles::aNameThatIsTakenCostsNobodyASecret() {
    Draft other{m_profile, {}}; // of the same tenant: the secrets differ by the name alone
    other.profile.name = u"Other"_s;
    other.secrets[SecretPurpose::EntraSecret] = Redacted(u"secret-of-the-other"_s);
    const auto saved = backend().save(other);
    QVERIFY(comes(saved) && saved.result());
    const auto renamed = backend().renameProfile(m_profile, u"Other"_s);
    QVERIFY(comes(renamed) && !renamed.result());
    const auto copy = backend().duplicateProfile(m_profile, u"oTHER"_s);
    QVERIFY(comes(copy) && !copy.result());
    const auto again = backend().duplicateProfile(m_profile, u"Other"_s);
    QVERIFY(comes(again) && !again.result());
    QCOMPARE(secretOf(other.profile, SecretPurpose::EntraSecret), u"secret-of-the-other"_s);
    QCOMPARE(secretOf(m_profile, SecretPurpose::EntraSecret), sandbox::demo::k_clientSecret.toString());
}

void TestProfiles::anExportedFileHoldsNoSecret() {
    const QString path = m_journey->folder() + u"/out.json"_s;
    const auto written = backend().exportProfile(m_profile.name, path);
    QVERIFY(comes(written) && written.result());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains(sandbox::demo::k_tenant.toLatin1()));
    QVERIFY(!text.contains(sandbox::demo::k_clientSecret.toUtf8()));
    QVERIFY(!text.contains(sandbox::demo::k_trackerPassword.toUtf8()));
}

void TestProfiles::aCertificateThatWasMadeHereSignsIn() {
    const QString cer = m_journey->folder() + u"/public.cer"_s;
    const auto made = backend().makeCertificate({u"Milepost test"_s, 90, cer});
    QVERIFY(comes(made));
    QVERIFY2(made.result(), made.result() ? "" : qPrintable(made.result().error().summary()));
    Draft draft{m_profile, {}};
    draft.profile.credential = CredentialKind::Certificate;
    draft.secrets[SecretPurpose::EntraCertificate] = made.result()->pem;
    const auto early = backend().probe(ProbeId::Secret, draft, {});
    QVERIFY(comes(early) && early.result().error);
    QCOMPARE(early.result().error->code, u"700027"_s); // nobody uploaded it yet
    QFile file(cer);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray uploaded = file.readAll();
    QCOMPARE(uploaded, made.result()->der);
    QVERIFY(m_journey->sandbox().control(
        u"application"_s,
        {{u"clientId"_s, m_profile.clientId}, {u"certificate"_s, QString::fromLatin1(uploaded.toBase64())}}));
    const auto probe = backend().probe(ProbeId::Secret, draft, {});
    QVERIFY(comes(probe));
    QVERIFY2(probe.result().passed, probe.result().error ? qPrintable(probe.result().error->summary()) : "");
    const auto again = backend().makeCertificate({u"Milepost test"_s, 90, cer});
    QVERIFY(comes(again) && !again.result()); // what was uploaded is not written over
}

QTEST_MAIN(TestProfiles)
#include "tst_profiles.moc"
