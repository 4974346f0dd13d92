// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/plan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestPlanFile : public QObject {
    Q_OBJECT

private slots:
    void fitsItself();
    void everyAlteredByteIsRefused();
    void namesWhatMoved();
    void selectionHoldsItsKeysAndMovesAlone();
};

static Plan sample() {
    Plan plan;
    plan.target = {u"p"_s, u"tracker.example"_s, u"m"_s, u"c"_s, u"id"_s};
    plan.createdUtc = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    plan.trackerReading = plan.graphReading = u"complete"_s;
    plan.scope.project = u"7"_s;
    Action action;
    action.key = {u"tracker.example"_s, 1, {}};
    action.verb = Verb::Delete;
    action.reason = Reason::NoDate;
    action.subject = u"Bridge: Freeze"_s;
    action.date = QDate(2026, 5, 4);
    CalendarEvent event;
    event.id = u"AAMk"_s;
    event.etag = u"W/\"1\""_s;
    event.tag = Tag{action.key, u"0123456789abcdef"_s, u"01234567"_s};
    action.event = OwnEvent::of(event);
    plan.actions = {action};
    plan.summary.remove = 1;
    return plan;
}

void TestPlanFile::fitsItself() {
    const auto file = readPlanFile(toJson(sample()));
    QVERIFY(file);
    QCOMPARE(file->scope, sample().scope);
    Plan later = sample();
    later.createdUtc = later.createdUtc.addDays(1);
    later.forecast.requests = 9;
    QVERIFY(whatMoved(*file, later).empty());
}

void TestPlanFile::everyAlteredByteIsRefused() {
    const QByteArray text = QJsonDocument(toJson(sample())).toJson();
    int refused = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        QByteArray altered = text;
        altered[i] = altered[i] == 'x' ? 'y' : 'x';
        const QJsonDocument document = QJsonDocument::fromJson(altered);
        if (document.isNull())
            continue;
        QVERIFY2(!readPlanFile(document.object()), altered.constData());
        ++refused;
    }
    QVERIFY(refused > 300);
}

void TestPlanFile::namesWhatMoved() {
    const auto file = readPlanFile(toJson(sample()));
    Plan other = sample();
    CalendarEvent touched;
    touched.id = u"AAMk"_s;
    touched.etag = u"W/\"2\""_s;
    touched.tag = Tag{other.actions[0].key, u"0123456789abcdef"_s, u"01234567"_s};
    other.actions[0].event = OwnEvent::of(touched);
    QCOMPARE(whatMoved(*file, other).size(), 1);
    QCOMPARE(toString(whatMoved(*file, other).front()),
             u"differs now: delete 2026-05-04 \"Bridge: Freeze\""_s);
    other.actions.clear();
    QVERIFY(toString(whatMoved(*file, other).at(0)).startsWith(u"no longer so: delete"_s));
    other = sample();
    other.actions[0].key.deliverable = 2;
    QCOMPARE(whatMoved(*file, other).size(), 2);
    other = sample();
    other.target.calendarId = u"another"_s;
    QCOMPARE(whatMoved(*file, other).size(), 1);
}

void TestPlanFile::selectionHoldsItsKeysAndMovesAlone() {
    Plan reviewed = sample();
    Action other = reviewed.actions.front();
    other.key.deliverable = 2;
    other.verb = Verb::Drift;
    reviewed.actions.push_back(other);
    reviewed.summary = {};
    reviewed.summary.remove = reviewed.summary.drift = 1;
    reviewed.summary.unchanged = 5;
    reviewed.ownInScope = 7;

    const std::set<EventKey> first{reviewed.actions.front().key};
    const Plan part = selected(reviewed, first);
    QCOMPARE(part.actions.size(), size_t(1));
    QCOMPARE(part.pending(), 1);
    QCOMPARE(part.summary.remove, 1);
    QCOMPARE(part.summary.drift, 0);
    QCOMPARE(part.summary.unchanged, 5);
    QCOMPARE(part.ownInScope, 7); // the guard's percentages count from all events in scope
    QCOMPARE(part.target, reviewed.target);
    QCOMPARE(selected(reviewed, {}).pending(), 0);

    Plan fresh = reviewed;
    fresh.actions[1].subject = u"Another name"_s;
    QVERIFY(whatMoved(part, selected(fresh, first)).empty());
    QCOMPARE(whatMoved(reviewed, fresh).size(), 1);
    fresh.actions[0].date = QDate(2026, 5, 5);
    QCOMPARE(whatMoved(part, selected(fresh, first)).size(), 1);
    fresh = reviewed;
    fresh.target.calendarId = u"another"_s;
    QCOMPARE(whatMoved(part, selected(fresh, first)).size(), 1);
}

QTEST_APPLESS_MAIN(TestPlanFile)
#include "tst_planfile.moc"
