// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/watchpresenter.h"

#include "doctor/diagnosis.h"
#include "domain/guard.h"

namespace milepost {

using namespace Qt::StringLiterals;

WatchPresenter::WatchPresenter(Session& session, JobsPresenter& jobs, Preferences& preferences,
                               QObject* parent)
    : QObject(parent),
      m_session(session),
      m_jobs(jobs),
      m_preferences(preferences) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WatchPresenter::look);
    connect(&m_session, &Session::profileChanged, this, [this] {
        const QString now = m_session.profile() ? m_session.profile()->name : QString();
        if (now == m_profile)
            return;
        m_profile = now;
        m_told = {};
        schedule();
    });
    connect(&m_session, &Session::readingChanged, this, &WatchPresenter::takeReading);
    connect(&m_session, &Session::surveyChanged, this, &WatchPresenter::takeSurvey);
    connect(&m_jobs, &JobsPresenter::jobFinished, this, &WatchPresenter::takeJob);
}

QString WatchPresenter::key() const { return u"watch/"_s + m_profile; }

int WatchPresenter::minutes() const { return m_profile.isEmpty() ? 0 : m_preferences.read(key()).toInt(); }

void WatchPresenter::setMinutes(int minutes) {
    if (m_profile.isEmpty() || minutes == this->minutes())
        return;
    m_preferences.write(key(), minutes);
    schedule();
}

void WatchPresenter::schedule() {
    const int wait = minutes();
    m_nextUtc = {};
    m_timer.stop();
    if (wait > 0) {
        m_timer.start(m_minute * wait);
        m_nextUtc = m_session.backend().clock().utcNow().addSecs(wait * 60);
    }
    emit changed();
}

/// Not while something is under way: rounds never overlap, and nobody's look is taken for its own.
void WatchPresenter::look() {
    if (m_session.isReading() || m_jobs.active() != nullptr || m_jobs.waiting() > 0)
        return schedule();
    m_nextUtc = {};
    m_isLooking = true;
    m_session.refresh();
    m_isLooking = m_session.isReading(); // a profile that is not ready is not looked at
    if (!m_isLooking)
        return schedule();
    emit changed();
}

void WatchPresenter::takeReading() {
    if (!m_isLooking || m_session.isReading())
        return;
    if (const auto& failure = m_session.failure()) {
        const Diagnosis diagnosis = diagnose(*failure, Surface::Window);
        tell(diagnosis.cause, tr("Watching: nothing could be read"), diagnosis.title, PageId::Preview);
    }
    // What it found comes right after this, if it found anything.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isLooking = false;
            schedule();
        },
        Qt::QueuedConnection);
}

void WatchPresenter::takeSurvey() {
    if (!m_isLooking || !m_session.survey()) // none: the profile changed meanwhile
        return;
    m_isLooking = false;
    const Survey& survey = *m_session.survey();
    if (survey.plan())
        return carryOut(*survey.plan());
    if (const auto& failure = survey.calendarFailure()) {
        const Diagnosis diagnosis = diagnose(*failure, Surface::Window);
        tell(diagnosis.cause, tr("Watching: the calendar could not be read"), diagnosis.title,
             PageId::Preview);
    }
}

void WatchPresenter::carryOut(const Plan& plan) {
    const Profile& profile = *m_session.profile();
    if (plan.pending() == 0)
        return settle();
    if (!checkProfile(profile, m_session.backend().clock().utcNow()))
        return; // somebody decided that nothing is written now
    if (!checkGuard(plan, profile.maxDelete))
        return tell(u"guard"_s, tr("Watching: your word is needed"),
                    tr("%n event(s) would be deleted, more than this profile allows without a question.",
                       nullptr, plan.summary.remove),
                    PageId::Preview);
    RunRequest request;
    request.scope = plan.scope;
    request.adopt = plan.adopt;
    request.reviewed = m_session.survey();
    request.maxDelete = profile.maxDelete;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            request.chosen.push_back(action.key);
    m_jobs.enqueue(request, tr("Watching: %n change(s)", nullptr, plan.pending()));
}

void WatchPresenter::takeJob(int id) {
    const Job* job = m_jobs.job(id);
    if (job == nullptr || !job->report)
        return;
    const SyncReport& report = *job->report;
    if (report.status == RunStatus::Succeeded || report.status == RunStatus::Cancelled)
        return settle();
    const Error* first = report.error              ? &*report.error
                         : report.failures.empty() ? nullptr
                                                   : &report.failures.front().error;
    const Diagnosis diagnosis = first != nullptr ? diagnose(*first, Surface::Window) : Diagnosis{};
    tell(u"run "_s + diagnosis.cause, tr("A run did not do everything"), diagnosis.title, PageId::Jobs);
}

void WatchPresenter::tell(const QString& matter, const QString& title, const QString& text, PageId page) {
    const bool isNews = matter != m_told.matter;
    m_told = {matter, text, page};
    emit changed();
    if (isNews)
        emit told(title, text, page);
}

void WatchPresenter::settle() {
    m_told = {};
    emit changed();
}

} // namespace milepost
