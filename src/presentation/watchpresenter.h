// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/jobspresenter.h"
#include "presentation/pageid.h"
#include "presentation/preferences.h"
#include "presentation/session.h"

#include <QTimer>

namespace milepost {

/// Watch mode of the window: every so often a look at both sides, and what changed is carried out, with the
/// profile's rules in place of questions. The guard, freeze windows and read-only stand as they always do;
/// look-alikes are left alone, edits of people follow the profile's policy. A look that somebody asks for
/// carries out nothing. It also tells what a run of this window needs somebody for, each matter once. Runs
/// on: main; never blocks.
class WatchPresenter final : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    WatchPresenter(Session& session, JobsPresenter& jobs, Preferences& preferences,
                   QObject* parent = nullptr);

    /// Between the end of a round and the next look, of the chosen profile; 0: it is not watched.
    [[nodiscard]] int minutes() const;
    void setMinutes(int minutes);
    /// When it looks next; invalid: it does not, or is at it.
    [[nodiscard]] const QDateTime& nextUtc() const { return m_nextUtc; }
    /// What somebody is needed for, as it was told, until it is over; "": nothing.
    [[nodiscard]] const QString& waitsFor() const { return m_told.text; }
    /// The page that shows it.
    [[nodiscard]] PageId waitsOn() const { return m_told.page; }
    /// How long a minute takes, for tests.
    void setMinute(std::chrono::milliseconds minute) { m_minute = minute; }

signals:
    void changed();
    /// Somebody is needed, or something failed: `page` shows it.
    void told(const QString& title, const QString& text, milepost::PageId page);

private:
    void schedule();
    void look();
    void takeReading();
    void takeSurvey();
    void carryOut(const Plan& plan);
    void takeJob(int id);
    struct Told {
        QString matter;
        QString text;
        PageId page = PageId::Preview;
    };
    void tell(const QString& matter, const QString& title, const QString& text, PageId page);
    void settle(); ///< what was told is over
    [[nodiscard]] QString key() const;

    Session& m_session;
    JobsPresenter& m_jobs;
    Preferences& m_preferences;
    QString m_profile;
    QTimer m_timer;
    QDateTime m_nextUtc;
    std::chrono::milliseconds m_minute{std::chrono::minutes(1)};
    bool m_isLooking = false; ///< the look under way is its own
    Told m_told;              ///< not said again before it is over
};

} // namespace milepost
