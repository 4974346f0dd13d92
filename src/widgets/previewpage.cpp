// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/previewpage.h"

#include "ui_previewpage.h"
#include "widgets/countbutton.h"
#include "widgets/elision.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QShortcut>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const QString k_columnsKey = u"preview/columns"_s;
const QString k_viewKey = u"preview/view"_s;
const QString k_unchangedKey = u"preview/unchanged"_s;
constexpr std::array k_viewNames{"list", "month", "requests"};

} // namespace

PreviewPage::PreviewPage(PreviewPresenter& presenter, Preferences& preferences, QWidget* parent)
    : Page(PageId::Preview, {}, parent),
      m_presenter(presenter),
      m_preferences(preferences),
      m_ui(std::make_unique<Ui::PreviewPage>()) {
    auto* content = new QWidget;
    m_ui->setupUi(content);
    addHeader();
    setContent(content);
    addCounts();
    m_ui->tree->setPlan(&m_presenter.model());
    m_ui->tree->keepColumns(preferences, k_columnsKey);
    m_selection = m_ui->tree->selectionModel();
    m_ui->requestList->hideFields();
    m_ui->requestList->setPlan(&m_presenter.model());
    m_ui->requestList->setSelectionModel(m_selection);
    m_ui->requestList->setHeaderHidden(true);
    m_ui->requestList->setColumnHidden(PlanModel::DateColumn, true);
    m_ui->requestList->setColumnHidden(PlanModel::ReasonColumn, true);
    m_ui->month->setPlan(&m_presenter.model(), m_selection);
    addTools();
    connectMonth();
    addMenus();
    addViewShortcuts();
    connect(m_selection, &QItemSelectionModel::currentChanged, this, &PreviewPage::showRequest);
    connect(&m_presenter, &PreviewPresenter::changed, this, &PreviewPage::showAll);
    connect(&m_presenter, &PreviewPresenter::ticksChanged, this, [this] {
        showCounts();
        showNothing();
    });
    connect(&m_presenter.session(), &Session::profileChanged, this, [this] {
        if (isVisible())
            entered();
    });
    connect(&m_presenter, &PreviewPresenter::failed, this, &PreviewPage::showFailure);
    connect(&m_presenter, &PreviewPresenter::planSaved, this, &PreviewPage::showSaved);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        showNothing();
        showReading();
    });
    orderTabs();
    restoreView();
    showAll();
}

PreviewPage::~PreviewPage() = default;

void PreviewPage::addHeader() {
    m_open = new QPushButton(tr("&Open…"));
    m_open->setObjectName(u"openPlan"_s);
    m_open->setToolTip(tr("Open a saved plan and hold it against the present one"));
    m_save = new QPushButton(tr("&Save plan…"));
    m_save->setObjectName(u"savePlan"_s);
    m_apply = new QPushButton;
    m_apply->setObjectName(u"applyPlan"_s);
    m_apply->setProperty("primary", true);
    for (QPushButton* button : {m_open, m_save, m_apply}) {
        button->setAutoDefault(false);
        addHeaderWidget(button);
    }
    connect(m_open, &QPushButton::clicked, this, &PreviewPage::askWhatToOpen);
    connect(m_save, &QPushButton::clicked, this, &PreviewPage::askWhereToSave);
    connect(m_apply, &QPushButton::clicked, this, &PreviewPage::askAndApply);
}

void PreviewPage::addCounts() {
    for (int id = 0; id < k_planGroups; ++id) {
        const auto group = static_cast<PlanGroup>(id);
        auto* button = new CountButton(group, m_ui->summary);
        button->setObjectName(u"count%1"_s.arg(id));
        m_ui->counts->insertWidget(id, button);
        m_counts.push_back(button);
        connect(button, &QToolButton::clicked, this, [this, group] { jumpTo(group); });
    }
    m_ui->failureArea->viewport()->setAutoFillBackground(false); // the card shows through
    m_ui->failureError->setAutoFillBackground(false);
    m_ui->forecast->setForegroundRole(QPalette::PlaceholderText);
    m_ui->requestHint->setForegroundRole(QPalette::PlaceholderText);
}

