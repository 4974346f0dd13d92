// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/planoutcome.h"
#include "cli/scopeoptions.h"
#include "cli/session.h"
#include "sync/syncengine.h"

namespace milepost::cli {

namespace {

struct LetGoOptions {
    ScopeOptions scope;
    std::string out;
};

Outcome letGo(Session& session, PlanPurpose::Kind kind, const LetGoOptions& options) {
    return planOutcome(session, options.out, [&](SyncEngine& engine) {
        return engine.plan(PlanPurpose{kind}, options.scope.scope(), session.stop());
    });
}

CLI::App& addCommand(CommandTree& tree, const std::string& name, const std::string& what,
                     PlanPurpose::Kind kind, const std::shared_ptr<LetGoOptions>& options) {
    CLI::App& command = tree.command(tree.root(), name, what, [kind, options](Session& session) {
        return letGo(session, kind, *options);
    });
    command.add_option("--out", options->out, "Also write the plan to a file, for apply")->type_name("FILE");
    return command;
}

} // namespace

void addLetGoCommands(CommandTree& tree) {
    const auto detach = std::make_shared<LetGoOptions>();
    CLI::App& command = addCommand(tree, "detach", "Plan to take our mark off events that stay",
                                   PlanPurpose::Kind::Detach, detach);
    detach->scope.addTo(command);
    command.footer("It writes nothing; apply carries the plan out. A later sync creates nothing beside these "
                   "events, and offers to take them over again (--adopt).");
    addCommand(tree, "remove-all", "Plan to delete every event of ours from the calendar",
               PlanPurpose::Kind::RemoveAll, std::make_shared<LetGoOptions>())
        .footer("It writes nothing; apply carries the plan out, with --max-delete as the guard asks. A later "
                "sync writes again what the tracker asks for.");
}

} // namespace milepost::cli
