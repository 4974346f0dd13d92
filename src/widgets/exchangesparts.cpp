// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the page of the exchange log is made of.
#include "widgets/banner.h"
#include "widgets/card.h"
#include "widgets/columnmemory.h"
#include "widgets/errorarea.h"
#include "widgets/exchangepanel.h"
#include "widgets/exchangespage.h"
#include "widgets/flowlayout.h"
#include "widgets/icons.h"
#include "widgets/longtree.h"
#include "widgets/menubutton.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array k_widths{std::pair(ExchangeModel::Time, 184),    std::pair(ExchangeModel::Method, 72),
                              std::pair(ExchangeModel::Request, 296), std::pair(ExchangeModel::Status, 104),
                              std::pair(ExchangeModel::Code, 136),    std::pair(ExchangeModel::Duration, 88)};
constexpr int k_leastTable = 96; // px
constexpr int k_numberWidth = 104;
constexpr int k_mailboxWidth = 152;

/// A field for the number of something.
QLineEdit* numberField(const QString& objectName, const QString& name) {
    auto* field = new QLineEdit;
    field->setObjectName(objectName);
    field->setPlaceholderText(name);
    field->setAccessibleName(name);
    field->setClearButtonEnabled(true);
    field->setMinimumWidth(k_numberWidth);
    field->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9]{0,15}"_s), field));
    return field;
}

} // namespace

void ExchangesPage::addHeaderButtons() {
    auto* back = new QPushButton(icon(u"chevron-left"_s, Role::Text), tr("&Troubleshoot"));
    back->setObjectName(u"backToTroubleshoot"_s);
    back->setToolTip(tr("Back to the page Troubleshoot"));
    connect(back, &QPushButton::clicked, this, &ExchangesPage::backWanted);
    m_bodies = new MenuButton;
    m_bodies->setObjectName(u"keepBodies"_s);
    m_bodies->setText(tr("Keep &bodies…"));
    m_bodies->setIcon(icon(u"wait"_s, Role::Text));
    m_bodies->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bodies->setFocusPolicy(Qt::StrongFocus);
    m_bodies->setToolTip(
        tr("Keeps what is sent and answered too, for a time. Secrets are taken out before it is "
           "written; names, titles and addresses are not"));
    auto* menu = new QMenu(m_bodies);
    for (const int minutes : ExchangesPresenter::k_bodyMinutes)
        connect(menu->addAction(tr("For %n minute(s)", nullptr, minutes)), &QAction::triggered, this,
                [this, minutes] { m_presenter.keepBodies(minutes); });
    m_bodies->setMenu(menu);
    addHeaderWidget(back);
    addHeaderWidget(m_bodies);
}

QWidget* ExchangesPage::makeFilters() {
    auto* bar = new QWidget;
    auto* flow = new FlowLayout(bar);
    flow->setContentsMargins({});
    flow->setSpacing(8);
    m_search = new QLineEdit;
    m_search->setObjectName(u"exchangeSearch"_s);
    m_search->setPlaceholderText(tr("Address, code, error, request ID"));
    m_search->setAccessibleName(tr("Search in the requests"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(200);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_service = new QComboBox;
    m_service->setObjectName(u"exchangeService"_s);
    m_service->setAccessibleName(tr("Service"));
    m_service->addItem(tr("Every service"), static_cast<int>(Error::Stage::None));
    m_service->addItem(tr("Sign-in"), static_cast<int>(Error::Stage::Token));
    m_service->addItem(tr("Microsoft Graph"), static_cast<int>(Error::Stage::Graph));
    m_service->addItem(tr("Tracker"), static_cast<int>(Error::Stage::Tracker));
    m_mailbox = new QLineEdit;
    m_mailbox->setObjectName(u"exchangeMailbox"_s);
    m_mailbox->setPlaceholderText(tr("Mailbox"));
    m_mailbox->setAccessibleName(tr("Mailbox"));
    m_mailbox->setClearButtonEnabled(true);
    m_mailbox->setMinimumWidth(k_mailboxWidth);
    m_run = numberField(u"exchangeRun"_s, tr("Run"));
    m_deliverable = numberField(u"exchangeDeliverable"_s, tr("Deliverable"));
    m_failed = new QCheckBox(tr("&Failed only"));
    m_failed->setObjectName(u"exchangeFailed"_s);
    m_count = new QLabel;
    m_count->setObjectName(u"exchangeCount"_s);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_search, m_service, m_mailbox, m_run,
                                                           m_deliverable, m_failed, m_count})
        flow->addWidget(widget);
    return bar;
}

QWidget* ExchangesPage::makeContent(Preferences& preferences) {
    auto* content = new QWidget;
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins({});
    rows->setSpacing(8);
    m_notice = new Banner;
    m_notice->setObjectName(u"bodiesNotice"_s);
    m_error = new ErrorArea;
    m_table = new LongTree;
    m_panel = new ExchangePanel;
    setUpTable(preferences);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    auto* details = new QScrollArea; // in the smallest window, and in longer languages
    details->setFrameShape(QFrame::NoFrame);
    details->setWidgetResizable(true);
    details->setFocusPolicy(Qt::NoFocus);
    details->setMinimumHeight(k_leastTable);
    details->setWidget(m_panel);
    m_splitter->addWidget(details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_emptyState = new EmptyState;
    auto* empty = new Card;
    (new QVBoxLayout(empty))->addWidget(m_emptyState);
    m_empty = empty;
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    rows->addWidget(m_notice);
    rows->addWidget(makeFilters());
    rows->addWidget(m_error);
    rows->addWidget(m_stack, 1);
    return content;
}

void ExchangesPage::setUpTable(Preferences& preferences) {
    QTreeView& view = *m_table;
    view.setObjectName(u"exchanges"_s);
    view.setAccessibleName(tr("Requests"));
    view.setRootIsDecorated(false);
    view.setItemsExpandable(false);
    view.setUniformRowHeights(true);
    view.setAllColumnsShowFocus(true);
    view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setMinimumHeight(k_leastTable);
    // Before the view: it must not have moved anything yet.
    connect(&m_presenter.model(), &QAbstractItemModel::rowsAboutToBeInserted, this,
            &ExchangesPage::keepPlace);
    view.setModel(&m_presenter.model());
    connect(&m_presenter.model(), &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { restorePlace(first, last); });
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, &ExchangesPage::fetchOlder);
    connect(view.verticalScrollBar(), &QScrollBar::rangeChanged, this, &ExchangesPage::fetchOlder);
    view.setItemDelegateForColumn(ExchangeModel::Status, new StateDelegate(&view));
    view.header()->setStretchLastSection(true);
    view.header()->setMinimumSectionSize(48);
    for (const auto& [column, width] : k_widths)
        view.header()->resizeSection(column, width);
    m_columns = std::make_unique<ColumnMemory>(*view.header(), preferences, u"exchanges/columns"_s,
                                               std::set<int>{ExchangeModel::Request});
    connect(view.selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (const ExchangeRecord* record = m_presenter.model().record(now.row()))
                    m_presenter.choose(record->id);
            });
    connect(new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, this, &ExchangesPage::copySupport);
    connect(new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, [this] {
                m_search->setFocus(Qt::ShortcutFocusReason);
                m_search->selectAll();
            });
}

} // namespace milepost
