// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/ladderreport.h"
#include "ladderworld.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace milepost::test {

using Change = std::function<void(LadderWorld&)>;

/// What one rung says of a world in which one thing is otherwise.
struct RungRow {
    const char* name = "";
    LadderId ladder = LadderId::AuthenticationFailed;
    const char* rung = "";
    RungState state = RungState::Ok;
    const char* evidence = ""; ///< a regular expression
    Change change;
    const char* told = "";  ///< a part of why and of its own remedies; "": neither is said
    const char* fixes = ""; ///< as the document names them, then what comes near
    const char* cause = ""; ///< of the error; "" where none is looked for
};

inline QString offeredBy(const QJsonObject& rung) {
    QStringList names;
    for (const QJsonArray fixes = rung.value("fixes"_L1).toArray(); const QJsonValue fix : fixes)
        names << fix["fix"_L1].toString();
    for (const QJsonArray notes = rung.value("nearNotes"_L1).toArray(); const QJsonValue note : notes)
        names << u"(%1)"_s.arg(note["name"_L1].toString());
    return names.join(u' ');
}

inline QStringList commandsOf(const Rung& rung) {
    QStringList commands;
    for (const RungFix& fix : rung.fixes)
        commands << fix.command;
    return commands;
}

inline void checkRung(const RungRow& row) {
    LadderWorld world;
    if (row.change)
        row.change(world);
    const LadderReport report = world.climb(row.ladder);
    const auto place = std::ranges::find(report.rungs, QString::fromLatin1(row.rung), &Rung::id);
    QVERIFY(place != report.rungs.end());
    const Rung& rung = *place;
    QVERIFY2(rung.state == row.state, qPrintable(rungStateName(rung.state) + u": "_s + rung.evidence));
    const QRegularExpression evidence(QString::fromUtf8(row.evidence));
    QVERIFY2(rung.evidence.contains(evidence) && !rung.evidence.contains(u'%'), qPrintable(rung.evidence));
    const QString told = (rung.why + u' ' + rung.remedies.join(u' ')).trimmed();
    const QString wanted = QString::fromUtf8(row.told);
    QVERIFY2(wanted.isEmpty() ? told.isEmpty() : told.contains(wanted), qPrintable(told));
    const QJsonArray rungs = ladderJson(report).value("rungs"_L1).toArray();
    QCOMPARE(offeredBy(rungs.at(place - report.rungs.begin()).toObject()), QString::fromUtf8(row.fixes));
    if (*row.cause != '\0')
        QCOMPARE(rung.cause(), QString::fromLatin1(row.cause));
}

inline void rungRows(const std::vector<RungRow>& table) {
    QTest::addColumn<RungRow>("row");
    for (const RungRow& row : table)
        QTest::addRow("%s: %s", row.rung, row.name) << row;
}

} // namespace milepost::test

Q_DECLARE_METATYPE(milepost::test::RungRow)
