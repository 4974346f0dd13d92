// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commandtree.h"
#include "cli/ladderview.h"
#include "cli/session.h"
#include "doctor/ladders.h"
#include "sync/eventtracer.h"
#include "sync/writeproof.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

struct LadderOptions {
    std::string name;
    qint64 deliverable = 0;
    std::string mailbox;
    std::string viewer;
    std::string forbidden;
    bool writes = false;
    std::string out;
    std::string compare;
};

QStringList ladderNames() {
    QStringList names;
    for (const LadderId id : k_ladders)
        names << ladderName(id);
    return names;
}

/// Of a shared calendar, another mailbox than its own is that of somebody who looks.
LadderWish wishOf(const LadderOptions& options, const Profile& profile) {
    LadderWish wish;
    if (options.deliverable > 0)
        wish.trace.deliverable = options.deliverable;
    wish.trace.mailbox = QString::fromStdString(options.mailbox);
    wish.trace.viewer = QString::fromStdString(options.viewer);
    wish.writes = options.writes;
    const bool isOther = !profile.isIndividual() && !wish.trace.mailbox.isEmpty() &&
                         wish.trace.mailbox.compare(profile.mailbox, Qt::CaseInsensitive) != 0;
    if (isOther && wish.trace.viewer.isEmpty() && wish.trace.deliverable)
        std::swap(wish.trace.viewer, wish.trace.mailbox);
    return wish;
}

/// What a ladder is climbed with at the command line.
class Climber {
public:
    Climber(Session& session, Profile profile, const LadderOptions& options)
        : m_session(session),
          m_profile(std::move(profile)),
          m_options(options) {}

    [[nodiscard]] Result<LadderReport> climb(LadderId id) {
        auto bench = m_session.probeBench(m_profile);
        if (!bench)
            return std::unexpected(bench.error());
        const LadderWish wish = wishOf(m_options, m_profile);
        if (wish.writes)
            if (const auto allowed = m_session.mayWrite(m_profile); !allowed)
                return std::unexpected(allowed.error());
        LadderParts parts{(*bench)->clients()};
        parts.clients.forbiddenMailbox = QString::fromStdString(m_options.forbidden);
        const auto journal = m_session.environment().journal(m_profile);
        parts.journal = journal ? journal->get() : nullptr;
        parts.proveWriting = [&](const CalendarAddress& at, std::stop_token stop) {
            return proveWriting(parts.clients.graph, at, m_profile, m_session.clock(), std::move(stop));
        };
        std::optional<Result<Workspace*>> workspace;
        if (id == LadderId::EventsNotAppearing) // opened here: a secret may have to be asked for
            workspace = m_session.workspace(Environment::Patience::Look);
        parts.trace = [&](const TraceWish& asked, std::stop_token stop) -> Result<EventTrace> {
            if (!workspace->has_value())
                return std::unexpected(workspace->error());
            Workspace& opened = ***workspace;
            return EventTracer({opened.engine(), opened.graph(), opened.journal()})
                .trace(asked, std::move(stop));
        };
        return runLadder(id, m_profile, wish, parts, m_session.stop(),
                         [this](const Rung& rung) { m_session.progress().tell(rung.title); });
    }

private:
    Session& m_session;
    const Profile m_profile;
    const LadderOptions& m_options;
};

QJsonArray toJson(const std::vector<RungChange>& changes) {
    QJsonArray list;
    for (const RungChange& change : changes)
        list.append(QJsonObject{{u"id"_s, change.id}, {u"before"_s, change.before}, {u"now"_s, change.now}});
    return list;
}

/// The report in a file, and against an earlier one.
Result<void> keep(const LadderReport& report, const LadderOptions& options, const QJsonObject& earlier,
                  Outcome& outcome) {
    if (!options.out.empty())
        if (const auto saved = saveLadder(report, QString::fromStdString(options.out)); !saved)
            return saved;
    if (options.compare.empty())
        return {};
    const auto changes = whatChanged(earlier, report);
    if (!changes)
        return std::unexpected(changes.error());
    outcome.document.insert(u"changes"_s, toJson(*changes));
    outcome.text = [text = outcome.text, changes = *changes](const Paper& paper) {
        QString all = text(paper) + u'\n';
        for (const QString& line : changesText(changes).split(u'\n', Qt::SkipEmptyParts))
            all += printable(line) + u'\n';
        return all;
    };
    return {};
}

Outcome run(Session& session, LadderId id, const LadderOptions& options, bool explains) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    QJsonObject earlier;
    if (!options.compare.empty()) {
        const auto saved = readLadder(QString::fromStdString(options.compare));
        if (!saved)
            return Outcome::failed(saved.error());
        earlier = *saved;
    }
    const auto report = Climber(session, *profile, options).climb(id);
    if (!report)
        return Outcome::failed(report.error());
    if (report->wasCancelled)
        return Outcome::failed(cancelled());
    Outcome outcome{exitCodeOf(*report), explains ? explanationJson(*report) : ladderJson(*report),
                    [report = *report, explains](const Paper& paper) {
                        return explains ? explanationText(report, paper) : ladderText(report, paper);
                    },
                    std::nullopt};
    if (const auto kept = keep(*report, options, earlier, outcome); !kept)
        return Outcome::failed(kept.error());
    if (session.json() && outcome.code != ExitCode::Done && outcome.code != ExitCode::SomeFailed)
        outcome.error = report->failedRung()->error; // people have read it among the rungs
    return outcome;
}

void addCommonOptions(CLI::App& command, LadderOptions& options) {
    command.add_option("--mailbox", options.mailbox, "Another mailbox than the profile's")
        ->type_name("ADDRESS");
    command.add_option("--viewer", options.viewer, "Who does not see the event")->type_name("ADDRESS");
    command.add_option("--out", options.out, "Save the report, as .html, .md or .json")->type_name("FILE");
    command.add_option("--compare", options.compare, "Say what changed since this report (.json)")
        ->type_name("FILE");
}

} // namespace

void addLadderCommands(CommandTree& tree) {
    const auto options = std::make_shared<LadderOptions>();
    CLI::App& command = tree.command(
        tree.root(), "ladder", "Check step by step, and stop at the first that fails",
        [options](Session& session) {
            return run(session, *ladderOf(QString::fromStdString(options->name)), *options, false);
        });
    const std::string names = ladderNames().join(u", "_s).toStdString();
    command.add_option("NAME", options->name, "What is complained of: " + names)
        ->required()
        ->check(checkedBy("one of " + names, [](const QString& name) { return ladderOf(name).has_value(); }));
    command.add_option("--deliverable", options->deliverable, "Of events-not-appearing: follow this one")
        ->type_name("ID")
        ->check(CLI::PositiveNumber);
    command.add_option("--forbidden", options->forbidden, "A second mailbox to compare with")
        ->type_name("MAILBOX");
    command.add_flag("--write-test", options->writes, "Also write a test event, and delete it again");
    addCommonOptions(command, *options);
    tree.offer(command, ladderNames());

    const auto explained = std::make_shared<LadderOptions>();
    CLI::App& explain =
        tree.command(tree.root(), "explain", "Why a deliverable is, or is not, in the calendar",
                     [explained](Session& session) {
                         return run(session, LadderId::EventsNotAppearing, *explained, true);
                     });
    explain.add_option("DELIVERABLE", explained->deliverable, "Its number in the tracker")
        ->required()
        ->check(CLI::PositiveNumber);
    addCommonOptions(explain, *explained);
}

} // namespace milepost::cli
