// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/ladder.h"
#include "presentation/session.h"

#include <QAbstractListModel>

namespace milepost {

/// The rungs of a ladder as rows of two lines (presentation/itemroles.h), as they are settled.
class RungsModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    void clear();
    void add(const Rung& rung);
    void show(const std::vector<Rung>& rungs);
    /// Null: there is no such row.
    [[nodiscard]] const Rung* rung(int row) const;

private:
    std::vector<Rung> m_rungs;
};

/// The page Troubleshoot without its widgets: one ladder at a time, on the profile as it is stored. Runs on:
/// main; never blocks.
class TroubleshootPresenter final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives the presenter.
    explicit TroubleshootPresenter(Session& session, QObject* parent = nullptr);
    ~TroubleshootPresenter() override;

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] RungsModel& model() { return m_model; }

    /// Begins it, in the place of one that is under way. Nothing happens without a profile.
    void start(LadderId id, const LadderWish& wish = {});
    /// The same once more.
    void again();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] const std::optional<LadderId>& ladder() const { return m_ladder; }
    [[nodiscard]] const LadderWish& wish() const { return m_wish; }
    /// Of the one that ended; nothing before.
    [[nodiscard]] const std::optional<LadderReport>& report() const { return m_report; }
    /// Why none could be climbed, or a fix or a report failed.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    /// One sentence about where it stands (translated).
    [[nodiscard]] QString headline() const;
    [[nodiscard]] State state() const;

    /// Carries it out, and climbs again; or leads to where it is done.
    void fix(const RungFix& fix);
    void save(const QString& path);

signals:
    void changed();
    void saved(const QString& sentence);
    void previewWanted(qint64 deliverable);
    void requestPackWanted();

private:
    void take(const Result<LadderReport>& report);
    void takeFix(const Result<void>& done);
    void useCalendar(const QString& name);

    Session& m_session;
    RungsModel m_model;
    std::optional<LadderId> m_ladder;
    LadderWish m_wish;
    std::optional<LadderReport> m_report;
    std::optional<Error> m_failure;
    std::stop_source m_stop;
    QString m_profile;
    bool m_isRunning = false;
    int m_generation = 0;
};

/// What stands below "What to do", numbered, with who can do it.
[[nodiscard]] QStringList rungAdvice(const Rung& rung);
/// Facts alone: cause, code, status, request id, time.
[[nodiscard]] QString rungFacts(const Rung& rung);
/// Why it failed: its own words, then the explanation of its cause.
[[nodiscard]] QString rungWhy(const Rung& rung);

} // namespace milepost
