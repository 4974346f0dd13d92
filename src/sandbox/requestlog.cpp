// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/requestlog.h"

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QJsonObject nested(const QMap<QString, QMap<QString, qint64>>& counts) {
    QJsonObject json;
    for (auto area = counts.begin(); area != counts.end(); ++area) {
        QJsonObject inner;
        for (auto it = area->begin(); it != area->end(); ++it)
            inner.insert(it.key(), it.value());
        json.insert(area.key(), inner);
    }
    return json;
}

/// Keeps what a reader may see and nothing secret.
Call withoutSecrets(Call call) {
    static const QList<QByteArray> k_shown{
        "prefer",     "if-match",         "if-none-match", "content-type",  "accept", "client-request-id",
        "user-agent", "consistencylevel", "x-request-id",  "content-length"};
    QHash<QByteArray, QByteArray> shown;
    for (auto it = call.headers.cbegin(); it != call.headers.cend(); ++it) {
        if (k_shown.contains(it.key()))
            shown.insert(it.key(), it.value());
    }
    if (call.headers.contains("authorization"))
        shown.insert("authorization", "yes");
    if (call.headers.contains("cookie"))
        shown.insert("cookie", "yes");
    call.headers = shown;
    const bool isGraphWrite = call.area == Area::Graph && call.method != "GET";
    call.body = isGraphWrite && call.body.size() <= 65536 ? call.body : QByteArray();
    call.query.clear();
    return call;
}

} // namespace

qint64 RequestLog::begin(const Call& call) {
    ++(call.isChild ? m_children : m_requests);
    ++(call.isChild ? m_childMethods : m_methods)[toString(call.area)][QString::fromLatin1(call.method)];
    m_entries.push_back({m_next, QDateTime::currentDateTimeUtc(), withoutSecrets(call), 0, false, {}});
    if (m_entries.size() > k_limit)
        m_entries.pop_front();
    return m_next++;
}

void RequestLog::finish(qint64 sequence, const Answer& answer, const QString& fault) {
    if (m_entries.empty() || sequence < m_entries.front().sequence)
        return;
    Entry& entry = m_entries.at(static_cast<size_t>(sequence - m_entries.front().sequence));
    entry.status = answer.status;
    entry.dropped = answer.cut != Answer::Cut::None && !entry.call.isChild;
    entry.fault = fault;
    ++m_statuses[toString(entry.call.area)][entry.dropped ? u"dropped"_s : QString::number(answer.status)];
}

void RequestLog::reset() {
    m_entries.clear();
    m_requests = 0;
    m_children = 0;
    m_methods.clear();
    m_childMethods.clear();
    m_statuses.clear();
}

QJsonObject RequestLog::toJson(const Entry& entry) {
    const Call& call = entry.call;
    QJsonObject headers;
    for (auto it = call.headers.cbegin(); it != call.headers.cend(); ++it) {
        if (it.key() != "authorization" && it.key() != "cookie")
            headers.insert(QString::fromLatin1(it.key()), QString::fromUtf8(it.value()));
    }
    QJsonObject json{{u"seq"_s, entry.sequence},
                     {u"time"_s, entry.time.toString(Qt::ISODateWithMs)},
                     {u"area"_s, toString(call.area)},
                     {u"child"_s, call.isChild},
                     {u"method"_s, QString::fromLatin1(call.method)},
                     {u"path"_s, QString::fromUtf8(call.rawPath)},
                     {u"query"_s, QString::fromUtf8(call.rawQuery)},
                     {u"status"_s, entry.status},
                     {u"dropped"_s, entry.dropped},
                     {u"mailbox"_s, call.mailboxInPath()},
                     {u"clientRequestId"_s, QString::fromUtf8(call.header("client-request-id"))},
                     {u"requestId"_s, QString::fromLatin1(call.requestId)},
                     {u"authorized"_s, call.headers.contains("authorization")},
                     {u"cookie"_s, call.headers.contains("cookie")},
                     {u"fault"_s, entry.fault},
                     {u"headers"_s, headers}};
    if (const auto body = jsonBody(call.body))
        json.insert(u"body"_s, *body);
    return json;
}

QJsonArray RequestLog::entries(qint64 after) const {
    QJsonArray list;
    for (const Entry& entry : m_entries) {
        if (entry.sequence > after)
            list.append(toJson(entry));
    }
    return list;
}

QJsonObject RequestLog::counters() const {
    return {{u"requests"_s, m_requests},
            {u"children"_s, m_children},
            {u"byArea"_s, nested(m_methods)},
            {u"childrenByArea"_s, nested(m_childMethods)},
            {u"statuses"_s, nested(m_statuses)}};
}

} // namespace milepost::sandbox
