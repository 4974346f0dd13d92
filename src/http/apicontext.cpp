// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known beside an error when it is met: Error::about.
#include "base/clock.h"
#include "http/apisent.h"
#include "http/httplog.h"

#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Those by which the one who answered gives himself away.
constexpr const char* k_telling[] = {"Server",           "Via",     "X-Squid-Error", "Proxy-Authenticate",
                                     "WWW-Authenticate", "X-Cache", "CF-RAY",        "X-Powered-By",
                                     "x-ms-diagnostics", "Date",    "Content-Type"};

void add(QJsonObject& about, const QJsonObject& more) {
    for (auto it = more.begin(); it != more.end(); ++it)
        about.insert(it.key(), *it);
}

} // namespace

QJsonObject ApiClient::circumstances(const HttpRequest& request, const HttpResponse* answer) const {
    QJsonObject about{{u"method"_s, QString::fromLatin1(request.method)},
                      {u"address"_s, scrubUrl(request.url)},
                      {u"local_utc_now"_s, toIsoUtc(m_parts.clock.utcNow())}};
    if (m_parts.witness != nullptr)
        add(about, m_parts.witness->about(request));
    if (answer == nullptr)
        return about;
    if (const QDateTime date = parseHttpDate(answer->headers.value("Date")); date.isValid())
        about.insert(u"server_date"_s, toIsoUtc(date));
    if (answer->tls)
        about.insert(u"peer_issuer"_s, answer->tls->issuer);
    if (const QByteArray location = answer->headers.value("Location"); !location.isEmpty())
        about.insert(u"redirects"_s, QJsonArray{scrubUrl(request.url.resolved(QUrl::fromEncoded(location)))});
    return about;
}

void ApiClient::explain(const Sent& sent, const HttpResponse* answer, Error& error) const {
    if (error.isCancelled())
        return;
    add(error.about, circumstances(sent.call.request, answer));
    if (m_parts.bearer != nullptr) {
        error.about.insert(u"request_had_authorization_header"_s, !sent.token.isEmpty());
        add(error.about, m_parts.bearer->about(sent.token));
    }
    if (answer == nullptr)
        return;
    QJsonObject telling;
    for (const char* name : k_telling)
        if (const QByteArray value = answer->headers.value(name); !value.isEmpty())
            telling.insert(QString::fromLatin1(name), QString::fromUtf8(sent.mask.applied(value)));
    error.about.insert(u"answer_headers"_s, telling);
}

Error ApiClient::errorOfPart(const HttpRequest& request, const HttpResponse& response) const {
    partDone(request, response.status);
    Error error = errorFrom(response, Repeat::Freely);
    error.about = circumstances(request, &response);
    return error;
}

void ApiClient::learnSince(Error& error) const {
    HttpRequest request;
    request.method = error.about.value("method"_L1).toString().toLatin1();
    request.url = QUrl(error.about.value("address"_L1).toString());
    if (m_parts.witness != nullptr && originOf(request.url) == m_options.origin)
        add(error.about, m_parts.witness->about(request));
}

void ApiClient::partDone(const HttpRequest& request, int status) const {
    if (m_parts.witness != nullptr)
        m_parts.witness->saw(request, status);
}

} // namespace milepost
