// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "cli/commandtree.h"
#include "cli/profilesecrets.h"
#include "cli/session.h"
#include "storage/envfile.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct EnvOptions {
    std::string file;
    std::string form = "env";
    std::string out;
    bool withSecret = false;
};

/// The secret of an imported file goes where the profile keeps its secrets; nothing when it keeps none.
Result<bool> storeSecret(Session& session, const Profile& profile, const Redacted<QString>& given) {
    if (given.isEmpty())
        return false;
    if (profile.secretSource != SecretSource::Keychain) {
        session.remark(u"The file's client secret was left alone: secretSource names another source."_s);
        return false;
    }
    const auto secret = acceptedSecret(SecretPurpose::EntraSecret, given);
    if (!secret)
        return std::unexpected(secret.error());
    const auto key = secretKeyOf(profile, SecretPurpose::EntraSecret);
    if (!key)
        return std::unexpected(key.error());
    const auto store = session.environment().secrets(profile);
    if (!store)
        return std::unexpected(store.error());
    if (const auto written = await((*store)->write(*key, *secret, session.stop())); !written)
        return std::unexpected(written.error());
    return true;
}

Outcome importFile(Session& session, const EnvOptions& options) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const auto given = importEnv(QString::fromStdString(options.file));
    if (!given)
        return Outcome::failed(given.error());
    const auto changed = withValues(*profile, given->profileValues);
    if (!changed)
        return Outcome::failed(changed.error());
    const auto stored = storeSecret(session, *changed, given->clientSecret);
    if (!stored)
        return Outcome::failed(stored.error());
    if (const auto saved = session.saveProfile(*changed); !saved)
        return Outcome::failed(saved.error());
    for (const QString& warning : given->warnings())
        session.remark(printable(warning));
    QJsonArray imported;
    for (const auto& [key, value] : given->profileValues)
        imported.append(key);
    return Outcome::done({{u"profile"_s, toJson(*changed)},
                          {u"imported"_s, imported},
                          {u"secretStored"_s, *stored},
                          {u"warnings"_s, QJsonArray::fromStringList(given->warnings())}},
                         [values = given->profileValues, stored = *stored](const Paper&) {
                             QString text;
                             for (const auto& [key, value] : values)
                                 text += u"%1 = %2\n"_s.arg(key, printable(value));
                             return text +
                                    (stored ? u"The client secret is in the keychain.\n"_s : QString());
                         });
}

Result<std::optional<Redacted<QString>>> secretFor(Session& session, const Profile& profile,
                                                   const EnvOptions& options) {
    if (!options.withSecret)
        return std::optional<Redacted<QString>>();
    const auto key = secretKeyOf(profile, SecretPurpose::EntraSecret);
    if (!key)
        return std::unexpected(key.error());
    const auto store = session.environment().secrets(profile);
    if (!store)
        return std::unexpected(store.error());
    auto secret = await((*store)->read(*key, session.stop()));
    if (!secret)
        return std::unexpected(secret.error());
    return std::optional(std::move(*secret));
}

Outcome exportFile(Session& session, const EnvOptions& options) {
    if (options.withSecret && options.out.empty())
        return Outcome::failed(usageError(u"a secret is written to a file only: say --out FILE"_s));
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const EnvForm form = options.form == "compose" ? EnvForm::Compose : EnvForm::DotEnv;
    const QString text = exportEnv(*profile, form);
    const QString out = QString::fromStdString(options.out);
    if (out.isEmpty())
        return Outcome::done({{u"text"_s, text}}, [text](const Paper&) { return text; });
    const auto secret = secretFor(session, *profile, options);
    if (!secret)
        return Outcome::failed(secret.error());
    if (const auto written = writeEnv(out, *profile, form, *secret); !written)
        return Outcome::failed(written.error());
    return Outcome::done({{u"text"_s, text}, {u"file"_s, out}, {u"secretWritten"_s, secret->has_value()}},
                         [out](const Paper&) { return u"Written to %1.\n"_s.arg(out); });
}

} // namespace

void addEnvCommands(CommandTree& tree) {
    CLI::App& group = tree.group("env", "The tracker's own MICROSOFT_* and APP_URL variables");
    const auto options = std::make_shared<EnvOptions>();
    CLI::App& importing =
        tree.command(group, "import", "Take values from a .env or docker-compose file into the profile",
                     [options](Session& session) { return importFile(session, *options); });
    importing.add_option("FILE", options->file, "The file")->required();
    CLI::App& exporting = tree.command(group, "export", "Print the profile as such a file",
                                       [options](Session& session) { return exportFile(session, *options); });
    exporting.add_option("--form", options->form, "env or compose")
        ->type_name("FORM")
        ->check(CLI::IsMember({"env", "compose"}));
    exporting.add_option("--out", options->out, "Write it to a file (0600)")->type_name("FILE");
    exporting.add_flag("--with-secret", options->withSecret, "With the client secret; only with --out");
}

} // namespace milepost::cli
