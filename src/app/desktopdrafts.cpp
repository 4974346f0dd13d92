// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that works on values which were not saved.

#include "app/desktopbackend.h"
#include "app/draftworkspace.h"
#include "app/profilejournal.h"
#include "base/futures.h"
#include "doctor/requestpack.h"
#include "domain/profileschema.h"
#include "storage/envfile.h"
#include "storage/whoruns.h"
#include "sync/writeproof.h"

#include <QCoreApplication>
#include <QFile>

namespace milepost {

QFuture<Result<EnvProposal>> DesktopBackend::readEnv(const QString& path, const Profile& base) {
    return m_tasks.run<Result<EnvProposal>>([path, base]() -> Result<EnvProposal> {
        const auto import = importEnv(path);
        if (!import)
            return std::unexpected(import.error());
        const auto profile = withValues(base, import->profileValues);
        if (!profile)
            return std::unexpected(profile.error());
        EnvProposal proposal{{*profile, {}}, {}, import->notes, import->unknown};
        for (const auto& [key, value] : import->profileValues)
            proposal.taken << key;
        if (!import->clientSecret.isEmpty())
            proposal.draft.secrets[SecretPurpose::EntraSecret] = import->clientSecret;
        return proposal;
    });
}

/// A history on a server is not opened for a look, and none is made for one.
std::optional<QDateTime> DesktopBackend::calendarSeen(const Profile& profile, SecretStore& secrets,
                                                      std::stop_token stop) const {
    const Paths paths = filesOf(profile.name).paths();
    if (isShared(profile) || !QFile::exists(paths.database(profile.name)))
        return std::nullopt;
    const auto journal = openJournal(profile, paths, secrets, m_clock, std::move(stop));
    return journal ? (*journal)->calendarSeen(profile.mailbox, profile.calendarName).value_or(std::nullopt)
                   : std::nullopt;
}

QFuture<ProbeReport> DesktopBackend::probe(ProbeId probe, const Draft& draft, std::stop_token stop) {
    const auto store = storeFor(draft);
    return m_tasks.run<ProbeReport>([this, probe, draft, stop, store]() -> ProbeReport {
        const EitherStop either(stop, m_tasks.token());
        const auto failed = [&](const Error& error) {
            ProbeReport report;
            report.id = probe;
            report.error = error;
            report.atUtc = m_clock.utcNow();
            return report;
        };
        if (!store)
            return failed(store.error());
        const auto workspace = DraftWorkspace::open(draft, filesOf(draft.profile.name).paths(), **store,
                                                    m_clock, either.token(), logOf(draft.profile));
        if (!workspace)
            return failed(workspace.error());
        ProbeClients clients = (*workspace)->clients();
        clients.isThorough = true;
        if (probe == ProbeId::Calendar)
            clients.calendarSeenUtc = calendarSeen(draft.profile, **store, either.token());
        return runProbe(probe, draft.profile, clients, either.token());
    });
}

QFuture<Result<QStringList>> DesktopBackend::writeRequestPack(const Draft& draft, const QString& folder) {
    const auto store = storeFor(draft);
    return m_tasks.run<Result<QStringList>>([this, draft, folder, store]() -> Result<QStringList> {
        AccessRequest request;
        request.asker = whoRuns().section(u'@', 0, 0);
        request.product = (QStringLiteral("Milepost ") + QCoreApplication::applicationVersion()).trimmed();
        request.profile = draft.profile;
        // Without a token the scripts say where to look the id up.
        if (store && !draft.profile.tenantId.isEmpty() && !draft.profile.clientId.isEmpty())
            if (const auto workspace =
                    DraftWorkspace::open(draft, filesOf(draft.profile.name).paths(), **store, m_clock,
                                         m_tasks.token(), logOf(draft.profile)))
                request.principalId = principalOf((*workspace)->clients(), m_tasks.token());
        return milepost::writeRequestPack(request, folder);
    });
}

QFuture<Result<std::vector<Calendar>>> DesktopBackend::calendars(const Draft& draft, std::stop_token stop) {
    using Calendars = Result<std::vector<Calendar>>;
    const auto store = storeFor(draft);
    if (!store)
        return ready<std::vector<Calendar>>(std::unexpected(store.error()));
    return m_tasks.run<Calendars>([this, draft, stop, store = *store]() -> Calendars {
        const EitherStop either(stop, m_tasks.token());
        const auto workspace = DraftWorkspace::open(draft, filesOf(draft.profile.name).paths(), *store,
                                                    m_clock, either.token(), logOf(draft.profile));
        if (!workspace)
            return std::unexpected(workspace.error());
        return (*workspace)->root().graph().calendars(draft.profile.mailbox, either.token());
    });
}

template <class T>
QFuture<Result<T>> DesktopBackend::write(const Draft& draft, std::stop_token stop,
                                         std::function<Result<T>(CompositionRoot&, std::stop_token)> act) {
    const auto store = storeFor(draft);
    if (!store)
        return ready<T>(std::unexpected(store.error()));
    Profile writing = draft.profile;
    writing.enabled = true; // a set-up may be switched on later
    if (const auto writes = checkProfile(writing, m_clock.utcNow()); !writes)
        return ready<T>(std::unexpected(writes.error()));
    return m_tasks.runInLane<Result<T>>(
        draft.profile.name, [this, draft, stop, store = *store, act = std::move(act)]() -> Result<T> {
            const EitherStop either(stop, m_tasks.token());
            const auto workspace = DraftWorkspace::open(draft, filesOf(draft.profile.name).paths(), *store,
                                                        m_clock, either.token(), logOf(draft.profile));
            if (!workspace)
                return std::unexpected(workspace.error());
            return act((*workspace)->root(), either.token());
        });
}

QFuture<Result<Calendar>> DesktopBackend::createCalendar(const Draft& draft, std::stop_token stop) {
    return write<Calendar>(draft, std::move(stop),
                           [mailbox = draft.profile.mailbox, name = draft.profile.calendarName](
                               CompositionRoot& root, std::stop_token either) -> Result<Calendar> {
                               CalendarResolver resolver(root.graph(), root.journal());
                               const auto standing = resolver.resolve(mailbox, name, either);
                               if (standing || standing.error().code != QStringLiteral("calendar-missing"))
                                   return standing;
                               return resolver.create(mailbox, name, either);
                           });
}

QFuture<Result<Calendar>> DesktopBackend::renameCalendar(const Draft& draft, const QString& name,
                                                         std::stop_token stop) {
    return write<Calendar>(
        draft, std::move(stop),
        [mailbox = draft.profile.mailbox, wanted = draft.profile.calendarName,
         name](CompositionRoot& root, std::stop_token either) -> Result<Calendar> {
            const auto found = CalendarResolver(root.graph(), root.journal()).resolve(mailbox, name, either);
            if (!found)
                return found;
            return root.graph().renameCalendar({mailbox, found->id}, wanted, either);
        });
}

QFuture<Result<void>> DesktopBackend::proveWriting(const Draft& draft, std::stop_token stop) {
    return write<void>(
        draft, std::move(stop),
        [this, profile = draft.profile](CompositionRoot& root, std::stop_token either) -> Result<void> {
            const auto found = CalendarResolver(root.graph(), root.journal())
                                   .resolve(profile.mailbox, profile.calendarName, either);
            if (!found)
                return std::unexpected(found.error());
            return milepost::proveWriting(root.graph(), {profile.mailbox, found->id}, profile, m_clock,
                                          either);
        });
}

QFuture<Result<void>> DesktopBackend::shareCalendar(const Profile& profile, const QString& viewer,
                                                    std::stop_token stop) {
    return write<void>(Draft{profile, {}}, std::move(stop),
                       [profile, viewer](CompositionRoot& root, std::stop_token either) -> Result<void> {
                           const auto calendar =
                               CalendarResolver(root.graph(), root.journal())
                                   .resolve(profile.mailbox, profile.targetCalendar(), either);
                           if (!calendar)
                               return std::unexpected(calendar.error());
                           return root.graph().share({profile.mailbox, calendar->id}, viewer, either);
                       });
}

} // namespace milepost
