// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "storage/exchangefile.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace milepost {

/// Keeps the exchanges of one profile (ADR 32). add() never waits for the disk: a thread of its own writes
/// what came together, a few times a second, and keeps the ring in its limits. A log that cannot be written
/// costs nobody a run: that is said once in the program's log, and counted. Thread-safe.
class ExchangeLog final {
public:
    /// `clock` outlives it. Nothing is opened before the first add(), but for the wish for bodies.
    ExchangeLog(QString path, const Clock& clock, ExchangeFile::Limits limits = {});
    /// Writes what is queued.
    ~ExchangeLog();
    ExchangeLog(const ExchangeLog&) = delete;
    ExchangeLog& operator=(const ExchangeLog&) = delete;

    void add(ExchangeRecord record);
    /// Bodies are wanted now, as this program knows: it looks again a few times a second while it writes.
    [[nodiscard]] bool wantsBodies() const;
    void wantBodiesUntil(const QDateTime& untilUtc); ///< as it was said in this program
    /// Everything that was added by now is on disk, or was given up.
    void flush();
    /// Records that could not be kept: too many at once, or no disk.
    [[nodiscard]] qint64 lost() const { return m_lost.load(); }
    [[nodiscard]] const QString& path() const { return m_path; }

private:
    void loop();
    [[nodiscard]] Result<void> write(std::optional<ExchangeFile>& file,
                                     const std::vector<ExchangeRecord>& records);
    void noteWish(const ExchangeFile& file);

    const QString m_path;
    const Clock& m_clock;
    const ExchangeFile::Limits m_limits;
    std::atomic<qint64> m_lost = 0;
    std::atomic<qint64> m_bodiesUntil = 0; ///< milliseconds since 1970
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::condition_variable m_written;
    std::vector<ExchangeRecord> m_queue;
    bool m_stopping = false;
    bool m_hurry = false; ///< somebody waits in flush()
    bool m_isBusy = false;
    int m_sinceTrim = 0; ///< of the writing thread alone
    std::thread m_thread;
};

} // namespace milepost
