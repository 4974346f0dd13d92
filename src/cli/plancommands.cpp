// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/clockview.h"
#include "cli/commandtree.h"
#include "cli/planoutcome.h"
#include "cli/reportview.h"
#include "cli/runoptions.h"
#include "cli/scopeoptions.h"
#include "cli/session.h"
#include "storage/planfile.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct PlanOptions {
    ScopeOptions scope;
    std::string out;
    bool adopt = false;
};

struct ApplyOptions {
    std::string file;
    RunOptions run;
};

Outcome runPlan(Session& session, const PlanOptions& options) {
    return planOutcome(session, options.out, [&](SyncEngine& engine) {
        return engine.plan(options.scope.scope(), options.adopt, session.stop());
    });
}

Outcome runApply(Session& session, const ApplyOptions& options) {
    const auto document = loadPlanFile(QString::fromStdString(options.file));
    if (!document)
        return Outcome::failed(document.error());
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const SyncReport report =
        (*workspace)
            ->engine()
            .applyFile(*document, {RunKind::Apply, options.run.maxDelete()},
                       options.run.confirmation(session), session.control(), &session.progress());
    Outcome outcome = outcomeOf(report, (*workspace)->requests());
    warnAboutClocks(session, **workspace, outcome.document);
    return outcome;
}

} // namespace

void addPlanCommands(CommandTree& tree) {
    const auto planOptions = std::make_shared<PlanOptions>();
    CLI::App& plan = tree.command(tree.root(), "plan", "Show what a sync would do, and write nothing",
                                  [planOptions](Session& session) { return runPlan(session, *planOptions); });
    planOptions->scope.addTo(plan);
    plan.add_option("--out", planOptions->out, "Also write the plan to a file, for apply")->type_name("FILE");
    plan.add_flag("--adopt", planOptions->adopt, "Plan to take over look-alikes that do not carry our mark");

    const auto applyOptions = std::make_shared<ApplyOptions>();
    CLI::App& apply =
        tree.command(tree.root(), "apply", "Carry out exactly the plan in a file",
                     [applyOptions](Session& session) { return runApply(session, *applyOptions); });
    apply.add_option("FILE", applyOptions->file, "Written by plan --out")->required();
    applyOptions->run.addTo(apply);
}

} // namespace milepost::cli
