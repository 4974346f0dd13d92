// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/deliverablespage.h"

#include "ui_deliverablespage.h"
#include "widgets/columnmemory.h"
#include "widgets/deliverablefilters.h"
#include "widgets/icons.h"
#include "widgets/steadytable.h"

#include <QHeaderView>
#include <QPushButton>
#include <QShortcut>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const QString k_columnsKey = u"deliverables/columns"_s;
constexpr int k_panelFrom = 900; // page width that has room for the panel: a window of 1100

} // namespace

DeliverablesPage::DeliverablesPage(DeliverablesPresenter& presenter, QWidget* parent)
    : Page(PageId::Deliverables, tr("What the tracker holds, and whether it stands in the calendar."),
           parent),
      m_presenter(presenter),
      m_ui(std::make_unique<Ui::DeliverablesPage>()),
      m_resync(new QPushButton),
      m_preview(new QPushButton) {
    addHeaderButtons();
    auto* content = new QWidget;
    m_ui->setupUi(content);
    setContent(content);
    m_filters = new DeliverableFilters(*m_ui, presenter, this);
    m_table = new SteadyTable(*m_ui->table, presenter.model(), this);
    setUpTable();
    addShortcuts();
    m_ui->splitter->setStretchFactor(0, 1);
    m_ui->splitter->setStretchFactor(1, 0);
    m_ui->splitter->setSizes({720, 296});
    connect(&m_presenter, &DeliverablesPresenter::changed, this, &DeliverablesPage::showState);
    connect(&m_presenter.session(), &Session::profileChanged, this, [this] {
        if (isVisible())
            lookOnce(); // another profile while the page is open
    });
    connect(m_table, &SteadyTable::selectionChanged, this, &DeliverablesPage::showSelection);
    connect(m_table, &SteadyTable::currentChanged, this, &DeliverablesPage::showDetails);
    connect(m_ui->panel, &DeliverablePanel::explainWanted, this, &DeliverablesPage::explainWanted);
    connect(m_ui->panel, &DeliverablePanel::linkWanted, this, &DeliverablesPage::linkWanted);
    connect(m_ui->emptyState, &EmptyState::actionChosen, this, &DeliverablesPage::act);
    connect(m_ui->stopReading, &QToolButton::clicked, this, [this] { m_presenter.session().stopReading(); });
    connect(m_ui->whatToDo, &QToolButton::toggled, this, &DeliverablesPage::showState);
    foldPanel();
    showState();
    showDetails();
}

DeliverablesPage::~DeliverablesPage() {
    // The table is hidden and laid out once more while it goes.
    m_ui->table->viewport()->removeEventFilter(this);
    delete m_columns;
}

void DeliverablesPage::addHeaderButtons() {
    m_resync->setObjectName(u"resync"_s);
    m_resync->setIcon(icon(u"refresh"_s, Role::Text));
    m_preview->setObjectName(u"preview"_s);
    m_preview->setIcon(icon(u"preview"_s, Role::OnAccent));
    m_preview->setProperty("primary", true);
    m_preview->setToolTip(tr("Shows what a run would do with them (Ctrl+Enter)"));
    m_resync->setToolTip(tr("Reads both sides again and shows what a run would do with them"));
    addHeaderWidget(m_resync);
    addHeaderWidget(m_preview);
    connect(m_resync, &QPushButton::clicked, this, [this] { emit resyncWanted(m_table->selected()); });
    connect(m_preview, &QPushButton::clicked, this, [this] { emit previewWanted(m_table->selected()); });
}

void DeliverablesPage::setUpTable() {
    QTreeView& view = *m_ui->table;
    view.setItemDelegateForColumn(static_cast<int>(DeliverableColumn::InCalendar), new StateDelegate(&view));
    QHeaderView& header = *view.header();
    header.setSectionsMovable(true);
    header.setFirstSectionMovable(true);
    header.setSectionsClickable(true);
    header.setStretchLastSection(true);
    header.setSortIndicatorShown(true);
    header.setMinimumSectionSize(48);
    const DeliverableSort& sort = m_presenter.sort();
    header.setSortIndicator(static_cast<int>(sort.column), sort.order);
    // Without its title a row cannot be told from others.
    m_columns = new ColumnMemory(header, m_presenter.preferences(), k_columnsKey,
                                 {static_cast<int>(DeliverableColumn::Title)});
    restoreSort();
    // Later: the header is in the middle of it.
    connect(m_columns, &ColumnMemory::rearranged, this, &DeliverablesPage::fitColumns, Qt::QueuedConnection);
    view.viewport()->installEventFilter(this);
    connect(&header, &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        m_presenter.sortBy({static_cast<DeliverableColumn>(column), order});
    });
    connect(&view, &QWidget::customContextMenuRequested, this, &DeliverablesPage::showRowMenu);
    connect(&view, &QAbstractItemView::activated, this, [this] {
        m_panelWanted = true;
        foldPanel();
    });
}

bool DeliverablesPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == m_ui->table->viewport())
        fitColumns();
    return Page::eventFilter(watched, event);
}

