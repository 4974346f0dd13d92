// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/issuesmodel.h"
#include "presentation/jobsmodel.h"
#include "widgets/page.h"

#include <memory>

#include <QTimer>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace milepost {

namespace Ui {
class JobsPage;
}
class EmptyState;

/// What is running, what waits, what finished with something left to do: the queue at the left, one job at
/// the right with its counters, issues and log. Runs on: main.
class JobsPage final : public Page {
    Q_OBJECT

public:
    /// `jobs` outlives the page.
    explicit JobsPage(JobsPresenter& jobs, QWidget* parent = nullptr);
    ~JobsPage() override;

    void cancel() override;
    void showJob(int id);

signals:
    void previewWanted();
    void undoWanted(milepost::RunId run);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectButtons();
    void showCurrent();
    void showHeadline(const Job& job);
    void showCounters(const Job& job);
    void showWait(const Job& job);
    void showIssues(const Job& job);
    void showIssue();
    void showBadge();
    [[nodiscard]] QLabel* addCounter(const QString& name);
    [[nodiscard]] const Job* current() const;

    JobsPresenter& m_jobs;
    JobsModel m_model;
    IssuesModel m_issues;
    LogModel m_log;
    std::unique_ptr<Ui::JobsPage> m_ui;
    QPushButton* m_pause;
    QPushButton* m_cancel;
    QPushButton* m_retry;
    QPushButton* m_undo;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QLabel* m_done = nullptr;
    QLabel* m_added = nullptr;
    QLabel* m_changed = nullptr;
    QLabel* m_deleted = nullptr;
    QLabel* m_failed = nullptr;
    QLabel* m_calls = nullptr;
    QLabel* m_slowed = nullptr;
    int m_shown = 0;
    QTimer m_second; ///< counts times that pass by themselves
};

} // namespace milepost
