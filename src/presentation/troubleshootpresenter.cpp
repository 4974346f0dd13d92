// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/troubleshootpresenter.h"

#include "presentation/whenready.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

TroubleshootPresenter::TroubleshootPresenter(Session& session, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_profile(session.profile() ? session.profile()->name : QString()) {
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &TroubleshootPresenter::ticked);
    connect(&m_session, &Session::profileChanged, this, &TroubleshootPresenter::takeProfile);
    connect(&m_session, &Session::profilesChanged, this, [this] {
        if (std::exchange(m_awaitsProfile, false))
            again();
    });
}

TroubleshootPresenter::~TroubleshootPresenter() { m_stop.request_stop(); }

void TroubleshootPresenter::takeProfile() {
    const QString now = m_session.profile() ? m_session.profile()->name : QString();
    if (now == m_profile)
        return;
    m_profile = now;
    stop();
    ++m_generation; // what is under way is of another profile
    m_isRunning = m_wasCancelled = m_awaitsProfile = m_awaitsRun = false;
    m_second.stop();
    m_ladder.reset();
    m_report.reset();
    m_failure.reset();
    m_underWay.reset();
    m_earlier.reset();
    m_model.clear();
    emit changed();
}

void TroubleshootPresenter::begin() {
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_failure.reset();
    m_underWay.reset();
    m_wasCancelled = m_awaitsProfile = m_awaitsRun = false;
    m_sinceUtc = m_session.look().now();
    m_second.start();
    ++m_generation;
}

void TroubleshootPresenter::start(LadderId id, const LadderWish& wish) {
    if (!m_session.profile())
        return;
    begin();
    m_ladder = id;
    m_wish = wish;
    m_report.reset();
    m_model.clear();
    m_isRunning = true;
    const int generation = m_generation;
    const auto tell = [this, generation](const Rung& rung) { // on another thread; main takes it, or nobody
        QMetaObject::invokeMethod(this, [this, generation, rung] {
            if (generation == m_generation && m_isRunning)
                m_model.add(rung);
        });
    };
    whenReady(m_session.backend().climb(*m_session.profile(), id, wish, tell, m_stop.get_token()), this,
              [this, generation](const Result<LadderReport>& report) {
                  if (generation == m_generation)
                      take(report);
              });
    emit changed();
}

void TroubleshootPresenter::again() {
    if (m_ladder)
        start(*m_ladder, LadderWish(m_wish));
}

void TroubleshootPresenter::stop() {
    m_stop.request_stop();
    if (!std::exchange(m_awaitsProfile, false))
        return;
    m_underWay.reset();
    m_wasCancelled = true;
    m_second.stop();
    emit changed();
}

void TroubleshootPresenter::take(const Result<LadderReport>& report) {
    m_isRunning = false;
    m_second.stop();
    if (report) {
        m_report = *report;
        m_model.show(report->rungs);
    } else if (report.error().isCancelled()) {
        m_wasCancelled = true;
    } else {
        m_failure = report.error();
    }
    emit changed();
}

void TroubleshootPresenter::fail(const Error& error) {
    if (error.isCancelled())
        m_wasCancelled = true;
    else
        m_failure = error;
}

QString TroubleshootPresenter::timed(const QString& what) const {
    const qint64 seconds = m_sinceUtc.secsTo(m_session.look().now());
    return seconds > 0 ? tr("%1… %2 s").arg(what, QString::number(seconds)) : tr("%1…").arg(what);
}

QString TroubleshootPresenter::headline() const {
    if (m_underWay)
        return timed(fixUnderWay(*m_underWay));
    if (m_isRunning)
        return timed(tr("Checking"));
    if (m_failure)
        return diagnose(*m_failure, Surface::Window).title;
    if (m_wasCancelled || (m_report && m_report->wasCancelled))
        return tr("Cancelled");
    if (!m_report)
        return {};
    if (const Rung* failed = m_report->failedRung())
        return failed->title;
    const int open = m_report->count(RungState::Unknown);
    return open == 0 ? tr("No check failed") : tr("No check failed; %n could not be judged", nullptr, open);
}

QString TroubleshootPresenter::runText() const {
    if (!m_report || isBusy())
        return {};
    return tr("run %1, %2 s")
        .arg(shortTime(m_report->startedUtc),
             QString::number(static_cast<double>(m_report->elapsed.count()) / 1000, 'f', 1));
}

State TroubleshootPresenter::state() const {
    if (m_failure || (m_report && m_report->failedRung() != nullptr))
        return State::Failed;
    if (!m_report || m_report->wasCancelled || m_report->count(RungState::Unknown) > 0)
        return State::Unknown;
    return m_report->count(RungState::Warning) > 0 ? State::Warning : State::Ok;
}

QStringList TroubleshootPresenter::viewers(qint64 deliverable) const {
    const auto& profile = m_session.profile();
    if (!profile)
        return {};
    if (!profile->isIndividual())
        return profile->mailbox.isEmpty() ? QStringList() : QStringList{profile->mailbox};
    QStringList found;
    const auto survey = m_session.survey();
    if (survey == nullptr)
        return found;
    const auto& all = survey->data().deliverables;
    const auto wanted = std::ranges::find(all, deliverable, &Deliverable::id);
    if (wanted == all.end())
        return found;
    const auto& people = survey->people();
    for (const TeamMember& member : survey->composer().team(*wanted)) {
        const auto row = std::ranges::find(people, member.person, &PersonRow::person);
        if (row != people.end() && !row->address.isEmpty() && !row->mailbox.isEmpty())
            found << row->address;
    }
    found.removeDuplicates();
    return found;
}

QString TroubleshootPresenter::titleOf(qint64 deliverable) const {
    const auto survey = m_session.survey();
    if (survey == nullptr)
        return {};
    const auto& all = survey->data().deliverables;
    const auto found = std::ranges::find(all, deliverable, &Deliverable::id);
    if (found == all.end())
        return {};
    const Project* project = survey->composer().project(*found);
    const QString title = Composer::title(*found);
    return project == nullptr ? title : tr("%1: %2").arg(project->name, title);
}

QString TroubleshootPresenter::supportText(const Rung& rung) const {
    return m_session.profile()
               ? rungSupportText(rung, *m_session.profile(), QCoreApplication::applicationVersion())
               : QString();
}

} // namespace milepost
