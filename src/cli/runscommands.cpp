// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/clockview.h"
#include "cli/commandtree.h"
#include "cli/planoutcome.h"
#include "cli/reportview.h"
#include "cli/runoptions.h"
#include "cli/session.h"
#include "cli/table.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_defaultLimit = 50;

struct RunsOptions {
    int limit = k_defaultLimit;
    std::string run;
    std::string out;
};

QJsonObject toJson(const RunRecord& run) {
    QJsonObject json{{u"run"_s, QString::number(run.id.value)},
                     {u"kind"_s, toString(run.start.kind)},
                     {u"started"_s, toIsoUtc(run.start.startedUtc)},
                     {u"finished"_s, run.finishedUtc ? QJsonValue(toIsoUtc(*run.finishedUtc)) : QJsonValue()},
                     {u"status"_s, toString(run.status)},
                     {u"who"_s, run.start.who.isEmpty() ? QJsonValue() : QJsonValue(run.start.who)},
                     {u"mailbox"_s, run.start.mailbox},
                     {u"calendar"_s, run.start.calendarName},
                     {u"summary"_s, run.summary}};
    if (!run.start.purpose.isSync())
        json.insert(u"purpose"_s, run.start.purpose.toJson());
    if (run.start.resumes != 0)
        json.insert(u"resumes"_s, QString::number(run.start.resumes));
    if (!run.why.isEmpty())
        json.insert(u"why"_s, run.why);
    return json;
}

QString kindText(const RunRecord& run) {
    if (run.start.resumes != 0)
        return u"resume of %1"_s.arg(run.start.resumes);
    if (run.start.purpose.isSync())
        return toString(run.start.kind);
    if (run.start.purpose.kind == PlanPurpose::Kind::Revert)
        return u"undo of %1"_s.arg(run.start.purpose.run);
    return run.start.purpose.toJson().value(u"kind"_s).toString();
}

