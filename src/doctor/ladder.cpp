// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/ladder.h"

#include "base/together.h"
#include "http/exchangewatch.h"

#include <algorithm>
#include <deque>
#include <mutex>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Time = std::chrono::steady_clock;

std::chrono::milliseconds since(Time::time_point begin) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Time::now() - begin);
}

/// One wave: all are asked, each is settled once those before it are.
class Wave {
public:
    Wave(std::span<const LadderStep> steps, std::span<Rung> rungs, const Clock& clock,
         const LadderWatch& tell)
        : m_steps(steps),
          m_rungs(rungs),
          m_clock(clock),
          m_tell(tell),
          m_seen(steps.size()),
          m_stops(steps.size()) {}

    /// False: one failed, or it was stopped.
    bool climb(const std::stop_token& stop) {
        (void)forEachTogether(
            m_steps.size(),
            [this](size_t i, std::stop_token outer) -> Result<void> {
                const std::stop_callback link(std::move(outer), [this, i] { m_stops[i].request_stop(); });
                settle(i, ask(i));
                return {};
            },
            stop);
        return !m_hasFailed && m_settled == m_steps.size() && !stop.stop_requested();
    }

private:
    Rung ask(size_t i) {
        const ExchangeWatch watch;
        const auto begin = Time::now();
        Rung rung;
        try {
            rung = m_steps[i].ask(m_stops[i].get_token());
        } catch (const std::exception& bug) {
            rung = rungFailed(makeError(Error::Kind::Bug, Error::Stage::None, QString::fromUtf8(bug.what())));
        }
        rung.id = m_steps[i].id;
        rung.title = m_steps[i].title;
        rung.elapsed = since(begin);
        rung.atUtc = m_clock.utcNow();
        if (rung.requestId.isEmpty())
            rung.requestId =
                rung.error && !rung.error->requestId.isEmpty() ? rung.error->requestId : watch.requestId();
        return rung;
    }

    void settle(size_t i, Rung rung) {
        const std::scoped_lock lock(m_mutex);
        m_seen[i] = std::move(rung);
        while (m_settled < m_seen.size() && m_seen[m_settled] && !m_hasFailed) {
            Rung& next = *m_seen[m_settled];
            if (next.error && next.error->isCancelled())
                return; // it saw nothing, and so is not told
            m_hasFailed = next.state == RungState::Failed;
            m_rungs[m_settled++] = next;
            if (m_tell)
                m_tell(next);
        }
        if (m_hasFailed)
            std::for_each(m_stops.begin() + static_cast<std::ptrdiff_t>(m_settled), m_stops.end(),
                          [](std::stop_source& above) { above.request_stop(); });
    }

    std::span<const LadderStep> m_steps;
    std::span<Rung> m_rungs;
    const Clock& m_clock;
    const LadderWatch& m_tell;
    std::mutex m_mutex;
    std::vector<std::optional<Rung>> m_seen;
    std::deque<std::stop_source> m_stops;
    size_t m_settled = 0;
    bool m_hasFailed = false;
};

} // namespace

QString rungStateName(RungState state) {
    static constexpr std::array k_names{"not-reached", "skipped", "ok", "warning", "unknown", "failed"};
    return QString::fromLatin1(k_names.at(static_cast<size_t>(state)));
}

QString Rung::cause() const { return error ? diagnose(*error).cause : QString(); }

QStringList Rung::allRemedies(Surface surface) const {
    return error ? remedies + diagnose(*error, surface).remedies : remedies;
}

const Rung* LadderReport::failedRung() const {
    const auto found = std::ranges::find(rungs, RungState::Failed, &Rung::state);
    return found == rungs.end() ? nullptr : &*found;
}

int LadderReport::count(RungState state) const {
    return static_cast<int>(std::ranges::count(rungs, state, &Rung::state));
}

LadderReport climb(LadderId id, const std::vector<LadderStep>& steps, const Clock& clock,
                   std::stop_token stop, const LadderWatch& tell) {
    LadderReport report;
    report.id = id;
    report.startedUtc = clock.utcNow();
    for (const LadderStep& step : steps) {
        Rung rung;
        rung.id = step.id;
        rung.title = step.title;
        report.rungs.push_back(std::move(rung));
    }
    const auto begin = Time::now();
    const std::span<const LadderStep> all(steps);
    const std::span<Rung> rungs(report.rungs);
    for (size_t first = 0; first < all.size();) {
        size_t last = first + 1;
        while (last < all.size() && all[last].wave == all[first].wave)
            ++last;
        Wave wave(all.subspan(first, last - first), rungs.subspan(first, last - first), clock, tell);
        if (!wave.climb(stop))
            break;
        first = last;
    }
    report.elapsed = since(begin);
    report.wasCancelled =
        stop.stop_requested() || (report.failedRung() == nullptr && report.count(RungState::NotReached) > 0);
    return report;
}

Rung rungOf(RungState state, const QString& evidence) {
    Rung rung;
    rung.state = state;
    rung.evidence = evidence;
    return rung;
}

Rung rungOk(const QString& evidence) { return rungOf(RungState::Ok, evidence); }

Rung rungFailed(const Error& error, const QString& evidence) {
    Rung rung = rungOf(RungState::Failed, evidence);
    rung.error = error;
    if (evidence.isEmpty()) {
        const QString own = error.detail.isEmpty() ? error.message : error.detail;
        const QString title = diagnose(error).title;
        rung.evidence = own.isEmpty() ? title : title + u": "_s + own;
    }
    return rung;
}

Rung rungOf(const ProbeReport& report) {
    Rung rung;
    if (report.error)
        rung = rungFailed(*report.error);
    else if (!report.missing.isEmpty())
        rung = rungFailed(
            makeError(Error::Kind::Config, Error::Stage::Config,
                      u"not configured: %1"_s.arg(report.missing.join(u", "_s)),
                      report.missing.first().contains(u'-') ? u"credential-missing"_s : u"config-invalid"_s));
    else if (report.passed)
        rung = report.warning.isEmpty()
                   ? rungOk(report.evidence)
                   : rungOf(RungState::Warning, report.evidence.isEmpty()
                                                    ? report.warning
                                                    : report.evidence + u". "_s + report.warning);
    else
        rung = rungOf(report.skipped ? RungState::Skipped : RungState::Unknown, report.evidence);
    rung.remedies = report.remedies;
    rung.nearNotes = report.nearNotes;
    return rung;
}

} // namespace milepost
