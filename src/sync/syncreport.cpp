// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/syncreport.h"

namespace milepost {

using namespace Qt::StringLiterals;

QJsonObject toJson(const RunSummary& summary) {
    return {{u"created"_s, summary.created}, {u"updated"_s, summary.updated},
            {u"deleted"_s, summary.deleted}, {u"unchanged"_s, summary.unchanged},
            {u"drift"_s, summary.drift},     {u"failed"_s, summary.failed},
            {u"skipped"_s, summary.skipped}};
}

namespace {

/// What a later diagnosis needs, without addresses: they hold the names of people.
QJsonObject keptContext(const Error& error) {
    QJsonObject context = error.about;
    for (const QString& name : {u"address"_s, u"answer_headers"_s, u"redirects"_s})
        context.remove(name);
    return context;
}

} // namespace

QJsonObject factsOf(const Error& error) {
    QJsonObject json = {{u"kind"_s, toString(error.kind)}, {u"stage"_s, toString(error.stage)},
                        {u"status"_s, error.httpStatus},   {u"code"_s, error.code},
                        {u"requestId"_s, error.requestId}, {u"what"_s, error.summary()}};
    if (!error.about.isEmpty())
        json.insert(u"context"_s, keptContext(error));
    return json;
}

QJsonArray failuresOf(const SyncReport& report) {
    QJsonArray array;
    for (const ActionFailure& failure : report.failures) {
        QJsonObject json = factsOf(failure.error);
        json.insert(u"key"_s, failure.key.toString());
        json.insert(u"verb"_s, toString(failure.verb));
        json.insert(u"subject"_s, failure.subject);
        json.insert(u"date"_s, failure.date.toString(Qt::ISODate));
        array.append(json);
    }
    if (report.error)
        array.append(factsOf(*report.error));
    return array;
}

} // namespace milepost
