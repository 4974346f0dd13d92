// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/driftinbox.h"

#include "ui_driftinbox.h"
#include "widgets/columnmemory.h"
#include "widgets/flowlayout.h"
#include "widgets/statedelegate.h"

#include <array>

#include <QEvent>
#include <QHeaderView>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// Where the room is small; the last column is the date.
constexpr std::array k_widths{std::pair(DriftModel::Decision, 112), std::pair(DriftModel::Event, 168),
                              std::pair(DriftModel::What, 80),      std::pair(DriftModel::Sent, 118),
                              std::pair(DriftModel::Ours, 118),     std::pair(DriftModel::Theirs, 118)};
constexpr int k_dateWidth = 144;

} // namespace

DriftInbox::DriftInbox(DriftPresenter& presenter, Preferences& preferences, QWidget* parent)
    : QWidget(parent),
      m_presenter(presenter),
      m_ui(std::make_unique<Ui::DriftInbox>()) {
    m_ui->setupUi(this);
    auto* bar = new FlowLayout(m_ui->driftBar);
    bar->setContentsMargins({});
    bar->setSpacing(8);
    // The first fills what is left.
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_ui->driftCounts, m_ui->driftKeep, m_ui->driftRestore,
                                         m_ui->driftIgnore, m_ui->driftForget, m_ui->driftExplain})
        bar->addWidget(widget);
    m_ui->driftCounts->setForegroundRole(QPalette::PlaceholderText);
    m_ui->driftNotice->hide();
    setUpTable(preferences);
    connectButtons();
    connect(&m_presenter, &DriftPresenter::changed, this, &DriftInbox::showState);
    showState();
}

DriftInbox::~DriftInbox() = default;

void DriftInbox::setUpTable(Preferences& preferences) {
    QTreeView& view = *m_ui->edits;
    view.setModel(&m_presenter.model());
    view.setItemDelegateForColumn(DriftModel::Decision, new StateDelegate(&view));
    QHeaderView& header = *view.header();
    header.setStretchLastSection(true);
    header.setMinimumSectionSize(48);
    for (const auto& [column, width] : k_widths)
        header.resizeSection(column, width);
    m_columns = std::make_unique<ColumnMemory>(header, preferences, u"history/edits"_s,
                                               std::set<int>{DriftModel::Event});
    view.viewport()->installEventFilter(this);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this, &DriftInbox::showSelection);
    connect(view.selectionModel(), &QItemSelectionModel::currentChanged, this, &DriftInbox::showSelection);
    connect(&m_presenter.model(), &QAbstractItemModel::rowsRemoved, this, &DriftInbox::showSelection);
}

/// What is compared gets the room that is left, until somebody draws at a width.
void DriftInbox::fitColumns() {
    int room = m_ui->edits->viewport()->width() - k_dateWidth;
    for (const auto& [column, width] : k_widths)
        room -= width;
    if (m_columns->isDrawn())
        return;
    for (const auto& [column, width] : k_widths)
        if (column != DriftModel::Decision && column != DriftModel::What)
            m_columns->fit(column, width + std::max(0, room) / 4);
}

bool DriftInbox::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void DriftInbox::connectButtons() {
    const auto decides = [this](QPushButton* button, std::optional<DriftDecision::Kind> kind) {
        connect(button, &QPushButton::clicked, this, [this, kind] { m_presenter.decide(chosen(), kind); });
    };
    decides(m_ui->driftKeep, DriftDecision::Kind::Keep);
    decides(m_ui->driftRestore, DriftDecision::Kind::Restore);
    decides(m_ui->driftIgnore, DriftDecision::Kind::Ignore);
    decides(m_ui->driftForget, std::nullopt);
    connect(m_ui->driftExplain, &QPushButton::clicked, this, [this] {
        if (const auto deliverable = chosenDeliverable())
            emit explainWanted(*deliverable);
    });
    connect(m_ui->driftNotice, &Banner::actionChosen, &m_presenter, &DriftPresenter::undo);
    connect(m_ui->driftEmptyState, &EmptyState::actionChosen, this,
            [this] { m_presenter.session().refresh(); });
}

/// The selected rows; the current one where none is: Tab makes one current and selects nothing.
std::set<DriftId> DriftInbox::chosen() const {
    std::set<DriftId> ids;
    for (const QModelIndex& row : m_ui->edits->selectionModel()->selectedRows())
        if (const auto id = m_presenter.model().id(row))
            ids.insert(*id);
    if (ids.empty())
        if (const auto id = m_presenter.model().id(m_ui->edits->currentIndex()))
            ids.insert(*id);
    return ids;
}

std::optional<qint64> DriftInbox::chosenDeliverable() const {
    std::set<qint64> about;
    for (const auto& [key, field] : chosen())
        about.insert(key.deliverable);
    return about.size() == 1 ? std::optional(*about.begin()) : std::nullopt;
}

void DriftInbox::showSelection() {
    const std::set<DriftId> ids = chosen();
    const bool can = !ids.empty(); // also while one is stored: who works by keyboard keeps the button
    for (QPushButton* button : {m_ui->driftKeep, m_ui->driftRestore, m_ui->driftIgnore})
        button->setEnabled(can);
    m_ui->driftForget->setEnabled(can && m_presenter.canForget(ids));
    m_ui->driftExplain->setEnabled(chosenDeliverable().has_value());
    const auto count = static_cast<int>(ids.size());
    m_ui->driftCounts->setText(count > 0 ? tr("%n selected", nullptr, count)
                                         : tr("%n open", nullptr, m_presenter.open()));
}

void DriftInbox::showState() {
    if (m_presenter.failure())
        m_ui->driftError->setError(*m_presenter.failure(), m_presenter.session().look().now());
    else
        m_ui->driftError->clear();
    if (m_presenter.notice().isEmpty())
        m_ui->driftNotice->hide();
    else
        m_ui->driftNotice->say(Banner::Tone::Info, m_presenter.notice(), {}, tr("&Undo"));
    showContent();
    showSelection();
}

void DriftInbox::showContent() {
    using Content = DriftPresenter::Content;
    const Content content = m_presenter.content();
    const bool isList = content == Content::List;
    m_ui->driftBar->setVisible(isList);
    m_ui->driftStack->setCurrentWidget(isList ? m_ui->edits : static_cast<QWidget*>(m_ui->driftEmpty));
    switch (content) {
    case Content::List:
        return;
    case Content::NotReady:
        return m_ui->driftEmptyState->show(tr("No profile is chosen"),
                                           tr("Edits are looked for in the calendar of a profile."));
    case Content::Reading:
        return m_ui->driftEmptyState->show(tr("Looking for edits"), {});
    case Content::NotRead:
        return m_ui->driftEmptyState->show(
            tr("Nobody looked yet"),
            tr("Edits are found by a look at the tracker and the calendar, which did "
               "not succeed yet."),
            tr("&Look now"));
    case Content::Nothing:
        return m_ui->driftEmptyState->show(
            tr("Nobody edited an event of ours"),
            tr("What people edit, move or delete in Outlook is listed here, and stays or comes back as you "
               "decide."));
    }
}

void DriftInbox::takeFocus() {
    if (m_presenter.content() != DriftPresenter::Content::List)
        return;
    if (!m_ui->edits->currentIndex().isValid())
        m_ui->edits->selectionModel()->setCurrentIndex(m_presenter.model().index(0, 0),
                                                       QItemSelectionModel::NoUpdate);
    m_ui->edits->setFocus(Qt::OtherFocusReason);
}

} // namespace milepost
