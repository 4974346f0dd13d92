// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/historypresenter.h"
#include "presentation/preferences.h"
#include "widgets/page.h"

#include <memory>

class QPushButton;

namespace milepost {

namespace Ui {
class HistoryPage;
}
class ColumnMemory;

/// What was done, run by run, and what each one wrote: before and after. From here a run is taken back, or
/// gone on with. Runs on: main.
class HistoryPage final : public Page {
    Q_OBJECT

public:
    /// Both outlive the page.
    HistoryPage(HistoryPresenter& presenter, Preferences& preferences, QWidget* parent = nullptr);
    ~HistoryPage() override;

    void refresh() override { m_presenter.look(); }
    void entered() override;

signals:
    void undoWanted(milepost::RunId run);
    void resumeWanted(milepost::RunId run);
    void previewWanted();

private:
    void addHeaderButtons();
    void setUpTables(Preferences& preferences);
    void showState();
    void showContent();
    void showChosen();
    void act();

    HistoryPresenter& m_presenter;
    std::unique_ptr<Ui::HistoryPage> m_ui;
    std::vector<std::unique_ptr<ColumnMemory>> m_columns;
    QPushButton* m_resume;
    QPushButton* m_undo;
};

} // namespace milepost
