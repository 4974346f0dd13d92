// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/preferences.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What is remembered costs no wait for the disk each time it changes.
class TestPreferences : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { QSettings().clear(); }
    void everyKindOfValueComesBack_data();
    void everyKindOfValueComesBack();
    void aBurstIsStoredOnceItIsOver();
    void theSameAgainStoresNothing();

private:
    QTemporaryDir m_folder;
};

void TestPreferences::initTestCase() {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName(u"milepost"_s);
}

void TestPreferences::everyKindOfValueComesBack_data() {
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("text") << QJsonValue(u"Graz, \"ß\" \\ %1"_s);
    QTest::newRow("yes") << QJsonValue(true);
    QTest::newRow("number") << QJsonValue(12.5);
    QTest::newRow("list") << QJsonValue(QJsonArray{1, u"two"_s});
    QTest::newRow("object") << QJsonValue(QJsonObject{{u"columns"_s, 7}, {u"state"_s, u"AAAA"_s}});
    QTest::newRow("nothing") << QJsonValue(QJsonValue::Null);
}

void TestPreferences::everyKindOfValueComesBack() {
    QFETCH(QJsonValue, value);
    {
        StoredPreferences preferences;
        QVERIFY(preferences.read(u"a/key"_s).isUndefined());
        preferences.write(u"a/key"_s, value);
        QCOMPARE(preferences.read(u"a/key"_s), value);
    }
    QCOMPARE(StoredPreferences().read(u"a/key"_s), value); // it was stored as the first one went
}

void TestPreferences::aBurstIsStoredOnceItIsOver() {
    StoredPreferences preferences;
    for (int width = 100; width < 150; ++width)
        preferences.write(u"width"_s, width);
    QVERIFY(!QSettings().contains(u"width"_s));
    QCOMPARE(preferences.read(u"width"_s), QJsonValue(149));
    QTRY_COMPARE(QSettings().value(u"width"_s).toString(), u"149"_s);
}

void TestPreferences::theSameAgainStoresNothing() {
    {
        StoredPreferences preferences;
        preferences.write(u"width"_s, 100);
    }
    StoredPreferences preferences;
    preferences.write(u"width"_s, 100);
    QSettings().remove(u"width"_s); // by another window
    QVERIFY(preferences.read(u"width"_s).isUndefined());
}

QTEST_MAIN(TestPreferences)
#include "tst_preferences.moc"
