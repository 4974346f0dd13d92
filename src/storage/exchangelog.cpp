// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/exchangelog.h"

#include "base/logging.h"

#include <chrono>
#include <utility>

namespace milepost {

using namespace std::chrono_literals;

namespace {

constexpr auto k_pause = 200ms; ///< what comes within it is written together
constexpr size_t k_mostQueued = 20'000;
constexpr int k_trimEvery = 2'000; ///< records

} // namespace

ExchangeLog::ExchangeLog(QString path, const Clock& clock, ExchangeFile::Limits limits)
    : m_path(std::move(path)),
      m_clock(clock),
      m_limits(limits) {
    if (const auto file = ExchangeFile::openForReading(m_path, m_clock.utcNow()))
        noteWish(*file);
}

ExchangeLog::~ExchangeLog() {
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void ExchangeLog::noteWish(const ExchangeFile& file) {
    if (const auto until = file.bodiesUntil(); until && until->isValid())
        m_bodiesUntil = until->toMSecsSinceEpoch();
}

bool ExchangeLog::wantsBodies() const {
    const qint64 until = m_bodiesUntil.load();
    return until != 0 && m_clock.utcNow().toMSecsSinceEpoch() < until;
}

void ExchangeLog::wantBodiesUntil(const QDateTime& untilUtc) { m_bodiesUntil = untilUtc.toMSecsSinceEpoch(); }

void ExchangeLog::add(ExchangeRecord record) {
    const std::scoped_lock lock(m_mutex);
    if (m_queue.size() >= k_mostQueued) {
        ++m_lost;
        return;
    }
    m_queue.push_back(std::move(record));
    if (!m_thread.joinable())
        m_thread = std::thread([this] { loop(); });
    if (m_queue.size() == 1)
        m_changed.notify_all();
}

void ExchangeLog::flush() {
    std::unique_lock lock(m_mutex);
    m_hurry = true;
    m_changed.notify_all();
    m_written.wait(lock, [this] { return m_queue.empty() && !m_isBusy; });
    m_hurry = false;
}

void ExchangeLog::loop() {
    std::optional<ExchangeFile> file;
    bool hasComplained = false;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        m_changed.wait_for(lock, k_pause, [this] { return m_stopping || m_hurry; });
        const std::vector<ExchangeRecord> records = std::exchange(m_queue, {});
        const bool isLast = m_stopping;
        m_isBusy = true;
        lock.unlock();
        if (const auto done = write(file, records); !done) {
            m_lost += static_cast<qint64>(records.size());
            file.reset(); // tried anew with the next ones
            if (!std::exchange(hasComplained, true))
                qCWarning(lcStorage).noquote()
                    << "the exchange log cannot be written:" << done.error().detail;
        }
        lock.lock();
        m_isBusy = false;
        m_written.notify_all();
        if (isLast && m_queue.empty())
            return;
    }
}

Result<void> ExchangeLog::write(std::optional<ExchangeFile>& file,
                                const std::vector<ExchangeRecord>& records) {
    if (records.empty())
        return {};
    const bool isNew = !file;
    if (isNew) {
        auto opened = ExchangeFile::openForWriting(m_path, m_clock.utcNow());
        if (!opened)
            return std::unexpected(opened.error());
        file.emplace(std::move(*opened));
    }
    if (const auto added = file->add(records); !added)
        return added;
    noteWish(*file);
    m_sinceTrim += static_cast<int>(records.size());
    if (!isNew && m_sinceTrim < k_trimEvery)
        return {};
    m_sinceTrim = 0;
    return file->trim(m_limits, m_clock.utcNow());
}

} // namespace milepost
