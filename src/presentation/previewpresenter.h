// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/openedplan.h"
#include "presentation/planmodel.h"
#include "presentation/readingtexts.h"
#include "presentation/session.h"

#include <QObject>

namespace milepost {

/// A run that is ready to be confirmed: exactly what was ticked when it was made.
struct PreparedRun {
    RunRequest request;
    QString title;     ///< "Apply 16 changes"
    QString target;    ///< calendar and mailbox, in words
    QStringList lines; ///< what will be done, one kind a line, deletions first
    QStringList left;  ///< what will not be touched
    QString forecast;
    int deletions = 0;
    int putBacks = 0; ///< edits of people that are overwritten
    int allowed = 0;  ///< deletions that need no more than a click

    /// The guard wants the number of deletions typed (domain/guard.h).
    [[nodiscard]] bool needsNumber() const { return deletions > allowed; }
    [[nodiscard]] bool isConfirmedBy(const QString& typed) const;
};

/// The plan of the session's survey: what is shown of it, what is ticked, what an apply would do. Runs on:
/// main; never blocks, writes nothing.
class PreviewPresenter final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives the presenter.
    explicit PreviewPresenter(Session& session, QObject* parent = nullptr);
    ~PreviewPresenter() override;

    [[nodiscard]] PlanModel& model() { return m_model; }
    [[nodiscard]] Session& session() const { return m_session; }

    /// What stands in place of the plan.
    enum class Nothing {
        None,         ///< a plan is there, with rows
        NotReady,     ///< no profile, or it is not set up
        NotLooked,    ///< nobody looked yet
        Reading,      ///< the first look is under way
        CouldNotRead, ///< failure() says why
        NothingToDo,  ///< both sides agree
        NoMatch,      ///< the filter lets nothing through
    };
    [[nodiscard]] Nothing nothing() const;
    /// Why the last look gave no plan, or no new one; null when it did.
    [[nodiscard]] const Error* failure() const;

    /// Narrows the view to these deliverables.
    void previewOf(const std::set<qint64>& deliverables);
    void showWholePlan();
    [[nodiscard]] bool isNarrowed() const { return m_model.narrowed().has_value(); }

    /// How complete the reading behind the plan was, when it was made, and what it saw.
    [[nodiscard]] ReadingLine reading() const;
    /// Why the tracker's view may hide rows; "" when it does not. Then nothing is deleted (law 2).
    [[nodiscard]] QString restriction() const;
    /// Accepting the view would lift it.
    [[nodiscard]] bool canAcceptView() const;

    /// "21 calls, about 20 s", of what is ticked.
    [[nodiscard]] QString forecastText() const;
    [[nodiscard]] int ticked() const;
    /// Why this profile never writes; "" when it may. Then no action that writes is offered at all.
    [[nodiscard]] QString whyReadOnly() const;
    /// Not while other rows are on their way: they may be ticked otherwise.
    [[nodiscard]] bool canApply() const;

    /// Nothing, when nothing may be applied.
    [[nodiscard]] std::optional<PreparedRun> prepare() const;
    /// False when `typed` is not what the guard wants.
    bool apply(const PreparedRun& run, const QString& typed);

    void savePlan(const QString& path);
    void openPlan(const QString& path);
    [[nodiscard]] const std::optional<OpenedPlan>& opened() const { return m_opened; }
    void closeOpenedPlan(); ///< everything is ticked again

    /// What would be sent for a row.
    [[nodiscard]] QString requestText(const QModelIndex& index) const;

signals:
    void changed(); ///< anything but ticks
    void ticksChanged();
    void applyWanted(const milepost::RunRequest& request, const QString& title);
    void planSaved(const QString& path);
    void failed(const QString& what, const milepost::Error& error);

private:
    void takeSurvey();
    void takeRows();
    void takeFile(const QString& path, const Result<std::shared_ptr<const PlanFile>>& file);
    void hold();
    void takeHeld(const HeldPlan& held);
    [[nodiscard]] QStringList leftAlone() const;

    Session& m_session;
    PlanModel m_model;
    QString m_profile;
    std::shared_ptr<const Survey> m_shown; ///< that the rows are of
    std::shared_ptr<const PlanFile> m_file;
    std::optional<OpenedPlan> m_opened;
    QThreadPool m_pool;
};

} // namespace milepost
