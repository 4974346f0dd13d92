// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretstore.h"
#include "base/futures.h"
#include "cli/commandtree.h"
#include "cli/profilesecrets.h"
#include "cli/session.h"
#include "cli/table.h"
#include "domain/profileschema.h"
#include "storage/profilestore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct ProfileOptions {
    std::string name;
    std::string file;
    std::vector<std::string> values;
};

QJsonObject document(const Profile& profile) { return {{u"profile"_s, toJson(profile)}}; }

QString valuesText(const Profile& profile, const Paper& paper) {
    Table table({{u"Key"_s}, {u"Value"_s, {}, true}});
    for (const KeyInfo& key : keys()) {
        const QString value = valueText(profile, key.name);
        table.add({{key.name}, {value, value == key.defaultValue ? Paper::Ink::Dim : Paper::Ink::Plain}});
    }
    return paper.inked(Paper::Ink::Bold, u"Profile "_s + profile.name) + u'\n' + table.toText(paper);
}

/// The one named behind the command, else that of --profile or the only one.
Result<Profile> chosen(Session& session, const ProfileOptions& options) {
    return options.name.empty() ? session.profile()
                                : session.environment().profiles().load(QString::fromStdString(options.name));
}

Outcome create(Session& session, const ProfileOptions& options) {
    Environment& environment = session.environment();
    const auto profile =
        environment.profiles().create(QString::fromStdString(options.name), environment.systemZoneId());
    if (!profile)
        return Outcome::failed(profile.error());
    return Outcome::done(document(*profile), [profile = *profile](const Paper&) {
        QString text = u"Created the profile %1.\n"_s.arg(profile.name);
        if (profile.timeZone.isEmpty())
            text += u"This computer says UTC: set timeZone to the Windows name of your own zone.\n"_s;
        return text;
    });
}

Outcome remove(Session& session, const ProfileOptions& options) {
    const QString name = QString::fromStdString(options.name);
    if (const auto removed = session.environment().profiles().remove(name); !removed)
        return Outcome::failed(removed.error());
    return Outcome::done(
        {{u"profile"_s, QJsonObject{{u"name"_s, name}}}, {u"deleted"_s, true}}, [name](const Paper&) {
            return u"Deleted the profile %1. Its history stays, and so do its secrets: secret delete.\n"_s
                .arg(name);
        });
}

Outcome list(Session& session) {
    const ProfileStore& store = session.environment().profiles();
    const auto names = store.names();
    if (!names)
        return Outcome::failed(names.error());
    QJsonArray json;
    Table table({{u"Profile"_s},
                 {u"Enabled"_s},
                 {u"Mailbox"_s, {}, true},
                 {u"Calendar"_s, {}, true},
                 {u"Tracker"_s, {}, true}});
    for (const QString& name : *names) {
        const auto profile = store.load(name);
        if (!profile) { // one broken file does not hide the others
            json.append(QJsonObject{{u"name"_s, name}, {u"broken"_s, profile.error().detail}});
            table.add({{name}, {u"broken"_s, Paper::Ink::Red}, {profile.error().detail}, {}, {}});
            continue;
        }
        json.append(toJson(*profile));
        table.add({{name},
                   {profile->enabled ? u"yes"_s : u"no"_s},
                   {profile->mailbox},
                   {profile->calendarName},
                   {profile->trackerUrl}});
    }
    return Outcome::done({{u"profiles"_s, json}}, [table](const Paper& paper) {
        return table.isEmpty() ? u"No profiles yet; create one with: milepostctl profile create NAME\n"_s
                               : table.toText(paper);
    });
}

Outcome show(Session& session, const ProfileOptions& options) {
    const auto profile = chosen(session, options);
    if (!profile)
        return Outcome::failed(profile.error());
    return Outcome::done(document(*profile),
                         [profile = *profile](const Paper& paper) { return valuesText(profile, paper); });
}

/// The document is what `profile import` takes, in both forms of output.
Outcome exportOne(Session& session, const ProfileOptions& options) {
    const auto profile = chosen(session, options);
    if (!profile)
        return Outcome::failed(profile.error());
    const auto exported = session.environment().profiles().exported(profile->name);
    if (!exported)
        return Outcome::failed(exported.error());
    QJsonObject json = *exported;
    json.insert(u"profile"_s, *exported);
    return Outcome::done(json, [exported = *exported](const Paper&) {
        return QString::fromUtf8(QJsonDocument(exported).toJson());
    });
}

Outcome importOne(Session& session, const ProfileOptions& options) {
    const auto profile = session.environment().profiles().importFile(QString::fromStdString(options.file));
    if (!profile)
        return Outcome::failed(profile.error());
    const auto journal = session.environment().localJournal(*profile);
    const auto marked = journal ? distrustAddresses(**journal) : std::unexpected(journal.error());
    if (!marked) {
        (void)session.environment().profiles().remove(profile->name); // all or none
        return Outcome::failed(marked.error());
    }
    return Outcome::done(document(*profile), [name = profile->name](const Paper&) {
        return u"Imported the profile %1; its secrets are not part of the file. With secretSource env or "
               "systemd, look at its addresses and say: milepostctl secret confirm\n"_s.arg(name);
    });
}

