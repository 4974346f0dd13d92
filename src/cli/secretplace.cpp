// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/secretplace.h"

#include "cli/certificateentry.h"
#include "cli/profilesecrets.h"
#include "cli/secretsource.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

Result<SecretPlace> secretPlaceOf(Session& session, SecretPurpose purpose) {
    const auto profile = session.profile();
    if (!profile)
        return std::unexpected(profile.error());
    const auto key = secretKeyOf(*profile, purpose);
    if (!key)
        return std::unexpected(key.error());
    const auto store = session.environment().secrets(*profile);
    if (!store)
        return std::unexpected(store.error());
    return SecretPlace{*profile, *key, *store};
}

QStringList secretKinds() {
    QStringList kinds;
    for (const SecretPurpose purpose : enteredSecrets())
        kinds << toString(purpose);
    return kinds;
}

Result<Redacted<QString>> readGiven(Session& session, const std::string& kind, const std::string& from) {
    if (!from.empty()) {
        const auto bytes = readSource(session, QString::fromStdString(from));
        if (!bytes)
            return std::unexpected(bytes.error());
        return Redacted(QString::fromUtf8(bytes->reveal()));
    }
    if (!session.terminal().canAsk())
        return std::unexpected(usageError(
            u"nobody can be asked here; say --from env:VARIABLE, --from file:PATH or --from stdin"_s));
    return session.terminal().askSecret(QString::fromStdString(kind) + u": "_s, session.stop());
}

Error certificateOptionsElsewhere() {
    return usageError(u"--generate, --name, --cer and --password-from are for entra-certificate"_s);
}

void addSecretSources(CLI::App& command, CertificateWish& wish) {
    command.add_option("--from", wish.from, "Take it from there: env:VARIABLE, file:PATH or stdin")
        ->type_name("SOURCE")
        ->check(sourceCheck());
    command.add_option("--password-from", wish.passwordFrom, "The password of a PEM or PFX file, likewise")
        ->type_name("SOURCE")
        ->check(sourceCheck());
    command.add_flag("--generate", wish.generate, "Make a key and a certificate here (entra-certificate)");
    command.add_option("--cer", wish.cer, "Write the certificate's public part there, to be uploaded")
        ->type_name("FILE");
    command.add_option("--name", wish.name, "The subject of a certificate that is made");
    command.add_option("--months", wish.months, "How long a certificate that is made is valid: 1 to 24; 12")
        ->check(CLI::Range(1, 24));
}

} // namespace milepost::cli
