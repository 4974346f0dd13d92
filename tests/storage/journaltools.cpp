// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journaltools.h"

namespace milepost::test {

using namespace Qt::StringLiterals;

EventKey keyOf(qint64 deliverable) { return {k_source, deliverable, {}}; }

EventContent contentOf(const QString& subject) {
    EventContent content;
    content.subject = subject;
    content.body = u"line one\nline 'two' with \"quotes\" and ünïcode 📅"_s;
    content.date = QDate(2026, 2, 28);
    content.categories = {u"Workload Tracker"_s};
    content.timeZone = u"W. Europe Standard Time"_s;
    return content;
}

RunStart someRun() {
    return {RunKind::Apply,
            u"prod"_s,
            k_source,
            u"plans@contoso.com"_s,
            u"Project Deliverables"_s,
            k_calendar,
            u"abc123"_s,
            QDateTime({2026, 3, 4}, {5, 0, 0}, Qt::UTC)};
}

Intent createOf(RunId run, qint64 deliverable) {
    Intent intent;
    intent.run = run;
    intent.key = keyOf(deliverable);
    intent.mailbox = u"plans@contoso.com"_s;
    intent.calendarId = k_calendar;
    intent.transactionId = u"tx-%1"_s.arg(deliverable);
    intent.after = toJson(contentOf(u"Subject %1"_s.arg(deliverable)));
    return intent;
}

Intent deleteOf(RunId run, qint64 deliverable, const QString& eventId) {
    Intent intent = createOf(run, deliverable);
    intent.verb = Verb::Delete;
    intent.eventId = eventId;
    intent.before = intent.after;
    intent.after = {};
    intent.transactionId.clear();
    return intent;
}

} // namespace milepost::test
