// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/profilejournal.h"

#include "base/futures.h"
#include "storage/postgres.h"

#include <QFile>

namespace milepost {

using namespace Qt::StringLiterals;

bool isShared(const Profile& profile) { return profile.store != u"sqlite"_s; }

Result<std::unique_ptr<Journal>> openJournal(const Profile& profile, const Paths& paths, SecretStore& secrets,
                                             const Clock& clock, std::stop_token stop) {
    if (!isShared(profile))
        return Journal::open(paths.database(profile.name), clock);
    const auto address = StoreAddress::parse(profile.store);
    if (!address)
        return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                         u"store: "_s + address.error(), u"config-invalid"_s));
    const auto password = await(secrets.read(storePasswordKey(profile.name, address->host), std::move(stop)));
    if (!password && password.error().code != u"credential-missing"_s)
        return std::unexpected(password.error());
    auto journal = Journal::open(
        StorePlace::onServer(*address, profile.name, password.value_or(Redacted<QString>())), clock);
    if (!journal && !password && postgres::asksForPassword(journal.error()))
        return std::unexpected(password.error()); // it says where the password was looked for
    return journal;
}

void notePermissionUses(const Profile& profile, const Paths& paths, const Clock& clock,
                        const PermissionUses& uses) {
    const QString file = paths.database(profile.name);
    if (uses.empty() || !QFile::exists(file))
        return;
    if (const auto journal = Journal::open(file, clock))
        std::ignore = (*journal)->notePermissionUses(profile.clientId, uses);
}

std::optional<PermissionUses> permissionUses(const Profile& profile, const Paths& paths, const Clock& clock) {
    const QString file = paths.database(profile.name);
    if (!QFile::exists(file) && isShared(profile))
        return std::nullopt; // what it did is known elsewhere
    if (!QFile::exists(file))
        return PermissionUses(); // it never did anything here
    const auto journal = Journal::open(file, clock);
    const auto uses =
        journal ? (*journal)->permissionUses(profile.clientId) : std::unexpected(journal.error());
    return uses ? std::optional(*uses) : std::nullopt;
}

} // namespace milepost
