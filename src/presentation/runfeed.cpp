// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/runfeed.h"

#include <algorithm>

namespace milepost {

namespace {

void count(RunSummary& summary, const ActionOutcome& outcome) {
    if (outcome.error) {
        ++summary.failed;
        return;
    }
    switch (outcome.verb) {
    case Verb::Create:
        ++summary.created;
        break;
    case Verb::Update:
    case Verb::Adopt:
        ++summary.updated;
        break;
    case Verb::Delete:
        ++summary.deleted;
        break;
    case Verb::Drift:
    case Verb::Blocked:
        break;
    }
}

} // namespace

void RunFeed::progressed(const RunProgress& progress) {
    const std::scoped_lock lock(m_mutex);
    m_progress = progress;
}

void RunFeed::finished(const std::vector<ActionOutcome>& batch) {
    const std::scoped_lock lock(m_mutex);
    for (const ActionOutcome& outcome : batch) {
        if (outcome.error)
            m_failed.push_back(outcome);
        count(m_counted, outcome);
    }
}

void RunFeed::exchanged(const Exchange& exchange) {
    const std::scoped_lock lock(m_mutex);
    if (exchange.stage == Error::Stage::Graph) // as a forecast counts them
        m_calls += std::max(1, exchange.children);
    if (exchange.status == 429)
        ++m_throttled;
    m_exchanges.push_back(exchange);
    if (m_exchanges.size() > k_keptExchanges)
        m_exchanges.pop_front();
}

void RunFeed::waiting(const PaceWait& wait) {
    const std::scoped_lock lock(m_mutex);
    const QDateTime until = m_clock.utcNow().addMSecs(wait.duration.count());
    if (!m_wait || until > m_wait->untilUtc)
        m_wait = Wait{wait, until};
}

RunFeed::News RunFeed::take() {
    const std::scoped_lock lock(m_mutex);
    if (m_wait && m_wait->untilUtc <= m_clock.utcNow())
        m_wait.reset();
    News news{m_progress, m_calls, m_throttled, m_counted, std::exchange(m_failed, {}), m_wait, {}};
    news.exchanges.assign(m_exchanges.begin(), m_exchanges.end());
    m_exchanges.clear();
    return news;
}

} // namespace milepost
