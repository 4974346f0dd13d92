// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../storage/postgresserver.h"
#include "storyteller.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Stories made up by a seed: edits on both sides, faults, kills, two computers, wrong clocks, undo; with one
/// calendar or one for each person, the journal in a file or on a server. One that breaks a law is cut down
/// to the steps that it needs, and printed. Told again by MILEPOST_STORY="individual server 5: T17 K9 C0"
/// (what chooses the policies, then the steps; without the words it is shared, in files).
class TestModel : public QObject {
    Q_OBJECT

private slots:
    void aStoryIsCutToWhatMatters();
    void aStoryIsReadAsItIsPrinted();
    void lawsHoldInAnyStory_data();
    void lawsHoldInAnyStory();

private:
    std::unique_ptr<test::PostgresServer> m_server;
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
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("text");
    if (qEnvironmentVariableIsSet("MILEPOST_STORY")) {
        const QStringList parts = qEnvironmentVariable("MILEPOST_STORY").split(u':');
        QTest::newRow("the story asked for") << parts.first() << parts.last();
        return;
    }
    const bool isLong = qEnvironmentVariableIsSet("MILEPOST_LONG");
    const unsigned from =
        unsigned(std::max(1, qEnvironmentVariableIntValue("MILEPOST_SEED"))); // of the first one
    for (const QString& where : {u""_s, u"individual "_s, u"server "_s, u"individual server "_s}) {
        const unsigned all = where.isEmpty() ? 150 : 60;
        const unsigned seeds = isLong ? all : where.contains(u"server") ? 1 : 2;
        for (unsigned seed = from; seed < from + seeds; ++seed)
            QTest::addRow("%sseed %u", qPrintable(where), seed)
                << where + QString::number(seed) << toText(storyOf(seed, 14, where.contains(u"individual")));
    }
    if (!isLong)
        qInfo("LEFT OUT: 324 of 330 stories");
}

void TestModel::lawsHoldInAnyStory() {
    QFETCH(QString, where);
    QFETCH(QString, text);
    const auto story = storyFromText(text);
    QVERIFY2(story, "a story is a letter and a number for each step, like T17 K9 C0");
    StorySetting setting{where.split(u' ').last().toUInt(), where.contains(u"individual")};
    if (where.contains(u"server")) {
        if (!test::PostgresServer::isInstalled())
            QSKIP(test::PostgresServer::k_missing);
        if (!m_server)
            m_server = test::PostgresServer::start();
        QVERIFY(m_server);
        setting.server = m_server.get();
    }
    Storyteller teller(setting);
    const auto broken = teller.tell(*story);
    if (!broken)
        return;
    const Story cut = shrunk(
        *story, [&teller](const Story& told) { return teller.tell(told).has_value(); }, 40);
    const QString how = teller.tell(cut).value_or(*broken + u" (not every time)"_s);
    QFAIL(qPrintable(u"%1\nMILEPOST_STORY=\"%2: %3\""_s.arg(how, where, toText(cut))));
}

QTEST_GUILESS_MAIN(TestModel)
#include "tst_model.moc"
