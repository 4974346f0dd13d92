// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/preferences.h"
#include "presentation/previewpresenter.h"
#include "widgets/page.h"

#include <memory>

#include <QTimer>

class QAbstractScrollArea;
class QItemSelectionModel;
class QMenu;
class QPushButton;

namespace milepost {

namespace Ui {
class PreviewPage;
}
class ApplyDialog;
class CountButton;

/// The plan before anything is written: as a list with every field, as a month, as the requests that would
/// be sent. Applies exactly what is ticked, after a dialog that says what that is. Runs on: main.
class PreviewPage final : public Page {
    Q_OBJECT

public:
    enum class View { List, Month, Requests };

    /// Both outlive the page.
    PreviewPage(PreviewPresenter& presenter, Preferences& preferences, QWidget* parent = nullptr);
    ~PreviewPage() override;

    void refresh() override;
    void cancel() override;
    void entered() override;
    void showView(View view);

signals:
    void setupWanted();
    void peopleWanted();
    void deliverableWanted(qint64 deliverable); ///< in its list
    void explainWanted(qint64 deliverable);     ///< step by step

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addHeader();
    void addCounts();
    void addTools();
    void connectMonth();
    void addMenus();
    void showRowMenu(QAbstractScrollArea& view, const QPoint& at);
    void fillRowMenu(QMenu& menu, const QModelIndex& row);
    void addTick(QMenu& menu, const QModelIndex& row);
    void addViews(QMenu& menu);
    void restoreView();
    void addViewShortcuts();
    void showAll();
    void showBanners();
    void showLeftOut();
    void showOpened();
    void showNothing();
    void showNothingToDo();
    void showCounts();
    void fitCounts();
    void fitTools();
    void showReading();
    void showRequest();
    void showFailure(const QString& what, const Error& error);
    void showSaved(const QString& path);
    void fillTheGap();
    void orderTabs();
    void jumpTo(PlanGroup group);
    void openInList(const QModelIndex& index);
    void askAndApply();
    void askWhereToSave();
    void askWhatToOpen();

    PreviewPresenter& m_presenter;
    Preferences& m_preferences;
    std::unique_ptr<Ui::PreviewPage> m_ui;
    QItemSelectionModel* m_selection = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_apply = nullptr;
    std::vector<CountButton*> m_counts;
    View m_view = View::List;
    QTimer m_filterDelay;
    QTimer m_second; ///< while both sides are read: how long already
};

} // namespace milepost
