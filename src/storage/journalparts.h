// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/journal.h"
#include "storage/journalreader.h"
#include "storage/journalwriter.h"
#include "storage/profilelock.h"

#include <mutex>

namespace milepost {

/// What a journal stands on. Of the journal's own files alone.
struct Journal::Parts {
    StorePlace place;
    const Clock& clock;
    std::unique_ptr<JournalWriter> writer;
    std::unique_ptr<JournalReader> reader; ///< of a server
    std::mutex mutex = {};
    QString lease = {};    ///< guarded by the mutex; "": none was taken
    bool isWorker = false; ///< guarded by the mutex; the lease is a claim of lanes

    struct Right {
        QString token;
        bool isWorker = false;
    };
    [[nodiscard]] Right right() {
        const std::scoped_lock guard(mutex);
        return {lease, isWorker};
    }
    void setRight(const QString& token, bool worker) {
        const std::scoped_lock guard(mutex);
        lease = token;
        isWorker = worker;
    }
    [[nodiscard]] Result<void> mustBeShared() const {
        if (place.isServer())
            return {};
        return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                         QStringLiteral("a run is shared through a PostgreSQL store alone"),
                                         QStringLiteral("config-invalid")));
    }

    /// A read never waits for a commit. A file is opened for each; a server is asked on one connection.
    template <class F> auto read(F&& question) const -> decltype(question(std::declval<Connection&>())) {
        if (reader) {
            std::optional<decltype(question(std::declval<Connection&>()))> answer;
            const auto asked = reader->ask([&](const Connection& connection) -> Result<void> {
                answer = question(connection);
                return *answer ? Result<void>() : std::unexpected(answer->error());
            });
            if (!asked)
                return std::unexpected(asked.error());
            return std::move(*answer);
        }
        auto connection = Connection::open(place, Connection::Mode::ReadOnly);
        if (!connection)
            return std::unexpected(connection.error());
        return question(*connection);
    }
    /// A write that gives something back.
    template <class T, class F> Result<T> produce(F&& act) const {
        std::optional<T> product;
        const auto written = writer->write([&](const Connection& connection) -> Result<void> {
            Result<T> made = act(connection);
            if (!made)
                return std::unexpected(made.error());
            product = std::move(*made);
            return {};
        });
        if (!written)
            return std::unexpected(written.error());
        return std::move(*product);
    }
    /// Whether the run without an end is under way in this or another program.
    [[nodiscard]] bool hasLiveOwner() const {
        if (place.isServer())
            return read([](const Connection& c) { return StoreLease::owner(c); })
                .value_or(std::nullopt)
                .has_value();
        return ProfileLock::owner(ProfileLock::besideDatabase(place.name())).has_value();
    }
};

} // namespace milepost
