// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/texts.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestTexts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { installTexts(*QCoreApplication::instance()); }
    void countsAgree_data();
    void countsAgree();
    void singularAndPluralDiffer();
    void whatIsNoTranslationIsRefused();
};

void TestTexts::countsAgree_data() {
    QTest::addColumn<QByteArray>("context");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("comment");
    QFile file(QStringLiteral(MILEPOST_TEXTS));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QByteArray context;
    QByteArray source;
    QByteArray comment;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"name")
            context = xml.readElementText().toUtf8();
        else if (xml.isStartElement() && xml.name() == u"source")
            source = xml.readElementText().toUtf8();
        else if (xml.isStartElement() && xml.name() == u"comment")
            comment = xml.readElementText().toUtf8();
        else if (xml.isEndElement() && xml.name() == u"message") {
            QTest::addRow("%s: %s", context.constData(), source.constData()) << context << source << comment;
            comment.clear();
        }
    }
}

void TestTexts::countsAgree() {
    QFETCH(QByteArray, context);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, comment);
    for (const int n : {0, 1, 2}) {
        const QString text = QCoreApplication::translate(
            context.constData(), source.constData(), comment.isEmpty() ? nullptr : comment.constData(), n);
        QVERIFY(!text.isEmpty());
        QVERIFY2(!text.contains(u"(s)"_s), qPrintable(text));
    }
}

void TestTexts::singularAndPluralDiffer() {
    const auto text = [](int n) {
        return QCoreApplication::translate("milepost::AimTexts", "Apply %n change(s)", nullptr, n);
    };
    QCOMPARE(text(1), u"Apply 1 change"_s);
    QCOMPARE(text(0), u"Apply 0 changes"_s);
    QCOMPARE(text(7), u"Apply 7 changes"_s);
}

void TestTexts::whatIsNoTranslationIsRefused() {
    QVERIFY(!installTexts(*QCoreApplication::instance(), QStringLiteral(MILEPOST_TEXTS)));
    QCOMPARE(QCoreApplication::translate("milepost::AimTexts", "Apply %n change(s)", nullptr, 1),
             u"Apply 1 change"_s);
}

QTEST_GUILESS_MAIN(TestTexts)
#include "tst_texts.moc"
