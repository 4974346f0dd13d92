// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/restriction.h"

#include <QTest>

using namespace milepost;
using namespace milepost::tracker;
using namespace Qt::StringLiterals;

class TestRestriction : public QObject {
    Q_OBJECT

private slots:
    void trustsAdminsAndManagersOnly_data() {
        QTest::addColumn<QString>("role");
        QTest::addColumn<bool>("trusted");
        QTest::newRow("admin") << u"admin"_s << true;
        QTest::newRow("manager") << u"manager"_s << true;
        QTest::newRow("user") << u"user"_s << false;
        QTest::newRow("unheard of") << u"viewer"_s << false;
        QTest::newRow("blank") << QString() << false;
    }
    void trustsAdminsAndManagersOnly() {
        QFETCH(QString, role);
        QFETCH(bool, trusted);
        const TrackerView now{u"t.test"_s, u"ann"_s, role};
        QCOMPARE(restrictionOf(now, std::nullopt).has_value(), !trusted);
        QCOMPARE(restrictionOf(now, now).has_value(), !trusted); // confirming does not lift it
    }

    void holdsAChangedViewUntilItIsConfirmed_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("says");
        QTest::newRow("role up") << u"t.test"_s << u"ann"_s << u"admin"_s
                                 << u"role changed from manager to admin"_s;
        QTest::newRow("user") << u"t.test"_s << u"bob"_s << u"manager"_s << u"user changed from ann to bob"_s;
        QTest::newRow("address") << u"u.test/x"_s << u"ann"_s << u"manager"_s
                                 << u"address changed from t.test to u.test/x"_s;
    }
    void holdsAChangedViewUntilItIsConfirmed() {
        QFETCH(QString, source);
        QFETCH(QString, user);
        QFETCH(QString, role);
        QFETCH(QString, says);
        const TrackerView accepted{u"t.test"_s, u"ann"_s, u"manager"_s};
        const TrackerView now{source, user, role};
        const std::optional<QString> why = restrictionOf(now, accepted);
        QVERIFY(why);
        QVERIFY2(why->contains(says), qPrintable(*why));
        QVERIFY(!restrictionOf(now, now));
    }

    void namesEveryReason() {
        const TrackerView accepted{u"t.test"_s, u"ann"_s, u"manager"_s};
        const std::optional<QString> why = restrictionOf({u"t.test"_s, u"bob %2"_s, u"user"_s}, accepted);
        QVERIFY(why);
        QVERIFY(why->contains(u"bob %2 has the role user"_s)); // data is no format
        QVERIFY(why->contains(u"from ann to bob %2"_s));
        QVERIFY(why->contains(u"from manager to user"_s));
    }
};

QTEST_APPLESS_MAIN(TestRestriction)
#include "tst_restriction.moc"
