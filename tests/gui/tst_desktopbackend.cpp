// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../storage/postgresserver.h"
#include "backendtest.h"

#include <QDirIterator>
#include <QFile>

using namespace milepost;
using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

/// The engine as the window sees it, over a real sandbox: its profiles, and what is set up.
class TestDesktopBackend : public BackendTest {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void theSandboxIsReadyAndStartedOnce();
    void itsNameIsTaken();
    void aProbeStoresNothing();
    void aTestOfADraftLeavesTheSharedStoreAlone();
    void theTypedPasswordOpensTheStoreAndItsTargetIsChanged();
    void aWrongSecretFailsAndTheStoredOneIsUntouched();
    void saveKeepsFileAndSecret();
};

void TestDesktopBackend::theSandboxIsReadyAndStartedOnce() {
    const auto one = m_backend->startSandbox();
    const auto two = m_backend->startSandbox();
    QVERIFY(comes(one) && comes(two) && one.result() && two.result());
    QCOMPARE(*one.result(), *two.result());
    const auto listed = m_backend->profiles();
    QVERIFY(comes(listed) && listed.result());
    QCOMPARE(listed.result()->size(), size_t{1});
    QVERIFY(listed.result()->front().profile);
    const auto survey = m_backend->survey(*one.result(), {}, false, {});
    QVERIFY(comes(survey) && survey.result());
    QVERIFY((*survey.result())->plan() && (*survey.result())->plan()->pending() > 250);
    QCOMPARE(m_writes->load(), 0);
    QVERIFY(QDir(m_folder->path()).isEmpty()); // nothing of it is among the admin's own files
}

void TestDesktopBackend::itsNameIsTaken() {
    QVERIFY(!sandboxProfile().name.isEmpty());
    const auto made = m_backend->createProfile(u"sandbox"_s);
    QVERIFY(comes(made) && !made.result());
    const auto other = m_backend->createProfile(u"Production"_s);
    QVERIFY(comes(other) && other.result());
    const auto listed = m_backend->profiles();
    QVERIFY(comes(listed) && listed.result());
    QCOMPARE(listed.result()->size(), size_t{2});
}

void TestDesktopBackend::aProbeStoresNothing() {
    const Draft draft = typedDraft();
    for (const ProbeId id :
         {ProbeId::Tenant, ProbeId::Registration, ProbeId::Secret, ProbeId::Tracker, ProbeId::Calendar}) {
        const auto probe = m_backend->probe(id, draft, {});
        QVERIFY(comes(probe));
        const ProbeReport report = probe.result();
        QVERIFY2(report.passed,
                 report.error ? qPrintable(report.error->summary()) : qPrintable(report.missing.join(u' ')));
        QCOMPARE(report.id, id);
    }
    QCOMPARE(m_writes->load(), 0);
    // What was asked is kept (docs/adr/0032), and nothing of the set-up.
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        QVERIFY2(QFileInfo(files.next()).fileName().contains(u"~exchanges.sqlite"_s),
                 qPrintable(files.filePath()));
}

void TestDesktopBackend::aTestOfADraftLeavesTheSharedStoreAlone() {
    Draft draft = typedDraft();
    draft.profile.store = u"postgresql://milepost@127.0.0.1:1/postgres"_s; // nobody answers there
    const auto probe = m_backend->probe(ProbeId::Calendar, draft, {});
    QVERIFY(comes(probe));
    QVERIFY2(probe.result().passed,
             qPrintable(probe.result().error ? probe.result().error->summary() : QString()));
    // What was saved is the shared one, and says so when it cannot be had.
    const auto runs = m_backend->runs(draft.profile, 9);
    QVERIFY(comes(runs) && !runs.result());
    QVERIFY2(runs.result().error().detail.contains(u"cannot be reached"_s),
             qPrintable(runs.result().error().detail));
}

