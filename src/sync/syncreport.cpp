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

QJsonArray toJson(const std::vector<ActionFailure>& failures) {
    QJsonArray array;
    for (const ActionFailure& failure : failures)
        array.append(QJsonObject{{u"key"_s, failure.key.toString()},
                                 {u"verb"_s, toString(failure.verb)},
                                 {u"subject"_s, failure.subject},
                                 {u"date"_s, failure.date.toString(Qt::ISODate)},
                                 {u"status"_s, failure.error.httpStatus},
                                 {u"code"_s, failure.error.code},
                                 {u"requestId"_s, failure.error.requestId},
                                 {u"what"_s, failure.error.summary()}});
    return array;
}

} // namespace milepost
