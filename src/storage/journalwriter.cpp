// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journalwriter.h"

#include <exception>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Result<void> guarded(const JournalWriter::Work& work, const Connection& connection) {
    try {
        return work(connection);
    } catch (const std::exception& fault) {
        return std::unexpected(
            makeError(Error::Kind::Bug, Error::Stage::Storage, QString::fromUtf8(fault.what())));
    }
}

/// One piece of work between two savepoints, so that its failure undoes nobody else's records. The outer
/// result is false when the whole transaction is lost (a full disk rolls it back).
Result<void> carryOutOne(const Connection& connection, const JournalWriter::Work& work,
                         std::optional<Result<void>>& outcome) {
    if (const auto mark = connection.run(u"SAVEPOINT one"_s); !mark)
        return std::unexpected(mark.error());
    outcome = guarded(work, connection);
    if (!*outcome)
        if (const auto undone = connection.run(u"ROLLBACK TO one"_s); !undone)
            return std::unexpected(outcome->error());
    if (const auto kept = connection.run(u"RELEASE one"_s); !kept)
        return std::unexpected(kept.error());
    return {};
}

/// Empty afterwards when there is no connection to be had.
Result<void> connect(std::optional<Connection>& connection, const StorePlace& place) {
    connection.reset();
    auto opened = Connection::open(place, Connection::Mode::ReadWrite);
    if (!opened)
        return std::unexpected(opened.error());
    connection.emplace(std::move(*opened));
    return {};
}

} // namespace

Result<std::unique_ptr<JournalWriter>> JournalWriter::start(const StorePlace& place) {
    std::unique_ptr<JournalWriter> writer(new JournalWriter);
    std::optional<Result<void>> opened;
    writer->m_thread = std::thread([raw = writer.get(), place, &opened] { raw->loop(place, opened); });
    std::unique_lock lock(writer->m_mutex);
    writer->m_changed.wait(lock, [&opened] { return opened.has_value(); });
    lock.unlock();
    if (!*opened)
        return std::unexpected(opened->error());
    return writer;
}

JournalWriter::~JournalWriter() {
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

Result<void> JournalWriter::write(Work work) {
    Job job{std::move(work), std::nullopt, false};
    std::unique_lock lock(m_mutex);
    m_queue.push_back(&job);
    m_changed.notify_all();
    m_changed.wait(lock, [&job] { return job.done; });
    return *job.outcome;
}

qint64 JournalWriter::records() const {
    const std::scoped_lock lock(m_mutex);
    return m_records;
}

qint64 JournalWriter::commits() const {
    const std::scoped_lock lock(m_mutex);
    return m_commits;
}

void JournalWriter::loop(const StorePlace& place, std::optional<Result<void>>& opened) {
    std::optional<Connection> connection;
    const auto first = connect(connection, place);
    std::unique_lock lock(m_mutex);
    opened = first;
    m_changed.notify_all(); // `opened` is gone once the lock is released
    while (first) {
        m_changed.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        const std::deque<Job*> jobs = std::exchange(m_queue, {});
        lock.unlock();
        carryOut(connection, place, jobs);
        lock.lock();
        for (Job* job : jobs)
            job->done = true;
        m_changed.notify_all();
    }
}

void JournalWriter::carryOut(std::optional<Connection>& connection, const StorePlace& place,
                             const std::deque<Job*>& jobs) {
    bool isDoubtful = false;
    const auto all = [&]() -> Result<void> {
        auto transaction = Transaction::begin(*connection);
        if (!transaction)
            return std::unexpected(transaction.error());
        for (Job* job : jobs)
            if (const auto kept = carryOutOne(*connection, job->work, job->outcome); !kept)
                return kept;
        isDoubtful = true; // from here on the server may have carried it out without our hearing of it
        return transaction->commit();
    };
    Result<void> committed;
    if (connection)
        committed = all();
    if (!connection || (connection->isLost() && !isDoubtful)) {
        committed = connect(connection, place);
        if (committed)
            committed = all();
    }
    for (Job* job : jobs)
        if (!committed && (!job->outcome || *job->outcome))
            job->outcome = std::unexpected(committed.error());
    const std::scoped_lock lock(m_mutex);
    m_records += static_cast<qint64>(jobs.size());
    m_commits += committed ? 1 : 0;
}

} // namespace milepost
