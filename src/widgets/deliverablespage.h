// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/deliverablespresenter.h"
#include "widgets/page.h"

#include <memory>
#include <set>

#include <QUrl>

class QMenu;
class QPushButton;

namespace milepost {

namespace Ui {
class DeliverablesPage;
}
class ColumnMemory;
class DeliverableFilters;
class SteadyTable;

/// The tracker's list, and whether each deliverable stands in the calendar (look/3-deliverables). Runs on:
/// main.
class DeliverablesPage final : public Page {
    Q_OBJECT

public:
    /// `presenter` outlives the page.
    explicit DeliverablesPage(DeliverablesPresenter& presenter, QWidget* parent = nullptr);
    ~DeliverablesPage() override;

    void refresh() override;
    /// Ends a look; where there is none, clears the search.
    void cancel() override;
    void entered() override;

    /// Selects one deliverable and shows it; a filter that hides it is cleared.
    void reveal(qint64 deliverable);

signals:
    /// Nothing is written without a preview (ux 2.2): both lead there.
    void previewWanted(const std::set<qint64>& deliverables);
    void resyncWanted(const std::set<qint64>& deliverables);
    /// Why it is, or is not, to be seen: step by step.
    void explainWanted(qint64 deliverable);
    void exchangesWanted(qint64 deliverable);
    void linkWanted(const QUrl& url); ///< to be opened outside
    void setupWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setUpTable();
    void addHeaderButtons();
    void addShortcuts();
    void restoreSort();
    void fitColumns();
    void showRowMenu(const QPoint& at);
    void fillRowMenu(QMenu& menu);
    void showState();
    void showContent();
    void showSelection();
    void showDetails();
    void foldPanel();
    void togglePanel();
    void act();
    void revealWaiting();
    void lookOnce(); ///< when nobody did yet

    DeliverablesPresenter& m_presenter;
    std::unique_ptr<Ui::DeliverablesPage> m_ui;
    DeliverableFilters* m_filters;
    SteadyTable* m_table;
    ColumnMemory* m_columns = nullptr;
    QPushButton* m_resync;
    QPushButton* m_preview;
    std::optional<bool> m_panelWanted; ///< F4; nothing: as wide as the page is
    std::optional<qint64> m_reveal;
};

} // namespace milepost