void PreviewPage::addTools() {
    const auto dress = [](QToolButton* button, const QString& name) {
        button->setIcon(icon(name, Role::Text));
        connect(button, &QToolButton::toggled, button,
                [button, name](bool isOn) { button->setIcon(icon(name, isOn ? Role::Accent : Role::Text)); });
    };
    for (QToolButton* button : {m_ui->listButton, m_ui->monthButton, m_ui->requestsButton})
        letShrink(*button); // the name of the month stays whole
    dress(m_ui->listButton, u"list"_s);
    dress(m_ui->monthButton, u"calendar"_s);
    dress(m_ui->requestsButton, u"json"_s);
    connect(m_ui->listButton, &QToolButton::clicked, this, [this] { showView(View::List); });
    connect(m_ui->monthButton, &QToolButton::clicked, this, [this] { showView(View::Month); });
    connect(m_ui->requestsButton, &QToolButton::clicked, this, [this] { showView(View::Requests); });
    connect(m_ui->unchanged, &QCheckBox::toggled, this, [this](bool isOn) {
        m_preferences.write(k_unchangedKey, isOn);
        m_presenter.model().setListsUnchanged(isOn);
    });
    m_ui->unchanged->setChecked(m_preferences.read(k_unchangedKey).toBool());
    m_ui->filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    // Of a large plan a row map costs some milliseconds: one for a burst of keys.
    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(60);
    connect(m_ui->filter, &QLineEdit::textChanged, &m_filterDelay, QOverload<>::of(&QTimer::start));
    connect(&m_filterDelay, &QTimer::timeout, this,
            [this] { m_presenter.model().setFilter(m_ui->filter->text().trimmed()); });
    connect(m_ui->expandButton, &QPushButton::clicked, m_ui->tree,
            [this] { m_ui->tree->setEverythingExpanded(true); });
    connect(m_ui->collapseButton, &QPushButton::clicked, m_ui->tree,
            [this] { m_ui->tree->setEverythingExpanded(false); });
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(Theme::font(Theme::Text::Header).pointSizeF());
    m_ui->request->setFont(fixed);
    m_ui->request->document()->setDocumentMargin(12);
    m_ui->forecastIcon->setPixmap(icon(u"wait"_s).pixmap(20, 20));
    connect(m_ui->copyRequest, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_ui->request->toPlainText()); });
    connect(m_ui->restrictedBanner, &Banner::actionChosen, this, [this] {
        if (m_presenter.canAcceptView())
            m_presenter.session().acceptView();
        else
            emit setupWanted();
    });
    connect(m_ui->leftOutBanner, &Banner::actionChosen, this, &PreviewPage::peopleWanted);
    connect(m_ui->openedBanner, &Banner::actionChosen, &m_presenter, &PreviewPresenter::closeOpenedPlan);
    connect(m_ui->narrowedBanner, &Banner::actionChosen, &m_presenter, &PreviewPresenter::showWholePlan);
    connect(m_ui->noticeBanner, &Banner::actionChosen, m_ui->noticeBanner, &QWidget::hide);
    m_ui->failure->hide();
    m_ui->failureTitle->setFont(Theme::font(Theme::Text::Panel));
    connect(m_ui->dismissFailure, &QPushButton::clicked, m_ui->failure, &QWidget::hide);
    connect(m_ui->aimBanner, &Banner::actionChosen, &m_presenter, &PreviewPresenter::showUsualPlan);
    connect(m_ui->stopReading, &QToolButton::clicked, &m_presenter, &PreviewPresenter::stopReading);
    connect(m_ui->empty, &EmptyState::actionChosen, this, &PreviewPage::fillTheGap);
}

/// The one action of an empty place.
void PreviewPage::fillTheGap() {
    switch (m_presenter.nothing()) {
    case PreviewPresenter::Nothing::NoMatch:
        return m_ui->filter->clear();
    case PreviewPresenter::Nothing::Reading:
        return m_presenter.stopReading();
    case PreviewPresenter::Nothing::NotReady:
        emit setupWanted();
        return;
    case PreviewPresenter::Nothing::None:
    case PreviewPresenter::Nothing::NotLooked:
    case PreviewPresenter::Nothing::CouldNotRead:
        return refresh();
    case PreviewPresenter::Nothing::NothingToDo:
        return m_presenter.canCloseRun() ? m_presenter.closeRun() : refresh();
    }
}

