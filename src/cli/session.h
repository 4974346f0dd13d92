// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "cli/commandtree.h"
#include "cli/environment.h"
#include "cli/progressline.h"

#include <memory>
#include <optional>

namespace milepost::cli {

/// One command under way: its options, the profile it is about, and what was opened for it. Runs on: the
/// command's thread.
class Session {
public:
    Session(Environment& environment, const Globals& globals);

    [[nodiscard]] Environment& environment() { return m_environment; }
    [[nodiscard]] Terminal& terminal() { return m_environment.terminal(); }
    [[nodiscard]] const Clock& clock() const { return m_environment.clock(); }
    [[nodiscard]] RunControl& control() { return m_environment.control(); }
    [[nodiscard]] std::stop_token stop() { return control().token(); }
    [[nodiscard]] ProgressLine& progress() { return m_progress; }

    [[nodiscard]] bool json() const { return m_globals.json; }
    [[nodiscard]] Paper paper() const;     ///< of standard output
    [[nodiscard]] Paper notePaper() const; ///< of standard error

    /// The profile of --profile, or the only one there is.
    [[nodiscard]] Result<Profile> profile();
    [[nodiscard]] Result<void> saveProfile(const Profile& profile);
    /// The profile's journal, tracker and calendar; opened once. Refused when the profile cannot run.
    [[nodiscard]] Result<Workspace*> workspace(Environment::Patience patience = Environment::Patience::Run);
    /// What the probes ask through; made for each call, for a profile that need not be able to run.
    [[nodiscard]] Result<std::unique_ptr<ProbeBench>> probeBench(const Profile& profile);
    [[nodiscard]] Result<Journal*> journal();
    /// What belongs to plans only is refused by the planner; this is for the calendar commands.
    [[nodiscard]] Result<void> mayWrite(const Profile& profile) const;

    /// Writes an outcome: the document or the text to standard output, an error for people to standard error.
    void present(const Outcome& outcome);
    /// A line for people beside the result; not with --quiet.
    void remark(const QString& text);
    /// One document a line instead of indented (--watch).
    void useLines() { m_lines = true; }

private:
    /// secretSource=session: asked for each time, kept in memory alone.
    [[nodiscard]] Result<void> askForSessionSecrets(const Profile& profile);
    void nameLanes(const Profile& profile);
    [[nodiscard]] Result<Redacted<QString>> askForSecret(SecretPurpose purpose, const QString& question);
    [[nodiscard]] bool colourIsWelcome() const;
    [[nodiscard]] Result<QString> profileName() const;
    [[nodiscard]] QByteArray documentOf(const Outcome& outcome) const;

    Environment& m_environment;
    const Globals& m_globals;
    bool m_lines = false;
    ProgressLine m_progress;
    std::optional<Profile> m_profile;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Journal> m_journal;
};

} // namespace milepost::cli
