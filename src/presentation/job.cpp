// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/job.h"

#include "base/text.h"
#include "doctor/diagnosis.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(milepost::Job)
};

Issue issueOf(const Error& error) {
    const Diagnosis diagnosis = diagnose(error, Surface::Window);
    Issue issue;
    issue.title = diagnosis.title;
    issue.cause = diagnosis.cause;
    issue.error = error;
    issue.retryable = diagnosis.retryable;
    if (!diagnosis.remedies.isEmpty())
        issue.remedy = Words::tr("%1 Who: %2").arg(diagnosis.remedies.first(), whoText(diagnosis.who));
    return issue;
}

} // namespace

QString changesLine(const RunSummary& summary) {
    QStringList parts;
    if (summary.created > 0)
        parts << Words::tr("%n added", nullptr, summary.created);
    if (summary.updated > 0)
        parts << Words::tr("%n changed", nullptr, summary.updated);
    if (summary.deleted > 0)
        parts << Words::tr("%n deleted", nullptr, summary.deleted);
    if (summary.failed > 0)
        parts << Words::tr("%n failed", nullptr, summary.failed);
    if (summary.skipped > 0)
        parts << Words::tr("%n not done", nullptr, summary.skipped);
    return parts.join(u", "_s);
}

State outcomeState(const SyncReport& report) {
    switch (report.status) {
    case RunStatus::Succeeded:
        return report.verified ? State::Ok : State::Warning;
    case RunStatus::Partial:
        return State::Warning;
    case RunStatus::Cancelled:
        return State::Skipped;
    case RunStatus::Failed:
    case RunStatus::Incomplete:
    case RunStatus::Refused:
    case RunStatus::Interrupted:
        return State::Failed;
    case RunStatus::Running:
        break;
    }
    return State::Unknown;
}

QString outcomeLine(const SyncReport& report) {
    const QString changes = changesLine(report.summary);
    switch (report.status) {
    case RunStatus::Succeeded:
        if (changes.isEmpty())
            return Words::tr("nothing to do");
        return report.verified ? Words::tr("%1, verified").arg(changes)
                               : Words::tr("%1, not verified").arg(changes);
    case RunStatus::Cancelled:
        return changes.isEmpty() ? Words::tr("cancelled, nothing written")
                                 : Words::tr("cancelled: %1").arg(changes);
    case RunStatus::Refused:
        return Words::tr("refused, nothing written");
    case RunStatus::Incomplete:
        return Words::tr("not everything could be read, nothing written");
    case RunStatus::Partial:
    case RunStatus::Failed:
    case RunStatus::Interrupted:
    case RunStatus::Running:
        break;
    }
    return changes.isEmpty() ? Words::tr("nothing written") : changes;
}

void addIssue(std::vector<Issue>& issues, const EventKey& key, const QString& subject, const Error& error) {
    Issue issue = issueOf(error);
    auto same = std::ranges::find_if(issues, [&](const Issue& other) {
        return other.cause == issue.cause && !other.keys.empty(); // not the error that ended the run
    });
    if (same == issues.end())
        same = issues.insert(issues.end(), std::move(issue));
    same->keys.push_back(key);
    same->subjects << subject;
}

std::vector<Issue> issuesOf(const SyncReport& report) {
    std::vector<Issue> issues;
    if (report.error)
        issues.push_back(issueOf(*report.error));
    for (const ActionFailure& failure : report.failures)
        addIssue(issues, failure.key, failure.subject, failure.error);
    return issues;
}

QString eventsText(const Issue& issue) {
    constexpr qsizetype k_mostLines = 50;
    if (issue.subjects.isEmpty())
        return {};
    QStringList lines{Words::tr("It happened to:")};
    for (const QString& subject : issue.subjects.mid(0, k_mostLines))
        lines << u"•  "_s + withBreaks(subject);
    if (const auto more = issue.subjects.size() - k_mostLines; more > 0)
        lines << Words::tr("and %n more", nullptr, static_cast<int>(more));
    return lines.join(u'\n');
}

QString waitText(const Job& job) {
    const PaceWait& wait = job.wait->wait;
    if (wait.reason == u"429" || wait.reason == u"503" || wait.reason == u"fence")
        return wait.lane == job.trackerLane ? Words::tr("the tracker asked us to slow down")
                                            : Words::tr("Microsoft asked us to slow down");
    if (wait.reason == u"quota")
        return Words::tr("this mailbox takes no more requests until then");
    return Words::tr("trying again after a failure");
}

} // namespace milepost
