// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tracker/jsonsource.h"
#include "tracker/trackererrors.h"
#include "tracker/trackerrows.h"

#include <unordered_map>
#include <vector>

#include <QJsonArray>
#include <QSet>

namespace milepost::tracker {

/// One answer of a collection: a bare array, or an envelope (tracker-contract 9: both are accepted).
struct Page {
    QJsonArray rows;
    std::optional<qint64> count; ///< of an envelope; a bare array is whole by itself
    QByteArray nextQuery;        ///< of the next page; empty on the last one
};

/// The error says what is wrong with the shape: no rows, no count, a next that cannot be followed, or a
/// `truncated` member (rows were left out under status 200, tracker-contract 2.6).
[[nodiscard]] Result<Page> readPage(const QJsonValue& answer);

/// Gathers rows by id: the same row twice is one, two different rows of one id are a fault (the listing moved
/// while it was read).
template <class T> class RowCollector {
public:
    using Read = Row<T> (*)(JsonReader&);

    explicit RowCollector(Read read) : m_read(read) {}

    [[nodiscard]] Result<void> add(const QJsonArray& rows) {
        m_values.reserve(m_values.size() + static_cast<size_t>(rows.size()));
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const QJsonValue json = rows.at(i);
            JsonReader reader(json.toObject(), u'[' + QString::number(i) + u']');
            if (!json.isObject())
                reader.fail(QLatin1StringView(), QStringLiteral("an object"), json);
            Row<T> row = m_read(reader);
            if (reader.fault())
                return std::unexpected(*reader.fault());
            if (Result<void> kept = keep(std::move(row)); !kept)
                return kept;
        }
        return {};
    }
    [[nodiscard]] qint64 ids() const { return static_cast<qint64>(m_places.size()); }
    [[nodiscard]] std::vector<T> take() { return std::move(m_values); }

private:
    static constexpr size_t k_nowhere = static_cast<size_t>(-1);

    [[nodiscard]] Result<void> keep(Row<T> row) {
        const auto [it, isNew] = m_places.try_emplace(row.id, row.value ? m_values.size() : k_nowhere);
        if (isNew) {
            if (row.value)
                m_values.push_back(std::move(*row.value));
            return {};
        }
        const bool same = it->second == k_nowhere ? !row.value : row.value == m_values[it->second];
        if (same)
            return {};
        return std::unexpected(malformed(
            codes::k_contradiction, QStringLiteral("id %1 came twice, with different content").arg(row.id)));
    }

    Read m_read;
    std::vector<T> m_values;
    std::unordered_map<qint64, size_t> m_places; ///< id → place in m_values
};

/// Follows the pages of one collection through their queries only: `next` may carry another scheme and host
/// (tracker-contract 0), and a token must not go there. The count must stay the same and be met.
class PageTrail {
public:
    /// Takes note of a page just read; ids is how many different ones are known by now. The error says why
    /// the listing cannot be whole.
    [[nodiscard]] Result<void> note(const Page& page, qint64 ids);

private:
    QSet<QByteArray> m_queries;
    std::optional<qint64> m_count;
    qint64 m_ids = 0;
    int m_pages = 0;
};

/// Where a collection is read. `path` and the queries are below /api/, encoded.
struct Collection {
    QByteArray path;
    QByteArray query; ///< of everything at once
    /// Of a page, whose envelope tells how many rows there are; nothing where the tracker has no such page. A
    /// bare list carries no count and could be short without a sign.
    std::optional<QByteArray> countQuery;
};

[[nodiscard]] QByteArray targetOf(const QByteArray& path, const QByteArray& query);

/// How many rows the tracker counts.
[[nodiscard]] Result<qint64> readCount(const JsonSource& source, const Collection& collection,
                                       std::chrono::milliseconds deadline, std::stop_token stop);

/// What came of reading a collection once.
template <class T> struct Gathered {
    std::vector<T> values;
    qint64 ids = 0;
    bool isCounted = false; ///< held against the count of its envelope
};

/// Reads every page. Each answer's JSON is dropped as soon as its rows are read.
template <class T>
[[nodiscard]] Result<Gathered<T>>
readPages(const JsonSource& source, const Collection& collection, std::chrono::milliseconds deadline,
          typename RowCollector<T>::Read read, const std::stop_token& stop) {
    RowCollector<T> collector(read);
    PageTrail trail;
    bool isCounted = false;
    QByteArray query = collection.query;
    do {
        const QByteArray target = targetOf(collection.path, query);
        Result<QJsonValue> answer = source.get(target, deadline, stop);
        if (!answer)
            return std::unexpected(std::move(answer.error()));
        Result<Page> page = readPage(*answer);
        *answer = QJsonValue();
        if (!page)
            return std::unexpected(located(std::move(page.error()), target));
        Result<void> step = collector.add(page->rows);
        if (step)
            step = trail.note(*page, collector.ids());
        if (!step)
            return std::unexpected(located(std::move(step.error()), target));
        isCounted = page->count.has_value();
        query = page->nextQuery;
    } while (!query.isEmpty());
    const qint64 ids = collector.ids();
    return Gathered<T>{collector.take(), ids, isCounted};
}

/// Reads a whole collection, or says why it cannot be proved whole. When list and count disagree, somebody
/// may have written in between: both are read once more.
template <class T>
[[nodiscard]] Result<std::vector<T>> readListing(const JsonSource& source, const Collection& collection,
                                                 std::chrono::milliseconds deadline,
                                                 typename RowCollector<T>::Read read, std::stop_token stop) {
    qint64 listed = 0;
    qint64 counted = 0;
    for (int attempt = 1; attempt <= 2; ++attempt) {
        Result<Gathered<T>> gathered = readPages<T>(source, collection, deadline, read, stop);
        if (!gathered)
            return std::unexpected(std::move(gathered.error()));
        if (gathered->isCounted || !collection.countQuery)
            return std::move(gathered->values);
        const Result<qint64> count = readCount(source, collection, deadline, stop);
        if (!count)
            return std::unexpected(count.error());
        if (*count == gathered->ids)
            return std::move(gathered->values);
        listed = gathered->ids;
        counted = *count;
    }
    return std::unexpected(
        located(malformed(codes::k_count, QStringLiteral("the list holds %1 rows, the tracker counts %2")
                                              .arg(QString::number(listed), QString::number(counted))),
                targetOf(collection.path, collection.query)));
}

} // namespace milepost::tracker
