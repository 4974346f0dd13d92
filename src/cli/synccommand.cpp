// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/clockview.h"
#include "cli/commandtree.h"
#include "cli/reportview.h"
#include "cli/runoptions.h"
#include "cli/scopeoptions.h"
#include "cli/session.h"
#include "doctor/diagnosis.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

/// What the services can be asked for without being a burden; a custom cloud is the admin's own.
constexpr int k_shortestWatchSeconds = 30;

struct SyncOptions {
    ScopeOptions scope;
    RunOptions run;
    bool adopt = false;
    int watchSeconds = 0;
};

RequestMeter::Totals since(const RequestMeter::Totals& before, const RequestMeter::Totals& now) {
    return {now.total - before.total, now.children - before.children, now.throttled - before.throttled,
            now.retried - before.retried};
}

Outcome once(Session& session, Workspace& workspace, const SyncOptions& options) {
    const RequestMeter::Totals before = workspace.requests();
    const SyncReport report = workspace.engine().sync(
        options.scope.scope(), options.adopt, {RunKind::Sync, options.run.maxDelete()},
        options.run.confirmation(session), session.control(), &session.progress());
    Outcome outcome = outcomeOf(report, since(before, workspace.requests()));
    warnAboutClocks(session, workspace, outcome.document);
    return outcome;
}

/// Another round would end the same way: it needs a person.
bool needsSomebody(const Outcome& round) {
    // Another run of this profile holds the lock: the next round comes when it is done.
    if (round.error && round.error->kind == Error::Kind::Refused &&
        round.error->stage == Error::Stage::Storage)
        return false;
    const bool refused = round.code == ExitCode::Refused || round.code == ExitCode::Configuration;
    return refused && round.error && !diagnose(*round.error).retryable;
}

/// Each round ends before the pause begins, so rounds never overlap.
Outcome watch(Session& session, Workspace& workspace, const SyncOptions& options) {
    session.useLines();
    while (true) {
        const Outcome round = once(session, workspace, options);
        if (round.code == ExitCode::Cancelled || needsSomebody(round))
            return round;
        session.present(round);
        if (const auto slept =
                session.clock().sleep(std::chrono::seconds(options.watchSeconds), session.stop());
            !slept)
            return Outcome::failed(slept.error());
    }
}

Outcome run(Session& session, const SyncOptions& options) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    if (options.watchSeconds > 0 && options.watchSeconds < k_shortestWatchSeconds &&
        profile->cloud != Cloud::Custom)
        return Outcome::failed(usageError(u"--watch takes %1 seconds or more"_s.arg(k_shortestWatchSeconds)));
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    return options.watchSeconds > 0 ? watch(session, **workspace, options)
                                    : once(session, **workspace, options);
}

} // namespace

void addSyncCommand(CommandTree& tree) {
    const auto options = std::make_shared<SyncOptions>();
    CLI::App& command = tree.command(tree.root(), "sync", "Plan and carry it out in one",
                                     [options](Session& session) { return run(session, *options); });
    options->scope.addTo(command);
    options->run.addTo(command);
    command.add_flag("--adopt", options->adopt, "Take over look-alikes that do not carry our mark");
    command.add_option("--watch", options->watchSeconds, "Again and again, with this pause, until Ctrl+C")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 7 * 24 * 3600));
}

} // namespace milepost::cli
