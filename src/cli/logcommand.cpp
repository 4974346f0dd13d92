// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// milepostctl log: the exchange log (ADR 32).
#include "cli/commandtree.h"
#include "cli/exchangeview.h"
#include "cli/session.h"
#include "doctor/exchangetext.h"
#include "storage/exchangefile.h"
#include "storage/profilestore.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_defaultLimit = 200;
constexpr int k_mostAtOnce = 500; // in one look of --follow
constexpr std::chrono::milliseconds k_look{300};
constexpr int k_longestBodies = 240; // minutes

struct LogOptions {
    std::string run;
    std::string since;
    std::string mailbox;
    std::string search;
    std::string only;
    std::string as;
    qint64 deliverable = 0;
    qint64 id = 0;
    int limit = k_defaultLimit;
    int bodies = -1; ///< minutes; -1: not asked
    bool failed = false;
    bool follow = false;
};

/// A moment (ISO 8601), a day, or a span back from now: 30s, 15m, 2h, 3d.
std::optional<QDateTime> momentOf(const QString& text, const QDateTime& nowUtc) {
    static const QRegularExpression span(u"\\A([0-9]{1,5})([smhd])\\z"_s);
    if (const auto found = span.match(text); found.hasMatch()) {
        const QString unit = found.captured(2);
        const qint64 seconds = unit == u"s"_s ? 1 : unit == u"m"_s ? 60 : unit == u"h"_s ? 3600 : 86'400;
        return nowUtc.addSecs(-found.captured(1).toLongLong() * seconds);
    }
    QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    if (!moment.isValid())
        return std::nullopt;
    if (moment.timeSpec() == Qt::LocalTime) // as every time of ours
        moment.setTimeSpec(Qt::UTC);
    return moment.toUTC();
}

Result<ExchangeFilter> filterOf(const LogOptions& options, const QDateTime& nowUtc) {
    ExchangeFilter filter;
    filter.mailbox = QString::fromStdString(options.mailbox);
    filter.text = QString::fromStdString(options.search);
    filter.deliverable = options.deliverable;
    filter.failedOnly = options.failed;
    filter.stage = stageOf(QString::fromStdString(options.only));
    if (!options.run.empty()) {
        filter.run = QString::fromStdString(options.run).toLongLong();
        if (filter.run <= 0)
            return std::unexpected(usageError(u"a run is named by its number"_s));
    }
    if (!options.since.empty()) {
        const auto since = momentOf(QString::fromStdString(options.since), nowUtc);
        if (!since)
            return std::unexpected(
                usageError(u"--since takes a time (2026-11-28T06:00:00Z), a day or a span (15m, 2h, 3d)"_s));
        filter.sinceUtc = *since;
    }
    return filter;
}

/// As the option --as says.
QString textOf(const std::vector<ExchangeRecord>& records, const std::string& as, const Paper& paper) {
    if (as == "support")
        return supportText(records);
    QString text;
    for (const ExchangeRecord& record : records)
        text += as == "curl" ? curlText(record) : lineOf(record, paper) + u'\n';
    return text;
}

QJsonObject documentOf(const ExchangeRecord& record, const std::string& as) {
    QJsonObject json = toJson(record);
    if (as == "support")
        json.insert(u"support"_s, supportText({record}));
    if (as == "curl")
        json.insert(u"curl"_s, curlText(record));
    return json;
}

/// Nothing was kept yet: that is an empty log, not a failure.
Result<std::optional<ExchangeFile>> openLog(const QString& path, const Clock& clock) {
    auto file = ExchangeFile::openForReading(path, clock.utcNow());
    if (file)
        return std::optional(std::move(*file));
    if (file.error().kind == Error::Kind::NotFound)
        return std::optional<ExchangeFile>();
    return std::unexpected(file.error());
}

Outcome wantBodies(Session& session, const QString& path, int minutes) {
    const QDateTime now = session.clock().utcNow();
    auto file = ExchangeFile::openForWriting(path, now);
    if (!file)
        return Outcome::failed(file.error());
    const QDateTime until = now.addSecs(60LL * minutes);
    if (const auto wanted = file->wantBodiesUntil(until); !wanted)
        return Outcome::failed(wanted.error());
    const QJsonValue end = minutes > 0 ? QJsonValue(toIsoUtc(until)) : QJsonValue();
    return Outcome::done({{u"exchanges"_s, QJsonArray()}, {u"bodiesUntil"_s, end}}, [minutes,
                                                                                     until](const Paper&) {
        return minutes > 0 ? u"Bodies are kept until %1, then this ends by itself. Secrets are taken out of "
                             "them; names, titles and addresses are not.\n"_s.arg(toIsoUtc(until))
                           : u"Bodies are not kept any more.\n"_s;
    });
}

