// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/jobspresenter.h"

#include "presentation/whenready.h"

#include <algorithm>

namespace milepost {

namespace {

constexpr std::chrono::milliseconds k_tick{200};

} // namespace

JobsPresenter::JobsPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_ticker.setInterval(k_tick);
    connect(&m_ticker, &QTimer::timeout, this, &JobsPresenter::take);
    connect(&m_session, &Session::profileChanged, this, [this] { // what can be taken back
        for (size_t row = 0; row < m_jobs.size(); ++row)
            emit jobChanged(m_jobs[row].id);
    });
}

JobsPresenter::~JobsPresenter() {
    if (m_control)
        m_control->cancel();
}

int JobsPresenter::enqueue(const RunRequest& request, const QString& title) {
    const bool closesARun = request.reviewed && request.reviewed->resumes();
    if (!m_session.profile() || (request.chosen.empty() && !closesARun))
        return 0;
    Job job;
    job.id = ++m_lastId;
    job.title = title;
    job.profile = m_session.profile()->name;
    job.trackerLane = originOf(QUrl(m_session.profile()->trackerUrl));
    job.request = request;
    job.queuedUtc = clock().utcNow();
    m_profiles.emplace(job.id, *m_session.profile());
    m_jobs.push_back(std::move(job));
    emit jobAdded(m_lastId);
    startNext();
    return m_lastId;
}

Job* JobsPresenter::find(int id) {
    const auto found = std::ranges::find(m_jobs, id, &Job::id);
    return found == m_jobs.end() ? nullptr : &*found;
}

const Job* JobsPresenter::job(int id) const {
    const auto found = std::ranges::find(m_jobs, id, &Job::id);
    return found == m_jobs.end() ? nullptr : &*found;
}

const Job* JobsPresenter::active() const {
    const auto found = std::ranges::find_if(m_jobs, &Job::isActive);
    return found == m_jobs.end() ? nullptr : &*found;
}

int JobsPresenter::waiting() const {
    return static_cast<int>(std::ranges::count(m_jobs, Job::State::Queued, &Job::state));
}

void JobsPresenter::startNext() {
    if (active() != nullptr)
        return;
    const auto next = std::ranges::find(m_jobs, Job::State::Queued, &Job::state);
    if (next == m_jobs.end())
        return;
    Job& job = *next;
    const auto profile = m_profiles.extract(job.id);
    m_control = std::make_shared<RunControl>();
    m_feed = std::make_shared<RunFeed>(clock());
    job.state = Job::State::Running;
    job.startedUtc = clock().utcNow();
    whenReady(m_session.backend().apply(profile.mapped(), job.request, m_control, m_feed), this,
              [this, id = job.id](const SyncReport& report) { finish(id, report); });
    m_ticker.start();
    emit jobChanged(job.id);
}

void JobsPresenter::take() {
    Job* job = active() != nullptr ? find(active()->id) : nullptr;
    if (job == nullptr)
        return;
    RunFeed::News news = m_feed->take();
    job->progress = news.progress;
    job->calls = news.calls;
    job->throttled = news.throttled;
    job->wait = news.wait;
    job->counted = news.counted;
    for (const ActionOutcome& failure : news.failed)
        addIssue(job->issues, failure.key, failure.subject, *failure.error);
    job->log.insert(job->log.end(), std::make_move_iterator(news.exchanges.begin()),
                    std::make_move_iterator(news.exchanges.end()));
    if (job->log.size() > Job::k_keptExchanges)
        job->log.erase(job->log.begin(), job->log.end() - static_cast<qsizetype>(Job::k_keptExchanges));
    emit jobChanged(job->id);
}

/// A review holds a whole look at both sides; it is needed as long as something may be tried again.
void JobsPresenter::forgetReview(Job& job) {
    if (std::ranges::all_of(job.issues, [](const Issue& issue) { return issue.keys.empty(); }))
        job.request.reviewed.reset();
}

void JobsPresenter::finish(int id, const SyncReport& report) {
    take(); // what was said last
    m_ticker.stop();
    m_control.reset();
    m_feed.reset();
    Job* job = find(id);
    job->state = Job::State::Finished;
    job->finishedUtc = clock().utcNow();
    job->wait.reset();
    job->issues = issuesOf(report);
    job->report = report;
    forgetReview(*job);
    emit jobChanged(id);
    emit jobFinished(id);
    startNext();
}

void JobsPresenter::pause(int id) {
    Job* job = find(id);
    if (job == nullptr || job->state != Job::State::Running)
        return;
    m_control->pause();
    job->state = Job::State::Paused;
    emit jobChanged(id);
}

void JobsPresenter::resume(int id) {
    Job* job = find(id);
    if (job == nullptr || job->state != Job::State::Paused)
        return;
    m_control->resume();
    job->state = Job::State::Running;
    emit jobChanged(id);
}

void JobsPresenter::cancel(int id) {
    Job* job = find(id);
    if (job == nullptr || job->state == Job::State::Finished || job->state == Job::State::Cancelling)
        return;
    if (job->isActive()) {
        m_control->cancel();
        job->state = Job::State::Cancelling;
        emit jobChanged(id);
        return;
    }
    SyncReport report;
    report.status = RunStatus::Cancelled;
    report.summary.skipped = job->planned();
    m_profiles.erase(id);
    job->state = Job::State::Finished;
    job->finishedUtc = clock().utcNow();
    job->report = report;
    forgetReview(*job);
    emit jobChanged(id);
    emit jobFinished(id);
}

void JobsPresenter::cancelAll() {
    std::vector<int> ids;
    for (const Job& job : m_jobs)
        ids.push_back(job.id);
    std::ranges::reverse(ids); // the queue first: nothing takes its place
    for (const int id : ids)
        cancel(id);
}

std::optional<RunId> JobsPresenter::toUndo(int id) const {
    const Job* one = job(id);
    const bool isOfThis = one != nullptr && m_session.profile() && m_session.profile()->name == one->profile;
    if (!isOfThis || !one->report || one->report->summary.done() == 0)
        return std::nullopt;
    return one->report->run;
}

int JobsPresenter::retry(int id, std::optional<int> issue) {
    const Job* job = this->job(id);
    if (job == nullptr || !m_session.profile() || m_session.profile()->name != job->profile)
        return 0;
    RunRequest request = job->request;
    request.chosen.clear();
    for (int row = 0; row < static_cast<int>(job->issues.size()); ++row)
        if (!issue || *issue == row) {
            const auto& keys = job->issues[static_cast<size_t>(row)].keys;
            request.chosen.insert(request.chosen.end(), keys.begin(), keys.end());
        }
    const bool isAll = !issue || job->issues.size() == 1;
    request.resumes =
        isAll && job->report && job->report->summary.skipped == 0 ? job->report->run : std::nullopt;
    const auto count = static_cast<int>(request.chosen.size());
    return enqueue(request, tr("Try %n event(s) again", nullptr, count));
}

} // namespace milepost
