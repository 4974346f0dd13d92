// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journalreader.h"

#include <exception>

namespace milepost {

namespace {

Result<void> guarded(const JournalReader::Question& question, const Connection& connection) {
    try {
        return question(connection);
    } catch (const std::exception& fault) {
        return std::unexpected(
            makeError(Error::Kind::Bug, Error::Stage::Storage, QString::fromUtf8(fault.what())));
    }
}

/// A connection that was lost, before or in the middle, is opened again once.
Result<void> answer(std::optional<Connection>& connection, const StorePlace& place,
                    const JournalReader::Question& question) {
    const bool isOld = connection.has_value();
    if (!isOld || connection->isLost()) {
        connection.reset();
        auto opened = Connection::open(place, Connection::Mode::ReadOnly);
        if (!opened)
            return std::unexpected(opened.error());
        connection.emplace(std::move(*opened));
    }
    auto asked = guarded(question, *connection);
    if (!asked && isOld && connection->isLost()) {
        connection.reset();
        return answer(connection, place, question);
    }
    return asked;
}

} // namespace

JournalReader::JournalReader(const StorePlace& place) : m_thread([this, place] { loop(place); }) {}

JournalReader::~JournalReader() {
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

Result<void> JournalReader::ask(const Question& question) {
    Job job{&question};
    std::unique_lock lock(m_mutex);
    m_queue.push_back(&job);
    m_changed.notify_all();
    m_changed.wait(lock, [&job] { return job.outcome.has_value(); });
    return *job.outcome;
}

void JournalReader::loop(const StorePlace& place) {
    std::optional<Connection> connection;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        Job* const job = m_queue.front();
        m_queue.pop_front();
        lock.unlock();
        auto outcome = answer(connection, place, *job->question);
        lock.lock();
        job->outcome = std::move(outcome);
        m_changed.notify_all();
    }
}

} // namespace milepost