/// As it is read: the counts came into being after what stands below them.
void PreviewPage::orderTabs() {
    QWidget* last = m_ui->narrowedBanner->findChild<QPushButton*>();
    for (CountButton* button : m_counts) {
        setTabOrder(last, button);
        last = button;
    }
    setTabOrder(last, m_ui->listButton);
}

void PreviewPage::connectMonth() {
    MonthView* month = m_ui->month;
    month->setToday(m_presenter.session().backend().clock().utcNow().toLocalTime().date());
    month->setDay(month->today());
    m_ui->monthName->setFont(Theme::font(Theme::Text::Panel));
    m_ui->previousMonth->setIcon(icon(u"chevron-left"_s, Role::Text));
    m_ui->nextMonth->setIcon(icon(u"chevron-right"_s, Role::Text));
    const auto name = [this] {
        m_ui->monthName->setText(m_ui->month->monthName());
        m_ui->monthName->setMinimumWidth(m_ui->monthName->sizeHint().width());
    };
    name();
    connect(month, &MonthView::monthChanged, this, name);
    connect(month, &MonthView::openWanted, this, &PreviewPage::openInList);
    connect(m_ui->previousMonth, &QToolButton::clicked, this,
            [month] { month->setDay(month->day().addMonths(-1)); });
    connect(m_ui->nextMonth, &QToolButton::clicked, this,
            [month] { month->setDay(month->day().addMonths(1)); });
    connect(m_ui->todayButton, &QPushButton::clicked, this, [month] { month->setDay(month->today()); });
}

void PreviewPage::addViewShortcuts() {
    for (const View view : {View::List, View::Month, View::Requests}) {
        auto* shortcut = new QShortcut(
            QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key(Qt::Key_1 + static_cast<int>(view))), this);
        connect(shortcut, &QShortcut::activated, this, [this, view] { showView(view); });
    }
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, this, [this] { m_ui->filter->setFocus(); });
}

void PreviewPage::refresh() { m_presenter.refresh(); }

void PreviewPage::cancel() {
    if (!m_ui->filter->text().isEmpty())
        m_ui->filter->clear();
    else
        m_presenter.stopReading();
}

void PreviewPage::entered() {
    if (!m_presenter.look().survey())
        refresh();
}

void PreviewPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) // a pixmap keeps the colours it was made with
        m_ui->forecastIcon->setPixmap(icon(u"wait"_s).pixmap(20, 20));
}

void PreviewPage::restoreView() {
    const QString kept = m_preferences.read(k_viewKey).toString();
    const auto name =
        std::ranges::find_if(k_viewNames, [&](const char* one) { return kept == QLatin1String(one); });
    showView(name == k_viewNames.end() ? View::List : static_cast<View>(name - k_viewNames.begin()));
}

void PreviewPage::showView(View view) {
    m_view = view;
    m_preferences.write(k_viewKey, QString::fromLatin1(k_viewNames.at(static_cast<size_t>(view))));
    m_ui->listButton->setChecked(view == View::List);
    m_ui->monthButton->setChecked(view == View::Month);
    m_ui->requestsButton->setChecked(view == View::Requests);
    m_ui->monthTools->setVisible(view == View::Month);
    m_ui->expandButton->setVisible(view == View::List);
    m_ui->collapseButton->setVisible(view == View::List);
    fitTools();
    showNothing();
    showReading();
    showRequest();
}

void PreviewPage::jumpTo(PlanGroup group) {
    showView(View::List);
    if (group == PlanGroup::Unchanged)
        m_ui->unchanged->setChecked(true); // there is nothing to see else
    const QModelIndex index = m_presenter.model().groupIndex(group);
    if (!index.isValid())
        return;
    m_ui->tree->expand(index);
    m_ui->tree->setCurrentIndex(index);
    m_ui->tree->scrollTo(index, QAbstractItemView::PositionAtTop);
    m_ui->tree->setFocus();
}

void PreviewPage::openInList(const QModelIndex& index) {
    showView(View::List);
    m_ui->tree->expand(index);
    m_ui->tree->setCurrentIndex(index);
    m_ui->tree->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_ui->tree->setFocus();
}

} // namespace milepost
