// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storyteller.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Stories made up by a seed: edits on both sides, faults, kills, two computers, wrong clocks, undo. One that
/// breaks a law is cut down to the steps that it needs, and printed. Told again by MILEPOST_STORY="5: T17 K9
/// C0" (what chooses the policies, then the steps).
class TestModel : public QObject {
    Q_OBJECT

private slots:
    void aStoryIsCutToWhatMatters();
    void aStoryIsReadAsItIsPrinted();
    void lawsHoldInAnyStory_data();
    void lawsHoldInAnyStory();
};

void TestModel::aStoryIsCutToWhatMatters() {
    const Story story = storyOf(7, 60);
    const auto breaks = [](const Story& told) {
        const auto killed = std::ranges::find(told, Step::Kind::Killed, &Step::kind);
        return std::ranges::find(killed, told.end(), Step::Kind::Together, &Step::kind) != told.end();
    };
    QVERIFY(breaks(story));
    const Story cut = shrunk(story, breaks, 500);
    QCOMPARE(cut.size(), size_t(2));
    QVERIFY(cut[0].kind == Step::Kind::Killed && cut[1].kind == Step::Kind::Together);
    QVERIFY(shrunk(story, breaks, 5).size() < story.size()); // less patience, a longer story
}

void TestModel::aStoryIsReadAsItIsPrinted() {
    const Story story = storyOf(3, 40);
    QVERIFY(storyFromText(toText(story)) == story);
    QVERIFY(!storyFromText(u"T17 X4"_s));
    QVERIFY(!storyFromText(u"T"_s));
}

void TestModel::lawsHoldInAnyStory_data() {
    QTest::addColumn<unsigned>("choice");
    QTest::addColumn<QString>("text");
    if (qEnvironmentVariableIsSet("MILEPOST_STORY")) {
        const QStringList parts = qEnvironmentVariable("MILEPOST_STORY").split(u':');
        QTest::newRow("the story asked for") << parts.first().toUInt() << parts.last();
        return;
    }
    const unsigned all = 150;
    const unsigned seeds = qEnvironmentVariableIsSet("MILEPOST_LONG") ? all : 6;
    const unsigned from = qEnvironmentVariableIntValue("MILEPOST_SEED") > 0
                              ? unsigned(qEnvironmentVariableIntValue("MILEPOST_SEED"))
                              : 1;
    for (unsigned seed = from; seed < from + seeds; ++seed)
        QTest::addRow("seed %u", seed) << seed << toText(storyOf(seed, 14));
    if (seeds < all)
        qInfo("LEFT OUT: %u of %u stories", all - seeds, all);
}

void TestModel::lawsHoldInAnyStory() {
    QFETCH(unsigned, choice);
    QFETCH(QString, text);
    const auto story = storyFromText(text);
    QVERIFY2(story, "a story is a letter and a number for each step, like T17 K9 C0");
    Storyteller teller(choice);
    const auto broken = teller.tell(*story);
    if (!broken)
        return;
    const Story cut = shrunk(
        *story, [&teller](const Story& told) { return teller.tell(told).has_value(); }, 40);
    const QString how = teller.tell(cut).value_or(*broken + u" (not every time)"_s);
    QFAIL(qPrintable(u"%1\nMILEPOST_STORY=\"%2: %3\""_s.arg(how, QString::number(choice), toText(cut))));
}

QTEST_GUILESS_MAIN(TestModel)
#include "tst_model.moc"
