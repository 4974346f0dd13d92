// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/troubleshootpresenter.h"

#include "doctor/explanation.h"
#include "doctor/ladderreport.h"
#include "presentation/itemroles.h"
#include "presentation/whenready.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::TroubleshootTexts)
};

State stateOf(RungState state) {
    switch (state) {
    case RungState::Ok:
        return State::Ok;
    case RungState::Warning:
        return State::Warning;
    case RungState::Failed:
        return State::Failed;
    case RungState::Unknown:
        return State::Unknown;
    case RungState::NotReached:
    case RungState::Skipped:
        break;
    }
    return State::Skipped;
}

QString evidenceOf(const Rung& rung) {
    if (rung.state == RungState::NotReached)
        return {};
    const QString time = Texts::tr("%1 s").arg(static_cast<double>(rung.elapsed.count()) / 1000, 0, 'f', 1);
    return rung.evidence.isEmpty() ? time : time + u" · "_s + rung.evidence;
}

Result<void> emptied(const Result<Calendar>& calendar) {
    return calendar ? Result<void>() : std::unexpected(calendar.error());
}

} // namespace

int RungsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rungs.size());
}

QVariant RungsModel::data(const QModelIndex& index, int role) const {
    const Rung* seen = rung(index.row());
    if (seen == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return seen->title;
    case k_stateRole:
        return stateValue(stateOf(seen->state));
    case k_wordRole:
        return seen->state == RungState::NotReached ? rungStateText(seen->state) : QString();
    case k_evidenceRole:
        return evidenceOf(*seen);
    case Qt::ToolTipRole:
        return seen->evidence;
    case Qt::AccessibleTextRole:
        return u"%1: %2. %3"_s.arg(seen->title, rungStateText(seen->state), seen->evidence);
    default:
        return {};
    }
}

void RungsModel::clear() { show({}); }

void RungsModel::add(const Rung& rung) {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rungs.push_back(rung);
    endInsertRows();
}

void RungsModel::show(const std::vector<Rung>& rungs) {
    beginResetModel();
    m_rungs = rungs;
    endResetModel();
}

const Rung* RungsModel::rung(int row) const {
    return row >= 0 && row < rowCount() ? &m_rungs[static_cast<size_t>(row)] : nullptr;
}

