// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/httpmessage.h"

#include <algorithm>

#include <QLocale>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

bool sameName(const QByteArray& a, const QByteArray& b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

} // namespace

void HttpHeaders::set(const QByteArray& name, const QByteArray& value) {
    std::erase_if(m_fields, [&](const auto& field) { return sameName(field.first, name); });
    m_fields.emplace_back(name, value);
}

void HttpHeaders::add(const QByteArray& name, const QByteArray& value) { m_fields.emplace_back(name, value); }

QByteArray HttpHeaders::value(const QByteArray& name) const {
    const auto it = std::find_if(m_fields.begin(), m_fields.end(),
                                 [&](const auto& field) { return sameName(field.first, name); });
    return it == m_fields.end() ? QByteArray() : it->second;
}

std::vector<QByteArray> HttpHeaders::values(const QByteArray& name) const {
    std::vector<QByteArray> found;
    for (const auto& [field, value] : m_fields)
        if (sameName(field, name))
            found.push_back(value);
    return found;
}

bool HttpHeaders::contains(const QByteArray& name) const {
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [&](const auto& field) { return sameName(field.first, name); });
}

bool HttpRequest::isWrite() const { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

QString originOf(const QUrl& url) {
    const QString scheme = url.scheme().toLower();
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if (scheme.isEmpty() || host.isEmpty())
        return {};
    const int port = url.port(scheme == u"https"_s ? 443 : 80);
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return scheme + u"://"_s + shown + u':' + QString::number(port);
}

QString requestIdOf(const HttpResponse& response) {
    for (const char* name : {"request-id", "x-ms-request-id", "X-Request-ID"})
        if (response.headers.contains(name))
            return QString::fromLatin1(response.headers.value(name));
    return {};
}

QDateTime parseHttpDate(const QByteArray& field) {
    // RFC 9110 5.6.7: the preferred form; the two obsolete ones are not sent by the services we speak to.
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(field.trimmed()), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace milepost
