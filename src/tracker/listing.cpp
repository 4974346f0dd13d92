// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/listing.h"

namespace milepost::tracker {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> nextQuery(const QJsonValue& next) {
    if (next.isNull() || next.isUndefined())
        return QByteArray();
    const QUrl url = QUrl::fromEncoded(next.toString().toUtf8(), QUrl::StrictMode);
    QByteArray query = url.query(QUrl::FullyEncoded).toLatin1();
    if (!url.isValid() || query.isEmpty())
        return std::unexpected(malformed(codes::k_shape, u"next: an address with a query is expected"_s));
    return query;
}

} // namespace

Result<Page> readPage(const QJsonValue& answer) {
    if (answer.isArray())
        return Page{answer.toArray(), std::nullopt, {}};
    JsonReader envelope(answer.toObject(), u"the answer"_s);
    if (const QJsonValue left = envelope.json().value("truncated"_L1); !left.isUndefined() && !left.isNull())
        return std::unexpected(malformed(codes::k_shortened, u"the tracker left rows out (truncated)"_s));
    if (!envelope.json().value("results"_L1).isArray())
        return std::unexpected(
            malformed(codes::k_shape, u"neither a list nor an envelope with a list of results"_s));
    Page page{envelope.array("results"_L1), envelope.requiredInt("count"_L1), {}};
    if (page.count < 0)
        envelope.fail("count"_L1, u"a number of rows"_s, envelope.json().value("count"_L1));
    if (envelope.fault())
        return std::unexpected(*envelope.fault());
    Result<QByteArray> next = nextQuery(envelope.json().value("next"_L1));
    if (!next)
        return std::unexpected(std::move(next.error()));
    page.nextQuery = *next;
    return page;
}

QByteArray targetOf(const QByteArray& path, const QByteArray& query) {
    return query.isEmpty() ? path : path + '?' + query;
}

Result<qint64> readCount(const JsonSource& source, const Collection& collection,
                         std::chrono::milliseconds deadline, std::stop_token stop) {
    const QByteArray target = targetOf(collection.path, collection.countQuery.value_or(QByteArray()));
    const Result<QJsonValue> answer = source.get(target, deadline, std::move(stop));
    if (!answer)
        return std::unexpected(answer.error());
    const Result<Page> page = readPage(*answer);
    if (!page)
        return std::unexpected(located(page.error(), target));
    return page->count.value_or(page->rows.size()); // a server that knows no pages sends the list again
}

Result<void> PageTrail::note(const Page& page, qint64 ids) {
    const auto broken = [](const QString& why) { return std::unexpected(malformed(codes::k_count, why)); };
    if (m_pages > 0 && page.count != m_count)
        return broken(u"the count changed from page to page"_s);
    m_count = page.count;
    ++m_pages;
    const bool isLast = page.nextQuery.isEmpty();
    if (!isLast && ids == m_ids)
        return broken(u"page %1 brought no new row, and more are promised"_s.arg(m_pages));
    m_ids = ids;
    if (!isLast && m_queries.contains(page.nextQuery))
        return broken(u"next leads back to a page already read"_s);
    m_queries.insert(page.nextQuery);
    if (isLast && m_count && *m_count != ids)
        return broken(u"count says %1 rows, %2 different ones came"_s.arg(QString::number(*m_count),
                                                                          QString::number(ids)));
    return {};
}

} // namespace milepost::tracker
