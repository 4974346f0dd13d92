// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "http/exchangesink.h"
#include "sync/syncreport.h"

#include <deque>
#include <mutex>

namespace milepost {

/// What a run says while it goes on, from the threads that do the work to the window. The engine pushes, the
/// window takes what there is a few times a second: however fast the run, the main thread does the same work.
/// Thread-safe.
class RunFeed final : public ProgressSink, public ExchangeSink {
public:
    /// A wait that is still going on, with the moment it ends.
    struct Wait {
        PaceWait wait;
        QDateTime untilUtc;
    };
    struct News {
        RunProgress progress;
        int calls = 0;                     ///< to Graph since the run began, those inside of batches
        int throttled = 0;                 ///< since the run began
        RunSummary counted;                ///< what was carried out so far, by verb
        std::vector<ActionOutcome> failed; ///< since the last look
        std::optional<Wait> wait;
        std::vector<Exchange> exchanges; ///< since the last look; the newest k_keptExchanges of them
    };

    explicit RunFeed(const Clock& clock) : m_clock(clock) {}

    void progressed(const RunProgress& progress) override;
    void finished(const std::vector<ActionOutcome>& batch) override;
    void exchanged(const Exchange& exchange) override;
    void waiting(const PaceWait& wait) override;

    /// Everything that is new. A wait that is over is not handed out.
    [[nodiscard]] News take();

    static constexpr size_t k_keptExchanges = 500;

private:
    const Clock& m_clock;
    std::mutex m_mutex;
    RunProgress m_progress;
    int m_calls = 0;
    int m_throttled = 0;
    RunSummary m_counted;
    std::vector<ActionOutcome> m_failed;
    std::optional<Wait> m_wait;
    std::deque<Exchange> m_exchanges;
};

} // namespace milepost