void DeliverablesPage::addShortcuts() {
    const auto add = [this](const QKeySequence& key, auto handler) {
        auto* shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    add(QKeySequence::Find, [this] {
        m_ui->search->setFocus(Qt::ShortcutFocusReason);
        m_ui->search->selectAll();
    });
    const auto preview = [this] {
        if (m_preview->isEnabled())
            m_preview->click();
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_Return), preview);
    add(QKeySequence(Qt::CTRL | Qt::Key_Enter), preview);
    add(QKeySequence(Qt::ALT | Qt::Key_W), [this] {
        m_panelWanted = true;
        foldPanel();
        m_ui->panel->focusWhy();
    });
    add(QKeySequence(Qt::Key_F4), [this] { togglePanel(); });
}

void DeliverablesPage::showState() {
    const ReadingLine reading = m_presenter.reading();
    m_ui->reading->setText({reading.state, reading.word, reading.evidence});
    m_ui->stopReading->setVisible(m_presenter.session().isWaiting());
    // Where nothing matches, the empty place offers it.
    m_ui->clearFilters->setVisible(!m_presenter.filter().isDefault() &&
                                   m_presenter.content() != DeliverablesPresenter::Content::NoMatch);
    const auto& failure = m_presenter.session().failure();
    const auto& survey = m_presenter.session().survey();
    const std::optional<Error> error = failure ? failure : survey ? survey->calendarFailure() : std::nullopt;
    const bool isFirst = m_presenter.content() == DeliverablesPresenter::Content::Failed;
    m_ui->whatToDo->setVisible(error && !isFirst);
    if (error && (isFirst || m_ui->whatToDo->isChecked()))
        m_ui->error->setError(*error, m_presenter.session().backend().clock().utcNow());
    else
        m_ui->error->clear();
    showContent();
    showSelection();
    revealWaiting();
}

void DeliverablesPage::showContent() {
    using Content = DeliverablesPresenter::Content;
    const Content content = m_presenter.content();
    const bool isList = content == Content::List;
    QWidget* shown = isList ? static_cast<QWidget*>(m_ui->table) : m_ui->empty;
    if (m_ui->stack->currentWidget() != shown)
        m_ui->stack->setCurrentWidget(shown);
    m_ui->emptyState->show(m_presenter.contentTitle(), m_presenter.contentText(),
                           content == Content::Waiting || isList ? QString()
                           : content == Content::NoMatch         ? tr("Clear &filters")
                           : content == Content::NotReady        ? tr("&Open Setup")
                           : content == Content::Failed          ? tr("Try a&gain")
                                                                 : tr("&Read now"));
    m_ui->counts->setVisible(isList || content == Content::NoMatch);
    foldPanel();
}

void DeliverablesPage::act() {
    using Content = DeliverablesPresenter::Content;
    switch (m_presenter.content()) {
    case Content::NoMatch:
        m_filters->clear();
        return;
    case Content::NotReady:
        emit setupWanted();
        return;
    default:
        refresh();
    }
}

void DeliverablesPage::showSelection() {
    const int count = m_table->selectedCount();
    m_ui->counts->setText(u"· "_s + m_presenter.countText(count));
    const bool isSome = count > 0;
    m_preview->setText(isSome ? tr("Preview %n selected", nullptr, count) : tr("Preview selected"));
    m_resync->setText(isSome ? tr("Resync %n selected…", nullptr, count) : tr("Resync selected…"));
    m_preview->setEnabled(isSome);
    m_resync->setEnabled(isSome);
    const auto& profile = m_presenter.session().profile();
    m_resync->setVisible(!profile || !profile->readOnly);
}

void DeliverablesPage::showDetails() {
    const auto current = m_table->current();
    m_ui->panel->setDetails(current ? m_presenter.details(*current) : std::nullopt);
}

void DeliverablesPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    foldPanel();
}

void DeliverablesPage::foldPanel() {
    const bool isList = m_presenter.content() == DeliverablesPresenter::Content::List;
    m_ui->panel->setVisible(isList && m_panelWanted.value_or(width() >= k_panelFrom));
}

void DeliverablesPage::togglePanel() {
    m_panelWanted = !m_ui->panel->isVisible();
    foldPanel();
}

void DeliverablesPage::refresh() { m_presenter.session().refresh(); }

void DeliverablesPage::cancel() {
    if (m_presenter.session().isReading())
        m_presenter.session().stopReading();
    else if (!m_ui->search->text().isEmpty())
        m_ui->search->clear();
}

void DeliverablesPage::lookOnce() {
    if (!m_presenter.session().survey() && !m_presenter.session().failure())
        refresh();
}

void DeliverablesPage::entered() {
    lookOnce();
    m_ui->search->setFocus(Qt::OtherFocusReason);
}

void DeliverablesPage::reveal(qint64 deliverable) {
    m_reveal = deliverable;
    if (m_presenter.model().rowOf(deliverable) < 0)
        m_filters->clear();
    revealWaiting();
}

/// The list may still be on its way.
void DeliverablesPage::revealWaiting() {
    if (!m_reveal || m_presenter.model().rowOf(*m_reveal) < 0)
        return;
    m_table->select(*m_reveal);
    m_reveal.reset();
    m_ui->table->setFocus(Qt::OtherFocusReason);
}

} // namespace milepost
