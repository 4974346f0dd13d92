// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/runtexts.h"

#include "presentation/job.h"
#include "presentation/plantexts.h"

#include <QCoreApplication>
#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::RunTexts)
};

QString purposeText(const PlanPurpose& purpose) {
    switch (purpose.kind) {
    case PlanPurpose::Kind::Revert:
        return Texts::tr("Undo of run %1").arg(purpose.run);
    case PlanPurpose::Kind::Detach:
        return Texts::tr("Events let go");
    case PlanPurpose::Kind::RemoveAll:
        return Texts::tr("Everything removed");
    case PlanPurpose::Kind::Sync:
        break;
    }
    return {};
}

QString doneWord(Verb verb) {
    switch (verb) {
    case Verb::Create:
        return Texts::tr("Added");
    case Verb::Delete:
        return Texts::tr("Deleted");
    case Verb::Update:
    case Verb::Adopt:
    case Verb::Drift:
    case Verb::Blocked:
        break;
    }
    return Texts::tr("Changed");
}

/// As far as the journal keeps its facts. The words of the other side are in one line with them.
Error errorOf(const QJsonObject& json) {
    Error error;
    const QString kind = json.value(u"kind"_s).toString();
    const QString stage = json.value(u"stage"_s).toString();
    error.stage = Error::Stage::Graph; // so it is of a write, where an older version did not say
    error.kind = Error::Kind::Rejected;
    for (int i = 0; i <= static_cast<int>(Error::Kind::Bug); ++i)
        if (toString(static_cast<Error::Kind>(i)) == kind)
            error.kind = static_cast<Error::Kind>(i);
    for (int i = 0; i <= static_cast<int>(Error::Stage::Plan); ++i)
        if (toString(static_cast<Error::Stage>(i)) == stage)
            error.stage = static_cast<Error::Stage>(i);
    error.httpStatus = json.value(u"status"_s).toInt();
    error.code = json.value(u"code"_s).toString();
    error.requestId = json.value(u"requestId"_s).toString();
    error.about = json.value(u"context"_s).toObject();
    return error;
}

} // namespace

QHash<QString, QString> failureTexts(const RunRecord& run) {
    QHash<QString, QString> texts;
    for (const QJsonValue value : run.failures) {
        const QJsonObject json = value.toObject();
        if (const QString key = json.value(u"key"_s).toString(); !key.isEmpty())
            texts.insert(key, diagnose(errorOf(json), Surface::Window).title);
    }
    return texts;
}

QString whyText(const RunRecord& run) {
    for (const QJsonValue value : run.failures)
        if (const QJsonObject json = value.toObject(); !json.contains(u"key"_s))
            return diagnose(errorOf(json), Surface::Window).title;
    return run.why; // an older version kept no facts
}

QString runKindText(const RunRecord& run) {
    if (run.start.resumes != 0)
        return Texts::tr("Rest of run %1").arg(run.start.resumes);
    if (!run.start.purpose.isSync())
        return purposeText(run.start.purpose);
    return run.start.kind == RunKind::Sync ? Texts::tr("Sync") : Texts::tr("Reviewed plan");
}

QString runStatusText(RunStatus status) {
    switch (status) {
    case RunStatus::Running:
        return Texts::tr("Under way");
    case RunStatus::Interrupted:
        return Texts::tr("Interrupted");
    case RunStatus::Succeeded:
        return Texts::tr("Done");
    case RunStatus::Partial:
        return Texts::tr("Partly done");
    case RunStatus::Failed:
        return Texts::tr("Failed");
    case RunStatus::Incomplete:
        return Texts::tr("Not begun");
    case RunStatus::Cancelled:
        return Texts::tr("Cancelled");
    case RunStatus::Refused:
        return Texts::tr("Refused");
    }
    return {};
}

State runState(RunStatus status) {
    switch (status) {
    case RunStatus::Succeeded:
        return State::Ok;
    case RunStatus::Partial:
    case RunStatus::Interrupted:
        return State::Warning;
    case RunStatus::Failed:
        return State::Failed;
    case RunStatus::Running:
        return State::Unknown;
    case RunStatus::Incomplete:
    case RunStatus::Cancelled:
    case RunStatus::Refused:
        break;
    }
    return State::Skipped;
}

RunSummary summaryOf(const RunRecord& run) {
    const auto number = [&](const QString& member) { return run.summary.value(member).toInt(); };
    RunSummary summary;
    summary.created = number(u"created"_s);
    summary.updated = number(u"updated"_s);
    summary.deleted = number(u"deleted"_s);
    summary.failed = number(u"failed"_s);
    summary.skipped = number(u"skipped"_s);
    return summary;
}

QString runDoneText(const RunRecord& run) {
    const QString changes = changesLine(summaryOf(run));
    if (const QString why = whyText(run); !why.isEmpty())
        return changes.isEmpty() ? why : changes + u" · "_s + why;
    if (!changes.isEmpty())
        return changes;
    if (run.status == RunStatus::Interrupted)
        return Texts::tr("ended before it could say what it did");
    return run.status == RunStatus::Running ? QString() : Texts::tr("nothing written");
}

QString shortDateTime(const QDateTime& utc) {
    return QLocale().toString(utc.toLocalTime(), QLocale::ShortFormat);
}

QString writeText(const IntentRecord& write) {
    switch (write.state) {
    case IntentState::Done:
        return doneWord(write.intent.verb);
    case IntentState::Failed:
        return Texts::tr("Failed");
    case IntentState::Cancelled:
        return Texts::tr("Not sent");
    case IntentState::Open:
    case IntentState::Doubtful:
        break;
    }
    return Texts::tr("Not known");
}

State writeState(IntentState state) {
    switch (state) {
    case IntentState::Done:
        return State::Ok;
    case IntentState::Failed:
        return State::Failed;
    case IntentState::Cancelled:
        return State::Skipped;
    case IntentState::Open:
    case IntentState::Doubtful:
        break;
    }
    return State::Unknown;
}

EventContent contentOf(const Intent& intent) {
    return contentFromJson(intent.verb == Verb::Delete || intent.after.isEmpty() ? intent.before
                                                                                 : intent.after);
}

QStringList beforeAndAfter(const Intent& intent) {
    if (intent.verb != Verb::Update)
        return {};
    const EventContent before = contentFromJson(intent.before);
    const EventContent after = contentFromJson(intent.after);
    Action action;
    for (const Field field : intent.fields)
        if (const QString from = fieldText(before, field), to = fieldText(after, field); from != to)
            action.changes.push_back({field, from, to});
    QStringList lines;
    for (const TextChange& row : fieldRows(action))
        lines << Texts::tr("%1: %2 → %3").arg(row.label, row.from, row.to);
    if (intent.tagBefore && intent.tagAfter && intent.tagAfter->contentHash.isEmpty())
        lines << Texts::tr("Our mark came off");
    return lines;
}

} // namespace milepost
