// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/checkview.h"

#include "cli/table.h"
#include "doctor/checkup.h"
#include "doctor/diagnosis.h"
#include "doctor/permissions.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

/// A failure in one line: its name, then the program's own account or the service's words.
QString accountOf(const Error& error) {
    const QString own = error.detail.isEmpty() ? error.message : error.detail;
    const QString title = diagnose(error).title;
    return own.isEmpty() ? title : title + u": "_s + own;
}

QString evidenceOf(const ProbeReport& report) {
    if (report.error)
        return printable(accountOf(*report.error));
    if (!report.missing.isEmpty())
        return printable(u"not configured: %1"_s.arg(report.missing.join(u", "_s)));
    if (report.warning.isEmpty())
        return printable(report.evidence);
    return printable(report.evidence.isEmpty() ? report.warning : report.evidence + u". "_s + report.warning);
}

QStringList remediesOf(const ProbeReport& report) {
    QStringList remedies;
    for (const ProbeProposal& proposal : report.proposals)
        remedies << u"milepostctl profile set %1=%2 (%3)"_s.arg(proposal.key, proposal.value, proposal.why);
    remedies += report.remedies;
    if (report.error)
        return remedies + diagnose(*report.error).remedies;
    if (!report.missing.isEmpty())
        remedies << u"milepostctl profile set %1=…"_s.arg(report.missing.join(u"=… "_s));
    return remedies;
}

QJsonValue knownOrNull(const std::optional<bool>& value) { return value ? QJsonValue(*value) : QJsonValue(); }

QJsonArray permissionsJson(const std::vector<PermissionRow>& rows) {
    QJsonArray list;
    for (const PermissionRow& row : rows)
        list.append(QJsonObject{{u"name"_s, row.name},
                                {u"why"_s, row.why},
                                {u"needed"_s, row.isNeeded},
                                {u"declared"_s, knownOrNull(row.declared)},
                                {u"granted"_s, knownOrNull(row.granted)},
                                {u"inToken"_s, knownOrNull(row.inToken)},
                                {u"expected"_s, row.isExpected},
                                {u"used"_s, knownOrNull(row.used)},
                                {u"lastUsed"_s, textOrNull(row.lastUsed.toString(Qt::ISODate))},
                                {u"state"_s, stateName(stateOf(row))},
                                {u"verdict"_s, permissionText(row)}});
    return list;
}

QJsonArray notesJson(const std::vector<CalendarNote>& notes) {
    QJsonArray list;
    for (const CalendarNote& note : notes)
        list.append(QJsonObject{
            {u"name"_s, note.name}, {u"differs"_s, note.differs}, {u"foreign"_s, note.isForeign}});
    return list;
}

QJsonObject toJson(const ProbeReport& report) {
    const QString cause = report.error ? diagnose(*report.error).cause : QString();
    QJsonObject json{{u"id"_s, probeName(report.id)},
                     {u"state"_s, stateName(stateOf(report))},
                     {u"title"_s, probeTitle(report.id)},
                     {u"evidence"_s, evidenceOf(report)},
                     {u"remedies"_s, QJsonArray::fromStringList(remediesOf(report))},
                     {u"cause"_s, textOrNull(cause)},
                     {u"code"_s, textOrNull(report.error ? report.error->code : QString())},
                     {u"requestId"_s, textOrNull(report.error ? report.error->requestId : QString())}};
    if (!report.permissions.empty())
        json.insert(u"permissions"_s, permissionsJson(report.permissions));
    if (!report.nearMisses.isEmpty())
        json.insert(u"nearMisses"_s, QJsonArray::fromStringList(report.nearMisses));
    if (!report.nearNotes.empty())
        json.insert(u"nearNotes"_s, notesJson(report.nearNotes));
    return json;
}

Paper::Ink inkOf(ProbeState state) {
    switch (state) {
    case ProbeState::Ok:
        return Paper::Ink::Green;
    case ProbeState::Warning:
    case ProbeState::Unknown:
        return Paper::Ink::Yellow;
    case ProbeState::Failed:
        return Paper::Ink::Red;
    case ProbeState::Skipped:
        return Paper::Ink::Dim;
    }
    return Paper::Ink::Plain;
}

/// What to do about one probe, under its name, with all that the table had to cut.
QString adviceText(const ProbeReport& report, const Paper& paper) {
    QString text = u'\n' + paper.inked(Paper::Ink::Bold, probeTitle(report.id)) + u'\n';
    text += wrapped(evidenceOf(report), paper.width, 2) + u'\n';
    for (const CalendarNote& note : report.nearNotes)
        text += wrapped(printable(u"“%1”: %2"_s.arg(note.name, note.differs)), paper.width, 2) + u'\n';
    int number = 0;
    for (const QString& remedy : remediesOf(report))
        text +=
            wrapped(u"%1. %2"_s.arg(QString::number(++number), printable(remedy)), paper.width, 2) + u'\n';
    if (!report.error)
        return text;
    QStringList facts{diagnose(*report.error).cause};
    if (!report.error->code.isEmpty() && report.error->code != facts.first())
        facts << u"code "_s + report.error->code;
    if (!report.error->requestId.isEmpty())
        facts << u"request id "_s + report.error->requestId;
    return text + paper.inked(Paper::Ink::Dim, printable(u"  (%1)"_s.arg(facts.join(u", "_s)))) + u'\n';
}

} // namespace

QJsonObject checkJson(const std::vector<ProbeReport>& reports) {
    QJsonArray probes;
    for (const ProbeReport& report : reports)
        probes.append(toJson(report));
    return {{u"overall"_s, stateName(overallOf(reports))}, {u"probes"_s, probes}};
}

QString checkText(const std::vector<ProbeReport>& reports, const Paper& paper) {
    Table table({{u"Check"_s}, {u"State"_s}, {u"Evidence"_s, {}, true}});
    QString advice;
    for (const ProbeReport& report : reports) {
        const ProbeState state = stateOf(report);
        table.add({{probeTitle(report.id)}, {stateName(state), inkOf(state)}, {evidenceOf(report)}});
        if (state == ProbeState::Warning || state >= ProbeState::Unknown)
            advice += adviceText(report, paper);
    }
    const ProbeState overall = overallOf(reports);
    return table.toText(paper) + advice + u"\nOverall: "_s + paper.inked(inkOf(overall), stateName(overall)) +
           u'\n';
}

CheckVerdict verdictOf(const std::vector<ProbeReport>& reports) {
    CheckVerdict verdict;
    for (const ProbeReport& report : reports) {
        if (!report.error)
            continue;
        const ExitCode code = exitCodeOf(*report.error);
        if (!verdict.error || graver(verdict.code, code) != verdict.code)
            verdict = {code, report.error};
    }
    if (verdict.error || overallOf(reports) != ProbeState::Unknown)
        return verdict;
    for (const ProbeReport& report : reports)
        if (stateOf(report) == ProbeState::Unknown)
            return {ExitCode::Unreadable,
                    makeError(Error::Kind::Malformed, Error::Stage::None,
                              u"%1: %2"_s.arg(probeName(report.id), report.evidence), u"unknown"_s)};
    return {ExitCode::Configuration,
            configError(u"nothing of what was asked for is configured in this profile"_s)};
}

} // namespace milepost::cli
