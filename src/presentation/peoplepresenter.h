// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverabledetails.h"
#include "presentation/peoplemodel.h"
#include "presentation/session.h"

#include <set>

namespace milepost {

/// The page People without its widgets: one look at the tracker and the directory, and what is decided about
/// it. Looks when it is asked to, not with the session: the directory is asked about everybody. Runs on:
/// main; never blocks.
class PeoplePresenter final : public QObject {
    Q_OBJECT

public:
    /// What stands in the place of the list (ux 2.5).
    enum class Content { List, NotReady, Waiting, Nothing, NoMatch, Failed, Unread };

    /// `session` outlives the presenter.
    explicit PeoplePresenter(Session& session, QObject* parent = nullptr);
    ~PeoplePresenter() override;

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] PeopleModel& model() { return m_model; }

    /// Nothing happens while a look is under way or when the profile is not ready.
    void look();
    void stop();
    [[nodiscard]] bool isReading() const { return m_isReading; }
    /// The look takes longer than the patience, and is spoken of (ux 2.4).
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; }
    void setPatience(std::chrono::milliseconds patience) { m_patience.setInterval(patience); }
    /// Somebody looked, whatever came of it.
    [[nodiscard]] bool hasLooked() const { return m_listing || m_failure; }
    /// Why the last look or decision failed, or could not ask the directory.
    [[nodiscard]] std::optional<Error> problem() const;

    void setSearch(const QString& text);
    /// Only people about whom somebody may want to decide.
    void setOpenOnly(bool on);

    [[nodiscard]] Content content() const;
    [[nodiscard]] QString contentTitle() const;
    [[nodiscard]] QString contentText() const;
    [[nodiscard]] ReadingLine reading() const;
    [[nodiscard]] QString countText(int selected) const;

    /// Address or object id for one person; the words of PersonWish for any number.
    void decide(const std::set<qint64>& people, const QString& mailbox);
    void importFile(const QString& path);
    /// What the last look found.
    void exportFile(const QString& path);
    [[nodiscard]] bool canExport() const { return m_listing && !m_listing->directoryFailure; }
    [[nodiscard]] bool isDeciding() const { return m_isDeciding; }

signals:
    void changed(); ///< content, reading line, counts, what may be done
    void decided(); ///< stored; the list is read again
    /// Nothing was stored, because of these lines.
    void refused(const QStringList& lines);
    void decisionFailed(const milepost::Error& error); ///< nothing was stored
    void told(const QString& sentence);                ///< what was done

private:
    [[nodiscard]] bool isReady() const;
    void takeProfile();
    void take(const Result<PeopleListing>& listing);
    void takeOutcome(const Result<WishOutcome>& outcome, const std::vector<PersonWish>& wishes,
                     const std::vector<int>& lines);
    void wish(const std::vector<PersonWish>& wishes, const std::vector<int>& lines,
              PeopleEngine::Known known);
    void fail(const Error& error);
    void endReading();
    void filter();

    Session& m_session;
    PeopleModel m_model;
    QString m_profile;
    std::optional<PeopleListing> m_listing;
    std::optional<Error> m_failure;  ///< of the last look
    std::optional<Error> m_rejected; ///< of the last decision
    QDateTime m_readUtc;
    QString m_search; ///< folded
    bool m_openOnly = false;
    bool m_isReading = false;
    bool m_isWaiting = false;
    bool m_isDeciding = false;
    int m_generation = 0; ///< older answers are dropped
    QDateTime m_sinceUtc;
    QTimer m_patience;
    QTimer m_clock; ///< while a look is spoken of
    std::stop_source m_stop;
};

} // namespace milepost