void TestDesktopBackend::theTypedPasswordOpensTheStoreAndItsTargetIsChanged() {
    using test::PostgresServer;
    if (!PostgresServer::isInstalled())
        QSKIP(PostgresServer::k_missing);
    const auto server = PostgresServer::start();
    QVERIFY(server);
    Draft draft = typedDraft();
    draft.profile.store = u"host=%1 user=milepost dbname=postgres"_s.arg(server->address().host);
    const auto look = [&](const QString& typed) {
        if (!typed.isEmpty())
            draft.secrets[SecretPurpose::StorePassword] = Redacted(typed);
        const auto saved = m_backend->save(draft);
        if (!comes(saved) || !saved.result())
            qFatal("not saved");
        const auto survey = m_backend->survey(draft.profile, {}, false, {});
        if (!comes(survey))
            qFatal("no look");
        return survey.result();
    };
    QCOMPARE(look({}).error().code, u"credential-missing"_s);
    QVERIFY(look(u"canary-42"_s).error().detail.contains(u"wrong user or password"_s));
    const auto opened = look(PostgresServer::k_password);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().summary()));
    const auto state = m_backend->secretState(draft.profile, SecretPurpose::StorePassword);
    QVERIFY(comes(state) && *state.result() == SecretState::Stored);
    // Another one for the store's host is another secret.
    Profile elsewhere = draft.profile;
    elsewhere.store = u"postgresql://milepost@db.example.com/milepost"_s;
    const auto other = m_backend->secretState(elsewhere, SecretPurpose::StorePassword);
    QVERIFY(comes(other) && *other.result() == SecretState::Absent);
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("canary-42") && !bytes.contains(PostgresServer::k_password.toUtf8()));
    }

    const auto agreed = m_backend->retarget(draft.profile, {});
    QVERIFY(comes(agreed) && agreed.result());
    draft.profile.calendarName = u"Elsewhere"_s;
    QVERIFY(look({}).error().detail.contains(u"another target"_s));
    const auto changed = m_backend->retarget(draft.profile, {});
    QVERIFY(comes(changed) && changed.result());
    QCOMPARE(changed.result()->calendarName, u"Elsewhere"_s);
    const auto now = look({});
    QVERIFY(!now || (*now)->calendarFailure()); // it goes on to the calendar, which does not stand
}

void TestDesktopBackend::aWrongSecretFailsAndTheStoredOneIsUntouched() {
    Draft draft = typedDraft();
    const auto saved = m_backend->save(draft);
    QVERIFY(comes(saved) && saved.result());
    const int writes = m_writes->load();
    draft.secrets[SecretPurpose::EntraSecret] = Redacted(u"wrong"_s);
    const auto probe = m_backend->probe(ProbeId::Secret, draft, {});
    QVERIFY(comes(probe));
    QVERIFY(!probe.result().passed && probe.result().error);
    QCOMPARE(m_writes->load(), writes);
    draft.secrets.clear(); // what is absent is the stored one
    const auto again = m_backend->probe(ProbeId::Secret, draft, {});
    QVERIFY(comes(again) && again.result().passed);
}

void TestDesktopBackend::saveKeepsFileAndSecret() {
    const Draft draft = typedDraft();
    const auto before = m_backend->secretState(draft.profile, SecretPurpose::EntraSecret);
    QVERIFY(comes(before));
    QVERIFY(*before.result() == SecretState::Absent);
    const auto saved = m_backend->save(draft);
    QVERIFY(comes(saved) && saved.result());
    const auto after = m_backend->secretState(draft.profile, SecretPurpose::EntraSecret);
    QVERIFY(comes(after));
    QVERIFY(*after.result() == SecretState::Stored);
    QFile file(Paths::below(m_folder->path()).profileFile(u"Typed"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(!text.contains(demo::k_clientSecret.toUtf8()) &&
            !text.contains(demo::k_trackerPassword.toUtf8()));
}

QTEST_GUILESS_MAIN(TestDesktopBackend)
#include "tst_desktopbackend.moc"
