// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "cli/certificateentry.h"
#include "cli/commandtree.h"
#include "cli/profilesecrets.h"
#include "cli/secretsource.h"
#include "cli/session.h"
#include "cli/table.h"
#include "storage/privatefile.h"

#include <QFile>
#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

const QStringList k_kinds = [] {
    QStringList kinds;
    for (const SecretPurpose purpose : enteredSecrets())
        kinds << toString(purpose);
    return kinds;
}();

struct SecretOptions {
    std::string kind;
    CertificateWish certificate; ///< `from` is that of every kind

    [[nodiscard]] SecretPurpose purpose() const {
        return secretPurposeOf(QString::fromStdString(kind)).value_or(SecretPurpose::EntraSecret);
    }
};

struct Place {
    Profile profile;
    SecretKey key;
    SecretStore* store;
};

Result<Place> placeOf(Session& session, SecretPurpose purpose) {
    const auto profile = session.profile();
    if (!profile)
        return std::unexpected(profile.error());
    const auto key = secretKeyOf(*profile, purpose);
    if (!key)
        return std::unexpected(key.error());
    const auto store = session.environment().secrets(*profile);
    if (!store)
        return std::unexpected(store.error());
    return Place{*profile, *key, *store};
}

Result<Redacted<QString>> readGiven(Session& session, const SecretOptions& options) {
    if (options.certificate.isGiven())
        return std::unexpected(usageError(u"--generate, --name, --cer and --password-from are for "
                                          "entra-certificate"_s));
    if (!options.certificate.from.empty()) {
        const auto bytes = readSource(session, QString::fromStdString(options.certificate.from));
        if (!bytes)
            return std::unexpected(bytes.error());
        return Redacted(QString::fromUtf8(bytes->reveal()));
    }
    if (!session.terminal().canAsk())
        return std::unexpected(usageError(
            u"nobody can be asked here; say --from env:VARIABLE, --from file:PATH or --from stdin"_s));
    return session.terminal().askSecret(QString::fromStdString(options.kind) + u": "_s, session.stop());
}

QJsonObject stateJson(SecretPurpose purpose, const QString& state, const QString& origin,
                      const QDateTime& expiresUtc = {}) {
    return {{u"kind"_s, toString(purpose)},
            {u"state"_s, state},
            {u"expires"_s, expiresUtc.isValid() ? QJsonValue(toIsoUtc(expiresUtc)) : QJsonValue()},
            {u"origin"_s, origin.isEmpty() ? QJsonValue() : QJsonValue(origin)}};
}

Outcome oneState(const SecretKey& key, const QString& state, const QString& sentence) {
    return Outcome::done({{u"secrets"_s, QJsonArray{stateJson(key.purpose, state, key.origin)}}},
                         [sentence](const Paper&) { return sentence + u'\n'; });
}

Outcome setCertificate(Session& session, const Place& place, const CertificateWish& wish);

Outcome set(Session& session, const SecretOptions& options) {
    const SecretPurpose purpose = options.purpose();
    const auto place = placeOf(session, purpose);
    if (!place)
        return Outcome::failed(place.error());
    if (place->profile.secretSource == SecretSource::Session)
        return Outcome::failed(configError(u"secretSource=session keeps secrets in memory only: each command "
                                           "asks for them when it needs them"_s));
    if (purpose == SecretPurpose::EntraCertificate)
        return setCertificate(session, *place, options.certificate);
    const auto given = readGiven(session, options);
    if (!given)
        return Outcome::failed(given.error());
    const auto secret = acceptedSecret(purpose, *given);
    if (!secret)
        return Outcome::failed(secret.error());
    if (const auto written = await(place->store->write(place->key, *secret, session.stop())); !written)
        return Outcome::failed(written.error());
    return oneState(place->key, toString(SecretState::Stored),
                    u"Stored the %1 for %2."_s.arg(toString(purpose), place->key.origin));
}

