// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that makes diagnostics bundles (ADR 32).
#include "app/desktopbackend.h"
#include "app/draftworkspace.h"
#include "app/profilejournal.h"
#include "base/futures.h"
#include "cli/bundleparts.h"
#include "cli/checkview.h"
#include "cli/profilesecrets.h"
#include "doctor/checkup.h"
#include "storage/privatefile.h"

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// What `check` asks, of a profile as it is stored.
class Checks {
public:
    Checks(Profile profile, Paths paths, SecretStore& secrets, Result<void> opened, const Clock& clock)
        : m_profile(std::move(profile)),
          m_paths(std::move(paths)),
          m_secrets(secrets),
          m_opened(std::move(opened)),
          m_clock(clock) {}

    [[nodiscard]] QJsonObject ask(const std::stop_token& stop, std::shared_ptr<ExchangeLog> log) {
        m_bench = DraftWorkspace::open({m_profile, {}}, m_paths, m_secrets, m_clock, stop, std::move(log));
        std::vector<ProbeId> asked(k_probes.begin(), k_probes.end());
        std::erase(asked, ProbeId::Environment);
        return cli::checkJson(runCheckup(
            asked, [&](ProbeId id) { return report(id, stop); }, m_clock));
    }

private:
    [[nodiscard]] ProbeReport report(ProbeId id, const std::stop_token& stop) {
        switch (id) {
        case ProbeId::Profile:
            return probeProfile(m_profile, m_clock);
        case ProbeId::Secrets:
            return secrets(stop);
        case ProbeId::Store:
            return probeStore(m_opened,
                              m_profile.store == u"sqlite"_s ? u"on this computer"_s : u"in PostgreSQL"_s,
                              m_clock);
        default:
            break;
        }
        if (*m_bench)
            return runProbe(id, m_profile, (**m_bench)->clients(), stop);
        ProbeReport failed;
        failed.id = id;
        failed.error = m_bench->error();
        failed.atUtc = m_clock.utcNow();
        return failed;
    }

    [[nodiscard]] ProbeReport secrets(const std::stop_token& stop) {
        std::vector<SecretFinding> findings;
        for (const SecretPurpose purpose : cli::secretsOf(m_profile))
            if (const auto key = cli::secretKeyOf(m_profile, purpose))
                findings.push_back(
                    {purpose,
                     purpose == SecretPurpose::ProxyPassword || purpose == SecretPurpose::StorePassword,
                     await(m_secrets.state(*key, stop))});
        return probeSecrets(findings, m_clock);
    }

    const Profile m_profile;
    const Paths m_paths;
    SecretStore& m_secrets;
    const Result<void> m_opened;
    const Clock& m_clock;
    std::optional<Result<std::unique_ptr<DraftWorkspace>>> m_bench;
};

} // namespace

QFuture<Result<Bundle>> DesktopBackend::makeBundle(const Profile& profile, bool asks, std::stop_token stop) {
    const auto place = placeOf(profile);
    if (!place)
        return ready<Bundle>(std::unexpected(place.error()));
    return m_tasks.run<Result<Bundle>>([this, profile, asks, stop, place = *place]() -> Result<Bundle> {
        const EitherStop either(stop, m_tasks.token());
        const Paths& paths = place.files.paths();
        Result<std::unique_ptr<Journal>> journal;
        if (isShared(profile) || QFileInfo::exists(paths.database(profile.name)))
            journal = openJournal(profile, paths, *place.secrets, m_clock, either.token());
        const Result<void> opened = journal ? Result<void>() : std::unexpected(journal.error());
        cli::BundleSources sources{profile,
                                   paths,
                                   m_clock.utcNow(),
                                   place.secrets,
                                   journal ? Result<Journal*>(journal->get())
                                           : std::unexpected(journal.error()),
                                   {},
                                   {}};
        if (asks)
            sources.checks =
                Checks(profile, paths, *place.secrets, opened, m_clock).ask(either.token(), logOf(profile));
        else
            sources.gaps << u"checks: not asked"_s;
        logOf(profile)->flush(); // what was asked a moment ago is in it
        return cli::makeBundle(sources, either.token());
    });
}

QFuture<Result<void>> DesktopBackend::saveBundle(const Bundle& bundle, const QString& path, bool replaces) {
    return m_tasks.run<Result<void>>([bundle, path, replaces]() -> Result<void> {
        const QFileInfo file(path);
        const auto refused = [](Error::Kind kind, const QString& what) -> Result<void> {
            return std::unexpected(makeError(kind, Error::Stage::Storage, what, u"store-failed"_s));
        };
        if (!QFileInfo(file.absolutePath()).isDir())
            return refused(Error::Kind::NotFound, file.absolutePath());
        if (file.isDir() || (file.exists() && !replaces))
            return refused(Error::Kind::Conflict, path);
        if (!QFileInfo(file.absolutePath()).isWritable())
            return refused(Error::Kind::Forbidden, file.absolutePath());
        return writePrivateFile(path, zipOf(bundle.files, bundle.madeUtc));
    });
}

} // namespace milepost
