// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/completion.h"
#include "cli/session.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

Outcome help(const CommandTree& tree, const std::vector<std::string>& words) {
    const CLI::App* place = &tree.root();
    std::string before;
    for (const std::string& word : words) {
        before += before.empty() ? place->get_name() : ' ' + place->get_name();
        const auto commands =
            place->get_subcommands([&](const CLI::App* app) { return app->get_name() == word; });
        if (commands.empty())
            return Outcome::failed(usageError(u"there is no command %1"_s.arg(QString::fromStdString(word))));
        place = commands.front();
    }
    const QString text = QString::fromStdString(place->get_formatter()->make_help(
        place, before.empty() ? place->get_name() : before + ' ' + place->get_name(),
        CLI::AppFormatMode::Normal));
    return Outcome::done({{u"help"_s, text.trimmed()}}, [text](const Paper&) { return text; });
}

} // namespace

void addHelpCommands(CommandTree& tree) {
    CLI::App& group = tree.group("completion", "A script that makes a shell complete commands and options");
    const auto add = [&](const char* shell, QString (*script)(const CommandTree&)) {
        tree.command(group, shell, std::string("For ") + shell, [&tree, script](Session&) {
            const QString text = script(tree);
            return Outcome::done({{u"completion"_s, text}}, [text](const Paper&) { return text; });
        });
    };
    add("bash", bashCompletion);
    add("zsh", zshCompletion);
    add("fish", fishCompletion);

    const auto words = std::make_shared<std::vector<std::string>>();
    CLI::App& command = tree.command(tree.root(), "help", "Explain a command",
                                     [&tree, words](Session&) { return help(tree, *words); });
    command.add_option("COMMAND", *words, "Its name");
    QStringList names;
    for (const CLI::App* app : tree.root().get_subcommands([](const CLI::App*) { return true; }))
        names << QString::fromStdString(app->get_name());
    tree.offer(command, names);
}

} // namespace milepost::cli
