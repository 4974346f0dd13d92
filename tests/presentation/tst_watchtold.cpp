// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "watchworld.h"

using namespace milepost;
using namespace Qt::StringLiterals;

/// What somebody is told for whom the window watches.
class TestWatchTold : public QObject, protected WatchWorld {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void tooManyDeletionsAreToldOnce();
    void aFailedLookIsToldOnceUntilOneSucceeds();
    void aRunThatFailedIsTold();
    void aCalendarThatCannotBeReadIsTold();
};

void TestWatchTold::tooManyDeletionsAreToldOnce() {
    Profile profile = m_world.profile;
    profile.name = u"careful"_s;
    profile.maxDelete = DeletionLimit{0, DeletionLimit::Unit::Events};
    load(profile);
    m_watch->setMinutes(1);
    for (int round = 0; round < 3; ++round) {
        QVERIFY(looks());
        find(m_world.survey());
    }
    QVERIFY(m_backend->applied.empty());
    QCOMPARE(m_told.size(), size_t{1});
    QVERIFY(m_told[0].text.startsWith(u"1 "_s) && m_told[0].page == PageId::Preview);
    QCOMPARE(m_watch->waitsFor(), m_told[0].text); // as long as it lasts
    QVERIFY(m_watch->waitsOn() == PageId::Preview);
    QVERIFY(looks());
    find(PlanWorld().survey());
    QVERIFY(m_watch->waitsFor().isEmpty());
}

void TestWatchTold::aFailedLookIsToldOnceUntilOneSucceeds() {
    const Error down = makeError(Error::Kind::Offline, Error::Stage::Tracker, u"refused"_s);
    m_watch->setMinutes(1);
    for (int round = 0; round < 2; ++round) {
        QVERIFY(looks());
        find(std::unexpected(down));
    }
    QCOMPARE(m_told.size(), size_t{1});
    QCOMPARE(m_told[0].text, diagnose(down, Surface::Window).title);
    QVERIFY(looks());
    find(PlanWorld().survey());
    QVERIFY(looks());
    find(std::unexpected(down));
    QCOMPARE(m_told.size(), size_t{2});
}

void TestWatchTold::aRunThatFailedIsTold() {
    ends(SyncReport());
    SyncReport cancelledRun;
    cancelledRun.status = RunStatus::Cancelled;
    ends(cancelledRun);
    QVERIFY(m_told.empty());
    SyncReport failed;
    failed.status = RunStatus::Partial;
    Error full = makeError(Error::Kind::Rejected, Error::Stage::Graph, u"POST"_s);
    full.httpStatus = 507;
    failed.failures.push_back({{u"t"_s, 1, {}}, Verb::Create, u"DD"_s, {}, full});
    ends(failed);
    QCOMPARE(m_told.size(), size_t{1});
    QCOMPARE(m_told[0].text, diagnose(full, Surface::Window).title);
    QVERIFY(m_told[0].page == PageId::Jobs);
    ends(failed);
    QCOMPARE(m_told.size(), size_t{1}); // it is known already
    ends(SyncReport());
    QVERIFY(m_watch->waitsFor().isEmpty());
    ends(failed);
    QCOMPARE(m_told.size(), size_t{2});
    SyncReport stopped;
    stopped.status = RunStatus::Failed;
    stopped.error = makeError(Error::Kind::Offline, Error::Stage::Graph, u"refused"_s);
    ends(stopped);
    QCOMPARE(m_told.size(), size_t{3});
    QCOMPARE(m_told[2].text, diagnose(*stopped.error, Surface::Window).title);
    QCOMPARE(m_watch->waitsFor(), m_told[2].text);
    QVERIFY(m_watch->waitsOn() == PageId::Jobs);
}

void TestWatchTold::aCalendarThatCannotBeReadIsTold() {
    PlanWorld shut = m_world;
    shut.calendarFailure = makeError(Error::Kind::Forbidden, Error::Stage::Graph, u"GET"_s);
    m_watch->setMinutes(1);
    for (int round = 0; round < 2; ++round) {
        QVERIFY(looks());
        find(shut.survey());
    }
    QVERIFY(m_backend->applied.empty());
    QCOMPARE(m_told.size(), size_t{1});
    QCOMPARE(m_told[0].text, diagnose(*shut.calendarFailure, Surface::Window).title);
    // Another profile's trouble is another matter, were it the same.
    QVERIFY(looks());
    m_session->choose(u"other"_s);
    QVERIFY(m_watch->waitsFor().isEmpty());
    QVERIFY(m_backend->surveyGate.answer(shut.survey())); // of the look that was given up
    m_watch->setMinutes(1);
    QVERIFY(looks());
    find(shut.survey());
    QCOMPARE(m_told.size(), size_t{2});
}

QTEST_GUILESS_MAIN(TestWatchTold)
#include "tst_watchtold.moc"