Result<KeyValues> pairsOf(const std::vector<std::string>& words) {
    // A stray word may be an address with a password in it: it is not repeated (law 10).
    static const QRegularExpression form(u"\\A([A-Za-z]+)=(.*)\\z"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    KeyValues pairs;
    for (const std::string& word : words) {
        const auto match = form.match(QString::fromStdString(word));
        if (!match.hasMatch())
            return std::unexpected(usageError(
                u"KEY=VALUE is expected, KEY without blanks and signs; see milepostctl help profile set"_s));
        pairs.append({match.captured(1), match.captured(2)});
    }
    return pairs;
}

bool isUnconfirmed(Session& session, const Profile& profile, const SecretKey& key) {
    const auto store = session.environment().secrets(profile);
    return store && await((*store)->state(key, session.stop())) == SecretState::Unconfirmed;
}

/// A secret belongs to the origin it was entered for (law 10): whoever changes the origin is told.
void tellAboutSecrets(Session& session, const Profile& before, const Profile& after) {
    const bool isNamed = isNamedSource(after.secretSource);
    for (const SecretPurpose purpose : secretsOf(after)) {
        const auto old = secretKeyOf(before, purpose);
        const auto now = secretKeyOf(after, purpose);
        if (!old || !now || *old == *now)
            continue;
        if (!isNamed)
            session.remark(u"The %1 was kept for %2; it has to be set again for %3."_s.arg(
                toString(purpose), old->origin, now->origin));
        else if (isUnconfirmed(session, after, *now))
            session.remark(u"The %1 is not sent to %2 before you say: milepostctl secret confirm %1"_s.arg(
                toString(purpose), now->origin));
    }
}

Outcome set(Session& session, const ProfileOptions& options) {
    const auto pairs = pairsOf(options.values);
    if (!pairs)
        return Outcome::failed(pairs.error());
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const auto changed = withValues(*profile, *pairs);
    if (!changed)
        return Outcome::failed(changed.error());
    if (const auto saved = session.saveProfile(*changed); !saved)
        return Outcome::failed(saved.error());
    tellAboutSecrets(session, *profile, *changed);
    return Outcome::done(document(*changed), [pairs = *pairs, profile = *changed](const Paper&) {
        QString text;
        for (const auto& [key, value] : pairs)
            text += u"%1 = %2\n"_s.arg(key, printable(valueText(profile, key)));
        return text;
    });
}

Outcome retarget(Session& session) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const auto target = (*workspace)->engine().retarget();
    if (!target)
        return Outcome::failed(target.error());
    const QJsonObject json{
        {u"target"_s, QJsonObject{{u"mode"_s, target->isIndividual ? u"individual"_s : u"shared"_s},
                                  {u"mailbox"_s, target->mailbox},
                                  {u"calendarName"_s, target->calendarName},
                                  {u"tracker"_s, target->source}}}};
    return Outcome::done(json, [target = *target](const Paper&) {
        return u"The store's events belong into %1.\nRun: milepostctl plan, which shows what leaves a former "
               "calendar. Computers whose profile says something else are refused.\n"_s.arg(
                   printable(target.text()));
    });
}

std::string keysHelp() {
    std::string text = "Keys:\n";
    for (const KeyInfo& key : keys()) {
        const QString name = key.name.leftJustified(18);
        const QString standard = key.defaultValue.isEmpty() ? QString() : u" (%1)"_s.arg(key.defaultValue);
        text += u"  %1%2%3: %4\n"_s.arg(name, key.description, standard, key.allowed).toStdString();
    }
    return text;
}

} // namespace

void addProfileCommands(CommandTree& tree) {
    CLI::App& group = tree.group("profile", "Settings: one tracker, one tenant, one calendar");
    const auto options = std::make_shared<ProfileOptions>();
    const auto add = [&](const char* name, const char* description,
                         Outcome (*run)(Session&, const ProfileOptions&)) -> CLI::App& {
        return tree.command(group, name, description,
                            [options, run](Session& session) { return run(session, *options); });
    };
    add("create", "Create a profile with every default", create)
        .add_option("NAME", options->name, "Its name")
        ->required();
    add("delete", "Delete a profile; its history stays", remove)
        .add_option("NAME", options->name, "Its name")
        ->required();
    tree.command(group, "list", "List the profiles", list);
    add("show", "Show a profile's values", show).add_option("NAME", options->name, "Its name");
    add("export", "Print a profile as import takes it, without secrets", exportOne)
        .add_option("NAME", options->name, "Its name");
    add("import", "Create a profile from a file", importOne)
        .add_option("FILE", options->file, "Made by profile export")
        ->required();
    tree.command(
        group, "retarget",
        "Tell a shared store (PostgreSQL) that the target of this profile has changed for every computer",
        retarget);
    CLI::App& setting = add("set", "Change values of a profile: all of them, or none", set);
    setting.add_option("KEY=VALUE", options->values, "What to change")->required();
    setting.footer(keysHelp());
    QStringList offered;
    for (const KeyInfo& key : keys())
        offered << key.name + u'=';
    tree.offer(setting, offered);
}

} // namespace milepost::cli
