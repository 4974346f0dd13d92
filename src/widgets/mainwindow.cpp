// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/mainwindow.h"

#include "widgets/navigationrail.h"
#include "widgets/profilebar.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Session& session, Theme& theme, QWidget* parent)
    : QMainWindow(parent),
      m_session(session),
      m_profileBar(new ProfileBar(session)),
      m_rail(new NavigationRail),
      m_stack(new QStackedWidget),
      m_console(new QWidget),
      m_views(new QStackedWidget),
      m_column(new QVBoxLayout(m_console)) {
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Milepost"));
    setMinimumSize(960, 600);
    resize(1280, 800);
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    m_column->addWidget(m_profileBar);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_stack, 1);
    m_column->addLayout(row, 1);
    m_views->addWidget(m_console);
    auto* whole = new QWidget;
    auto* rows = new QVBoxLayout(whole);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(m_views);
    setCentralWidget(whole);

    connect(m_rail, &NavigationRail::chosen, this, &MainWindow::showPage);
    connect(m_profileBar, &ProfileBar::finderWanted, this, &MainWindow::finderWanted);
    connect(&m_session, &Session::profilesChanged, this, &MainWindow::showRightView);
    connect(&m_session, &Session::profileChanged, this, &MainWindow::showRightView);
    connect(&theme, &Theme::changed, this, [this] { update(); });
    addShortcuts();
}

void MainWindow::addPage(Page* page) {
    m_pages.insert(static_cast<int>(page->id()), page);
    m_order.append(page->id());
    m_stack->addWidget(page);
    m_rail->addPage(page->id());
    connect(page, &Page::badgeChanged, m_rail,
            [this, id = page->id()](const QString& badge) { m_rail->setBadge(id, badge); });
    if (const QKeySequence key = keyOf(page->id()); !key.isEmpty())
        connect(new QShortcut(key, this), &QShortcut::activated, this,
                [this, id = page->id()] { showPage(id); });
    if (m_order.size() == 1)
        showPage(page->id());
}

void MainWindow::addPageBelow(PageId parent, Page* page) {
    m_pages.insert(static_cast<int>(page->id()), page);
    m_parents.insert(page->id(), parent);
    m_stack->addWidget(page);
}

QKeySequence MainWindow::keyOf(PageId id) const {
    if (id == PageId::Settings)
        return Qt::CTRL | Qt::Key_Comma;
    if (id == PageId::Help)
        return Qt::Key_F1;
    const auto place = m_order.indexOf(id) + 1;
    return place >= 1 && place <= 9 ? QKeySequence(u"Ctrl+%1"_s.arg(place)) : QKeySequence();
}

void MainWindow::setFirstStart(QWidget* view) {
    auto* area = new QScrollArea; // in the smallest window, and in longer languages
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(view);
    m_firstStart = area;
    m_views->addWidget(area);
    showRightView();
}

void MainWindow::setJobStrip(QWidget* strip) { m_column->addWidget(strip); }

void MainWindow::setTopBar(QWidget* bar) {
    static_cast<QVBoxLayout*>(centralWidget()->layout())->insertWidget(0, bar);
}

void MainWindow::setNotice(QWidget* bar) { m_column->insertWidget(1, bar); }

void MainWindow::showRightView() {
    const bool isFirst = m_firstStart != nullptr && m_session.hasLoaded() && m_session.profiles().empty();
    m_views->setCurrentWidget(isFirst ? m_firstStart : m_console);
    const auto& profile = m_session.profile();
    setWindowTitle(profile ? tr("%1 – Milepost").arg(profile->name) : tr("Milepost"));
}

void MainWindow::showPage(PageId id) {
    Page* wanted = page(id);
    if (wanted == nullptr)
        return;
    if (id == PageId::Help && m_firstStart != nullptr && m_views->currentWidget() == m_firstStart)
        return emit handbookWanted();
    {
        const QSignalBlocker quiet(m_rail); // it would open what is marked
        m_rail->setCurrent(m_parents.value(id, id));
    }
    if (m_stack->currentWidget() != wanted) {
        m_stack->setCurrentWidget(wanted);
        wanted->entered();
        emit pageShown(id);
    }
}

PageId MainWindow::currentPage() const {
    const auto* current = qobject_cast<const Page*>(m_stack->currentWidget());
    return current != nullptr ? current->id() : PageId::Setup;
}

void MainWindow::addShortcuts() {
    const auto add = [this](const QKeySequence& key, auto act) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, act);
    };
    const auto current = [this] { return qobject_cast<Page*>(m_stack->currentWidget()); };
    add(Qt::Key_F5, [current] {
        if (Page* page = current())
            page->refresh();
    });
    add(Qt::Key_Escape, [current] {
        if (Page* page = current())
            page->cancel();
    });
    add(Qt::CTRL | Qt::Key_K, [this] { emit finderWanted(); });
    add(Qt::Key_F6, [this] { cycleFocus(); });
    add(Qt::CTRL | Qt::Key_Q, [this] { close(); }); // asks while a run is under way
}

/// Profile bar → rail → page → profile bar.
void MainWindow::cycleFocus() {
    const QWidget* focus = focusWidget();
    if (focus != nullptr && m_profileBar->isAncestorOf(focus))
        m_rail->focusList();
    else if (focus != nullptr && m_rail->isAncestorOf(focus))
        m_stack->currentWidget()->setFocus(Qt::ShortcutFocusReason), m_stack->currentWidget()->focusWidget();
    else
        m_profileBar->takeFocus();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    event->accept();
    emit closing();
}

} // namespace milepost
