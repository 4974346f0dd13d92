// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that makes diagnostics bundles (ADR 32).
#include "app/desktopbackend.h"
#include "app/draftworkspace.h"
#include "app/profilejournal.h"
#include "base/futures.h"
#include "cli/bundleparts.h"
#include "cli/checkrun.h"
#include "cli/checkview.h"
#include "storage/privatefile.h"

#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// The journal of a profile as it is stored; null: there is none yet.
Result<std::unique_ptr<Journal>> keptJournal(const Profile& profile, const Paths& paths, SecretStore& secrets,
                                             const Clock& clock, const std::stop_token& stop) {
    if (!isShared(profile) && !QFileInfo::exists(paths.database(profile.name)))
        return nullptr;
    return openJournal(profile, paths, secrets, clock, stop);
}

/// What `check` asks.
QJsonObject checksOf(const cli::BundleSources& sources, const Clock& clock, const std::stop_token& stop,
                     const std::shared_ptr<ExchangeLog>& log) {
    std::optional<Result<std::unique_ptr<DraftWorkspace>>> bench;
    const auto clients = [&]() -> Result<ProbeClients> {
        if (!bench)
            bench = DraftWorkspace::open({sources.profile, {}}, sources.paths, **sources.secrets, clock, stop,
                                         log);
        if (!*bench)
            return std::unexpected(bench->error());
        return (**bench)->clients();
    };
    return cli::checkJson(cli::checkAll({sources.profile, clock, stop, [&] { return sources.secrets; },
                                         [&] { return sources.journal; }, clients}));
}

} // namespace

QFuture<Result<Bundle>> DesktopBackend::makeBundle(const Profile& profile, bool asks, std::stop_token stop) {
    const auto place = placeOf(profile);
    if (!place)
        return ready<Bundle>(std::unexpected(place.error()));
    return m_tasks.run<Result<Bundle>>([this, profile, asks, stop, place = *place]() -> Result<Bundle> {
        const EitherStop either(stop, m_tasks.token());
        const auto journal =
            keptJournal(profile, place.files.paths(), *place.secrets, m_clock, either.token());
        cli::BundleSources sources{profile,
                                   place.files.paths(),
                                   m_clock.utcNow(),
                                   place.secrets,
                                   journal ? Result<Journal*>(journal->get())
                                           : std::unexpected(journal.error()),
                                   {},
                                   {}};
        if (asks)
            sources.checks = checksOf(sources, m_clock, either.token(), logOf(profile));
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
