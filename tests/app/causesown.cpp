// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/profilejournal.h"
#include "auth/keychainsecretstore.h"
#include "auth/qtkeychainbackend.h"
#include "causetable.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

namespace milepost::test {

namespace {

/// The program itself, in a folder of its own; what its document says of the error.
class Program {
public:
    QJsonObject run(const QStringList& arguments) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"MILEPOST_ENTRA_SECRET"_s, demo::k_clientSecret.toString());
        environment.insert(u"MILEPOST_TRACKER_PASSWORD"_s, demo::k_trackerPassword.toString());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(MILEPOST_CTL),
                      QStringList{u"--config-dir"_s, m_folder.path(), u"--json"_s} + arguments);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            qFatal("milepostctl does not end");
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    Diagnosis refusal(const QStringList& arguments) {
        const QJsonObject error = run(arguments).value("error"_L1).toObject();
        Diagnosis diagnosis;
        diagnosis.cause = error.value("cause"_L1).toString();
        for (const QJsonArray all = error.value("candidates"_L1).toArray(); const QJsonValue one : all)
            diagnosis.candidates << one.toString();
        diagnosis.title = error.value("title"_L1).toString();
        diagnosis.remedies << error.value("remedy"_L1).toString();
        return diagnosis;
    }

private:
    QTemporaryDir m_folder;
};

Diagnosis unconfirmed(LadderWorld& world) {
    Program program;
    program.run({u"profile"_s, u"create"_s, u"test"_s});
    const Profile& profile = world.profile;
    const QStringList values{u"cloud=custom"_s,
                             u"authority="_s + profile.custom.authority,
                             u"graphRoot="_s + profile.custom.graphRoot,
                             u"tokenScope="_s + profile.custom.tokenScope,
                             u"tenantId="_s + profile.tenantId,
                             u"clientId="_s + profile.clientId,
                             u"secretSource=env"_s,
                             u"trackerUrl="_s + profile.trackerUrl,
                             u"trackerUser="_s + profile.trackerUser,
                             u"mailbox="_s + profile.mailbox,
                             u"timeZone="_s + profile.timeZone};
    program.run(QStringList{u"--profile"_s, u"test"_s, u"profile"_s, u"set"_s} + values);
    return program.refusal({u"--profile"_s, u"test"_s, u"sync"_s});
}

Diagnosis ofRun(const SyncReport& report) { return report.error ? diagnose(*report.error) : Diagnosis(); }

Diagnosis corrupted(LadderWorld& world) {
    const QTemporaryDir folder;
    const Paths paths = Paths::below(folder.path());
    QDir().mkpath(QFileInfo(paths.database(world.profile.name)).path());
    QFile file(paths.database(world.profile.name));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(8192, 'x')) < 0)
        qFatal("the file cannot be written");
    file.close();
    SessionSecretStore secrets;
    const SystemClock clock;
    return diagnosed(openJournal(world.profile, paths, secrets, clock, {}));
}

/// Without a bus there is no Secret Service: main() took it away before anybody asked.
Diagnosis withoutKeychain(LadderWorld& world) {
    KeychainSecretStore store(std::make_unique<QtKeychainBackend>(), {});
    const auto future =
        store.read(trackerPasswordKey(world.profile.name, QUrl(world.profile.trackerUrl)), {});
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
        qFatal("the keychain does not answer");
    return diagnosed(future.result());
}

Diagnosis overTheGuard(LadderWorld& world) {
    world.sync();
    world.control(u"tracker"_s,
                  {{u"table"_s, u"deliverables"_s}, {u"delete"_s, QJsonArray{world.deliverable()}}});
    world.close();
    SyncEngine::ApplyOptions options;
    options.maxDelete = DeletionLimit{};
    RunControl control;
    return ofRun(world.root().engine().sync(
        {}, false, options, [](const Plan&) { return true; }, control, nullptr));
}

Diagnosis staleFile(LadderWorld& world) {
    const auto plan = world.root().engine().plan(Scope(), false, {});
    if (!plan)
        qFatal("%s", qPrintable(plan.error().summary()));
    const QJsonObject document = toJson(*plan);
    world.patch({{u"date"_s, u"2027-05-05"_s}});
    RunControl control;
    return ofRun(world.root().engine().applyFile(
        document, {}, [](const Plan&) { return true; }, control, nullptr));
}

} // namespace

std::vector<CauseRow> ownCauses() {
    return {
        {"no keychain in this session", "keychain-unavailable", withoutKeychain},
        {"a file that is no database", "store-failed", corrupted},
        {"a deletion over the limit", "guard-refused", overTheGuard},
        {"a profile that only reads", "guard-refused",
         [](LadderWorld& world) {
             world.profile.readOnly = true;
             return ofRun(world.sync());
         }},
        {"a plan that no longer fits", "plan-stale", staleFile},
        {"nobody confirmed", "confirmation-missing", unconfirmed},
        {"a file of authorities that is not there", "config-invalid",
         [](LadderWorld&) {
             return diagnosed(NetTransport::create({u"/nowhere/ca.pem"_s, {}, {}}));
         }},
        {"words that are no command", "usage",
         [](LadderWorld&) { return Program().refusal({u"frobnicate"_s}); }},
    };
}

} // namespace milepost::test
