// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/driftpresenter.h"
#include "presentation/preferences.h"

#include <memory>

#include <QWidget>

namespace milepost {

namespace Ui {
class DriftInbox;
}
class Banner;
class ColumnMemory;

/// The edits that people made to events of ours, with three texts for each field, and what somebody decides
/// about the chosen ones. A section of the page History. Runs on: main.
class DriftInbox final : public QWidget {
    Q_OBJECT

public:
    /// Both outlive it.
    DriftInbox(DriftPresenter& presenter, Preferences& preferences, QWidget* parent = nullptr);
    ~DriftInbox() override;

    void takeFocus();
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void explainWanted(qint64 deliverable);

private:
    void fitColumns();
    void setUpTable(Preferences& preferences);
    void connectButtons();
    void showState();
    void showContent();
    void showSelection();
    [[nodiscard]] std::set<DriftId> chosen() const;
    /// That the chosen edits are about; nothing: of none, or of several.
    [[nodiscard]] std::optional<qint64> chosenDeliverable() const;

    DriftPresenter& m_presenter;
    std::unique_ptr<Ui::DriftInbox> m_ui;
    std::unique_ptr<ColumnMemory> m_columns;
};

} // namespace milepost
