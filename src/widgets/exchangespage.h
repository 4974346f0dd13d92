// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/exchangespresenter.h"
#include "presentation/preferences.h"
#include "widgets/page.h"

#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace milepost {

class Banner;
class ColumnMemory;
class EmptyState;
class ErrorArea;
class ExchangePanel;

/// The exchange log: every request of this profile, searched and followed, and what one of them was. It
/// stands below Troubleshoot. Runs on: main.
class ExchangesPage final : public Page {
    Q_OBJECT

public:
    /// Both outlive the page.
    ExchangesPage(ExchangesPresenter& presenter, Preferences& preferences, QWidget* parent = nullptr);
    ~ExchangesPage() override;

    void refresh() override { m_presenter.look(); }
    void cancel() override;
    void entered() override;
    /// These alone, whatever was looked for before.
    void showOnly(const ExchangeFilter& filter);

signals:
    void backWanted();
    void explainWanted(const QString& failure);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void addHeaderButtons();
    QWidget* makeFilters();
    QWidget* makeContent(Preferences& preferences);
    void setUpTable(Preferences& preferences);
    void connectParts();
    void takeFilter();
    void showFilter();
    void showState();
    void showContent();
    void showChosen();
    void showBodies();
    void act();
    void keepPlace();
    void restorePlace(int first, int last);
    void fetchOlder();
    void copySupport();
    void copyCurl();

    ExchangesPresenter& m_presenter;
    QToolButton* m_bodies = nullptr;
    QLineEdit* m_search = nullptr;
    QComboBox* m_service = nullptr;
    QLineEdit* m_mailbox = nullptr;
    QLineEdit* m_run = nullptr;
    QLineEdit* m_deliverable = nullptr;
    QCheckBox* m_failed = nullptr;
    QLabel* m_count = nullptr;
    Banner* m_notice = nullptr;
    ErrorArea* m_error = nullptr;
    QStackedWidget* m_stack = nullptr;
    QSplitter* m_splitter = nullptr;
    QWidget* m_empty = nullptr;
    EmptyState* m_emptyState = nullptr;
    QTreeView* m_table = nullptr;
    ExchangePanel* m_panel = nullptr;
    std::unique_ptr<ColumnMemory> m_columns;
    int m_place = 0; ///< of the scroll bar, while rows come in above
};

} // namespace milepost
