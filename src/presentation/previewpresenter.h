// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/aimtexts.h"
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
    int putBacks = 0;        ///< edits of people that are overwritten
    int letGo = 0;           ///< events that lose our mark
    int allowed = 0;         ///< deletions that need no more than a click
    bool removesAll = false; ///< every event of ours is to go

    /// The guard (domain/guard.h), and what cannot be done by the way, want the number typed.
    [[nodiscard]] bool needsNumber() const {
        return deletions > allowed || letGo > 0 || (removesAll && deletions > 0);
    }
    [[nodiscard]] int number() const { return letGo > 0 ? letGo : deletions; }
    [[nodiscard]] bool isConfirmedBy(const QString& typed) const;
    /// Nothing that a careless Enter may do.
    [[nodiscard]] bool destroys() const { return deletions > 0 || putBacks > 0 || letGo > 0; }
    /// Why the number is asked for, in a few words and in a sentence, and the question itself.
    [[nodiscard]] QString guardTitle() const;
    [[nodiscard]] QString guardWhy() const;
    [[nodiscard]] QString guardQuestion() const;
};

/// A plan: what is shown of it, what is ticked, what an apply would do. Usually that of the session's survey;
/// for another aim one of a look of its own, so that other pages go on saying what stands. Runs on: main;
/// never blocks, writes nothing.
class PreviewPresenter final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives the presenter.
    explicit PreviewPresenter(Session& session, QObject* parent = nullptr);
    ~PreviewPresenter() override;

    [[nodiscard]] PlanModel& model() { return m_model; }
    [[nodiscard]] Session& session() const { return m_session; }

    /// Shows what another plan would do, once it is made; what was ticked in the usual one is set aside.
    void aimAt(const PlanAim& aim);
    /// Nothing: the usual plan is shown.
    [[nodiscard]] const std::optional<PlanAim>& aim() const { return m_aim; }
    void showUsualPlan();
    /// Nothing is left of the run that would be continued: it can be closed.
    [[nodiscard]] bool canCloseRun() const;
    void closeRun();

    /// Behind the plan that is shown.
    [[nodiscard]] const Look& look() const { return m_aim ? m_aimed : m_session.look(); }
    void refresh();
    void stopReading();

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
    void takeProfile();
    void dropFile();
    void countRun(PreparedRun& run) const;
    void takeRows();
    void takeFile(const QString& path, const Result<std::shared_ptr<const PlanFile>>& file);
    void hold();
    void takeHeld(const HeldPlan& held);
    [[nodiscard]] QStringList leftAlone() const;

    Session& m_session;
    Look m_aimed;
    PlanModel m_model;
    std::optional<PlanAim> m_aim;
    PlanTicks m_usualTicks;                ///< set aside while there is an aim
    std::shared_ptr<const Survey> m_shown; ///< that the rows are of
    std::shared_ptr<const PlanFile> m_file;
    std::optional<OpenedPlan> m_opened;
    QThreadPool m_pool;
};

} // namespace milepost
