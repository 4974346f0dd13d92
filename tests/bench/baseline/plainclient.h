// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/futures.h"
#include "graph/graphclient.h"
#include "http/transport.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milepost::bench {

/// What a first script does: one POST after the other, each waited for, no tag, no look back, no retry. The
/// number of events that were created.
[[nodiscard]] inline int postOneAfterAnother(Transport& transport, const QByteArray& token,
                                             const QString& graphRoot,
                                             const std::vector<CalendarAddress>& calendars, int each) {
    int created = 0;
    for (int i = 0; i < each; ++i)
        for (const CalendarAddress& at : calendars) {
            const auto at0 = [i](int days) {
                return QJsonObject{{QStringLiteral("dateTime"),
                                    QDate(2026, 12, 1).addDays(i % 200 + days).toString(Qt::ISODate) +
                                        QStringLiteral("T00:00:00")},
                                   {QStringLiteral("timeZone"), QStringLiteral("W. Europe Standard Time")}};
            };
            const QJsonObject event{{QStringLiteral("subject"), QStringLiteral("Milestone %1").arg(i)},
                                    {QStringLiteral("isAllDay"), true},
                                    {QStringLiteral("start"), at0(0)},
                                    {QStringLiteral("end"), at0(1)}};
            HttpRequest request;
            request.method = "POST";
            request.url =
                QUrl(graphRoot + QStringLiteral("/v1.0/") + calendarPath(at) + QStringLiteral("/events"));
            request.headers.set("Authorization", "Bearer " + token);
            request.headers.set("Content-Type", "application/json");
            request.body = QJsonDocument(event).toJson(QJsonDocument::Compact);
            const auto answer = await(transport.send(request, {}));
            created += answer && answer->status == 201 ? 1 : 0;
        }
    return created;
}

} // namespace milepost::bench
