// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "cli/certificateentry.h"
#include "cli/commandtree.h"
#include "cli/profilesecrets.h"
#include "cli/secretplace.h"
#include "cli/secretrotation.h"
#include "cli/secretsource.h"
#include "cli/secretstatus.h"
#include "cli/session.h"
#include "domain/lifetime.h"
#include "domain/profileschema.h"
#include "storage/privatefile.h"

#include <QFile>
#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct SecretOptions {
    std::string kind;
    CertificateWish certificate; ///< `from` is that of every kind
    std::string expires;         ///< of a client secret: YYYY-MM-DD
    bool asksEntra = false;      ///< status

    [[nodiscard]] SecretPurpose purpose() const {
        return secretPurposeOf(QString::fromStdString(kind)).value_or(SecretPurpose::EntraSecret);
    }
};

Outcome oneState(const SecretKey& key, const QString& state, const QString& sentence) {
    return Outcome::done({{u"secrets"_s, QJsonArray{secretJson(key.purpose, state, key.origin)}}},
                         [sentence](const Paper&) { return sentence + u'\n'; });
}

Outcome setCertificate(Session& session, const SecretPlace& place, const CertificateWish& wish);

Outcome set(Session& session, const SecretOptions& options) {
    const SecretPurpose purpose = options.purpose();
    if (!options.expires.empty() && purpose != SecretPurpose::EntraSecret)
        return Outcome::failed(usageError(u"--expires is for entra-secret: a certificate says it itself, and "
                                          "passwords have no end that is known"_s));
    const auto place = secretPlaceOf(session, purpose);
    if (!place)
        return Outcome::failed(place.error());
    if (place->profile.secretSource == SecretSource::Session)
        return Outcome::failed(configError(u"secretSource=session keeps secrets in memory only: each command "
                                           "asks for them when it needs them"_s));
    if (purpose == SecretPurpose::EntraCertificate)
        return setCertificate(session, *place, options.certificate);
    if (options.certificate.isGiven())
        return Outcome::failed(certificateOptionsElsewhere());
    const auto given = readGiven(session, options.kind, options.certificate.from);
    if (!given)
        return Outcome::failed(given.error());
    const auto secret = acceptedSecret(purpose, *given);
    if (!secret)
        return Outcome::failed(secret.error());
    if (const auto written = await(place->store->write(place->key, *secret, session.stop())); !written)
        return Outcome::failed(written.error());
    if (purpose == SecretPurpose::EntraSecret)
        if (const auto kept =
                keepSecretExpiry(session, place->profile, QString::fromStdString(options.expires));
            !kept)
            return Outcome::failed(kept.error());
    return oneState(place->key, toString(SecretState::Stored),
                    u"Stored the %1 for %2."_s.arg(toString(purpose), place->key.origin));
}

/// A new key in the place of one that works would end the access: rotation is the way for that.
Result<void> mayGenerate(Session& session, const SecretPlace& place) {
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

Outcome setCertificate(Session& session, const SecretPlace& place, const CertificateWish& wish) {
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
    QJsonObject json = secretJson(place.key.purpose, toString(SecretState::Stored), place.key.origin,
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
    const auto place = secretPlaceOf(session, purpose);
    if (!place)
        return Outcome::failed(place.error());
    std::vector<SecretPurpose> kept{purpose};
    if (const auto places = rotationPlaces(purpose); places && !isNamedSource(place->profile.secretSource))
        kept.insert(kept.end(), {places->next, places->former});
    for (const SecretPurpose one : kept) {
        SecretKey key = place->key;
        key.purpose = one;
        if (const auto removed = await(place->store->remove(key, session.stop())); !removed)
            return Outcome::failed(removed.error());
    }
    return oneState(place->key, toString(SecretState::Absent),
                    u"Deleted the %1 for %2."_s.arg(toString(purpose), place->key.origin));
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
    Outcome outcome = secretStatus(session, false);
    if (!outcome.error)
        outcome.text = [keys = *keys](const Paper&) {
            QString text;
            for (const SecretKey& key : keys)
                text += u"Confirmed: the %1 may be sent to %2.\n"_s.arg(toString(key.purpose), key.origin);
            return text;
        };
    return outcome;
}

} // namespace

void addSecretCommands(CommandTree& tree) {
    CLI::App& group =
        tree.group("secret", "Passwords and keys: in the keychain, or in a source of your choice");
    const auto options = std::make_shared<SecretOptions>();
    const auto takeKind = [&](CLI::App& command, bool isRequired = true) {
        command.add_option("KIND", options->kind, "Which: " + secretKinds().join(u", "_s).toStdString())
            ->required(isRequired)
            ->check(checkedBy("a kind of secret (" + secretKinds().join(u", "_s).toStdString() + ")",
                              [](const QString& text) { return secretKinds().contains(text); }));
        tree.offer(command, secretKinds());
    };
    CLI::App& setting = tree.command(group, "set", "Store a secret; it is asked for without echo",
                                     [options](Session& session) { return set(session, *options); });
    takeKind(setting);
    addSecretSources(setting, options->certificate);
    setting
        .add_option("--expires", options->expires, "When a client secret expires, as the Azure portal says")
        ->type_name("YYYY-MM-DD")
        ->check(checkedBy("a day (YYYY-MM-DD)", [](const QString& text) {
            return text.size() == 10 && endOfTypedDay(text).isValid();
        }));
    tree.command(group, "status", "Say which secrets there are and when they expire; never shows one",
                 [options](Session& session) { return secretStatus(session, options->asksEntra); })
        .add_flag("--ask-entra", options->asksEntra,
                  "Ask Entra when the client secret expires (needs Application.Read.All)");
    takeKind(tree.command(group, "confirm", "Accept the address to which a secret of env or systemd is sent",
                          [options](Session& session) { return confirm(session, *options); }),
             false);
    addRotateCommand(tree, group);
    takeKind(tree.command(group, "delete", "Delete a secret",
                          [options](Session& session) { return remove(session, *options); }));
}

} // namespace milepost::cli
