// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/storeaddress.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestStoreAddress : public QObject {
    Q_OBJECT

private slots:
    void readsBothForms_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("sslMode");
        const auto row = [](const char* text, const char* place, const char* user, const char* ssl) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(place)
                                << QString::fromLatin1(user) << QString::fromLatin1(ssl);
        };
        row("postgresql://ann@db.example.com/plans", "db.example.com:5432/plans", "ann", "verify-full");
        row("postgres://db.example.com:6000/plans", "db.example.com:6000/plans", "", "verify-full");
        row("postgresql://a%40b@db/plans?sslmode=require", "db:5432/plans", "a@b", "require");
        row("postgresql://ann@127.0.0.1/plans", "127.0.0.1:5432/plans", "ann", "prefer");
        row("postgresql://[::1]:5433/plans?sslmode=disable", "::1:5433/plans", "", "disable");
        row("postgresql:///plans?host=/run/postgresql", "/run/postgresql: plans", "", "prefer");
        row("postgresql:///plans", "this computer: plans", "", "prefer");
        row("host=db port=6000 dbname=plans user=ann", "db:6000/plans", "ann", "verify-full");
        row("host = db dbname = plans", "db:5432/plans", "", "verify-full");
    }
    void readsBothForms() {
        QFETCH(QString, text);
        const auto address = StoreAddress::parse(text);
        QVERIFY2(address, address ? "" : qPrintable(address.error()));
        QTEST(address->place(), "place");
        QTEST(address->user, "user");
        QTEST(address->sslMode, "sslMode");
    }

    void namesTheRootOfTheServersCertificate() {
        const auto address = StoreAddress::parse(u"postgresql://db/p?sslrootcert=/etc/my%20root.pem"_s);
        QCOMPARE(address->rootCert, u"/etc/my root.pem"_s);
    }

    /// A password, a weak connection to another computer, and whatever we do not understand.
    void refuses_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        const auto row = [](const char* text, const char* why) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(why);
        };
        row("postgresql://ann:canary@db/plans", "without password");
        row("postgresql://ann:@db/plans", "without password");
        row("postgresql://db/plans?password=canary", "without password");
        row("postgresql://db/plans?PassWord=canary", "without password");
        row("postgresql://db/plans?sslpassword=canary", "without password");
        row("host=db dbname=plans password=canary", "without password");
        row("host=db dbname=plans passfile=/canary", "without password");
        row("postgresql://db/plans?sslmode=disable", "sslmode is one of");
        row("postgresql://db/plans?sslmode=prefer", "sslmode is one of");
        row("postgresql://127.0.0.1/plans?sslmode=canary", "sslmode is one of");
        row("postgresql://db/plans?options=-csearch_path%3Dcanary", "are understood");
        row("postgresql://db/plans?service=canary", "are understood");
        row("postgresql://db", "names no database");
        row("postgresql://db/plans#canary", "is expected");
        row("postgresql://db1,db2/plans", "");
        row("host=a,b dbname=plans", "one host");
        row("host=db dbname=plans port=canary", "the port is");
        row("host=db dbname=plans port=70000", "the port is");
        row("host=db dbname='my plans'", "is expected");
        row("postgresql://db/plans?sslrootcert=/a%3Bsslmode%3Ddisable", "semicolons");
        row("postgresql://db/pl%27ans", "quotes");
        row("mysql://db/plans", "postgresql://");
        row("canary", "is expected");
    }
    void refuses() {
        QFETCH(QString, text);
        QFETCH(QString, why);
        const auto address = StoreAddress::parse(text);
        QVERIFY(!address);
        QVERIFY2(address.error().contains(why), qPrintable(address.error()));
        QVERIFY2(!address.error().contains(u"canary"_s), qPrintable(address.error()));
    }
};

QTEST_GUILESS_MAIN(TestStoreAddress)
#include "tst_storeaddress.moc"
