// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/journaltypes.h"

namespace milepost {

/// A run of everything that added so many events.
inline RunRecord someRun(qint64 id, RunStatus status, int created = 0) {
    RunRecord run;
    run.id = RunId{id};
    run.status = status;
    run.start.profile = QStringLiteral("a");
    run.start.mailbox = QStringLiteral("projects@example.com");
    run.start.calendarName = QStringLiteral("Project Deliverables");
    run.start.startedUtc = QDateTime(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC).addSecs(id * 3600);
    run.start.wish = RunWish{};
    run.summary = {{QStringLiteral("created"), created}};
    return run;
}

/// An event that a run moved by three days.
inline IntentRecord someUpdate() {
    EventContent before;
    before.subject = QStringLiteral("Riverside – DD 75 %");
    before.date = QDate(2026, 12, 1);
    EventContent after = before;
    after.date = QDate(2026, 12, 4);
    IntentRecord write;
    write.intent.verb = Verb::Update;
    write.intent.before = toJson(before);
    write.intent.after = toJson(after);
    write.intent.fields = {Field::Date};
    write.state = IntentState::Done;
    return write;
}

} // namespace milepost
