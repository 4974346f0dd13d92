// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "cli/commandtree.h"
#include "cli/profilesecrets.h"
#include "cli/session.h"
#include "cli/table.h"
#include "storage/privatefile.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_mostSecretBytes = 1024 * 1024;

const QStringList k_kinds = [] {
    QStringList kinds;
    for (const SecretPurpose purpose : enteredSecrets())
        kinds << toString(purpose);
    return kinds;
}();

struct SecretOptions {
    std::string kind;
    std::string from;

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

Result<Redacted<QString>> textOf(const Result<Redacted<QByteArray>>& bytes) {
    if (!bytes)
        return std::unexpected(bytes.error());
    return Redacted<QString>(QString::fromUtf8(bytes->reveal()));
}

Result<Redacted<QString>> readGiven(Session& session, const SecretOptions& options) {
    const QString from = QString::fromStdString(options.from);
    if (from == u"stdin"_s)
        return textOf(session.terminal().readInput(session.stop()));
    if (from.startsWith(u"env:"_s)) {
        const QString value = session.environment().variable(from.mid(4));
        if (value.isEmpty())
            return std::unexpected(configError(u"the variable %1 is not set"_s.arg(from.mid(4))));
        return Redacted<QString>(value);
    }
    if (from.startsWith(u"file:"_s)) {
        auto bytes = readFile(from.mid(5), k_mostSecretBytes);
        if (!bytes)
            return std::unexpected(bytes.error());
        return textOf(Redacted<QByteArray>(std::move(*bytes)));
    }
    if (!session.terminal().canAsk())
        return std::unexpected(usageError(
            u"nobody can be asked here; say --from env:VARIABLE, --from file:PATH or --from stdin"_s));
    return session.terminal().askSecret(QString::fromStdString(options.kind) + u": "_s, session.stop());
}

QJsonObject stateJson(SecretPurpose purpose, const QString& state, const QString& origin) {
    return {{u"kind"_s, toString(purpose)},
            {u"state"_s, state},
            {u"expires"_s, QJsonValue()},
            {u"origin"_s, origin.isEmpty() ? QJsonValue() : QJsonValue(origin)}};
}

Outcome oneState(const SecretKey& key, const QString& state, const QString& sentence) {
    return Outcome::done({{u"secrets"_s, QJsonArray{stateJson(key.purpose, state, key.origin)}}},
                         [sentence](const Paper&) { return sentence + u'\n'; });
}

Outcome set(Session& session, const SecretOptions& options) {
    const SecretPurpose purpose = options.purpose();
    const auto place = placeOf(session, purpose);
    if (!place)
        return Outcome::failed(place.error());
    if (place->profile.secretSource == SecretSource::Session)
        return Outcome::failed(configError(u"secretSource=session keeps secrets in memory only: each command "
                                           "asks for them when it needs them"_s));
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

Outcome status(Session& session) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const auto store = session.environment().secrets(*profile);
    if (!store)
        return Outcome::failed(store.error());
    QJsonArray json;
    Table table({{u"Secret"_s}, {u"State"_s}, {u"Bound to"_s, {}, true}});
    for (const SecretPurpose purpose : secretsOf(*profile)) {
        const auto key = secretKeyOf(*profile, purpose);
        const auto state =
            key ? await((*store)->state(*key, session.stop())) : Result<SecretState>(SecretState::Absent);
        if (!state)
            return Outcome::failed(state.error());
        json.append(stateJson(purpose, toString(*state), key ? key->origin : QString()));
        table.add({{toString(purpose)},
                   {toString(*state), *state == SecretState::Stored ? Paper::Ink::Green : Paper::Ink::Yellow},
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
    setting.add_option("--from", options->from, "Take it from there: env:VARIABLE, file:PATH or stdin")
        ->type_name("SOURCE")
        ->check(checkedBy("env:VARIABLE, file:PATH or stdin", [](const QString& text) {
            return text == u"stdin"_s || (text.startsWith(u"env:"_s) && text.size() > 4) ||
                   (text.startsWith(u"file:"_s) && text.size() > 5);
        }));
    tree.command(group, "status", "Say which secrets there are; never shows one", status);
    takeKind(tree.command(group, "confirm", "Accept the address to which a secret of env or systemd is sent",
                          [options](Session& session) { return confirm(session, *options); }),
             false);
    takeKind(tree.command(group, "delete", "Delete a secret",
                          [options](Session& session) { return remove(session, *options); }));
}

} // namespace milepost::cli
