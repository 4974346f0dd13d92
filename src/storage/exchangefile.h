// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/database.h"
#include "storage/exchangerecord.h"

#include <deque>
#include <vector>

namespace milepost {

/// The exchange log's file as statements over one connection (ADR 32): SQLite beside the journal, never in a
/// shared store. Several programs use it at once. Errors are Kind::Storage. Belongs to the thread that opened
/// it.
class ExchangeFile final {
public:
    struct Limits {
        qint64 mostBytes = 20 * 1024 * 1024;
        std::chrono::hours longest = std::chrono::days(30);
    };

    /// Made private where it is absent. A damaged one is put aside (PATH.corrupt-TIME) and begun anew: it is
    /// evidence, and nothing else stands on it.
    [[nodiscard]] static Result<ExchangeFile> openForWriting(const QString& path, const QDateTime& nowUtc);
    /// Kind::NotFound where nothing was kept yet. A file that an older Milepost left is brought up to date
    /// first.
    [[nodiscard]] static Result<ExchangeFile> openForReading(const QString& path, const QDateTime& nowUtc);

    /// All or none, in one transaction.
    [[nodiscard]] Result<void> add(const std::vector<ExchangeRecord>& records);
    /// What is older or more than that goes, the oldest first.
    [[nodiscard]] Result<void> trim(const Limits& limits, const QDateTime& nowUtc);

    /// The newest `most` of those that fit, and of those only what came before `before` (0: the end); newest
    /// first. Bodies too.
    [[nodiscard]] Result<std::vector<ExchangeRecord>> newest(const ExchangeFilter& filter, int most,
                                                             qint64 before = 0) const;
    /// What came after that one, oldest first, at most `most`.
    [[nodiscard]] Result<std::vector<ExchangeRecord>> after(const ExchangeFilter& filter, qint64 id,
                                                            int most) const;
    [[nodiscard]] Result<qint64> count(const ExchangeFilter& filter) const;
    /// The ids of all that fit, newest first: a view's rows.
    [[nodiscard]] Result<std::vector<qint64>> ids(const ExchangeFilter& filter) const;
    [[nodiscard]] Result<std::vector<ExchangeRecord>> byIds(const std::vector<qint64>& ids) const;
    [[nodiscard]] Result<qint64> lastId() const;

    /// Until when bodies are wanted; a moment that is over, or invalid: they are not.
    [[nodiscard]] Result<QDateTime> bodiesUntil() const;
    [[nodiscard]] Result<void> wantBodiesUntil(const QDateTime& untilUtc);

private:
    explicit ExchangeFile(Connection connection) : m_connection(std::move(connection)) {}
    [[nodiscard]] Result<qint64> usedBytes() const;
    [[nodiscard]] Result<std::vector<ExchangeRecord>> select(const QString& rest,
                                                             const QVariantList& values) const;

    Connection m_connection;
};

} // namespace milepost
