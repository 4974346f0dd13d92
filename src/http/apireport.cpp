// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the exchange log is told of a call (ADR 32).
#include "base/topic.h"
#include "http/apisent.h"
#include "http/bodyredaction.h"
#include "http/exchangewatch.h"
#include "http/httplog.h"
#include "http/urlshape.h"

namespace milepost {

using std::chrono::milliseconds;

QString requestIdOf(const HttpResponse& response) {
    for (const char* name : {"request-id", "x-ms-request-id", "X-Request-ID"})
        if (response.headers.contains(name))
            return QString::fromLatin1(response.headers.value(name));
    return {};
}

void ApiClient::keepOut(const std::vector<Redacted<QByteArray>>& secrets,
                        const Redacted<QByteArray>& token) const {
    if (m_parts.sink == nullptr)
        return;
    for (const Redacted<QByteArray>& secret : secrets)
        m_parts.sink->mustNotKeep(secret);
    if (!token.isEmpty())
        m_parts.sink->mustNotKeep(token);
}

void ApiClient::report(const Sent& sent, const Result<HttpResponse>& answer,
                       const Result<HttpResponse>& outcome) const {
    const UrlShape shape = shapeOf(sent.call.request.url);
    const Topic::About about = Topic::current();
    Exchange exchange;
    exchange.startedUtc = sent.startedUtc;
    exchange.elapsed = milliseconds(sent.startedUtc.msecsTo(m_parts.clock.utcNow()));
    exchange.stage = m_options.stage;
    exchange.method = QString::fromLatin1(sent.call.request.method);
    exchange.url = scrubUrl(sent.call.request.url);
    exchange.urlTemplate = shape.text;
    exchange.mailbox = shape.mailbox;
    exchange.clientRequestId = QString::fromLatin1(sent.clientRequestId);
    exchange.attempt = sent.attempt;
    exchange.children = sent.call.children;
    exchange.lane = sent.lane;
    exchange.fence = sent.fence;
    exchange.run = about.run;
    exchange.deliverable = about.deliverable;
    if (answer) {
        const auto masked = [&](const QByteArray& text) {
            return QString::fromUtf8(sent.mask.applied(text));
        };
        exchange.status = answer->status;
        exchange.elapsed = answer->elapsed;
        exchange.times = answer->times;
        exchange.requestId = masked(requestIdOf(*answer).toUtf8());
        exchange.serverDate = masked(answer->headers.value("Date"));
    }
    if (!outcome) {
        exchange.code = outcome.error().code;
        exchange.error = outcome.error().summary();
    }
    ExchangeWatch::note(exchange);
    if (m_parts.sink == nullptr)
        return;
    if (m_parts.sink->wantsBodies()) {
        exchange.requestBody = redactedBody(sent.mask.applied(sent.call.request.body));
        if (answer)
            exchange.answerBody = redactedBody(sent.mask.applied(answer->body));
    }
    m_parts.sink->exchanged(exchange);
}

} // namespace milepost