TroubleshootPresenter::TroubleshootPresenter(Session& session, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_profile(session.profile() ? session.profile()->name : QString()) {
    connect(&m_session, &Session::profileChanged, this, [this] {
        const QString now = m_session.profile() ? m_session.profile()->name : QString();
        if (now == m_profile)
            return;
        m_profile = now;
        stop();
        m_ladder.reset();
        m_report.reset();
        m_failure.reset();
        m_model.clear();
        emit changed();
    });
}

TroubleshootPresenter::~TroubleshootPresenter() { m_stop.request_stop(); }

void TroubleshootPresenter::start(LadderId id, const LadderWish& wish) {
    if (!m_session.profile())
        return;
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_ladder = id;
    m_wish = wish;
    m_report.reset();
    m_failure.reset();
    m_model.clear();
    m_isRunning = true;
    const int generation = ++m_generation;
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
        start(*m_ladder, m_wish);
}

void TroubleshootPresenter::stop() { m_stop.request_stop(); }

void TroubleshootPresenter::take(const Result<LadderReport>& report) {
    m_isRunning = false;
    if (report) {
        m_report = *report;
        m_model.show(report->rungs);
    } else if (!report.error().isCancelled()) {
        m_failure = report.error();
    }
    emit changed();
}

QString TroubleshootPresenter::headline() const {
    if (m_isRunning)
        return Texts::tr("Checking…");
    if (m_failure)
        return diagnose(*m_failure, Surface::Window).title;
    if (!m_report)
        return {};
    if (m_report->wasCancelled)
        return Texts::tr("Cancelled");
    if (const Rung* failed = m_report->failedRung())
        return failed->title;
    const int open = m_report->count(RungState::Unknown);
    return open == 0 ? Texts::tr("No check failed")
                     : Texts::tr("No check failed; %n could not be judged", nullptr, open);
}

State TroubleshootPresenter::state() const {
    if (m_failure || (m_report && m_report->failedRung() != nullptr))
        return State::Failed;
    if (!m_report || m_report->wasCancelled || m_report->count(RungState::Unknown) > 0)
        return State::Unknown;
    return m_report->count(RungState::Warning) > 0 ? State::Warning : State::Ok;
}

void TroubleshootPresenter::useCalendar(const QString& name) {
    Draft draft{*m_session.profile(), {}};
    draft.profile.calendarName = name;
    whenReady(m_session.backend().save(draft), this, [this](const Result<void>& saved) {
        if (saved)
            m_session.reloadProfiles();
        takeFix(saved);
    });
}

void TroubleshootPresenter::fix(const RungFix& fix) {
    if (m_isRunning || !m_session.profile())
        return;
    Backend& backend = m_session.backend();
    const Draft draft{*m_session.profile(), {}};
    const auto takeCalendar = [this](const Result<Calendar>& calendar) { takeFix(emptied(calendar)); };
    switch (fix.kind) {
    case RungFix::Kind::CreateCalendar:
        return whenReady(backend.createCalendar(draft, m_stop.get_token()), this, takeCalendar);
    case RungFix::Kind::RenameCalendar:
        return whenReady(backend.renameCalendar(draft, fix.calendar, m_stop.get_token()), this, takeCalendar);
    case RungFix::Kind::UseCalendar:
        return useCalendar(fix.calendar);
    case RungFix::Kind::ShareCalendar:
        return whenReady(backend.shareCalendar(draft.profile, fix.viewer, m_stop.get_token()), this,
                         [this](const Result<void>& shared) { takeFix(shared); });
    case RungFix::Kind::Resolve:
        return whenReady(backend.resolveCalendar(draft.profile, m_stop.get_token()), this,
                         [this](const Result<void>& resolved) { takeFix(resolved); });
    case RungFix::Kind::NewToken: // each climb signs in anew
        return again();
    case RungFix::Kind::RequestPack:
        emit requestPackWanted();
        return;
    case RungFix::Kind::Sync:
        emit previewWanted(m_wish.trace.deliverable.value_or(0));
        return;
    }
}

void TroubleshootPresenter::takeFix(const Result<void>& done) {
    if (done)
        return again();
    if (!done.error().isCancelled())
        m_failure = done.error();
    emit changed();
}

void TroubleshootPresenter::save(const QString& path) {
    if (!m_report)
        return;
    whenReady(m_session.backend().saveLadder(*m_report, path), this, [this, path](const Result<void>& done) {
        if (!done)
            m_failure = done.error();
        emit changed();
        if (done)
            emit saved(Texts::tr("The report was saved as %1.").arg(path));
    });
}

QStringList rungAdvice(const Rung& rung) {
    QStringList advice;
    const QString who =
        rung.error ? whoText(diagnose(*rung.error, Surface::Window).who) : whoText(u"admin"_s);
    for (const QString& remedy : rung.allRemedies(Surface::Window))
        advice << Texts::tr("%1. %2 Who: %3").arg(QString::number(advice.size() + 1), remedy, who);
    return advice;
}

QString rungFacts(const Rung& rung) {
    QStringList facts;
    if (rung.error)
        facts << supportText(*rung.error, rung.atUtc);
    else if (!rung.requestId.isEmpty())
        facts << Texts::tr("request id %1").arg(rung.requestId);
    facts
        << Texts::tr("seen at %1 in %2 ms").arg(shortTime(rung.atUtc), QString::number(rung.elapsed.count()));
    return facts.join(u'\n');
}

QString rungWhy(const Rung& rung) {
    QStringList words{rung.why, rung.error ? diagnose(*rung.error, Surface::Window).explanation : QString()};
    words.removeAll(QString());
    return words.join(u' ');
}

} // namespace milepost
