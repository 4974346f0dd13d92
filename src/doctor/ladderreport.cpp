// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/ladderreport.h"

#include "doctor/explanation.h"
#include "doctor/requestpack.h"
#include "storage/jsonfile.h"
#include "storage/privatefile.h"

#include <algorithm>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;
using requestpack::Block;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QString fixName(RungFix::Kind kind) {
    static constexpr std::array k_names{"create-calendar", "use-calendar", "rename-calendar", "resolve",
                                        "share-calendar",  "new-token",    "request-pack",    "preview"};
    return QString::fromLatin1(k_names.at(static_cast<size_t>(kind)));
}

QJsonArray fixesJson(const Rung& rung) {
    QJsonArray fixes;
    for (const RungFix& fix : rung.fixes)
        fixes.append(QJsonObject{{u"fix"_s, fixName(fix.kind)},
                                 {u"title"_s, fixTitle(fix)},
                                 {u"command"_s, textOrNull(fix.command)}});
    return fixes;
}

QJsonArray notesJson(const Rung& rung) {
    QJsonArray notes;
    for (const CalendarNote& note : rung.nearNotes)
        notes.append(QJsonObject{
            {u"name"_s, note.name}, {u"differs"_s, note.differs}, {u"foreign"_s, note.isForeign}});
    return notes;
}

QJsonObject rungJson(const Rung& rung) {
    QJsonObject json{{u"id"_s, rung.id},
                     {u"state"_s, rungStateName(rung.state)},
                     {u"title"_s, rung.title},
                     {u"evidence"_s, rung.evidence},
                     {u"why"_s, textOrNull(rung.why)},
                     {u"cause"_s, textOrNull(rung.cause())},
                     {u"code"_s, textOrNull(rung.code())},
                     {u"requestId"_s, textOrNull(rung.requestId)},
                     {u"at"_s, textOrNull(rung.atUtc.toString(Qt::ISODate))},
                     {u"milliseconds"_s, static_cast<qint64>(rung.elapsed.count())}};
    if (!rung.fixes.empty())
        json.insert(u"fixes"_s, fixesJson(rung));
    if (!rung.nearNotes.empty())
        json.insert(u"nearNotes"_s, notesJson(rung));
    return json;
}

/// What to do about the first that failed; where none did, about what is worth a look.
QStringList remediesOf(const LadderReport& report) {
    if (const Rung* failed = report.failedRung())
        return failed->allRemedies(Surface::CommandLine);
    QStringList remedies;
    for (const Rung& rung : report.rungs)
        if (rung.state == RungState::Warning)
            remedies += rung.remedies;
    remedies.removeDuplicates();
    return remedies;
}

/// Numbers count time or events: they are no change by themselves.
QString withoutNumbers(QString text) {
    static const QRegularExpression numbers(u"[0-9]+"_s);
    return text.replace(numbers, u"#"_s);
}

QString stateAndEvidence(const QString& state, const QString& evidence) {
    return evidence.isEmpty() ? state : state + u": "_s + evidence;
}

std::optional<RungChange> changeOf(const QJsonObject& before, const Rung& now) {
    const QString state = before.value(u"state"_s).toString();
    const QString evidence = before.value(u"evidence"_s).toString();
    const QString nowState = rungStateName(now.state);
    if (state == nowState && withoutNumbers(evidence) == withoutNumbers(now.evidence))
        return std::nullopt;
    return RungChange{now.id, now.title, stateAndEvidence(state, evidence),
                      stateAndEvidence(nowState, now.evidence)};
}

/// What support asks for first.
QString factsOf(const Rung& rung) {
    QStringList facts{rung.cause()};
    if (rung.code() != rung.cause())
        facts << rung.code();
    if (rung.error && rung.error->httpStatus != 0)
        facts << say(QT_TRANSLATE_NOOP("doctor", "status %1")).arg(rung.error->httpStatus);
    if (!rung.requestId.isEmpty())
        facts << say(QT_TRANSLATE_NOOP("doctor", "request id %1")).arg(rung.requestId);
    facts.removeAll(QString());
    return facts.join(u", "_s);
}

