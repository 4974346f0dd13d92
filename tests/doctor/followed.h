// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/explanation.h"

#include <QTest>

namespace milepost::test {

using namespace Qt::StringLiterals;

using Judge = Rung (*)(const EventTrace&);
using Change = std::function<void(EventTrace&)>;
using enum RungState;

inline const QString k_owner = u"owner@contoso.example"_s;
inline const QString k_viewer = u"viewer@contoso.example"_s;
inline constexpr const char* k_preview = "preview";

inline PersonRow person(const char* name, const char* mailbox,
                        PersonRow::State state = PersonRow::State::Matched) {
    PersonRow row;
    row.name = QString::fromLatin1(name);
    row.mailbox = QString::fromLatin1(mailbox);
    row.address = row.mailbox.isEmpty() ? QString() : row.mailbox + u"@contoso.example"_s;
    row.state = state;
    row.reason = state == PersonRow::State::Matched ? PersonRow::Reason::None : PersonRow::Reason::NoAccount;
    return row;
}

inline Action action(Verb verb, Reason reason) {
    Action action;
    action.verb = verb;
    action.reason = reason;
    return action;
}

inline LastWrite written(const char* state, const char* error = "") {
    return {3, u"update"_s, QString::fromLatin1(state), QString::fromLatin1(error),
            QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC)};
}

/// It stands where it should, and the viewer sees it.
inline EventTrace well() {
    EventTrace trace;
    trace.wish = {7, {}, k_viewer};
    trace.key.deliverable = 7;
    trace.exists = true;
    trace.title = u"Bridge"_s;
    trace.project = u"River"_s;
    trace.date = QDate(2026, 3, 2);
    trace.mailbox = trace.address = k_owner;
    trace.calendarName = u"Deliverables"_s;
    trace.wanted = EventContent();
    trace.wanted->subject = u"Bridge is due"_s;
    trace.wanted->date = *trace.date;
    trace.wanted->categories << u"Workload"_s;
    trace.event = CalendarEvent();
    trace.event->content = *trace.wanted;
    trace.sight = EventSight{u"normal"_s, u"W. Europe Standard Time"_s};
    trace.mailboxZone = trace.sight->zone;
    trace.shares = std::vector<CalendarShare>{{k_viewer, u"Viewer"_s, u"read"_s}};
    trace.viewerHasIt = true;
    trace.last = written("done");
    return trace;
}

inline void individual(EventTrace& trace) {
    trace.isIndividual = true;
    trace.team = {person("Ann", "ann")};
}

inline void gone(EventTrace& trace) { trace.event.reset(); }

inline void row(const char* name, Judge judge, RungState state, const char* evidence, const Change& change,
                const char* told = "", const char* fix = "") {
    QTest::newRow(name) << judge << state << QString::fromUtf8(evidence) << change << QString::fromUtf8(told)
                        << QString::fromLatin1(fix);
}

inline QString fixesOf(const Rung& rung) {
    QStringList fixes;
    for (const RungFix& fix : rung.fixes)
        fixes << (fix.kind == RungFix::Kind::Sync            ? u"preview"_s
                  : fix.kind == RungFix::Kind::ShareCalendar ? u"share"_s
                                                             : u"another"_s);
    return fixes.join(u' ');
}

inline void columns() {
    QTest::addColumn<Judge>("judge");
    QTest::addColumn<RungState>("state");
    QTest::addColumn<QString>("evidence");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("fix");
}

/// Of a row: state, evidence, what is told to do, and what is offered.
inline void saysTheRow() {
    QFETCH(Judge, judge);
    QFETCH(Change, change);
    QFETCH(QString, evidence);
    QFETCH(QString, told);
    EventTrace trace = well();
    if (change)
        change(trace);
    const Rung rung = judge(trace);
    QTEST(rung.state, "state");
    QVERIFY2(rung.evidence.contains(evidence) && !rung.evidence.contains(u'%'), qPrintable(rung.evidence));
    const QString words = (rung.why + u' ' + rung.remedies.join(u' ')).trimmed();
    QVERIFY2(told.isEmpty() ? words.isEmpty() : words.contains(told), qPrintable(words));
    QTEST(fixesOf(rung), "fix");
}

} // namespace milepost::test
