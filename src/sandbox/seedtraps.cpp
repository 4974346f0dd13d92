// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/seed.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

/// The next 29 February from a day on.
QDate leapDay(const QDate& from) {
    int year = from.year();
    while (!QDate::isLeapYear(year) || QDate(year, 2, 29) < from)
        ++year;
    return QDate(year, 2, 29);
}

/// The last Sunday of a month: when Europe's clocks change.
QDate lastSunday(int year, int month) {
    QDate day = QDate(year, month, 1).addMonths(1).addDays(-1);
    return day.addDays(-(day.dayOfWeek() % 7));
}

/// The nth Sunday of a month: when America's clocks change.
QDate nthSunday(int year, int month, int n) {
    const QDate first(year, month, 1);
    return first.addDays((7 - first.dayOfWeek() % 7) % 7 + 7 * (n - 1));
}

class Traps final {
public:
    Traps(const World& world, qint64 firstId) : m_world(world), m_next(firstId) {}

    QJsonObject& add(qint64 project, const QString& title, const QDate& date) {
        QJsonObject row = deliverableRow(m_world, m_next++, project);
        row.insert(u"description"_s, title);
        if (date.isValid())
            row.insert(u"date"_s, date.toString(Qt::ISODate));
        rows.append(row);
        return rows.last();
    }

    void titles() {
        const QDate day = m_world.today().addDays(20);
        add(1, u""_s, day).insert(u"percentage"_s, 0);
        add(1, u""_s, day.addDays(1));                                // no title, no percentage
        add(1, u"   "_s, day.addDays(2)).insert(u"percentage"_s, 60); // blanks count as nothing
        add(1, u"\t\u00a0"_s, day.addDays(3));
        add(2, u"\tTabbed title \t"_s, day.addDays(4));
        add(2, u"100% sure of %1 and %2"_s, day.addDays(5)).insert(u"percentage"_s, 100);
        add(2, u"<b>Bold</b> & \"quoted\" 'title'"_s, day.addDays(6));
        add(2, u"Crane 🏗️ e\u0301te\u0301 👩‍👩‍👧‍👦 𝔘𝔫𝔦"_s, day.addDays(7));
        add(8, u"Long title with emoji 😀 "_s.repeated(8).left(200),
            day.addDays(8)); // 200 + 200 units: must be cut
        add(8, u"x"_s.repeated(199) + u"é"_s, day.addDays(9));
        add(6, u"O'Brien; DROP TABLE; mp1|x|1||"_s, day.addDays(10));
        add(1, u"line\nbreak"_s, day.addDays(11));
    }

    void dates() {
        const int year = m_world.today().year();
        add(2, u"Leap"_s, leapDay(m_world.today())).insert(u"percentage"_s, 10);
        add(2, u"Clocks forward (EU)"_s, lastSunday(year + 1, 3));
        add(2, u"Clocks back (EU)"_s, lastSunday(year + 1, 10));
        add(4, u"Clocks forward (US)"_s, nthSunday(year + 1, 3, 2));
        add(4, u"Clocks back (US)"_s, nthSunday(year + 1, 11, 1));
        add(4, u"Chile changes at midnight"_s, nthSunday(year + 1, 9, 1));
        add(4, u"New year"_s, QDate(year + 1, 1, 1));
        add(4, u"Long ago"_s, QDate(2020, 1, 1));
        add(4, u"Far ahead"_s, QDate(2099, 12, 31));
        add(5, u"SD"_s, QDate()).insert(u"percentage"_s, 35);
        add(5, u"DD"_s, QDate()).insert(u"percentage"_s, 75);
        add(5, u""_s, QDate());
    }

    void duplicates() {
        const QDate day = m_world.today().addDays(45);
        add(4, u"Same thing"_s, day);
        add(4, u"Same thing"_s, day); // legitimate: two deliverables, two events
        add(4, u"same thing"_s, day);
    }

    void completion() {
        const QDate day = m_world.today().addDays(-30);
        add(5, u"Done, with date"_s, day).insert(u"isCompleted"_s, true);
        rows.last().insert(u"completedDate"_s, day.addDays(-2).toString(Qt::ISODate));
        add(5, u"Done, without date"_s, day.addDays(1)).insert(u"isCompleted"_s, true);
        add(5, u"Not done, with date"_s, day.addDays(2))
            .insert(u"completedDate"_s, day.toString(Qt::ISODate));
    }

    void shapes() {
        const QDate day = m_world.today().addDays(60);
        add(3, u"Notes with markup"_s, day)
            .insert(u"notes"_s, u"<script>alert('x')</script>\r\n<p>a &amp; b</p>\n\n| table |"_s);
        add(3, u"Long notes"_s, day.addDays(1))
            .insert(u"notes"_s, u"All work and no play. "_s.repeated(2000));
        add(3, u"No template key"_s, day.addDays(2)).remove(u"templateMilestoneKey"_s);
        add(3, u"Absent instead of null"_s, day.addDays(3)).remove(u"percentage"_s);
        rows.last().remove(u"completedDate"_s);
        rows.last().remove(u"preItems"_s);
        add(3, u"Unknown keys"_s, day.addDays(4))
            .insert(u"futureField"_s, QJsonObject{{u"a"_s, QJsonArray{1, 2}}});
        add(4294967311, u"Project beyond 32 bits"_s, day.addDays(5));
        add(4294967311, u"Id beyond 32 bits"_s, day.addDays(6)).insert(u"id"_s, qint64(9007199254740881));
        add(7, u"Id beyond 32 bits too"_s, day.addDays(7)).insert(u"id"_s, qint64(5000000017));
        add(13, u"Of an inactive project"_s, day.addDays(8)); // listed here, its project is not
        add(14, u"Of another inactive project"_s, day.addDays(9));
        add(990001, u"Of a project that is gone"_s, day.addDays(10));
    }

    QList<QJsonObject> rows;

private:
    const World& m_world;
    qint64 m_next;
};

} // namespace

QList<QJsonObject> trapDeliverables(const World& world, qint64 firstId, int limit) {
    Traps traps(world, firstId);
    traps.titles();
    traps.dates();
    traps.duplicates();
    traps.completion();
    traps.shapes();
    while (traps.rows.size() > limit)
        traps.rows.removeLast();
    return traps.rows;
}

} // namespace milepost::sandbox
