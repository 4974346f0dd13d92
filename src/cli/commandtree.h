// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/outcome.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <QStringList>

#include <CLI/CLI.hpp>

namespace milepost::cli {

class Session;

/// What every command takes, before or after its name.
struct Globals {
    std::string profile;
    std::string configDir;
    bool json = false;
    bool quiet = false;
    bool noColor = false;
};

/// The commands and their options, and which of them was chosen. Completion and help are made from it.
class CommandTree {
public:
    using Handler = std::function<Outcome(Session&)>;

    CommandTree();
    CommandTree(const CommandTree&) = delete;
    CommandTree& operator=(const CommandTree&) = delete;

    [[nodiscard]] CLI::App& root() { return m_app; }
    [[nodiscard]] const CLI::App& root() const { return m_app; }
    /// A word that is followed by one of its commands.
    CLI::App& group(const std::string& name, const std::string& description);
    CLI::App& command(CLI::App& parent, const std::string& name, const std::string& description,
                      Handler handler);
    /// Words that completion offers for the values of a command.
    void offer(const CLI::App& command, const QStringList& words);

    /// Arguments without the program's name. Throws CLI::ParseError, as CLI11 does.
    void parse(const QStringList& arguments);
    [[nodiscard]] const Globals& globals() const { return m_globals; }
    [[nodiscard]] const Handler& chosen() const { return m_chosen; }
    [[nodiscard]] QStringList offered(const CLI::App& command) const;

private:
    void addGlobals(CLI::App& app);

    CLI::App m_app;
    Globals m_globals;
    Handler m_chosen;
    std::map<const CLI::App*, QStringList> m_offered;
};

/// The whole tree of milepostctl.
void addAllCommands(CommandTree& tree);

// One function a file of commands.
void addProfileCommands(CommandTree& tree);
void addSecretCommands(CommandTree& tree);
void addEnvCommands(CommandTree& tree);
void addCheckCommand(CommandTree& tree);
void addDiagnoseCommand(CommandTree& tree);
void addLadderCommands(CommandTree& tree);
void addBundleCommand(CommandTree& tree);
void addRequestPackCommand(CommandTree& tree);
void addCalendarCommands(CommandTree& tree);
void addDeliverableCommands(CommandTree& tree);
void addPlanCommands(CommandTree& tree);
void addSyncCommand(CommandTree& tree);
void addPeopleCommands(CommandTree& tree);
void addDriftCommands(CommandTree& tree);
void addReadingsCommands(CommandTree& tree);
void addRunsCommands(CommandTree& tree);
void addLetGoCommands(CommandTree& tree);
void addLogCommand(CommandTree& tree);
void addWorkerCommand(CommandTree& tree);
void addHelpCommands(CommandTree& tree);

/// A check for CLI11's options from a rule of ours.
[[nodiscard]] CLI::Validator checkedBy(const std::string& what, std::function<bool(const QString&)> rule);

} // namespace milepost::cli