QJsonObject toJson(const IntentRecord& action) {
    const auto textOrNull = [](const QString& text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    const QJsonObject content = action.intent.after.isEmpty() ? action.intent.before : action.intent.after;
    return {{u"key"_s, action.intent.key.toString()},
            {u"verb"_s, toString(action.intent.verb)},
            {u"state"_s, toString(action.state)},
            {u"subject"_s, content.value(u"subject"_s)},
            {u"event"_s, textOrNull(action.eventId)},
            {u"error"_s, textOrNull(action.error)},
            {u"intended"_s, toIsoUtc(action.intendedUtc)},
            {u"settled"_s, action.settledUtc ? QJsonValue(toIsoUtc(*action.settledUtc)) : QJsonValue()}};
}

QString brief(const RunRecord& run) {
    const QJsonObject& summary = run.summary;
    QStringList parts;
    for (const QString& member : {u"created"_s, u"updated"_s, u"deleted"_s, u"failed"_s, u"skipped"_s})
        if (const int count = summary.value(member).toInt(); count > 0)
            parts << u"%1 %2"_s.arg(member, QString::number(count));
    QString text = parts.isEmpty() ? u"nothing written"_s : parts.join(u", "_s);
    return run.why.isEmpty() ? text : text + u"; "_s + run.why;
}

Paper::Ink inkOf(RunStatus status) {
    return status == RunStatus::Succeeded ? Paper::Ink::Green : Paper::Ink::Yellow;
}

QString listText(const std::vector<RunRecord>& runs, const Paper& paper) {
    Table table({{u"Run"_s, Table::Align::Right},
                 {u"Started"_s},
                 {u"Kind"_s},
                 {u"Status"_s},
                 {u"What was done"_s, {}, true}});
    for (const RunRecord& run : runs)
        table.add({{QString::number(run.id.value)},
                   {toIsoUtc(run.start.startedUtc)},
                   {kindText(run)},
                   {toString(run.status), inkOf(run.status)},
                   {brief(run)}});
    return table.isEmpty() ? u"No runs yet.\n"_s : table.toText(paper);
}

QString detailsText(const RunDetails& details, const Paper& paper) {
    const RunRecord& run = details.run;
    QString text = u"Run %1, %2, %3: %4\n"_s.arg(QString::number(run.id.value), kindText(run),
                                                 toIsoUtc(run.start.startedUtc), toString(run.status));
    if (!run.start.who.isEmpty())
        text += u"by %1\n"_s.arg(printable(run.start.who));
    const QString where = run.start.mailbox.isEmpty() ? u"A calendar for each person"_s
                                                      : u"%1 of %2"_s.arg(printable(run.start.calendarName),
                                                                          printable(run.start.mailbox));
    text += u"%1: %2\n"_s.arg(where, printable(brief(run)));
    Table table({{u"Verb"_s}, {u"State"_s}, {u"Subject"_s, {}, true}, {u"Error"_s, {}, true}});
    for (const IntentRecord& action : details.actions) {
        const QJsonObject content =
            action.intent.after.isEmpty() ? action.intent.before : action.intent.after;
        table.add({{toString(action.intent.verb)},
                   {toString(action.state),
                    action.state == IntentState::Done ? Paper::Ink::Green : Paper::Ink::Yellow},
                   {content.value(u"subject"_s).toString()},
                   {action.error, Paper::Ink::Red}});
    }
    return text + table.toText(paper);
}

Outcome list(Session& session, const RunsOptions& options) {
    const auto journal = session.journal();
    if (!journal)
        return Outcome::failed(journal.error());
    const auto runs = (*journal)->runs(options.limit);
    if (!runs)
        return Outcome::failed(runs.error());
    QJsonArray json;
    for (const RunRecord& run : *runs)
        json.append(toJson(run));
    return Outcome::done({{u"runs"_s, json}},
                         [runs = *runs](const Paper& paper) { return listText(runs, paper); });
}

Result<RunDetails> namedRun(Session& session, const RunsOptions& options) {
    bool isNumber = false;
    const RunId id{QString::fromStdString(options.run).toLongLong(&isNumber)};
    if (!isNumber)
        return std::unexpected(usageError(u"a run is named by its number"_s));
    const auto journal = session.journal();
    if (!journal)
        return std::unexpected(journal.error());
    auto details = (*journal)->run(id);
    if (!details && details.error().kind == Error::Kind::NotFound)
        return std::unexpected(usageError(u"there is no run %1"_s.arg(id.value)));
    return details;
}

Outcome resume(Session& session, const RunOptions& options) {
    auto workspace = session.workspace();
    if (!workspace)
        return Outcome::failed(workspace.error());
    const SyncReport report =
        (*workspace)
            ->engine()
            .resume({RunKind::Resume, options.maxDelete()}, options.confirmation(session), session.control(),
                    &session.progress());
    Outcome outcome = outcomeOf(report, (*workspace)->requests());
    warnAboutClocks(session, **workspace, outcome.document);
    return outcome;
}

Outcome revert(Session& session, const RunsOptions& options) {
    const auto details = namedRun(session, options);
    if (!details)
        return Outcome::failed(details.error());
    const PlanPurpose purpose{PlanPurpose::Kind::Revert, details->run.id.value};
    return planOutcome(session, options.out,
                       [&](SyncEngine& engine) { return engine.plan(purpose, {}, session.stop()); });
}

Outcome show(Session& session, const RunsOptions& options) {
    const auto details = namedRun(session, options);
    if (!details)
        return Outcome::failed(details.error());
    QJsonArray actions;
    for (const IntentRecord& action : details->actions)
        actions.append(toJson(action));
    QJsonObject run = toJson(details->run);
    run.insert(u"failures"_s, details->run.failures);
    run.insert(u"actions"_s, actions);
    return Outcome::done({{u"runs"_s, QJsonArray{run}}},
                         [details = *details](const Paper& paper) { return detailsText(details, paper); });
}

} // namespace

void addRunsCommands(CommandTree& tree) {
    CLI::App& group = tree.group("runs", "What was done");
    const auto options = std::make_shared<RunsOptions>();
    tree.command(group, "list", "List runs, newest first",
                 [options](Session& session) { return list(session, *options); })
        .add_option("--limit", options->limit, "At most so many")
        ->type_name("N")
        ->check(CLI::Range(1, 100'000));
    tree.command(group, "show", "Show one run and everything that it wrote",
                 [options](Session& session) { return show(session, *options); })
        .add_option("RUN", options->run, "Its number")
        ->required();
    const auto resumeOptions = std::make_shared<RunOptions>();
    CLI::App& again =
        tree.command(group, "resume", "Continue the run that was cut off",
                     [resumeOptions](Session& session) { return resume(session, *resumeOptions); });
    resumeOptions->addTo(again);
    again.footer("After a crash, a cancel or a lost network. What stands is looked up first, so nothing is "
                 "written twice; what moved since is planned as it is now.");
    CLI::App& back = tree.command(group, "revert", "Plan the way back to what stood before a run",
                                  [options](Session& session) { return revert(session, *options); });
    back.add_option("RUN", options->run, "Its number")->required();
    back.add_option("--out", options->out, "Also write the plan to a file, for apply")->type_name("FILE");
    back.footer(
        "It writes nothing; apply carries the plan out. What a person or a later run changed since is "
        "left alone and listed. A later sync writes again what the tracker still asks for.");
}

} // namespace milepost::cli