/// A new key in the place of one that works would end the access: rotation is the way for that.
Result<void> mayGenerate(Session& session, const Place& place) {
    if (isNamedSource(place.profile.secretSource))
        return std::unexpected(configError(u"a private key is made where it can be stored, in the keychain; "
                                           "secretSource=env and systemd are only read"_s));
    const auto state = await(place.store->state(place.key, session.stop()));
    if (!state)
        return std::unexpected(state.error());
    if (*state == SecretState::Stored)
        return std::unexpected(configError(
            u"a certificate for %1 is stored already, and a new one works only after it was uploaded; delete "
            "the stored one first: milepostctl secret delete entra-certificate"_s.arg(place.key.origin)));
    return {};
}

Outcome setCertificate(Session& session, const Place& place, const CertificateWish& wish) {
    if (wish.generate)
        if (const auto may = mayGenerate(session, place); !may)
            return Outcome::failed(may.error());
    const auto certificate = certificateFor(session, place.profile.name, wish);
    if (!certificate)
        return Outcome::failed(certificate.error());
    const QString cer = QString::fromStdString(wish.cer);
    if (!cer.isEmpty())
        if (const auto written = writePrivateFile(cer, certificate->der); !written)
            return Outcome::failed(written.error());
    if (const auto written = await(place.store->write(place.key, certificate->pem, session.stop()));
        !written) {
        if (!cer.isEmpty())
            QFile::remove(cer); // of a key that nobody has
        return Outcome::failed(written.error());
    }
    QJsonObject json = stateJson(place.key.purpose, toString(SecretState::Stored), place.key.origin,
                                 certificate->notAfterUtc);
    json.insert(u"certificate"_s, toJson(*certificate, cer));
    QString text = u"Stored the certificate for %1.\n"_s.arg(place.key.origin) + toText(*certificate, cer);
    if (place.profile.credential != CredentialKind::Certificate)
        text += u"The profile still uses its secret. To use the certificate: milepostctl profile set "
                "credential=certificate\n"_s;
    return Outcome::done({{u"secrets"_s, QJsonArray{json}}}, [text](const Paper&) { return text; });
}

Outcome remove(Session& session, const SecretOptions& options) {
    const SecretPurpose purpose = options.purpose();
    const auto place = placeOf(session, purpose);
    if (!place)
        return Outcome::failed(place.error());
    if (const auto removed = await(place->store->remove(place->key, session.stop())); !removed)
        return Outcome::failed(removed.error());
    return oneState(place->key, toString(SecretState::Absent),
                    u"Deleted the %1 for %2."_s.arg(toString(purpose), place->key.origin));
}

/// What a stored certificate says itself. The sources that others keep are not read here: reading is a use
/// (law 10).
Result<QDateTime> expiryOf(Session& session, const Profile& profile, SecretStore& store,
                           const SecretKey& key) {
    if (key.purpose != SecretPurpose::EntraCertificate || profile.secretSource != SecretSource::Keychain)
        return QDateTime();
    const auto stored = await(store.read(key, session.stop()));
    if (!stored)
        return std::unexpected(stored.error());
    const auto certificate = appCertificateOf(*stored);
    if (!certificate)
        return std::unexpected(certificate.error());
    return certificate->notAfterUtc;
}

Outcome status(Session& session) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const auto store = session.environment().secrets(*profile);
    if (!store)
        return Outcome::failed(store.error());
    QJsonArray json;
    Table table({{u"Secret"_s}, {u"State"_s}, {u"Expires"_s}, {u"Bound to"_s, {}, true}});
    for (const SecretPurpose purpose : secretsOf(*profile)) {
        const auto key = secretKeyOf(*profile, purpose);
        const auto state =
            key ? await((*store)->state(*key, session.stop())) : Result<SecretState>(SecretState::Absent);
        if (!state)
            return Outcome::failed(state.error());
        const bool isStored = *state == SecretState::Stored;
        const auto expires =
            isStored ? expiryOf(session, *profile, **store, *key) : Result<QDateTime>(QDateTime());
        if (!expires)
            return Outcome::failed(expires.error());
        json.append(stateJson(purpose, toString(*state), key ? key->origin : QString(), *expires));
        table.add({{toString(purpose)},
                   {toString(*state), isStored ? Paper::Ink::Green : Paper::Ink::Yellow},
                   {expires->isValid() ? expires->date().toString(Qt::ISODate) : QString()},
                   {key ? key->origin : u"(not configured yet)"_s}});
    }
    return Outcome::done({{u"secrets"_s, json}}, [table](const Paper& paper) { return table.toText(paper); });
}

