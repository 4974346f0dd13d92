// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretstores.h"

#include "auth/qtkeychainbackend.h"
#include "auth/sourcesecretstore.h"

namespace milepost {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<SecretStore>> makeSecretStore(const QString& source,
                                                     const QProcessEnvironment& environment,
                                                     KeychainSecretStore::Options keychain) {
    if (source == "keychain"_L1)
        return std::make_unique<KeychainSecretStore>(std::make_unique<QtKeychainBackend>(),
                                                     std::move(keychain));
    if (source == "env"_L1)
        return std::make_unique<SourceSecretStore>(SourceSecretStore::Source::Environment, environment);
    if (source == "systemd"_L1)
        return std::make_unique<SourceSecretStore>(SourceSecretStore::Source::Systemd, environment);
    if (source == "session"_L1)
        return std::make_unique<SessionSecretStore>();
    return std::unexpected(
        makeError(Error::Kind::Config, Error::Stage::Config,
                  u"secretSource is one of keychain, env, systemd, session, not \"%1\""_s.arg(source),
                  u"config-invalid"_s));
}

} // namespace milepost
