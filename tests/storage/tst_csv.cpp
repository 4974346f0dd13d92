// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/csv.h"

#include <random>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// CSV as spreadsheets write it, and as they may read it without computing.
class TestCsv : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadAgain() {
        static const QString letters = u"ab,;\t\"'=+-@ \r\n\u00e9\u4e2d"_s;
        std::mt19937 random(7);
        const auto pick = [&](qsizetype below) {
            return std::uniform_int_distribution<qsizetype>(0, below - 1)(random);
        };
        for (int round = 0; round < 20'000; ++round) {
            std::vector<QStringList> rows{{u"id"_s, u"name"_s}};
            for (qsizetype n = pick(4); n > 0; --n) {
                QStringList cells{u"x"_s}; // no row is blank
                for (qsizetype m = pick(4); m > 0; --m) {
                    QString cell;
                    for (qsizetype k = pick(6); k > 0; --k)
                        cell += letters[pick(letters.size())];
                    cells << cell;
                }
                rows.push_back(cells);
            }
            const QString text = writeCsv(rows);
            const auto read = readCsv(text.toUtf8());
            QVERIFY2(read, qPrintable(text));
            QCOMPARE(read->size(), rows.size());
            for (size_t i = 0; i < rows.size(); ++i)
                QCOMPARE((*read)[i].cells, rows[i]);
        }
    }

    void noCellIsAFormula_data() {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("text");
        QTest::newRow("sum") << u"=1+1"_s << u"'=1+1\r\n"_s;
        QTest::newRow("plus") << u"+1"_s << u"'+1\r\n"_s;
        QTest::newRow("minus") << u"-1"_s << u"'-1\r\n"_s;
        QTest::newRow("at") << u"@SUM"_s << u"'@SUM\r\n"_s;
        QTest::newRow("quoted") << u"=A,B"_s << u"\"'=A,B\"\r\n"_s;
        QTest::newRow("tab") << u"\t=A"_s << u"\"'\t=A\"\r\n"_s;
        QTest::newRow("name") << u"O'Neill"_s << u"O'Neill\r\n"_s;
    }
    void noCellIsAFormula() {
        QFETCH(QString, cell);
        QFETCH(QString, text);
        QCOMPARE(writeCsv({{cell}}), text);
    }

    void readsWhatSpreadsheetsWrite_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("comma") << QByteArray("id,mailbox\r\n7,a b\r\n");
        QTest::newRow("semicolon") << QByteArray("id;mailbox\n7;a b");
        QTest::newRow("tab") << QByteArray("id\tmailbox\r7\ta b\r");
        QTest::newRow("mark") << QByteArray("\xEF\xBB\xBFid,mailbox\n7,a b\n");
        QTest::newRow("quotes") << QByteArray("\"id\",\"mailbox\"\n\"7\",\"a b\"\n");
        QTest::newRow("blanks") << QByteArray("\n id , mailbox \n\n,,\n 7, a b\n \n");
    }
    void readsWhatSpreadsheetsWrite() {
        QFETCH(QByteArray, text);
        const auto rows = readCsv(text);
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(2));
        QCOMPARE((*rows)[0].cells, (QStringList{u"id"_s, u"mailbox"_s}));
        QCOMPARE((*rows)[1].cells, (QStringList{u"7"_s, u"a b"_s}));
    }

    void namesTheLineThatIsWrong_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::newRow("never closed") << QByteArray("id,x\n\"a\nb\",c\n1,\"d\n") << u"line 4:"_s;
        QTest::newRow("text behind") << QByteArray("id,x\n1,\"a\"b\n") << u"line 2:"_s;
        QTest::newRow("old encoding") << QByteArray("id,x\n1,\xE9\n") << u"UTF-8"_s;
        QTest::newRow("old encoding at the end") << QByteArray("id,x\n1,\xE9") << u"UTF-8"_s;
        QTest::newRow("sixteen bits") << QByteArray("i\0d\0", 4) << u"UTF-8"_s;
    }
    void namesTheLineThatIsWrong() {
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        const auto rows = readCsv(text);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, u"config-invalid"_s);
        QVERIFY2(rows.error().detail.contains(where), qPrintable(rows.error().detail));
    }

    void linesAreCountedThroughQuotes() {
        const auto rows = readCsv("a,b\n\"x\ny\",1\n\nz,2\n");
        QVERIFY(rows);
        QCOMPARE((*rows)[1].line, 2);
        QCOMPARE((*rows)[2].line, 5);
    }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
