// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/ladderview.h"

#include "cli/table.h"
#include "doctor/explanation.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

Paper::Ink inkOf(RungState state) {
    switch (state) {
    case RungState::Ok:
        return Paper::Ink::Green;
    case RungState::Warning:
    case RungState::Unknown:
        return Paper::Ink::Yellow;
    case RungState::Failed:
        return Paper::Ink::Red;
    case RungState::NotReached:
    case RungState::Skipped:
        return Paper::Ink::Dim;
    }
    return Paper::Ink::Plain;
}

QString factsOf(const Rung& rung) {
    QStringList facts{rung.cause()};
    if (rung.code() != rung.cause())
        facts << rung.code();
    facts.removeAll(QString());
    if (rung.error && rung.error->httpStatus != 0)
        facts << u"status %1"_s.arg(rung.error->httpStatus);
    if (!rung.requestId.isEmpty())
        facts << u"request id "_s + rung.requestId;
    return facts.join(u", "_s);
}

/// What happened, why, what to do, details.
QString failureText(const Rung& rung, const Paper& paper) {
    QString text = u'\n' + paper.inked(Paper::Ink::Bold, rung.title) + u'\n';
    const auto add = [&](const QString& line, int indent) {
        if (!line.isEmpty())
            text += wrapped(printable(line), paper.width, indent) + u'\n';
    };
    add(rung.evidence, 2);
    add(rung.why, 2);
    if (rung.error)
        add(diagnose(*rung.error).explanation, 2);
    for (const CalendarNote& note : rung.nearNotes) // as it is: a blank may be what differs
        text += printable(u"  “%1”: %2"_s.arg(note.name, note.differs)) + u'\n';
    int number = 0;
    for (const QString& remedy : rung.allRemedies(Surface::CommandLine))
        add(u"%1. %2"_s.arg(QString::number(++number), remedy), 2);
    for (const RungFix& fix : rung.fixes)
        if (!fix.command.isEmpty())
            text += printable(u"    %1: %2"_s.arg(fixTitle(fix), fix.command)) + u'\n';
    if (const QString facts = factsOf(rung); !facts.isEmpty())
        text += paper.inked(Paper::Ink::Dim, printable(u"  (%1)"_s.arg(facts))) + u'\n';
    return text;
}

QString closing(const LadderReport& report, const Paper& paper) {
    if (const Rung* failed = report.failedRung())
        return failureText(*failed, paper);
    QString text = u'\n' + paper.inked(Paper::Ink::Green, u"No check failed."_s);
    if (const int open = report.count(RungState::Unknown); open > 0)
        text += u" Not judged: %1."_s.arg(open);
    return text + u'\n';
}

} // namespace

QString ladderText(const LadderReport& report, const Paper& paper) {
    Table table(
        {{ladderTitle(report.id)}, {u"State"_s}, {u"Evidence"_s, {}, true}, {u"ms"_s, Table::Align::Right}});
    for (const Rung& rung : report.rungs) {
        const bool isReached = rung.state != RungState::NotReached;
        table.add({{rung.title},
                   {rungStateName(rung.state), inkOf(rung.state)},
                   {rung.evidence},
                   {isReached ? QString::number(rung.elapsed.count()) : QString()}});
    }
    return table.toText(paper) + closing(report, paper);
}

QString explanationText(const LadderReport& report, const Paper& paper) {
    return wrapped(printable(verdictOf(report)), paper.width, 0) + u"\n\n"_s + ladderText(report, paper);
}

ExitCode exitCodeOf(const LadderReport& report) {
    if (report.wasCancelled)
        return ExitCode::Cancelled;
    const Rung* failed = report.failedRung();
    if (failed == nullptr)
        return ExitCode::Done;
    const bool isPast = failed->id == "last-run"_L1;
    return failed->error && !isPast ? exitCodeOf(*failed->error) : ExitCode::SomeFailed;
}

} // namespace milepost::cli
