// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the set-up does about the calendar, beside testing it.
#include "presentation/setuppresenter.h"
#include "presentation/whenready.h"

namespace milepost {

namespace {

bool isMissing(const Finding& calendar) {
    return calendar.error && diagnose(*calendar.error).cause == QLatin1StringView("calendar-missing");
}

} // namespace

void SetupPresenter::useCalendar(const QString& name) {
    setValue(QStringLiteral("calendarName"), name);
    emit profileChanged(); // the field shows it
    test(SetupStep::Calendar);
}

bool SetupPresenter::canCreateCalendar() const {
    return isMissing(finding(SetupStep::Calendar)) && !m_draft.profile().readOnly && !isBusy();
}

bool SetupPresenter::canProveWriting() const {
    const State state = finding(SetupStep::Calendar).state;
    return (state == State::Ok || state == State::Warning) && !m_draft.profile().isIndividual() &&
           !m_draft.profile().readOnly && !isBusy();
}

/// What was asked of the calendar is done, and the calendar is looked at again.
template <class T> void SetupPresenter::actOnCalendar(const QFuture<Result<T>>& done) {
    m_isCreating = true;
    whenReady(done, this, [this, generation = m_generation](const Result<T>& result) {
        if (generation != m_generation)
            return;
        m_isCreating = false;
        if (result)
            return test(SetupStep::Calendar);
        if (!result.error().isCancelled())
            m_findings[place(SetupStep::Calendar)] = Finding::failed(result.error(), now());
        emit findingsChanged();
    });
    emit findingsChanged();
}

void SetupPresenter::createCalendar() {
    if (canCreateCalendar())
        actOnCalendar(m_session.backend().createCalendar(m_draft.draft(), m_stop.get_token()));
}

void SetupPresenter::renameCalendar(const QString& name) {
    if (canCreateCalendar())
        actOnCalendar(m_session.backend().renameCalendar(m_draft.draft(), name, m_stop.get_token()));
}

void SetupPresenter::proveWriting() {
    if (!canProveWriting())
        return;
    m_isCreating = true;
    m_writeProof = {};
    whenReady(m_session.backend().proveWriting(m_draft.draft(), m_stop.get_token()), this,
              [this, generation = m_generation](const Result<void>& proven) {
                  if (generation != m_generation)
                      return;
                  m_isCreating = false;
                  if (proven)
                      m_writeProof = {State::Ok, tr("A test event was made, read and deleted again"), now(),
                                      std::nullopt};
                  else if (!proven.error().isCancelled())
                      m_writeProof = Finding::failed(proven.error(), now());
                  emit findingsChanged();
              });
    emit findingsChanged();
}

} // namespace milepost
