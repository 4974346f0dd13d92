// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/exchangespresenter.h"

#include "presentation/whenready.h"

#include <algorithm>

namespace milepost {

using namespace std::chrono_literals;

ExchangesPresenter::ExchangesPresenter(Session& session, QObject* parent)
    : QObject(parent),
      m_session(session) {
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &ExchangesPresenter::pulse);
    connect(&m_model, &ExchangeModel::olderWanted, this, [this] { ask(Part::Older); });
    connect(&m_session, &Session::profileChanged, this, &ExchangesPresenter::takeProfile);
    takeProfile();
}

void ExchangesPresenter::takeProfile() {
    const QString now = m_session.profile() ? m_session.profile()->name : QString();
    if (now == m_profile)
        return;
    m_profile = now;
    m_filter = {};
    m_hasRead = false;
    m_failure.reset();
    m_chosen.reset();
    m_wishFailure.reset();
    m_lastId = m_fits = 0;
    m_wants = {};
    ++m_generation;
    ++m_chosenGeneration;
    m_model.show({}, true);
    noteBodies({});
    if (m_second.isActive())
        look();
    emit chosenChanged();
    emit changed();
}

ExchangesPresenter::Content ExchangesPresenter::content() const {
    if (!m_session.profile())
        return Content::NoProfile;
    if (m_model.rowCount() > 0)
        return Content::List;
    if (m_failure)
        return Content::Failed;
    if (!m_hasRead)
        return Content::Reading;
    return m_filter == ExchangeFilter() ? Content::Nothing : Content::NoMatch;
}

void ExchangesPresenter::setFilter(const ExchangeFilter& filter) {
    if (filter == m_filter)
        return;
    m_filter = filter;
    look();
    emit changed();
}

QString ExchangesPresenter::countText() const {
    return m_hasRead ? tr("%n request(s)", nullptr, static_cast<int>(m_fits)) : QString();
}

void ExchangesPresenter::look() {
    ++m_generation; // what is on its way answers another question
    wants(Part::Newer) = wants(Part::Older) = false;
    ask(Part::Beginning);
}

void ExchangesPresenter::follow(bool isOn) {
    if (isOn == m_second.isActive())
        return;
    if (!isOn)
        return m_second.stop();
    m_second.start();
    if (m_hasRead)
        pulse();
    else
        look();
}

void ExchangesPresenter::pulse() {
    ask(m_hasRead ? Part::Newer : Part::Beginning);
    noteBodies(m_bodiesUntil);
}

void ExchangesPresenter::ask(Part part) {
    wants(part) = true;
    askNext();
}

void ExchangesPresenter::askNext() {
    const auto wanted = std::ranges::find(m_wants, true);
    if (m_isAsking || wanted == m_wants.end() || !m_session.profile())
        return;
    *wanted = false;
    const auto part = static_cast<Part>(wanted - m_wants.begin());
    ExchangeQuery query{m_filter, 0, 0, k_part};
    if (part == Part::Newer)
        query.after = m_lastId;
    const ExchangeRecord* last = m_model.record(m_model.rowCount() - 1);
    if (part == Part::Older && last != nullptr)
        query.before = last->id;
    m_isAsking = true;
    whenReady(m_session.backend().exchanges(*m_session.profile(), query), this,
              [this, part, query, generation = m_generation,
               profile = m_profile](const Result<ExchangePart>& found) {
                  m_isAsking = false;
                  if (generation == m_generation && profile == m_profile)
                      // Nothing was kept before: whatever there is now is the beginning.
                      answer(query.isBeginning() ? Part::Beginning : part, found);
                  askNext();
              });
}

void ExchangesPresenter::answer(Part part, const Result<ExchangePart>& found) {
    const QString before = m_failure ? m_failure->summary() : QString();
    if (found)
        m_failure.reset();
    else
        m_failure = found.error();
    if (found)
        take(part, *found);
    else if (part == Part::Older)
        m_model.noOlderCame();
    // Each second nothing comes, and the same failure again: the page need not hear of it.
    const QString now = m_failure ? m_failure->summary() : QString();
    if (part != Part::Newer || now != before || (found && !found->records.empty()))
        emit changed();
}

void ExchangesPresenter::take(Part part, const ExchangePart& found) {
    const qint64 newest = found.records.empty() ? 0 : found.records.front().id;
    switch (part) {
    case Part::Beginning:
        m_hasRead = true;
        m_fits = found.fits;
        m_model.show(found.records, found.isWhole);
        m_lastId = std::max(found.lastId, newest);
        if (!m_chosen && newest != 0)
            choose(newest);
        break;
    case Part::Newer:
        if (found.lastId < m_lastId) // the log was begun anew
            return ask(Part::Beginning);
        m_fits += static_cast<qint64>(found.records.size());
        m_model.addNewer(found.records);
        wants(Part::Newer) = wants(Part::Newer) || !found.isWhole;
        m_lastId = found.isWhole ? std::max(found.lastId, newest) : newest;
        break;
    case Part::Older:
        m_model.addOlder(found.records, found.isWhole);
        break;
    }
    noteBodies(found.bodiesUntil);
}

void ExchangesPresenter::choose(qint64 id) {
    if (m_chosen && m_chosen->id == id)
        return;
    const int generation = ++m_chosenGeneration;
    const ExchangeRecord* known = m_model.record(m_model.indexOf(id).row());
    m_chosen = known != nullptr ? std::optional(*known) : std::nullopt;
    emit chosenChanged();
    if (!m_chosen)
        return;
    whenReady(m_session.backend().exchange(*m_session.profile(), id), this,
              [this, generation](const Result<ExchangeRecord>& whole) {
                  // One that has left the ring meanwhile is shown as it was listed.
                  if (generation != m_chosenGeneration || !whole || *whole == m_chosen)
                      return;
                  m_chosen = *whole;
                  emit chosenChanged();
              });
}

void ExchangesPresenter::keepBodies(int minutes) {
    if (!m_session.profile())
        return;
    whenReady(m_session.backend().keepBodies(*m_session.profile(), minutes), this,
              [this, profile = m_profile](const Result<QDateTime>& until) {
                  if (profile != m_profile)
                      return;
                  m_wishFailure.reset();
                  if (until)
                      noteBodies(*until);
                  else
                      m_wishFailure = until.error();
                  emit changed();
              });
}

std::chrono::seconds ExchangesPresenter::bodiesLeft() const {
    if (!m_bodiesUntil.isValid())
        return 0s;
    const qint64 left = m_session.backend().clock().utcNow().msecsTo(m_bodiesUntil);
    return std::chrono::ceil<std::chrono::seconds>(std::chrono::milliseconds(std::max<qint64>(0, left)));
}

void ExchangesPresenter::noteBodies(const QDateTime& untilUtc) {
    m_bodiesUntil = untilUtc;
    const bool isOn = bodiesLeft() > 0s;
    if (isOn || m_saidBodies)
        emit bodiesChanged();
    m_saidBodies = isOn;
}

} // namespace milepost
