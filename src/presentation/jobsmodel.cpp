// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/jobsmodel.h"

#include <algorithm>
#include <ranges>

namespace milepost {

using namespace Qt::StringLiterals;

JobsModel::JobsModel(JobsPresenter& jobs, QObject* parent) : DiffModel(parent), m_jobs(jobs) {
    m_rows = wanted();
    connect(&m_jobs, &JobsPresenter::jobAdded, this, &JobsModel::update);
    connect(&m_jobs, &JobsPresenter::jobChanged, this, &JobsModel::update);
}

std::vector<JobsModel::Row> JobsModel::wanted() const {
    std::vector<Row> rows;
    const auto section = [&](const QString& heading, auto&& jobs, auto belongs) {
        bool isFirst = true;
        for (const Job& job : jobs) {
            if (!belongs(job))
                continue;
            if (isFirst)
                rows.push_back({0, heading});
            isFirst = false;
            rows.push_back({job.id, {}});
        }
    };
    const QDate today = m_jobs.clock().utcNow().toLocalTime().date();
    const auto isToday = [&](const Job& job) { return job.finishedUtc.toLocalTime().date() == today; };
    const auto isFinished = [](const Job& job) { return job.state == Job::State::Finished; };
    section(tr("Running"), m_jobs.jobs(), [](const Job& job) { return job.isActive(); });
    section(tr("Queued"), m_jobs.jobs(), [](const Job& job) { return job.state == Job::State::Queued; });
    const auto newestFirst = m_jobs.jobs() | std::views::reverse;
    section(tr("Finished today"), newestFirst,
            [&](const Job& job) { return isFinished(job) && isToday(job); });
    section(tr("Finished earlier"), newestFirst,
            [&](const Job& job) { return isFinished(job) && !isToday(job); });
    return rows;
}

void JobsModel::update(int jobId) {
    m_isMoving = true;
    const bool moved = replaceRows(m_rows, wanted());
    m_isMoving = false;
    const QModelIndex changed = indexOf(jobId);
    if (!moved && changed.isValid())
        emit dataChanged(changed, changed);
}

QModelIndex JobsModel::indexOf(int jobId) const {
    const auto row = std::ranges::find(m_rows, jobId, &Row::id);
    return jobId == 0 || row == m_rows.end() ? QModelIndex() : index(static_cast<int>(row - m_rows.begin()));
}

int JobsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags JobsModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool isHeading = m_rows.at(static_cast<size_t>(index.row())).id == 0;
    return isHeading ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QVariant JobsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(static_cast<size_t>(index.row()));
    if (row.id == 0)
        return role == Qt::DisplayRole ? QVariant(row.heading) : role == IdRole ? QVariant(0) : QVariant();
    const Job& job = *m_jobs.job(row.id);
    const auto line = [&] {
        const auto ahead = std::ranges::count_if(m_jobs.jobs(), [&](const Job& other) {
            return other.id < job.id && other.state != Job::State::Finished;
        });
        return jobLine(job, static_cast<int>(ahead), m_jobs.clock().utcNow());
    };
    switch (role) {
    case Qt::DisplayRole:
        return job.title;
    case Qt::ToolTipRole:
        return line();
    case Qt::AccessibleTextRole:
        return job.title + u", "_s + line();
    case IdRole:
        return job.id;
    case k_stateRole:
        return job.report ? stateValue(outcomeState(*job.report)) : QVariant();
    case LineRole:
        return line();
    case DoneRole:
        return job.progress.done;
    case TotalRole:
        return job.isActive() ? QVariant(std::max(job.progress.total, job.planned())) : QVariant();
    default:
        return {};
    }
}

QString durationText(std::chrono::seconds duration) {
    const auto all = std::max<qint64>(0, duration.count());
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    if (all >= 3600)
        return u"%1:%2:%3"_s.arg(QString::number(all / 3600), two(all / 60 % 60), two(all % 60));
    return u"%1:%2"_s.arg(QString::number(all / 60), two(all % 60));
}

QString jobLine(const Job& job, int ahead, const QDateTime& nowUtc) {
    switch (job.state) {
    case Job::State::Queued:
        return JobsModel::tr("Queued, after %n other run(s)", nullptr, ahead);
    case Job::State::Paused:
        return JobsModel::tr("Paused, %1 of %2")
            .arg(QString::number(job.progress.done), QString::number(job.planned()));
    case Job::State::Cancelling:
        return JobsModel::tr("Cancelling");
    case Job::State::Running:
        break;
    case Job::State::Finished:
        return JobsModel::tr("%1, %2").arg(shortTime(job.finishedUtc),
                                           job.report ? outcomeLine(*job.report) : QString());
    }
    const QString since = durationText(std::chrono::seconds(job.startedUtc.secsTo(nowUtc)));
    switch (job.progress.phase) {
    case RunProgress::Phase::Reading:
        return JobsModel::tr("Reading both sides, %1").arg(since);
    case RunProgress::Phase::Verifying:
        return JobsModel::tr("Verifying the result, %1").arg(since);
    case RunProgress::Phase::Applying:
        break;
    }
    const QString done = QString::number(job.progress.done);
    const QString planned = QString::number(job.planned());
    if (job.progress.secondsLeft < 1)
        return JobsModel::tr("%1 of %2, %3").arg(done, planned, since);
    const auto left = std::chrono::seconds(qRound64(job.progress.secondsLeft));
    return JobsModel::tr("%1 of %2, %3, about %4 left").arg(done, planned, since, durationText(left));
}

} // namespace milepost
