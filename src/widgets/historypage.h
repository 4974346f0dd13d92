// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/driftpresenter.h"
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
class DriftInbox;

/// What was done, run by run, and what each one wrote: before and after. From here a run is taken back, or
/// gone on with. Its other section is the inbox of edits that people made. Runs on: main.
class HistoryPage final : public Page {
    Q_OBJECT

public:
    /// All of them outlive the page.
    HistoryPage(HistoryPresenter& presenter, DriftPresenter& drift, Preferences& preferences,
                QWidget* parent = nullptr);
    ~HistoryPage() override;

    void refresh() override;
    void entered() override;

    enum class Section { Runs, Edits };
    void showSection(Section section);
    void askForExport();

signals:
    void undoWanted(milepost::RunId run);
    void resumeWanted(milepost::RunId run);
    void previewWanted();
    void exchangesWanted(milepost::RunId run);
    void explainWanted(qint64 deliverable); ///< of an edit

private:
    void addHeaderButtons();
    void setUpTables(Preferences& preferences);
    void setUpSections(Preferences& preferences);
    [[nodiscard]] bool showsEdits() const;
    void showState();
    void showContent();
    void showChosen();
    void act();
    bool eventFilter(QObject* watched, QEvent* event) override;

    HistoryPresenter& m_presenter;
    DriftPresenter& m_drift;
    std::unique_ptr<Ui::HistoryPage> m_ui;
    std::vector<std::unique_ptr<ColumnMemory>> m_columns;
    QPushButton* m_requests;
    QPushButton* m_export;
    QPushButton* m_resume;
    QPushButton* m_undo;
    DriftInbox* m_inbox = nullptr;
};

} // namespace milepost