Outcome list(Session& session, const LogOptions& options, const ExchangeFilter& filter,
             const std::optional<ExchangeFile>& file) {
    std::vector<ExchangeRecord> records;
    QJsonValue bodiesUntil;
    if (file) {
        auto found = options.id > 0 ? file->byIds({options.id}) : file->newest(filter, options.limit);
        if (!found)
            return Outcome::failed(found.error());
        records = std::move(*found);
        std::ranges::reverse(records); // as --follow goes on
        if (const auto until = file->bodiesUntil(); until && *until > session.clock().utcNow())
            bodiesUntil = toIsoUtc(*until);
    }
    if (options.id > 0 && records.empty())
        return Outcome::failed(usageError(u"the log has no request %1 (any more)"_s.arg(options.id)));
    QJsonArray json;
    for (const ExchangeRecord& record : records)
        json.append(documentOf(record, options.as));
    return Outcome::done({{u"exchanges"_s, json}, {u"bodiesUntil"_s, bodiesUntil}},
                         [records, as = options.as](const Paper& paper) {
                             return records.empty() ? u"Nothing in the log fits.\n"_s
                                                    : textOf(records, as, paper);
                         });
}

/// Until Ctrl+C. A log that is begun meanwhile is found.
Outcome follow(Session& session, const LogOptions& options, const ExchangeFilter& filter,
               const QString& path) {
    session.useLines();
    qint64 last = -1; // not begun: the newest few first
    while (true) {
        const auto file = openLog(path, session.clock());
        if (!file)
            return Outcome::failed(file.error());
        if (*file) {
            auto records = last < 0 ? (*file)->newest(filter, options.limit)
                                    : (*file)->after(filter, last, k_mostAtOnce);
            if (!records)
                return Outcome::failed(records.error());
            if (last < 0)
                std::ranges::reverse(*records);
            for (const ExchangeRecord& record : *records)
                session.present(Outcome::done(
                    documentOf(record, options.as),
                    [record, as = options.as](const Paper& paper) { return textOf({record}, as, paper); }));
            const bool isFull = last >= 0 && records->size() == k_mostAtOnce;
            last = records->empty() ? last : records->back().id;
            if (isFull)
                continue;
        }
        last = std::max<qint64>(last, 0);
        if (const auto slept = session.clock().sleep(k_look, session.stop()); !slept)
            return Outcome::failed(slept.error());
    }
}

Outcome log(Session& session, const LogOptions& options) {
    const auto profile = session.profile();
    if (!profile)
        return Outcome::failed(profile.error());
    const QString path = session.environment().profiles().paths().exchangeLog(profile->name);
    if (options.bodies >= 0)
        return wantBodies(session, path, options.bodies);
    const auto filter = filterOf(options, session.clock().utcNow());
    if (!filter)
        return Outcome::failed(filter.error());
    if (options.follow)
        return follow(session, options, *filter, path);
    const auto file = openLog(path, session.clock());
    return file ? list(session, options, *filter, *file) : Outcome::failed(file.error());
}

} // namespace

void addLogCommand(CommandTree& tree) {
    const auto options = std::make_shared<LogOptions>();
    CLI::App& command = tree.command(tree.root(), "log", "Show the requests that were made, oldest first",
                                     [options](Session& session) { return log(session, *options); });
    command
        .add_option("--run", options->run,
                    "Of this run alone: what was read for it, what it wrote, how it was proved")
        ->type_name("RUN");
    command.add_option("--since", options->since, "From this time on, or so long ago: 15m, 2h, 3d")
        ->type_name("T");
    command.add_option("--mailbox", options->mailbox, "Whose mailbox has this in its address")
        ->type_name("M");
    command.add_option("--deliverable", options->deliverable, "Writes for this deliverable alone")
        ->type_name("ID");
    command.add_option("--search", options->search, "Has this in its address, code, error or ids")
        ->type_name("T");
    command.add_option("--only", options->only, "One service: token (Entra), graph or tracker")
        ->type_name("SERVICE")
        ->check(CLI::IsMember({"token", "graph", "tracker"}));
    command.add_flag("--failed", options->failed, "Without those that were answered with success");
    command.add_flag("--follow", options->follow, "Go on with what comes, until Ctrl+C");
    command.add_option("--id", options->id, "This request alone")->type_name("N");
    command.add_option("--as", options->as, "support: for Microsoft's support; curl: as a command")
        ->type_name("FORM")
        ->check(CLI::IsMember({"support", "curl"}));
    command.add_option("--limit", options->limit, "At most so many, the newest")
        ->type_name("N")
        ->check(CLI::Range(1, 100'000));
    command
        .add_option("--bodies", options->bodies,
                    "Keep bodies too, for so many minutes from now (0: no longer); secrets are taken out")
        ->type_name("MINUTES")
        ->check(CLI::Range(0, k_longestBodies));
    command.footer("The log keeps 30 days and 20 MB of each profile on this computer. It holds addresses of "
                   "mailboxes and no secret, and no bodies unless somebody asked for them.");
    tree.offer(command, {u"token"_s, u"graph"_s, u"tracker"_s});
}

} // namespace milepost::cli
