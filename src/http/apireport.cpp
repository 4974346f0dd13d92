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
    exchange.work = about.work;
    if (answer) {
        exchange.take(*answer);
        for (QString* text : {&exchange.requestId, &exchange.serverDate})
            *text = QString::fromUtf8(sent.mask.applied(text->toUtf8()));
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
