// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "presentation/finder.h"
#include "surveytools.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestFinder : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void ranks_data();
    void ranks();
    void nothingTypedListsWhatTheWindowCanDo();
    void betterAnswersStandFirst();
    void choosingActs();
    void findsDeliverablesOffTheMainThread();
    void aDeliverableIsFoundByItsNumberAndExplained();
    void anOlderAnswerIsNotShown();
    void listsNoMoreThanAPersonReads();

private:
    void look(int deliverables);
    [[nodiscard]] QStringList shown() const;

    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Finder> m_finder;
    QString m_done;
};

void TestFinder::init() {
    m_done.clear();
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_finder = std::make_unique<Finder>(*m_session);
    new QAbstractItemModelTester(m_finder.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_finder.get());
    for (const QString& text : {u"Set up jobs"_s, u"Deliverables"_s, u"Jobs"_s, u"Étages"_s})
        m_finder->add({text, u"jobs"_s, {}, [this, text] { m_done = text; }});
}

void TestFinder::cleanup() { m_finder.reset(); }

void TestFinder::look(int deliverables) {
    const Profile profile = readyProfile();
    m_session->reloadProfiles();
    m_backend->profilesGate.answer(std::vector<ProfileEntry>{{profile.name, profile}});
    QTRY_VERIFY(m_session->hasLoaded());
    m_session->choose(profile.name);
    m_session->refresh();
    QVERIFY(m_backend->surveyGate.answer(surveyOf(profile, someTracker(deliverables))));
    QTRY_VERIFY(m_session->survey() != nullptr);
}

QStringList TestFinder::shown() const {
    QStringList texts;
    for (int row = 0; row < m_finder->rowCount(); ++row)
        texts << m_finder->index(row).data().toString();
    return texts;
}

void TestFinder::ranks_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rank");
    const auto add = [](const char* name, const QString& query, const QString& text, FinderRank rank) {
        QTest::newRow(name) << query << text << static_cast<int>(rank);
    };
    add("nothing", u""_s, u"jobs"_s, FinderRank::Prefix);
    add("beginning", u"jo"_s, u"jobs"_s, FinderRank::Prefix);
    add("word", u"jo"_s, u"set up jobs"_s, FinderRank::WordStart);
    add("later word", u"ab"_s, u"cab (ab)"_s, FinderRank::WordStart);
    add("inside", u"ob"_s, u"jobs"_s, FinderRank::Inside);
    add("words in any order", u"jo se"_s, u"set up jobs"_s, FinderRank::WordStart);
    add("one word inside", u"jo et"_s, u"set up jobs"_s, FinderRank::Inside);
    add("one word missing", u"jo x"_s, u"set up jobs"_s, FinderRank::None);
}

void TestFinder::ranks() {
    QFETCH(QString, query);
    QFETCH(QString, text);
    QFETCH(int, rank);
    QCOMPARE(static_cast<int>(finderRank(query, text)), rank);
}

void TestFinder::nothingTypedListsWhatTheWindowCanDo() {
    look(40);
    QTRY_COMPARE(shown(), (QStringList{u"Set up jobs"_s, u"Deliverables"_s, u"Jobs"_s, u"Étages"_s}));
}

void TestFinder::betterAnswersStandFirst() {
    m_finder->setQuery(u"JO"_s);
    QCOMPARE(shown(), (QStringList{u"Jobs"_s, u"Set up jobs"_s}));
    m_finder->setQuery(u"eta"_s);
    QCOMPARE(shown(), QStringList{u"Étages"_s});
}

void TestFinder::choosingActs() {
    m_finder->setQuery(u"deliv"_s);
    m_finder->choose(0);
    QCOMPARE(m_done, u"Deliverables"_s);
}

void TestFinder::findsDeliverablesOffTheMainThread() {
    look(400);
    const QString project = m_session->survey()->data().projects.front().name;
    QSignalSpy chosen(m_finder.get(), &Finder::deliverableChosen);
    // The table is made in the pool: until it is there only commands are found.
    QTRY_VERIFY((m_finder->setQuery(project), m_finder->isSearching()));
    QTRY_VERIFY(!m_finder->isSearching());
    QVERIFY(m_finder->rowCount() > 0);
    QCOMPARE(m_finder->index(0).data(Finder::k_hintRole).toString(), project);
    m_finder->choose(0);
    QCOMPARE(chosen.size(), 1);
    const qint64 id = chosen.first().first().toLongLong();
    const auto& all = m_session->survey()->data().deliverables;
    const auto found = std::ranges::find(all, id, &Deliverable::id);
    QVERIFY(found != all.end());
    QCOMPARE(found->project, m_session->survey()->data().projects.front().id);
}

void TestFinder::aDeliverableIsFoundByItsNumberAndExplained() {
    look(400);
    const qint64 id = m_session->survey()->data().deliverables[37].id;
    QSignalSpy explain(m_finder.get(), &Finder::explainWanted);
    QTRY_VERIFY((m_finder->setQuery(QString::number(id)), m_finder->isSearching()));
    QTRY_VERIFY(!m_finder->isSearching());
    QVERIFY(m_finder->rowCount() > 0);
    QVERIFY(m_finder->index(0).data(Finder::k_explainRole).toBool());
    m_finder->explain(0);
    QCOMPARE(explain.at(0).at(0).toLongLong(), id);
    m_finder->setQuery(u"jobs"_s);
    QTRY_VERIFY(!m_finder->isSearching());
    QVERIFY(!m_finder->index(0).data(Finder::k_explainRole).toBool());
    m_finder->explain(0);
    m_finder->explain(4711);
    QCOMPARE(explain.size(), 1);
    QVERIFY(m_done.isEmpty());
}

void TestFinder::anOlderAnswerIsNotShown() {
    look(400);
    QTRY_VERIFY((m_finder->setQuery(u"river"_s), m_finder->isSearching()));
    m_finder->setQuery(u"zzz"_s);
    QTRY_VERIFY(!m_finder->isSearching());
    QCOMPARE(m_finder->rowCount(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(m_finder->rowCount(), 0);
}

void TestFinder::listsNoMoreThanAPersonReads() {
    look(2000);
    QTRY_VERIFY((m_finder->setQuery(u"e"_s), m_finder->isSearching()));
    QTRY_COMPARE(m_finder->rowCount(), Finder::k_most);
    m_finder->setQuery({});
    QCOMPARE(m_finder->rowCount(), 4);
}

QTEST_GUILESS_MAIN(TestFinder)
#include "tst_finder.moc"
