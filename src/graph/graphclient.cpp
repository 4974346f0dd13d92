// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/graphclient.h"

#include "base/jsonreader.h"

#include <cstring>
#include <set>

#include <QJsonArray>
#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_mostPages = 10'000; // a listing that never ends is a fault, not a large mailbox

Error malformed(const QString& detail) {
    return makeError(Error::Kind::Malformed, Error::Stage::Graph, detail, u"json"_s);
}

/// Escapes only the bytes that no URL may hold; whatever is escaped already stays as it is.
QByteArray legal(const QByteArray& link) {
    QByteArray url;
    for (const char c : link) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7F || std::strchr("\"<>\\^`{|}", c) != nullptr)
            url += '%' + QByteArray(1, c).toHex().toUpper();
        else
            url += c;
    }
    return url;
}

/// Of an event that was sent, what its dates and its zone can be wrong by: members of Error::about.
void addDates(QJsonObject& about, const QJsonObject& event) {
    for (const QString& end : {u"start"_s, u"end"_s}) {
        const QJsonObject moment = event.value(end).toObject();
        if (moment.isEmpty())
            continue;
        about.insert(end, moment.value(u"dateTime"_s));
        about.insert(u"sent_time_zone"_s, moment.value(u"timeZone"_s));
    }
    if (event.contains(u"isAllDay"_s))
        about.insert(u"is_all_day"_s, event.value(u"isAllDay"_s));
}

} // namespace

QString odataText(const QString& text) { return QString(text).replace(u'\'', u"''"_s); }

QString mailboxPath(const QString& mailbox) {
    if (mailbox.startsWith(u'$'))
        return u"users('"_s + QString::fromLatin1(QUrl::toPercentEncoding(odataText(mailbox), "@!$()*'")) +
               u"')"_s;
    return u"users/"_s + QString::fromLatin1(QUrl::toPercentEncoding(mailbox, "@!$()*'"));
}

QString pathPart(const QString& id) { return QString::fromLatin1(QUrl::toPercentEncoding(id, "=")); }

QString calendarPath(const CalendarAddress& at) {
    return mailboxPath(at.mailbox) + u"/calendars/"_s + pathPart(at.calendarId);
}

GraphClient::GraphClient(ApiClient& api, const QString& graphRoot, const QString& timeZone)
    : m_api(api),
      m_root(graphRoot + u"/v1.0/"_s),
      m_prefer("IdType=\"ImmutableId\", outlook.timezone=\"" +
               (timeZone.isEmpty() ? QByteArray("UTC") : timeZone.toUtf8()) +
               "\", outlook.body-content-type=\"text\"") {}

HttpRequest GraphClient::request(const QByteArray& method, const QString& path, const QString& query) const {
    HttpRequest request;
    request.method = method;
    // Parentheses and quotes of a query must stay as they are, or the service answers 500
    // (graph-contract 5.6).
    QByteArray url = (m_root + path).toUtf8();
    if (!query.isEmpty())
        url += '?' + QUrl::toPercentEncoding(query, "$=&()',;:/@!*");
    request.url = QUrl::fromEncoded(url, QUrl::StrictMode);
    request.headers.set("Prefer", m_prefer);
    return request;
}

Result<QJsonObject> GraphClient::send(ApiClient::Call call, const QJsonObject& body, std::stop_token stop) {
    if (!body.isEmpty()) {
        call.request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        call.request.headers.set("Content-Type", "application/json");
    }
    auto response = m_api.call(call, stop);
    if (!response) {
        addDates(response.error().about, body);
        return std::unexpected(std::move(response.error()));
    }
    if (response->status == 204)
        return QJsonObject();
    const auto json = parseJson(response->body, Error::Stage::Graph);
    if (json && json->isObject())
        return json->toObject();
    Error error = json ? malformed(u"an object is expected"_s) : json.error();
    error.httpStatus = response->status;
    // The service said yes and its words were lost on the way: a write has to be looked up (law 4).
    if (call.repeat == Repeat::WhenNotDone)
        error.kind = Error::Kind::Doubtful;
    return std::unexpected(error);
}

Result<QJsonObject> GraphClient::get(HttpRequest request, const QString& mailbox, std::stop_token stop) {
    return send({std::move(request), Repeat::Freely, mailbox}, {}, stop);
}

Result<std::vector<QJsonArray>> GraphClient::pages(HttpRequest first, const QString& mailbox,
                                                   std::stop_token stop) {
    std::vector<QJsonArray> rows;
    std::set<QString> seen;
    HttpRequest next = std::move(first);
    for (int page = 0; page < k_mostPages; ++page) {
        const auto json = get(next, mailbox, stop);
        if (!json)
            return std::unexpected(json.error());
        if (!json->value(u"value"_s).isArray())
            return std::unexpected(malformed(u"page %1 has no \"value\" array"_s.arg(page + 1)));
        rows.push_back(json->value(u"value"_s).toArray());
        const QString link = json->value(u"@odata.nextLink"_s).toString();
        if (link.isEmpty())
            return rows;
        if (!seen.insert(link).second)
            return std::unexpected(malformed(u"the pages go round in a circle"_s));
        next.url =
            QUrl::fromEncoded(legal(link.toUtf8()), QUrl::StrictMode); // else verbatim (graph-contract 6)
        if (!next.url.isValid())
            return std::unexpected(malformed(u"the link to the next page is not a URL"_s));
        if (originOf(next.url) != m_api.origin())
            return std::unexpected(malformed(u"the link to the next page leads to another host"_s));
    }
    return std::unexpected(malformed(u"the listing does not end"_s));
}

} // namespace milepost