void addFailure(std::vector<Block>& blocks, const Rung& failed) {
    using Kind = Block::Kind;
    blocks.push_back({Kind::Heading, {say(QT_TRANSLATE_NOOP("doctor", "What happened"))}});
    blocks.push_back({Kind::Text, {failed.title + u": "_s + failed.evidence}});
    QStringList why{failed.why};
    if (failed.error)
        why << diagnose(*failed.error).explanation;
    why.removeAll(QString());
    blocks.push_back({Kind::Heading, {say(QT_TRANSLATE_NOOP("doctor", "Why"))}});
    blocks.push_back({Kind::Text, {why.join(u' ')}});
    blocks.push_back({Kind::Heading, {say(QT_TRANSLATE_NOOP("doctor", "What to do"))}});
    for (const QString& remedy : failed.allRemedies(Surface::CommandLine))
        blocks.push_back({Kind::Item, {remedy}});
    if (!failed.nearNotes.empty())
        blocks.push_back({Kind::Heading, {say(QT_TRANSLATE_NOOP("doctor", "What comes near"))}});
    for (const CalendarNote& note : failed.nearNotes)
        blocks.push_back({Kind::Item, {u"“%1”: %2"_s.arg(note.name, note.differs)}});
    if (const QString facts = factsOf(failed); !facts.isEmpty()) {
        blocks.push_back({Kind::Heading, {say(QT_TRANSLATE_NOOP("doctor", "Details"))}});
        blocks.push_back({Kind::Text, {facts}});
    }
}

std::vector<Block> blocksOf(const LadderReport& report) {
    using Kind = Block::Kind;
    std::vector<Block> blocks;
    blocks.push_back({Kind::Text,
                      {u"%1 · %2 · %3 s"_s.arg(
                          report.subject, report.startedUtc.toString(Qt::ISODate),
                          QString::number(static_cast<double>(report.elapsed.count()) / 1000, 'f', 1))}});
    if (const Rung* failed = report.failedRung())
        addFailure(blocks, *failed);
    blocks.push_back({Kind::Heading, {say(QT_TRANSLATE_NOOP("doctor", "What was seen"))}});
    blocks.push_back(
        {Kind::TitleRow,
         {say(QT_TRANSLATE_NOOP("doctor", "Check")), say(QT_TRANSLATE_NOOP("doctor", "State")),
          say(QT_TRANSLATE_NOOP("doctor", "Evidence")), say(QT_TRANSLATE_NOOP("doctor", "Request id")),
          say(QT_TRANSLATE_NOOP("doctor", "Time"))}});
    for (const Rung& rung : report.rungs)
        blocks.push_back(
            {Kind::Row,
             {rung.title, rungStateText(rung.state), rung.evidence, rung.requestId,
              rung.state == RungState::NotReached ? QString() : u"%1 ms"_s.arg(rung.elapsed.count())}});
    return blocks;
}

} // namespace

QString rungStateText(RungState state) {
    static constexpr std::array k_texts{
        QT_TRANSLATE_NOOP("doctor", "Not reached"), QT_TRANSLATE_NOOP("doctor", "Skipped"),
        QT_TRANSLATE_NOOP("doctor", "OK"),          QT_TRANSLATE_NOOP("doctor", "Warning"),
        QT_TRANSLATE_NOOP("doctor", "Unknown"),     QT_TRANSLATE_NOOP("doctor", "Failed")};
    return say(k_texts.at(static_cast<size_t>(state)));
}

