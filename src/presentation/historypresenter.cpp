// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/historypresenter.h"

#include "presentation/facttexts.h"
#include "presentation/runtexts.h"
#include "presentation/whenready.h"

#include <algorithm>

namespace milepost {

HistoryPresenter::HistoryPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&m_session, &Session::profileChanged, this, &HistoryPresenter::takeProfile);
    takeProfile();
}

void HistoryPresenter::takeProfile() {
    const QString now = m_session.profile() ? m_session.profile()->name : QString();
    if (now != m_profile) {
        m_profile = now;
        m_runs.clear();
        m_model.show({});
        m_writes.show({});
        m_chosen = {};
        m_hasRead = false;
        m_failure.reset();
    }
    ++m_generation;
    look();
    emit changed();
}

void HistoryPresenter::look() {
    if (!m_session.profile())
        return;
    whenReady(m_session.backend().runs(*m_session.profile(), k_most), this,
              [this, generation = ++m_generation](const Result<std::vector<RunRecord>>& runs) {
                  if (generation == m_generation)
                      takeRuns(runs);
              });
}

void HistoryPresenter::takeRuns(const Result<std::vector<RunRecord>>& runs) {
    m_failure.reset();
    if (runs) {
        m_hasRead = true;
        m_runs = *runs;
        m_newestAtFirst.try_emplace(m_profile, m_runs.empty() ? 0 : m_runs.front().id.value);
        m_model.show(m_runs);
        if (chosen() == nullptr)
            m_chosen = m_runs.empty() ? RunId() : m_runs.front().id;
        readChosen();
    } else {
        m_failure = runs.error();
    }
    emit changed();
}

HistoryPresenter::Content HistoryPresenter::content() const {
    if (!m_session.profile())
        return Content::NoProfile;
    if (!m_runs.empty())
        return Content::List;
    if (m_failure)
        return Content::Failed;
    return m_hasRead ? Content::Nothing : Content::Reading;
}

void HistoryPresenter::choose(RunId run) {
    if (run == m_chosen)
        return;
    m_chosen = run;
    m_writes.show({});
    readChosen();
    emit changed();
}

void HistoryPresenter::exportTo(const QString& path) {
    whenReady(m_session.backend().exportHistory(*m_session.profile(), path), this,
              [this, path](const Result<int>& runs) {
                  if (runs)
                      m_failure.reset();
                  else
                      m_failure = runs.error();
                  emit changed();
                  if (runs)
                      emit exported(tr("%n run(s) were exported to %1.", nullptr, *runs).arg(path));
              });
}

const RunRecord* HistoryPresenter::chosen() const {
    const auto found = std::ranges::find(m_runs, m_chosen, &RunRecord::id);
    return found == m_runs.end() ? nullptr : &*found;
}

void HistoryPresenter::readChosen() {
    const int generation = ++m_chosenGeneration;
    if (chosen() == nullptr)
        return m_writes.show({});
    whenReady(m_session.backend().run(*m_session.profile(), m_chosen), this,
              [this, generation](const Result<RunDetails>& details) {
                  if (generation != m_chosenGeneration)
                      return;
                  const auto& survey = m_session.survey(); // it knows the addresses, the journal does not
                  if (details && survey != nullptr && survey->plan())
                      m_writes.show(*details, addressesOf(*survey->plan()));
                  else if (details)
                      m_writes.show(*details);
                  else
                      m_failure = details.error();
                  emit changed();
              });
}

bool HistoryPresenter::canUndo() const {
    const RunRecord* run = chosen();
    if (run == nullptr || run->status == RunStatus::Running)
        return false;
    return summaryOf(*run).done() > 0 || run->status == RunStatus::Interrupted;
}

const RunRecord* HistoryPresenter::cutOff() const { return milepost::cutOff(m_runs); }

const RunRecord* HistoryPresenter::offer() const {
    const RunRecord* run = cutOff();
    const auto first = m_newestAtFirst.find(m_profile);
    return run != nullptr && first != m_newestAtFirst.end() && run->id.value <= first->second ? run : nullptr;
}

QString HistoryPresenter::cutOffTitle() const {
    const RunRecord& run = *cutOff();
    const QString number = QString::number(run.id.value);
    const QString begun = shortDateTime(run.start.startedUtc);
    switch (run.status) {
    case RunStatus::Cancelled:
        return tr("Run %1 of %2 was cancelled").arg(number, begun);
    case RunStatus::Partial:
    case RunStatus::Failed:
        return tr("Run %1 of %2 did not do everything").arg(number, begun);
    default:
        return tr("Run %1 of %2 was interrupted").arg(number, begun);
    }
}

QString HistoryPresenter::cutOffNote() const {
    const int left = summaryOf(*cutOff()).skipped + summaryOf(*cutOff()).failed;
    return left > 0 ? tr("%n change(s) were not made. Milepost can go on with them.", nullptr, left)
                    : tr("Milepost can look up what it wrote, and go on with the rest.");
}

} // namespace milepost
