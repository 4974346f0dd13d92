// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/profilejournal.h"

#include "base/futures.h"
#include "storage/postgres.h"

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

} // namespace milepost