QJsonObject ladderJson(const LadderReport& report) {
    QJsonArray rungs;
    for (const Rung& rung : report.rungs)
        rungs.append(rungJson(rung));
    const Rung* failed = report.failedRung();
    return {{u"ladder"_s, ladderName(report.id)},
            {u"subject"_s, report.subject},
            {u"started"_s, report.startedUtc.toString(Qt::ISODate)},
            {u"milliseconds"_s, static_cast<qint64>(report.elapsed.count())},
            {u"failedRung"_s, failed == nullptr ? QJsonValue() : QJsonValue(failed->id)},
            {u"rungs"_s, rungs},
            {u"remedies"_s, QJsonArray::fromStringList(remediesOf(report))}};
}

QJsonObject explanationJson(const LadderReport& report) {
    QJsonArray steps;
    for (const Rung& rung : report.rungs)
        steps.append(QJsonObject{{u"step"_s, rung.id},
                                 {u"state"_s, rungStateName(rung.state)},
                                 {u"title"_s, rung.title},
                                 {u"evidence"_s, rung.evidence},
                                 {u"why"_s, textOrNull(rung.why)},
                                 {u"cause"_s, textOrNull(rung.cause())},
                                 {u"requestId"_s, textOrNull(rung.requestId)}});
    return {{u"verdict"_s, verdictOf(report)},
            {u"steps"_s, steps},
            {u"remedies"_s, QJsonArray::fromStringList(remediesOf(report))}};
}

Result<QJsonObject> readLadder(const QString& path) {
    constexpr qint64 k_mostBytes = 4 * 1024 * 1024;
    const auto file = readJsonFile(path, k_mostBytes);
    return file ? Result<QJsonObject>(file->object) : std::unexpected(file.error());
}

Result<std::vector<RungChange>> whatChanged(const QJsonObject& saved, const LadderReport& report) {
    if (saved.value(u"ladder"_s).toString() != ladderName(report.id) || !saved.value(u"rungs"_s).isArray())
        return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                         u"this is no saved ladder \"%1\""_s.arg(ladderName(report.id)),
                                         u"config-invalid"_s));
    const QJsonArray before = saved.value(u"rungs"_s).toArray();
    std::vector<RungChange> changes;
    for (const Rung& rung : report.rungs) {
        const auto old = std::find_if(before.begin(), before.end(), [&](const QJsonValue& value) {
            return value.toObject().value(u"id"_s).toString() == rung.id;
        });
        if (old == before.end())
            changes.push_back(
                {rung.id, rung.title, {}, stateAndEvidence(rungStateName(rung.state), rung.evidence)});
        else if (auto change = changeOf(old->toObject(), rung))
            changes.push_back(std::move(*change));
    }
    return changes;
}

QString changesText(const std::vector<RungChange>& changes) {
    if (changes.empty())
        return say(QT_TRANSLATE_NOOP("doctor", "Nothing changed since.")) + u'\n';
    QString text;
    for (const RungChange& change : changes)
        text += u"%1\n  %2\n  %3\n"_s.arg(change.title,
                                          say(QT_TRANSLATE_NOOP("doctor", "before: %1")).arg(change.before),
                                          say(QT_TRANSLATE_NOOP("doctor", "now: %1")).arg(change.now));
    return text;
}

QString ladderMarkdown(const LadderReport& report) {
    return requestpack::toMarkdown(ladderTitle(report.id), blocksOf(report));
}

QString ladderHtml(const LadderReport& report) {
    return requestpack::toHtml(ladderTitle(report.id), blocksOf(report));
}

Result<void> saveLadder(const LadderReport& report, const QString& path) {
    if (path.endsWith(".json"_L1, Qt::CaseInsensitive))
        return writeJsonFile(path, ladderJson(report));
    if (path.endsWith(".md"_L1, Qt::CaseInsensitive))
        return writePrivateFile(path, ladderMarkdown(report).toUtf8());
    if (path.endsWith(".html"_L1, Qt::CaseInsensitive))
        return writePrivateFile(path, ladderHtml(report).toUtf8());
    return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                     u"%1: a report ends in .html, .md or .json"_s.arg(path), u"usage"_s));
}

} // namespace milepost