/// Without a kind: all that the profile uses, or none when one of them has no address yet.
Result<std::vector<SecretKey>> keysToConfirm(const Profile& profile, const SecretOptions& options) {
    if (!isNamedSource(profile.secretSource))
        return std::unexpected(configError(u"there is nothing to confirm: a secret is bound to its address "
                                           "when it is entered (secretSource=env and systemd differ)"_s));
    std::vector<SecretKey> keys;
    for (const SecretPurpose purpose :
         options.kind.empty() ? secretsOf(profile) : std::vector{options.purpose()}) {
        const auto key = secretKeyOf(profile, purpose);
        if (!key)
            return std::unexpected(key.error());
        keys.push_back(*key);
    }
    return keys;
}

Outcome confirm(Session& session, const SecretOptions& options) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const auto keys = keysToConfirm(*profile, options);
    if (!keys)
        return Outcome::failed(keys.error());
    const auto journal = session.environment().localJournal(*profile);
    if (!journal)
        return Outcome::failed(journal.error());
    for (const SecretKey& key : *keys)
        if (const auto kept = (*journal)->acceptOrigin(toString(key.purpose), key.origin); !kept)
            return Outcome::failed(kept.error());
    Outcome outcome = status(session);
    if (!outcome.error)
        outcome.text = [keys = *keys](const Paper&) {
            QString text;
            for (const SecretKey& key : keys)
                text += u"Confirmed: the %1 may be sent to %2.\n"_s.arg(toString(key.purpose), key.origin);
            return text;
        };
    return outcome;
}

void addSources(CLI::App& setting, CertificateWish& wish) {
    setting.add_option("--from", wish.from, "Take it from there: env:VARIABLE, file:PATH or stdin")
        ->type_name("SOURCE")
        ->check(sourceCheck());
    setting.add_option("--password-from", wish.passwordFrom, "The password of a PEM or PFX file, likewise")
        ->type_name("SOURCE")
        ->check(sourceCheck());
    setting.add_flag("--generate", wish.generate, "Make a key and a certificate here (entra-certificate)");
    setting.add_option("--cer", wish.cer, "Write the certificate's public part there, to be uploaded")
        ->type_name("FILE");
    setting.add_option("--name", wish.name, "The subject of a certificate that is made");
    setting.add_option("--months", wish.months, "How long a certificate that is made is valid: 1 to 24; 12")
        ->check(CLI::Range(1, 24));
}

} // namespace

void addSecretCommands(CommandTree& tree) {
    CLI::App& group =
        tree.group("secret", "Passwords and keys: in the keychain, or in a source of your choice");
    const auto options = std::make_shared<SecretOptions>();
    const auto takeKind = [&](CLI::App& command, bool isRequired = true) {
        command.add_option("KIND", options->kind, "Which: " + k_kinds.join(u", "_s).toStdString())
            ->required(isRequired)
            ->check(checkedBy("a kind of secret (" + k_kinds.join(u", "_s).toStdString() + ")",
                              [](const QString& text) { return k_kinds.contains(text); }));
        tree.offer(command, k_kinds);
    };
    CLI::App& setting = tree.command(group, "set", "Store a secret; it is asked for without echo",
                                     [options](Session& session) { return set(session, *options); });
    takeKind(setting);
    addSources(setting, options->certificate);
    tree.command(group, "status", "Say which secrets there are; never shows one", status);
    takeKind(tree.command(group, "confirm", "Accept the address to which a secret of env or systemd is sent",
                          [options](Session& session) { return confirm(session, *options); }),
             false);
    takeKind(tree.command(group, "delete", "Delete a secret",
                          [options](Session& session) { return remove(session, *options); }));
}

} // namespace milepost::cli
