// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebackend.h"
#include "memorypreferences.h"
#include "planworld.h"
#include "presentation/watchpresenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestWatchPresenter : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void nothingHappensUntilSomebodySaysSo();
    void whatChangedIsCarriedOut();
    void aLookOfSomebodyCarriesOutNothing();
    void whatTheProfileForbidsWaits_data();
    void whatTheProfileForbidsWaits();
    void tooManyDeletionsAreToldOnce();
    void aFailedLookIsToldOnceUntilOneSucceeds();
    void aRunThatFailedIsTold();
    void eachProfileIsWatchedByItself();

private:
    struct Told {
        QString title;
        QString text;
        PageId page;
    };
    void load(const Profile& profile);
    /// The next look of its own has begun.
    [[nodiscard]] bool looks() {
        return QTest::qWaitFor([this] { return m_backend->surveyGate.waiting() > 0; }, 5'000);
    }
    /// It found this, and what follows from it has happened.
    void find(const Result<std::shared_ptr<const Survey>>& survey) {
        QSignalSpy changed(m_watch.get(), &WatchPresenter::changed);
        QVERIFY(m_backend->surveyGate.answer(survey));
        QTRY_VERIFY(!changed.isEmpty() && !m_session->isReading());
    }

    PlanWorld m_world;
    MemoryPreferences m_preferences;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<JobsPresenter> m_jobs;
    std::unique_ptr<WatchPresenter> m_watch;
    std::vector<Told> m_told;
};

void TestWatchPresenter::init() {
    m_world = PlanWorld::usual(); // 8 pending, 1 of them a deletion
    m_preferences.values = {};
    m_told.clear();
    m_backend = std::make_unique<FakeBackend>();
    m_session = std::make_unique<Session>(*m_backend);
    m_jobs = std::make_unique<JobsPresenter>(*m_session);
    m_watch = std::make_unique<WatchPresenter>(*m_session, *m_jobs, m_preferences);
    m_watch->setMinute(std::chrono::milliseconds(1));
    connect(m_watch.get(), &WatchPresenter::told, this,
            [this](const QString& title, const QString& text, PageId page) {
                m_told.push_back({title, text, page});
            });
    load(m_world.profile);
}

void TestWatchPresenter::load(const Profile& profile) {
    Profile other = profile;
    other.name = u"other"_s;
    m_session->open(profile.name);
    QVERIFY(m_backend->profilesGate.answer(
        std::vector<ProfileEntry>{{profile.name, profile}, {other.name, other}}));
    QTRY_VERIFY(m_session->profile() && m_session->profile()->name == profile.name);
}

void TestWatchPresenter::cleanup() {
    m_watch.reset();
    m_jobs.reset();
    m_session.reset();
    m_backend.reset();
}

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

void TestWatchPresenter::tooManyDeletionsAreToldOnce() {
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
}

void TestWatchPresenter::aFailedLookIsToldOnceUntilOneSucceeds() {
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

void TestWatchPresenter::aRunThatFailedIsTold() {
    RunRequest request;
    request.reviewed = m_world.survey();
    request.chosen = {request.reviewed->plan()->actions.front().key};
    const auto ends = [&](const SyncReport& report) {
        QSignalSpy finished(m_jobs.get(), &JobsPresenter::jobFinished);
        m_jobs->enqueue(request, u"by hand"_s);
        m_backend->applyGate.answer(report);
        QTRY_COMPARE(finished.size(), 1);
    };
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

QTEST_GUILESS_MAIN(TestWatchPresenter)
#include "tst_watchpresenter.moc"
