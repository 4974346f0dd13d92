// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/lifetime.h"

#include <QRandomGenerator>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_day = 86400;
const QDateTime k_end(QDate(2027, 3, 1), QTime(9, 30), Qt::UTC);

Lifetime before(qint64 seconds) { return lifetimeOf(k_end, k_end.addSecs(-seconds)); }

} // namespace

/// When the end of a credential is said.
class TstLifetime : public QObject {
    Q_OBJECT

private slots:
    void eachNoticeComesAtItsDay_data();
    void eachNoticeComesAtItsDay();
    void theEndItselfIsOver();
    void aClockThatIsWrongMovesItByThatMuch();
    void whatIsNotKnownWarnsNobody();
    void everySecondFitsItsNeighbours();
    void aTypedDayEndsWhenItBegins();
};

void TstLifetime::eachNoticeComesAtItsDay_data() {
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("before");
    QTest::newRow("60") << 60 << 0;
    QTest::newRow("30") << 30 << 60;
    QTest::newRow("14") << 14 << 30;
    QTest::newRow("7") << 7 << 14;
    QTest::newRow("1") << 1 << 7;
}

void TstLifetime::eachNoticeComesAtItsDay() {
    QFETCH(const int, days);
    QFETCH(const int, before);
    const qint64 at = days * k_day;
    QCOMPARE(::before(at + k_day).notice, before); // the day before
    QCOMPARE(::before(at + 1).notice, before);
    QCOMPARE(::before(at + 1).days, days + 1);
    QCOMPARE(::before(at).notice, days);
    QCOMPARE(::before(at).days, days);
    QCOMPARE(::before(at - 1).notice, days);
    QCOMPARE(::before(at - 1).days, days);
    QCOMPARE(::before(at).isWarning(), days <= 30);
    QVERIFY(!::before(at).isOver);
}

void TstLifetime::theEndItselfIsOver() {
    QVERIFY(!before(1).isOver);
    QCOMPARE(before(1).days, 1);
    QVERIFY(before(0).isOver && before(0).isWarning());
    QCOMPARE(before(0).days, 0);
    QCOMPARE(before(-k_day + 1).days, 0);
    QCOMPARE(before(-k_day).days, 1);
    QVERIFY(before(-1000 * k_day).isOver);
}

void TstLifetime::aClockThatIsWrongMovesItByThatMuch() {
    const QDateTime ours = k_end.addSecs(-7 * k_day - 600); // ten minutes to go by ours
    QCOMPARE(lifetimeOf(k_end, ours).notice, 14);
    QCOMPARE(lifetimeOf(k_end, ours.addSecs(900)).notice, 7); // the service is a quarter of an hour ahead
    // Another zone is the same moment.
    const QDateTime elsewhere = ours.toOffsetFromUtc(5 * 3600);
    QCOMPARE(lifetimeOf(k_end, elsewhere), lifetimeOf(k_end, ours));
}

void TstLifetime::whatIsNotKnownWarnsNobody() {
    const Lifetime none = lifetimeOf({}, k_end);
    QVERIFY(!none.isKnown && !none.isOver && !none.isWarning());
    QCOMPARE(none, Lifetime());
}

void TstLifetime::everySecondFitsItsNeighbours() {
    QRandomGenerator random(20261128);
    for (int i = 0; i < 20'000; ++i) {
        const qint64 left = random.bounded(100 * int(k_day)) - 10 * k_day;
        const Lifetime now = before(left);
        const Lifetime later = before(left - 1 - random.bounded(int(k_day)));
        QVERIFY(now.isKnown);
        QCOMPARE(now.isOver, left <= 0);
        // It never becomes less urgent.
        QVERIFY(!now.isWarning() || later.isWarning());
        QVERIFY(now.notice == 0 || later.notice <= now.notice);
        if (now.isOver)
            continue;
        QVERIFY(now.days * k_day >= left && (now.days - 1) * k_day < left);
        // The tightest one: no smaller number of days has come.
        for (const int days : k_noticeDays)
            QCOMPARE(now.days <= days, now.notice != 0 && now.notice <= days);
    }
}

void TstLifetime::aTypedDayEndsWhenItBegins() {
    QCOMPARE(endOfTypedDay(u"2027-01-31"_s), QDateTime(QDate(2027, 1, 31), QTime(0, 0), Qt::UTC));
    for (const QString& text : {u""_s, u"2027-02-30"_s, u"31.1.2027"_s, u"soon"_s})
        QVERIFY(!endOfTypedDay(text).isValid());
}

QTEST_GUILESS_MAIN(TstLifetime)
#include "tst_lifetime.moc"
