// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/batchexchange.h"

#include "http/httplog.h"
#include "http/urlshape.h"

#include <algorithm>

namespace milepost {

Exchange exchangeOf(const HttpRequest& envelope, const std::vector<Topic::About>& carried,
                    const Clock& clock) {
    Exchange told;
    told.startedUtc = clock.utcNow();
    told.stage = Error::Stage::Graph;
    told.method = QString::fromLatin1(envelope.method);
    told.url = scrubUrl(envelope.url);
    told.urlTemplate = shapeOf(envelope.url).text;
    told.clientRequestId = QString::fromLatin1(envelope.headers.value("client-request-id"));
    told.children = static_cast<int>(carried.size());
    const auto shared = [&](qint64 Topic::About::*part) {
        const qint64 first = carried.front().*part;
        return std::ranges::all_of(carried, [&](const auto& one) { return one.*part == first; }) ? first : 0;
    };
    told.run = shared(&Topic::About::run);
    told.deliverable = shared(&Topic::About::deliverable);
    told.work = shared(&Topic::About::work);
    return told;
}

Exchange withAnswer(Exchange told, const Result<HttpResponse>& answer, const Clock& clock) {
    if (answer) {
        told.take(*answer);
        return told;
    }
    told.elapsed = std::chrono::milliseconds(told.startedUtc.msecsTo(clock.utcNow()));
    told.code = answer.error().code;
    told.error = answer.error().summary();
    return told;
}

} // namespace milepost
