// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/session.h"
#include "widgets/page.h"
#include "widgets/theme.h"

#include <QHash>
#include <QKeySequence>
#include <QMainWindow>

class QFrame;
class QStackedWidget;
class QVBoxLayout;

namespace milepost {

class NavigationRail;
class ProfileBar;

/// The window: profile bar, rail, page area, job strip (ux 1). It knows its pages as pages only. Runs on:
/// main.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// `session` and `theme` outlive the window.
    MainWindow(Session& session, Theme& theme, QWidget* parent = nullptr);

    /// In the order of the rail. Takes the page.
    void addPage(Page* page);
    /// One that is not on the rail: there its parent is marked. Takes the page.
    void addPageBelow(PageId parent, Page* page);
    [[nodiscard]] Page* page(PageId id) const { return m_pages.value(static_cast<int>(id)); }
    /// Shown in place of everything else while there is no profile. Takes it.
    void setFirstStart(QWidget* view);
    /// The strip at the bottom; it shows and hides itself, the page gets shorter. Takes it.
    void setJobStrip(QWidget* strip);

    /// Above everything else; it shows and hides itself. Takes it.
    void setTopBar(QWidget* bar);

    /// Between the profile bar and the page; it shows and hides itself. Takes it.
    void setNotice(QWidget* bar);

    void showPage(PageId id);
    /// In the order of the rail.
    [[nodiscard]] const QList<PageId>& pages() const { return m_order; }
    /// Those that are not on it.
    [[nodiscard]] QList<PageId> pagesBelow() const { return m_parents.keys(); }
    /// What opens it; empty beyond the ninth.
    [[nodiscard]] QKeySequence keyOf(PageId id) const;
    [[nodiscard]] PageId currentPage() const;
    [[nodiscard]] ProfileBar& profileBar() const { return *m_profileBar; }

signals:
    void pageShown(milepost::PageId page);
    void finderWanted();
    /// Help was asked for where no page can be shown yet.
    void handbookWanted();
    /// Somebody closed the window; it stays open when the event is ignored by a filter.
    void closing();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void addShortcuts();
    void cycleFocus();
    void showRightView();

    Session& m_session;
    ProfileBar* m_profileBar;
    NavigationRail* m_rail;
    QStackedWidget* m_stack;
    QWidget* m_console;
    QStackedWidget* m_views; ///< first start, or the console
    QVBoxLayout* m_column;
    QWidget* m_firstStart = nullptr;
    QHash<int, Page*> m_pages;
    QMap<PageId, PageId> m_parents; ///< of pages that are not on the rail
    QList<PageId> m_order;
};

} // namespace milepost
