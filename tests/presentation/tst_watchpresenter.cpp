// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "watchworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// When the window looks by itself, and what it does with what it found.
class TestWatchPresenter : public QObject, protected WatchWorld {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void nothingHappensUntilSomebodySaysSo();
    void whatChangedIsCarriedOut();
    void aLookOfSomebodyCarriesOutNothing();
    void aLookThatIsUnderWayStaysTheirs();
    void whatTheProfileForbidsWaits_data();
    void whatTheProfileForbidsWaits();
    void eachProfileIsWatchedByItself();
    void aProfileThatChangesInTheMiddleIsLookedAtAnew_data();
    void aProfileThatChangesInTheMiddleIsLookedAtAnew();
    void aProfileThatIsNotReadyIsTriedAgain();
};

void TestWatchPresenter::nothingHappensUntilSomebodySaysSo() {
    QCOMPARE(m_watch->minutes(), 0);
    QVERIFY(!m_watch->nextUtc().isValid());
    m_watch->setMinutes(15);
    QCOMPARE(m_watch->nextUtc(), m_backend->time.now.addSecs(15 * 60));
    QVERIFY(looks());
    m_watch->setMinutes(0);
    find(PlanWorld().survey());
    QVERIFY(!m_watch->nextUtc().isValid());
    QVERIFY(m_backend->applied.empty());
}

void TestWatchPresenter::whatChangedIsCarriedOut() {
    m_watch->setMinutes(5);
    QVERIFY(looks());
    find(m_world.survey());
    QCOMPARE(m_backend->applied.size(), size_t{1});
    const RunRequest& request = m_backend->applied[0].request;
    QVERIFY(request.reviewed == m_session->survey());
    QCOMPARE(request.chosen.size(), static_cast<size_t>(m_session->survey()->plan()->pending()));
    QVERIFY(request.putBack.empty() && !request.adopt); // edits of people stay
    QVERIFY(request.maxDelete == m_world.profile.maxDelete);
    // While the run goes on, nobody looks; after it somebody does, and finds nothing to do.
    const int looks = m_backend->surveyGate.calls();
    QTest::qWait(30);
    QCOMPARE(m_backend->surveyGate.calls(), looks);
    m_backend->applyGate.answer(SyncReport());
    QVERIFY(this->looks());
    m_world = PlanWorld();
    find(m_world.survey());
    QCOMPARE(m_backend->applied.size(), size_t{1});
    QVERIFY(m_told.empty());
}

void TestWatchPresenter::aLookOfSomebodyCarriesOutNothing() {
    m_watch->setMinutes(10'000);
    m_session->refresh();
    QSignalSpy seen(m_session.get(), &Session::surveyChanged);
    QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
    QTRY_COMPARE(seen.size(), 1);
    QVERIFY(m_backend->applied.empty());
    m_watch->setMinutes(1);
    QVERIFY(looks());
    m_session->stopReading(); // by somebody: the next look is not the watch's
    m_session->refresh();
    QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
    QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
    QTRY_COMPARE(seen.size(), 2);
    QVERIFY(m_backend->applied.empty());
}

void TestWatchPresenter::aLookThatIsUnderWayStaysTheirs() {
    m_session->refresh();
    QSignalSpy rounds(m_watch.get(), &WatchPresenter::changed);
    m_watch->setMinutes(1);
    QTRY_VERIFY(rounds.size() > 3); // it would have looked, and puts it off
    QCOMPARE(m_backend->surveyGate.calls(), 1);
    QSignalSpy seen(m_session.get(), &Session::surveyChanged);
    m_watch->setMinutes(10'000);
    QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
    QTRY_COMPARE(seen.size(), 1);
    QVERIFY(m_backend->applied.empty());
}

void TestWatchPresenter::whatTheProfileForbidsWaits_data() {
    QTest::addColumn<bool>("readOnly");
    QTest::newRow("read-only") << true;
    QTest::newRow("frozen") << false;
}

void TestWatchPresenter::whatTheProfileForbidsWaits() {
    QFETCH(bool, readOnly);
    Profile profile = m_world.profile;
    profile.name = u"guarded"_s;
    profile.readOnly = readOnly;
    if (!readOnly)
        profile.freezeWindows = QStringList{u"2026-11-20..2026-12-01"_s};
    load(profile);
    m_watch->setMinutes(1);
    QVERIFY(looks());
    find(m_world.survey());
    QVERIFY(m_backend->applied.empty());
    QVERIFY(m_told.empty()); // it was decided, and needs nobody
}

void TestWatchPresenter::eachProfileIsWatchedByItself() {
    m_watch->setMinutes(60);
    m_session->choose(u"other"_s);
    QCOMPARE(m_watch->minutes(), 0);
    QVERIFY(!m_watch->nextUtc().isValid());
    m_session->choose(m_world.profile.name);
    QCOMPARE(m_watch->minutes(), 60);
    QVERIFY(m_watch->nextUtc().isValid());
}

void TestWatchPresenter::aProfileThatChangesInTheMiddleIsLookedAtAnew_data() {
    QTest::addColumn<bool>("isOther");
    QTest::newRow("another one is chosen") << true;
    QTest::newRow("its values are saved") << false;
}

void TestWatchPresenter::aProfileThatChangesInTheMiddleIsLookedAtAnew() {
    QFETCH(bool, isOther);
    m_watch->setMinutes(1);
    QVERIFY(looks());
    m_watch->setMinute(std::chrono::hours(1));
    Profile changed = m_world.profile;
    changed.maxDelete = DeletionLimit{1, DeletionLimit::Unit::Events};
    if (isOther) {
        m_session->choose(u"other"_s);
    } else {
        m_session->reloadProfiles();
        QVERIFY(m_backend->profilesGate.answer(std::vector<ProfileEntry>{{changed.name, changed}}));
        QTRY_VERIFY(*m_session->profile() == changed);
    }
    QVERIFY(m_backend->surveyGate.answer(m_world.survey())); // too late
    // A look that somebody asks for in the profile as it is now is theirs.
    m_session->refresh();
    QSignalSpy seen(m_session.get(), &Session::surveyChanged);
    QVERIFY(m_backend->surveyGate.answer(m_world.survey()));
    QTRY_COMPARE(seen.size(), 1);
    QVERIFY(m_backend->applied.empty());
    QCOMPARE(m_watch->nextUtc().isValid(), !isOther);
}

void TestWatchPresenter::aProfileThatIsNotReadyIsTriedAgain() {
    Profile bare;
    bare.name = u"bare"_s;
    load(bare);
    QSignalSpy rounds(m_watch.get(), &WatchPresenter::changed);
    m_watch->setMinutes(1);
    QTRY_VERIFY(rounds.size() > 3);
    QCOMPARE(m_backend->surveyGate.calls(), 0);
    QVERIFY(m_watch->nextUtc().isValid());
}

QTEST_GUILESS_MAIN(TestWatchPresenter)
#include "tst_watchpresenter.moc"
