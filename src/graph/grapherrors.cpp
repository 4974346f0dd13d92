// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/grapherrors.h"

#include "base/jsonreader.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {
constexpr auto k_duplicate = "ErrorDuplicateTransactionId"_L1;
}

void readGraphError(const HttpResponse& response, Error& error) {
    error.requestId = QString::fromLatin1(response.headers.value("request-id"));
    const auto json = parseJson(response.body, Error::Stage::Graph);
    if (!json) {
        // A gateway's page, not Graph's words: the first bytes are a fact worth keeping.
        error.detail = json.error().detail;
        if (error.code.isEmpty())
            error.code = json.error().code;
        return;
    }
    const QJsonObject body = json->toObject().value(u"error"_s).toObject();
    error.code = body.value(u"code"_s).toString();
    error.message = body.value(u"message"_s).toString();
    if (error.code == k_duplicate)
        error.detail = body.value(u"@event.existingEventId"_s).toString();
    const QJsonObject inner = body.contains(u"innerError"_s) ? body.value(u"innerError"_s).toObject()
                                                             : body.value(u"innererror"_s).toObject();
    if (error.requestId.isEmpty())
        error.requestId = inner.value(u"request-id"_s).toString();
}

bool isDuplicateTransaction(const Error& error) { return error.code == k_duplicate; }

} // namespace milepost
