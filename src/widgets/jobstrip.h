// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/jobspresenter.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace milepost {

/// The strip at the bottom of the window: the run under way, what it waits for, Details and Cancel. Shown
/// only while a run is under way. Runs on: main.
class JobStrip final : public QFrame {
    Q_OBJECT

public:
    /// `jobs` outlives the strip.
    explicit JobStrip(JobsPresenter& jobs, QWidget* parent = nullptr);

signals:
    void detailsWanted(int id);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showActive();

    JobsPresenter& m_jobs;
    QLabel* m_icon;
    QLabel* m_words;
    QProgressBar* m_progress;
    QLabel* m_waitIcon;
    QLabel* m_wait;
    QPushButton* m_details;
    QPushButton* m_cancel;
    QTimer m_second;
};

} // namespace milepost
