// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakebackend.h"
#include "memorypreferences.h"
#include "planworld.h"
#include "presentation/watchpresenter.h"

#include <QSignalSpy>
#include <QTest>

namespace milepost {

/// A window's watch on a small world, in which a minute takes a millisecond.
class WatchWorld {
protected:
    struct Told {
        QString title;
        QString text;
        PageId page;
    };
    void begin() {
        m_world = PlanWorld::usual(); // 8 pending, 1 of them a deletion
        m_preferences.values = {};
        m_told.clear();
        m_backend = std::make_unique<FakeBackend>();
        m_session = std::make_unique<Session>(*m_backend);
        m_jobs = std::make_unique<JobsPresenter>(*m_session);
        m_watch = std::make_unique<WatchPresenter>(*m_session, *m_jobs, m_preferences);
        m_watch->setMinute(std::chrono::milliseconds(1));
        QObject::connect(m_watch.get(), &WatchPresenter::told, m_watch.get(),
                         [this](const QString& title, const QString& text, PageId page) {
                             m_told.push_back({title, text, page});
                         });
        load(m_world.profile);
    }

    void end() {
        m_watch.reset();
        m_jobs.reset();
        m_session.reset();
        m_backend.reset();
    }

    void load(const Profile& profile) {
        Profile other = profile;
        other.name = QStringLiteral("other");
        m_session->open(profile.name);
        QVERIFY(m_backend->profilesGate.answer(
            std::vector<ProfileEntry>{{profile.name, profile}, {other.name, other}}));
        QTRY_VERIFY(m_session->profile() && m_session->profile()->name == profile.name);
    }

    /// The next look of its own has begun.
    [[nodiscard]] bool looks() {
        return QTest::qWaitFor([this] { return m_backend->surveyGate.waiting() > 0; }, 5'000);
    }
    /// It found this, and what follows from it has happened: the next look may be under way by then.
    void find(const Result<std::shared_ptr<const Survey>>& survey) {
        bool hasEnded = false, isOver = false;
        const QObject here; // its end is theirs
        QObject::connect(m_session.get(), &Session::readingChanged, &here,
                         [&] { hasEnded = hasEnded || !m_session->isReading(); });
        QObject::connect(m_watch.get(), &WatchPresenter::changed, &here, [&] {
            isOver = isOver || (hasEnded && (m_watch->nextUtc().isValid() || m_watch->minutes() == 0));
        });
        QVERIFY(m_backend->surveyGate.answer(survey));
        QTRY_VERIFY(isOver);
    }
    /// A run of somebody ends so.
    void ends(const SyncReport& report) {
        RunRequest request;
        request.reviewed = m_world.survey();
        request.chosen = {request.reviewed->plan()->actions.front().key};
        QSignalSpy finished(m_jobs.get(), &JobsPresenter::jobFinished);
        m_jobs->enqueue(request, QStringLiteral("by hand"));
        QVERIFY(m_backend->applyGate.answer(report));
        QTRY_COMPARE(finished.size(), 1);
    }

    PlanWorld m_world;
    MemoryPreferences m_preferences;
    std::unique_ptr<FakeBackend> m_backend;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<JobsPresenter> m_jobs;
    std::unique_ptr<WatchPresenter> m_watch;
    std::vector<Told> m_told;
};

} // namespace milepost
