// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/session.h"

#include "base/futures.h"
#include "cli/certificateentry.h"
#include "cli/errorview.h"
#include "cli/profilesecrets.h"
#include "domain/profileschema.h"
#include "storage/profilestore.h"

#include <QJsonDocument>

namespace milepost::cli {

using namespace Qt::StringLiterals;

Session::Session(Environment& environment, const Globals& globals)
    : m_environment(environment),
      m_globals(globals),
      m_progress(environment.terminal(), environment.clock(), globals.quiet) {
    m_environment.useConfigDir(QString::fromStdString(globals.configDir));
}

bool Session::colourIsWelcome() const {
    return !m_globals.noColor && m_environment.variable(u"NO_COLOR"_s).isEmpty() &&
           m_environment.variable(u"TERM"_s) != u"dumb"_s;
}

Paper Session::paper() const {
    const Terminal& terminal = m_environment.terminal();
    if (!terminal
             .outputIsTerminal()) // a file or a pipe gets whole lines, unless somebody says how wide it is
        return {m_environment.variable(u"COLUMNS"_s).toInt(), false};
    return {terminal.width(), colourIsWelcome()};
}

Paper Session::notePaper() const {
    const Terminal& terminal = m_environment.terminal();
    if (!terminal.noteIsTerminal())
        return {};
    return {terminal.width(), colourIsWelcome()};
}

Result<QString> Session::profileName() const {
    if (!m_globals.profile.empty())
        return QString::fromStdString(m_globals.profile);
    const auto names = m_environment.profiles().names();
    if (!names)
        return std::unexpected(names.error());
    if (names->isEmpty())
        return std::unexpected(
            configError(u"there is no profile yet; create one with: milepostctl profile create NAME"_s));
    if (names->size() > 1)
        return std::unexpected(configError(
            u"there are several profiles, name one with --profile: %1"_s.arg(names->join(u", "_s))));
    return names->first();
}

Result<Profile> Session::profile() {
    if (m_profile)
        return *m_profile;
    const auto name = profileName();
    if (!name)
        return std::unexpected(name.error());
    auto profile = m_environment.profiles().load(*name);
    if (profile)
        m_profile = *profile;
    return profile;
}

Result<void> Session::saveProfile(const Profile& profile) {
    const auto saved = m_environment.profiles().save(profile);
    if (saved)
        m_profile = profile;
    return saved;
}

Result<Workspace*> Session::workspace(Environment::Patience patience) {
    if (m_workspace)
        return m_workspace.get();
    const auto chosen = profile();
    if (!chosen)
        return std::unexpected(chosen.error());
    if (const auto ready = readyToRun(*chosen); !ready)
        return std::unexpected(ready.error());
    nameLanes(*chosen);
    if (const auto entered = askForSessionSecrets(*chosen); !entered)
        return std::unexpected(entered.error());
    auto opened = m_environment.open(*chosen, m_progress, patience);
    if (!opened)
        return std::unexpected(opened.error());
    m_workspace = std::move(*opened);
    return m_workspace.get();
}

void Session::nameLanes(const Profile& profile) {
    m_progress.nameLane(profile.mailbox, u"Graph"_s);
    m_progress.nameLane(originOf(QUrl(profile.trackerUrl)), u"the tracker"_s);
    m_progress.nameLane(originOf(QUrl(profile.endpoints().authority)), u"Entra"_s);
}

Result<std::unique_ptr<ProbeBench>> Session::probeBench(const Profile& profile) {
    nameLanes(profile);
    if (const auto entered = askForSessionSecrets(profile); !entered)
        return std::unexpected(entered.error());
    return m_environment.openProbes(profile, m_progress);
}

Result<Redacted<QString>> Session::askForSecret(SecretPurpose purpose, const QString& question) {
    if (purpose == SecretPurpose::EntraCertificate) {
        const auto certificate = askForCertificate(*this, question);
        if (!certificate)
            return std::unexpected(certificate.error());
        return certificate->pem;
    }
    const auto given = terminal().askSecret(question + u": "_s, stop());
    return given ? acceptedSecret(purpose, *given) : given;
}

Result<void> Session::askForSessionSecrets(const Profile& profile) {
    if (profile.secretSource != SecretSource::Session || !terminal().canAsk())
        return {}; // where nobody can be asked, the missing secret is named by whoever needs it
    const auto store = m_environment.secrets(profile);
    if (!store)
        return std::unexpected(store.error());
    for (const SecretPurpose purpose : secretsOf(profile)) {
        const auto key = secretKeyOf(profile, purpose);
        if (!key)
            return std::unexpected(key.error());
        const auto secret = askForSecret(purpose, u"%1 for %2"_s.arg(toString(purpose), key->origin));
        if (!secret)
            return std::unexpected(secret.error());
        if (const auto kept = await((*store)->write(*key, *secret, stop())); !kept)
            return kept;
    }
    return {};
}

Result<Journal*> Session::journal() {
    if (m_workspace)
        return &m_workspace->journal();
    if (!m_journal) {
        const auto chosen = profile();
        if (!chosen)
            return std::unexpected(chosen.error());
        auto opened = m_environment.journal(*chosen);
        if (!opened)
            return std::unexpected(opened.error());
        m_journal = std::move(*opened);
    }
    return m_journal.get();
}

Result<void> Session::mayWrite(const Profile& profile) const {
    return checkProfile(profile, clock().utcNow());
}

QByteArray Session::documentOf(const Outcome& outcome) const {
    QJsonObject document = outcome.document;
    if (outcome.code == ExitCode::Cancelled)
        document.insert(u"status"_s, u"cancelled"_s);
    else if (outcome.error)
        document.insert(u"error"_s, toJson(*outcome.error));
    const bool isList = outcome.list && !outcome.error && outcome.code != ExitCode::Cancelled;
    const QJsonDocument json = isList ? QJsonDocument(*outcome.list) : QJsonDocument(document);
    return m_lines ? json.toJson(QJsonDocument::Compact) + '\n' : json.toJson(QJsonDocument::Indented);
}

void Session::present(const Outcome& outcome) {
    m_progress.clear();
    if (json())
        terminal().print(QString::fromUtf8(documentOf(outcome)));
    else if (outcome.text)
        terminal().print(outcome.text(paper()));
    if (outcome.code == ExitCode::Cancelled && !json())
        terminal().note(u"Cancelled.\n"_s);
    else if (outcome.error && !json())
        terminal().note(toText(*outcome.error, notePaper()));
}

void Session::remark(const QString& text) {
    if (m_globals.quiet)
        return;
    m_progress.clear();
    terminal().note(wrapped(text, notePaper().width, 0) + u'\n');
}

} // namespace milepost::cli
