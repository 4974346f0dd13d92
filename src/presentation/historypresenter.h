// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/runsmodel.h"
#include "presentation/session.h"

#include <map>

namespace milepost {

/// The page History without its widgets, and the run that was cut off: what the profile's journal says. It
/// needs neither network nor secrets. Runs on: main; never blocks.
class HistoryPresenter final : public QObject {
    Q_OBJECT

public:
    /// What stands in the place of the list (ux 2.5).
    enum class Content { List, NoProfile, Reading, Nothing, Failed };
    static constexpr int k_most = 1'000; ///< runs that are listed

    /// `session` outlives the presenter.
    explicit HistoryPresenter(Session& session, QObject* parent = nullptr);

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] RunsModel& model() { return m_model; }
    [[nodiscard]] WritesModel& writes() { return m_writes; }

    /// Reads again; what was chosen stays chosen.
    void look();
    [[nodiscard]] Content content() const;
    /// Why the list, or the chosen run, could not be read.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }

    void choose(RunId run);
    /// Everything, runs that are not listed included; CSV or JSON, as the name ends.
    void exportTo(const QString& path);
    [[nodiscard]] bool canExport() const { return !m_runs.empty(); }
    /// Null: nothing is chosen.
    [[nodiscard]] const RunRecord* chosen() const;
    /// The chosen run may have written something, and is over.
    [[nodiscard]] bool canUndo() const;

    /// The run that was cut off and can be continued; null when there is none.
    [[nodiscard]] const RunRecord* cutOff() const;
    /// The same, of a run that this window did not see end itself: it says so of its own accord.
    [[nodiscard]] const RunRecord* offer() const;
    /// "Run 12 was interrupted" and what that means. There is one.
    [[nodiscard]] QString cutOffTitle() const;
    [[nodiscard]] QString cutOffNote() const;

signals:
    void changed();
    void exported(const QString& sentence);

private:
    void takeProfile();
    void takeRuns(const Result<std::vector<RunRecord>>& runs);
    void readChosen();

    Session& m_session;
    RunsModel m_model;
    WritesModel m_writes;
    std::vector<RunRecord> m_runs;
    std::optional<Error> m_failure;
    RunId m_chosen;
    QString m_profile;                         ///< whose runs these are
    std::map<QString, qint64> m_newestAtFirst; ///< by profile: the run that stood when it was first read
    bool m_hasRead = false;
    int m_generation = 0;
    int m_chosenGeneration = 0;
};

} // namespace milepost
