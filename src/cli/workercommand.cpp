// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/session.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds k_pause{2};
constexpr int k_mostLanes = 64;

struct WorkerOptions {
    int lanes = 8;
    bool once = false;
};

Outcome outcomeOf(int lanes, const RunSummary& summary, std::optional<Error> error) {
    Outcome outcome = Outcome::done(
        {{u"schema"_s, 1}, {u"lanes"_s, lanes}, {u"summary"_s, toJson(summary)}},
        [lanes, summary](const Paper&) {
            return u"Took part with %1 mailboxes: %2 created, %3 updated, %4 deleted, %5 failed\n"_s.arg(
                QString::number(lanes), QString::number(summary.created), QString::number(summary.updated),
                QString::number(summary.deleted), QString::number(summary.failed));
        });
    if (summary.failed > 0)
        outcome.code = ExitCode::SomeFailed;
    if (error) {
        outcome.code = graver(outcome.code, exitCodeOf(*error));
        outcome.error = std::move(error);
    }
    return outcome;
}

/// Whatever a round could not do is left to the machine that leads the run.
Outcome run(Session& session, const WorkerOptions& options) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    if (profile->store == u"sqlite"_s)
        return Outcome::failed(
            configError(u"workers share the work of a run through a PostgreSQL store, and this profile's "
                        u"journal is a file "
                        "of this computer (store=sqlite): one process here fills its lanes by itself"_s));
    const auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    int lanes = 0;
    RunSummary sum;
    while (true) {
        const auto share = (*workspace)->engine().work(options.lanes, session.control(), &session.progress());
        if (!share)
            return share.error().isCancelled() ? Outcome::failed(share.error())
                                               : outcomeOf(lanes, sum, share.error());
        lanes += share->lanes;
        sum.created += share->report.summary.created;
        sum.updated += share->report.summary.updated;
        sum.deleted += share->report.summary.deleted;
        sum.failed += share->report.summary.failed;
        if (share->report.error)
            return outcomeOf(lanes, sum, share->report.error);
        if (share->lanes > 0)
            continue;
        if (options.once)
            return outcomeOf(lanes, sum, std::nullopt);
        if (const auto slept = session.clock().sleep(k_pause, session.stop()); !slept)
            return Outcome::failed(slept.error());
    }
}

} // namespace

void addWorkerCommand(CommandTree& tree) {
    const auto options = std::make_shared<WorkerOptions>();
    CLI::App& command = tree.command(tree.root(), "worker", "Take part in the runs of other machines",
                                     [options](Session& session) { return run(session, *options); });
    command.add_option("--lanes", options->lanes, "At most so many mailboxes at a time")
        ->type_name("N")
        ->check(CLI::Range(1, k_mostLanes));
    command.add_flag("--once", options->once, "End when there is nothing to take part in");
    command.footer(
        "The run is led by the machine that said sync, which reads both sides, plans and asks. Workers "
        "share its writes, mailbox by mailbox: they do what was confirmed there and nothing else. So they "
        "help with a sync in a calendar for each person (mode=individual) and a PostgreSQL store. Not "
        "shared are reading, plans, runs into one shared calendar or of 8 mailboxes and fewer, runs that "
        "leave a former calendar, undo, detach and remove-all.");
}

} // namespace milepost::cli
