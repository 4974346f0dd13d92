// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a run leaves in the history beside its writes, and how one that was cut off is continued from it.
#include "sync/enginerun.h"

namespace milepost {

using namespace Qt::StringLiterals;

RunStart SyncEngine::startOf(const Run& run, const Plan& plan) const {
    RunStart start;
    start.kind = run.options.kind;
    start.profile = m_profile.name;
    start.source = plan.target.source;
    start.mailbox = plan.target.mailbox;
    start.calendarName = plan.target.calendarName;
    start.calendarId = plan.target.calendarId;
    start.planHash = run.file ? run.file->hash : toJson(plan).value(u"hash"_s).toString();
    start.startedUtc = m_parts.clock.utcNow();
    start.purpose = plan.purpose;
    start.wish = RunWish{run.scope, run.adopt, run.putBack, run.isPart};
    start.resumes = run.resumes ? run.resumes->value : 0;
    return start;
}

SyncReport SyncEngine::refused(const Run& run, const Plan& plan, const Error& error) {
    SyncReport report = nothingDone(error);
    report.resumes = run.resumes;
    if (error.kind != Error::Kind::Refused)
        return report;
    const RunEnd end{RunStatus::Refused, toJson(report.summary), {}, m_parts.clock.utcNow(), error.detail};
    if (const auto noted = m_parts.journal.noteRefusal(startOf(run, plan), end); !noted)
        return nothingDone(noted.error());
    return report;
}

SyncReport SyncEngine::closeResumed(const Run& run, const Plan& plan, SyncReport report) {
    report.resumes = run.resumes;
    const auto id = m_parts.journal.beginRun(startOf(run, plan));
    if (!id)
        return nothingDone(id.error());
    const RunEnd end{report.status, toJson(report.summary), {}, m_parts.clock.utcNow()};
    if (const auto finished = m_parts.journal.finishRun(*id, end); !finished)
        return nothingDone(finished.error());
    report.run = *id;
    return report;
}

SyncReport SyncEngine::resume(const ApplyOptions& options, const Confirm& confirm, RunControl& control,
                              ProgressSink* progress) {
    const auto runs = m_parts.journal.runs(k_runsToResume);
    if (!runs)
        return nothingDone(runs.error());
    const RunRecord* cut = cutOff(*runs);
    if (cut == nullptr) {
        SyncReport report;
        report.verified = true; // nothing was to do
        return report;
    }
    const auto planned = m_parts.journal.planned(cut->id);
    if (!planned)
        return nothingDone(planned.error());
    const RunWish& wish = *cut->start.wish;
    Run current{wish.scope, wish.adopt, options, confirm, control, progress};
    current.purpose = cut->start.purpose;
    current.putBack = wish.putBack;
    current.isPart = true;
    current.chosen = {planned->begin(), planned->end()};
    current.resumes = cut->id;
    return run(current);
}

} // namespace milepost
