// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/template.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestTemplate : public QObject {
    Q_OBJECT

private slots:
    void valuesAreNeverReadAgain();
    void leavesOutLinesWithoutValues_data();
    void leavesOutLinesWithoutValues();
};

void TestTemplate::valuesAreNeverReadAgain() {
    const QString text = u"{project}: {title} %1 {unknown}"_s;
    const TextTemplate made(text, {u"title"_s, u"project"_s, u"client"_s});
    const std::vector<QString> values{u"%1{project}"_s, u"{title}"_s, u"c"_s};
    QCOMPARE(made.fill(values), u"{title}: %1{project} %1 {unknown}"_s);
    QVERIFY(made.uses(0) && made.uses(1) && !made.uses(2));
    QCOMPARE(placeholdersIn(text), (QStringList{u"project"_s, u"title"_s, u"unknown"_s}));
}

void TestTemplate::leavesOutLinesWithoutValues_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a line alone") << u"A\nTeam: {empty}\nB"_s << u"A\nB"_s;
    QTest::newRow("a paragraph") << u"A\n\n{empty}\n\nB"_s << u"A\n\nB"_s;
    QTest::newRow("one of two has a value") << u"{empty}{full}"_s << u"x"_s;
    QTest::newRow("at the start") << u"{empty}\n\nA"_s << u"A"_s;
    QTest::newRow("at the end") << u"A\n\n{empty}\n"_s << u"A"_s;
    QTest::newRow("text without placeholders stays") << u"A\n\n\nB"_s << u"A\n\nB"_s;
}

void TestTemplate::leavesOutLinesWithoutValues() {
    QFETCH(QString, text);
    const std::vector<QString> values{QString(), u"x"_s};
    QTEST(TextTemplate(text, {u"empty"_s, u"full"_s}).fillLines(values), "expected");
}

QTEST_APPLESS_MAIN(TestTemplate)
#include "tst_template.moc"
