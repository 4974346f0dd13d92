// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"

#include <algorithm>

namespace milepost::cli {

CommandTree::CommandTree()
    : m_app("Puts the deliverables of a Workload Tracker into Outlook calendars.", "milepostctl") {
    m_app.require_subcommand(1, 1);
    m_app.set_help_flag("-h,--help", "Explain this command");
    m_app.set_version_flag("--version", std::string("milepostctl ") + MILEPOST_VERSION);
    m_app.failure_message(CLI::FailureMessage::simple);
    addGlobals(m_app);
}

// CLI11's fallthrough would do the same, but then a calendar could not be called "plan".
void CommandTree::addGlobals(CLI::App& app) {
    const std::string group = "Options of every command";
    app.add_option("--profile", m_globals.profile, "The profile to work with (default: the only one)")
        ->type_name("NAME")
        ->group(group);
    app.add_option("--config-dir", m_globals.configDir, "Where profiles are kept")
        ->type_name("DIR")
        ->group(group);
    app.add_flag("--json", m_globals.json, "One JSON document on standard output")->group(group);
    app.add_flag("--quiet", m_globals.quiet, "No progress and no remarks")->group(group);
    app.add_flag("--no-color", m_globals.noColor, "No colours")->group(group);
}

CLI::App& CommandTree::group(const std::string& name, const std::string& description) {
    CLI::App* app = m_app.add_subcommand(name, description);
    app->require_subcommand(1, 1);
    addGlobals(*app);
    return *app;
}

CLI::App& CommandTree::command(CLI::App& parent, const std::string& name, const std::string& description,
                               Handler handler) {
    CLI::App* app = parent.add_subcommand(name, description);
    addGlobals(*app);
    app->callback([this, handler = std::move(handler)] { m_chosen = handler; });
    return *app;
}

void CommandTree::offer(const CLI::App& command, const QStringList& words) { m_offered[&command] = words; }

QStringList CommandTree::offered(const CLI::App& command) const {
    const auto found = m_offered.find(&command);
    return found == m_offered.end() ? QStringList() : found->second;
}

void CommandTree::parse(const QStringList& arguments) {
    std::vector<std::string> words;
    for (const QString& argument : arguments)
        words.push_back(argument.toStdString());
    std::ranges::reverse(words); // CLI11 takes them last first
    m_app.parse(std::move(words));
}

void addAllCommands(CommandTree& tree) {
    addProfileCommands(tree);
    addSecretCommands(tree);
    addEnvCommands(tree);
    addCheckCommand(tree);
    addDiagnoseCommand(tree);
    addLadderCommands(tree);
    addRequestPackCommand(tree);
    addCalendarCommands(tree);
    addDeliverableCommands(tree);
    addPlanCommands(tree);
    addSyncCommand(tree);
    addWorkerCommand(tree);
    addPeopleCommands(tree);
    addDriftCommands(tree);
    addReadingsCommands(tree);
    addRunsCommands(tree);
    addLetGoCommands(tree);
    addLogCommand(tree);
    addBundleCommand(tree);
    addHelpCommands(tree);
}

CLI::Validator checkedBy(const std::string& what, std::function<bool(const QString&)> rule) {
    return CLI::Validator(
        [what, rule = std::move(rule)](std::string& text) {
            return rule(QString::fromStdString(text)) ? std::string() : text + " is not " + what;
        },
        std::string());
}

} // namespace milepost::cli
