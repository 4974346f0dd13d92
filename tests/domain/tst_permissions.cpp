// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/permissions.h"

#include <set>

#include <QTest>
#include <QUuid>

using namespace milepost;
using namespace Qt::StringLiterals;
using enum PermissionVerdict;

/// The verdict about one permission, for every way in which its four columns can stand.
class TestPermissions : public QObject {
    Q_OBJECT

private slots:
    void sixteenCombinations_data();
    void sixteenCombinations();
    void aTokenYoungerThanTheGrantWaits();
    void whatCannotBeReadIsNeverGuessed();
    void aTokenProvesItsOwnPermissions();
    void theListIsSound();
};

void TestPermissions::sixteenCombinations_data() {
    QTest::addColumn<bool>("declared");
    QTest::addColumn<bool>("granted");
    QTest::addColumn<bool>("inToken");
    QTest::addColumn<bool>("used");
    QTest::addColumn<PermissionVerdict>("verdict");
    const std::array expected{NotThere,     Missing,      Withdrawn, WithdrawnInUse, // 00
                              Excess,       TokenOlder,   Excess,    FineUndeclared, // 01
                              DeclaredOnly, NotConsented, Withdrawn, WithdrawnInUse, // 10
                              Excess,       TokenOlder,   Excess,    Fine};          // 11
    for (unsigned bits = 0; bits < expected.size(); ++bits)
        QTest::addRow("declared %u granted %u token %u used %u", bits >> 3 & 1U, bits >> 2 & 1U,
                      bits >> 1 & 1U, bits & 1U)
            << ((bits & 8U) != 0) << ((bits & 4U) != 0) << ((bits & 2U) != 0) << ((bits & 1U) != 0)
            << expected.at(bits);
}

void TestPermissions::sixteenCombinations() {
    QFETCH(bool, declared);
    QFETCH(bool, granted);
    QFETCH(bool, inToken);
    QFETCH(bool, used);
    QFETCH(PermissionVerdict, verdict);
    QCOMPARE(verdictOf(declared, granted, inToken, used), verdict);
}

void TestPermissions::aTokenYoungerThanTheGrantWaits() {
    for (const bool declared : {false, true}) {
        QCOMPARE(verdictOf(declared, true, false, true, true), Propagating);
        QCOMPARE(verdictOf(declared, true, true, false, true), Excess);
        QCOMPARE(verdictOf(declared, false, false, true, true),
                 verdictOf(declared, false, false, true, false));
    }
}

/// A verdict over unreadable columns is one that some reading of them would give; where all readings agree it
/// is that one.
void TestPermissions::whatCannotBeReadIsNeverGuessed() {
    using Column = std::optional<bool>;
    const std::array<Column, 3> all{Column(), Column(false), Column(true)};
    const auto readings = [](Column column) {
        return column ? std::vector<bool>{*column} : std::vector<bool>{false, true};
    };
    for (const Column declared : all)
        for (const Column granted : all)
            for (const Column inToken : all)
                for (const bool used : {false, true}) {
                    std::set<PermissionVerdict> possible;
                    for (const bool d : readings(declared))
                        for (const bool g : readings(granted))
                            for (const bool t : readings(inToken))
                                possible.insert(verdictOf(d, g, t, used));
                    const PermissionVerdict said = verdictOf(declared, granted, inToken, used);
                    QVERIFY(said == Unknown || possible.contains(said));
                    if (possible.size() == 1)
                        QCOMPARE(said, *possible.begin());
                }
    QCOMPARE(verdictOf({}, {}, false, true), Unknown);
    QCOMPARE(verdictOf({}, {}, {}, true), Unknown);
    QCOMPARE(verdictOf(true, true, {}, true), Unknown);
    QCOMPARE(verdictOf(true, false, {}, true), Unknown);
}

void TestPermissions::aTokenProvesItsOwnPermissions() {
    QCOMPARE(verdictOf({}, {}, true, true), Fine);
    QCOMPARE(verdictOf({}, {}, true, false), Excess);
    QCOMPARE(verdictOf(false, {}, true, true), FineUndeclared);
}

void TestPermissions::theListIsSound() {
    QStringList needed;
    QSet<QString> roles;
    for (const GraphPermission& permission : graphPermissions()) {
        const QString role = QString::fromLatin1(permission.roleId);
        QVERIFY(!QUuid::fromString(role).isNull());
        roles.insert(role);
        QCOMPARE(permissionOfRole(role.toUpper()), QString::fromLatin1(permission.name));
        QCOMPARE(findPermission(QString::fromLatin1(permission.name)), &permission);
        if (permission.isNeeded)
            needed << QString::fromLatin1(permission.name);
    }
    QCOMPARE(needed, (QStringList{u"Calendars.ReadWrite"_s, u"User.ReadBasic.All"_s}));
    QCOMPARE(roles.size(), static_cast<qsizetype>(graphPermissions().size()));
    QCOMPARE(permissionOfRole(u"798ee544-9d2d-430c-a058-570e29e34338"_s), u"Calendars.Read"_s);
    QCOMPARE(permissionOfRole(u"no role"_s), QString());
    QCOMPARE(findPermission(u"Mail.Read"_s), nullptr);
}

QTEST_APPLESS_MAIN(TestPermissions)
#include "tst_permissions.moc"
