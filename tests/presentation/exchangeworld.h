// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/exchangerecord.h"

namespace milepost {

/// A request of the log with everything that one can have, but for bodies.
[[nodiscard]] inline ExchangeRecord someExchange(qint64 id) {
    using namespace Qt::StringLiterals;
    ExchangeRecord record;
    record.id = id;
    record.startedUtc = QDateTime(QDate(2026, 11, 26), QTime(9, 0), Qt::UTC).addSecs(id);
    record.program = u"milepost"_s;
    record.stage = Error::Stage::Graph;
    record.method = u"GET"_s;
    record.url =
        u"https://graph.microsoft.com/v1.0/users/ann@contoso.com/events/AAMk"_s + QString::number(id);
    record.urlTemplate = u"/v1.0/users/{mailbox}/events/{event}"_s;
    record.mailbox = u"ann@contoso.com"_s;
    record.status = 200;
    record.requestId = u"8f6e1c52-3b0a-4d77-9a41-%1"_s.arg(id, 12, 10, QChar(u'0'));
    record.clientRequestId = u"0c5d9a1e-7b42-4a05-8e6f-%1"_s.arg(id, 12, 10, QChar(u'0'));
    record.serverDate = u"Thu, 26 Nov 2026 09:00:00 GMT"_s;
    record.run = 12;
    record.deliverable = 345;
    record.spans = {123'400, 2'500, 0, 400, 300, 21'000, 98'000};
    return record;
}

/// One that failed, after another attempt and a wait.
[[nodiscard]] inline ExchangeRecord failedExchange(qint64 id, int status, const QString& code) {
    using namespace Qt::StringLiterals;
    ExchangeRecord record = someExchange(id);
    record.status = status;
    record.code = code;
    record.error = u"rejected · graph · %1 · %2"_s.arg(QString::number(status), code);
    record.attempt = 2;
    record.inBatch = 4;
    record.spans.fence = 30'000'000;
    return record;
}

} // namespace milepost
