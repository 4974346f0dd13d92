// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that keeps the list of profiles.

#include "app/desktopbackend.h"
#include "base/futures.h"
#include "cli/profilesecrets.h"
#include "storage/journal.h"
#include "storage/jsonfile.h"

#include <QTimeZone>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Error nameTaken(const QString& name) {
    return makeError(Error::Kind::Config, Error::Stage::Config,
                     u"there is a profile \"%1\" already"_s.arg(name), u"config-invalid"_s);
}

/// What a profile may have in the keychain. The tracker's refresh token is not copied: it rotates, so that
/// one of two copies would end the other; signing in again gives a new one.
std::vector<SecretKey> keptFor(const Profile& profile) {
    std::vector<SecretKey> keys;
    if (cli::isNamedSource(profile.secretSource))
        return keys;
    for (const SecretPurpose purpose : cli::keptSecrets())
        if (const auto key = cli::secretKeyOf(profile, purpose))
            keys.push_back(*key);
    return keys;
}

Result<void> copySecrets(SecretStore& store, const Profile& from, const QString& newName,
                         std::stop_token stop) {
    for (const SecretKey& key : keptFor(from)) {
        const auto secret = await(store.read(key, stop));
        if (!secret && secret.error().code == "credential-missing"_L1)
            continue;
        if (!secret)
            return std::unexpected(secret.error());
        SecretKey renamed = key;
        renamed.profile = newName;
        if (const auto written = await(store.write(renamed, *secret, stop)); !written)
            return written;
    }
    return {};
}

Result<void> removeSecrets(SecretStore& store, const Profile& profile, std::stop_token stop) {
    std::vector<SecretKey> keys = keptFor(profile);
    if (const auto key = cli::secretKeyOf(profile, SecretPurpose::TrackerRefresh); key && !keys.empty())
        keys.push_back(*key);
    for (const SecretKey& key : keys)
        if (const auto removed = await(store.remove(key, stop)); !removed)
            return removed;
    return {};
}

} // namespace

QFuture<Result<std::vector<ProfileEntry>>> DesktopBackend::profiles() {
    using Entries = Result<std::vector<ProfileEntry>>;
    return m_tasks.run<Entries>([this]() -> Entries {
        std::vector<ProfileStore> stores{m_profiles};
        if (const auto host = sandbox())
            stores.push_back(host->profiles());
        std::vector<ProfileEntry> entries;
        for (const ProfileStore& store : stores) {
            const auto names = store.names();
            if (!names)
                return std::unexpected(names.error());
            for (const QString& name : *names)
                entries.push_back({name, store.load(name)});
        }
        return entries;
    });
}

QFuture<Result<Profile>> DesktopBackend::createProfile(const QString& name) {
    if (isSandboxName(name))
        return ready<Profile>(std::unexpected(nameTaken(name)));
    return m_tasks.run<Result<Profile>>(
        [this, name] { return m_profiles.create(name, QTimeZone::systemTimeZoneId()); });
}

QFuture<Result<void>> DesktopBackend::removeProfile(const Profile& profile) {
    const auto place = placeOf(profile);
    if (!place)
        return ready<void>(std::unexpected(place.error()));
    return m_tasks.runInLane<Result<void>>(profile.name, [this, profile, place = *place] {
        m_workspaces.forget(profile.name);
        const auto removed = removeSecrets(*place.secrets, profile, m_tasks.token());
        return removed ? place.files.remove(profile.name) : removed;
    });
}

QFuture<Result<Profile>> DesktopBackend::importProfile(const QString& path) {
    return m_tasks.run<Result<Profile>>([this, path]() -> Result<Profile> {
        const auto profile = m_profiles.importFile(path);
        if (!profile)
            return profile;
        const auto journal = Journal::open(m_profiles.paths().database(profile->name), m_clock);
        const auto marked = journal ? cli::distrustAddresses(**journal) : std::unexpected(journal.error());
        if (!marked) {
            (void)m_profiles.remove(profile->name); // all or none
            return std::unexpected(marked.error());
        }
        return profile;
    });
}

QFuture<Result<Profile>> DesktopBackend::duplicateProfile(const Profile& profile, const QString& newName) {
    return underNewName(profile, newName,
                        [](const ProfileStore& files, const QString& name, const QString& to) {
                            return files.duplicate(name, to);
                        });
}

QFuture<Result<Profile>> DesktopBackend::renameProfile(const Profile& profile, const QString& newName) {
    const auto rename = [this](const ProfileStore& files, const QString& name, const QString& to) {
        m_workspaces.forget(name);
        m_logs.forget(files.paths().exchangeLog(name));
        return files.rename(name, to, m_clock);
    };
    return underNewName(profile, newName, rename, true);
}

/// There are two copies of each secret for a moment, never none. Nothing is copied before it is sure that
/// the name is nobody's: another profile of the same tenant would lose its own.
QFuture<Result<Profile>> DesktopBackend::underNewName(
    const Profile& profile, const QString& newName,
    std::function<Result<Profile>(const ProfileStore&, const QString&, const QString&)> act, bool leaves) {
    if (isSandboxName(newName))
        return ready<Profile>(std::unexpected(nameTaken(newName)));
    const auto place = placeOf(profile);
    if (!place)
        return ready<Profile>(std::unexpected(place.error()));
    return m_tasks.runInLane<Result<Profile>>(
        profile.name,
        [this, profile, newName, leaves, place = *place, act = std::move(act)]() -> Result<Profile> {
            if (const auto free = place.files.checkFree(newName); !free)
                return std::unexpected(free.error());
            Profile copy = profile;
            copy.name = newName;
            const auto copied = copySecrets(*place.secrets, profile, newName, m_tasks.token());
            auto made = copied ? act(place.files, profile.name, newName) : std::unexpected(copied.error());
            if (made && !leaves)
                return made;
            const auto removed = removeSecrets(*place.secrets, made ? profile : copy, m_tasks.token());
            if (made && !removed)
                return std::unexpected(removed.error());
            return made;
        });
}

QFuture<Result<void>> DesktopBackend::exportProfile(const QString& name, const QString& path) {
    return m_tasks.run<Result<void>>([path, name, files = filesOf(name)]() -> Result<void> {
        const auto document = files.exported(name);
        if (!document)
            return std::unexpected(document.error());
        return writeJsonFile(path, *document);
    });
}

} // namespace milepost
