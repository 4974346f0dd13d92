// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/futures.h"
#include "cli/checkrun.h"
#include "cli/checkview.h"
#include "cli/commandtree.h"
#include "cli/envcheck.h"
#include "cli/profilesecrets.h"
#include "cli/session.h"
#include "doctor/checkup.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct CheckOptions {
    std::string only; ///< ids with commas between them; "" for all
    std::string env;
    std::string forbidden;
};

QStringList probeNames() {
    QStringList names;
    for (const ProbeId id : k_probes)
        names << probeName(id);
    return names;
}

bool areProbes(const QString& text) {
    const QStringList words = text.split(u',');
    return std::ranges::all_of(words,
                               [](const QString& word) { return probeIdOf(word.trimmed()).has_value(); });
}

/// The probes of one checkup: what they need is made when the first of them asks.
class Checkup {
public:
    Checkup(Session& session, Profile profile, const CheckOptions& options)
        : m_session(session),
          m_profile(std::move(profile)),
          m_env(QString::fromStdString(options.env)),
          m_forbidden(QString::fromStdString(options.forbidden)) {}

    [[nodiscard]] ProbeReport ask(ProbeId id) {
        m_session.progress().tell(u"Checking: "_s + probeTitle(id));
        return id == ProbeId::Environment ? environment() : askProbe(id, sources());
    }
    [[nodiscard]] const std::optional<EnvComparison>& comparison() const { return m_comparison; }

private:
    [[nodiscard]] Result<ProbeBench*> bench() {
        if (!m_bench)
            m_bench = m_session.probeBench(m_profile);
        if (!*m_bench)
            return std::unexpected(m_bench->error());
        return (*m_bench)->get();
    }

    [[nodiscard]] Result<ProbeClients> clients() {
        const auto asking = bench();
        if (!asking)
            return std::unexpected(asking.error());
        ProbeClients clients = (*asking)->clients();
        clients.forbiddenMailbox = m_forbidden;
        return clients;
    }

    [[nodiscard]] Result<SecretStore*> secrets() {
        if (m_profile.secretSource == SecretSource::Session) // asked for now; nothing keeps them
            if (const auto entered = bench(); !entered)
                return std::unexpected(entered.error());
        return m_session.environment().secrets(m_profile);
    }

    [[nodiscard]] CheckSources sources() {
        return {m_profile,
                m_session.clock(),
                m_session.stop(),
                [this] { return secrets(); },
                [this] { return m_session.journal(); },
                [this] { return clients(); }};
    }

    [[nodiscard]] std::optional<Redacted<QString>> storedSecret() {
        const auto key = secretKeyOf(m_profile, SecretPurpose::EntraSecret);
        const auto place = m_session.environment().secrets(m_profile);
        if (!key || !place)
            return std::nullopt;
        auto secret = await((*place)->read(*key, m_session.stop()));
        return secret ? std::optional(std::move(*secret)) : std::nullopt;
    }

    /// "-": pasted, or from a command such as `docker compose config`.
    [[nodiscard]] Result<EnvImport> given() {
        if (m_env != u"-"_s)
            return importEnv(m_env);
        const auto text = m_session.terminal().readInput(m_session.stop());
        if (!text)
            return std::unexpected(text.error());
        if (text->reveal().size() > k_mostOfEnv)
            return std::unexpected(usageError(u"that is too long for settings"_s));
        return readEnv(text->reveal());
    }

    [[nodiscard]] ProbeReport environment() {
        const auto file = given();
        const auto compared =
            file ? compareEnv(m_profile, *file, file->clientSecret.isEmpty() ? std::nullopt : storedSecret())
                 : Result<EnvComparison>(std::unexpected(file.error()));
        if (compared)
            m_comparison = *compared;
        return envReport(compared, m_session.clock().utcNow());
    }

    Session& m_session;
    const Profile m_profile;
    const QString m_env;
    const QString m_forbidden;
    std::optional<Result<std::unique_ptr<ProbeBench>>> m_bench;
    std::optional<EnvComparison> m_comparison;
};

std::vector<ProbeId> askedFor(const CheckOptions& options) {
    if (options.only.empty())
        return options.env.empty() ? probesWithoutFile() : std::vector(k_probes.begin(), k_probes.end());
    std::vector<ProbeId> asked;
    for (const QString& word : QString::fromStdString(options.only).split(u','))
        if (const auto id = probeIdOf(word.trimmed()))
            asked.push_back(*id);
    if (!options.env.empty())
        asked.push_back(ProbeId::Environment); // named by its file
    return asked;
}

Outcome check(Session& session, const CheckOptions& options) {
    const std::vector<ProbeId> asked = askedFor(options);
    if (options.env.empty() && std::ranges::find(asked, ProbeId::Environment) != asked.end())
        return Outcome::failed(usageError(u"\"environment\" compares with a file: say --env FILE"_s));
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    Checkup checkup(session, *profile, options);
    const auto reports = runCheckup(
        asked, [&](ProbeId id) { return checkup.ask(id); }, session.clock());
    if (session.stop().stop_requested())
        return Outcome::failed(cancelled());
    const CheckVerdict verdict = verdictOf(reports);
    QJsonObject document = checkJson(reports);
    if (checkup.comparison()) {
        document.insert(u"differences"_s, toJson(*checkup.comparison()));
        document.insert(u"environment"_s, loadedJson(*checkup.comparison()));
    }
    Outcome outcome{verdict.code, document,
                    [reports](const Paper& paper) { return checkText(reports, paper); }, std::nullopt};
    if (session.json()) // people have read it among the probes
        outcome.error = verdict.error;
    return outcome;
}

} // namespace

std::vector<ProbeReport> checkAll(Session& session, const Profile& profile) {
    Checkup checkup(session, profile, {});
    return runCheckup(
        probesWithoutFile(), [&](ProbeId id) { return checkup.ask(id); }, session.clock());
}

void addCheckCommand(CommandTree& tree) {
    const auto options = std::make_shared<CheckOptions>();
    CLI::App& command = tree.command(tree.root(), "check",
                                     "Try everything that a run needs, and say what is wrong; writes nothing",
                                     [options](Session& session) { return check(session, *options); });
    const QStringList names = probeNames();
    command
        .add_option("--only", options->only, "These alone, with commas: " + names.join(u", "_s).toStdString())
        ->type_name("ID,…")
        ->check(checkedBy("a list of checks (" + names.join(u", "_s).toStdString() + ")", areProbes));
    command
        .add_option(
            "--env", options->env,
            "Compare the profile with a .env or docker-compose file; -: what is pasted, or printed by "
            "docker compose config")
        ->type_name("FILE");
    command
        .add_option("--forbidden", options->forbidden,
                    "A mailbox that the app must not reach: it must be refused (default: the "
                    "profile's forbiddenMailbox)")
        ->type_name("MAILBOX");
    tree.offer(command, names);
}

} // namespace milepost::cli
