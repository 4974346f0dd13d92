// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/exchangespage.h"

#include "presentation/exchangetexts.h"
#include "widgets/banner.h"
#include "widgets/card.h"
#include "widgets/columnmemory.h"
#include "widgets/errorarea.h"
#include "widgets/exchangepanel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_secondsAMinute = 60;

} // namespace

ExchangesPage::ExchangesPage(ExchangesPresenter& presenter, Preferences& preferences, QWidget* parent)
    : Page(PageId::ExchangeLog,
           tr("Every request to Microsoft and to the tracker, as it happens. Secrets are never kept."),
           parent),
      m_presenter(presenter) {
    addHeaderButtons();
    setContent(makeContent(preferences));
    connectParts();
    showState();
    showChosen();
    showBodies();
}

ExchangesPage::~ExchangesPage() = default;

void ExchangesPage::connectParts() {
    connect(&m_presenter, &ExchangesPresenter::changed, this, &ExchangesPage::showState);
    connect(&m_presenter, &ExchangesPresenter::chosenChanged, this, &ExchangesPage::showChosen);
    connect(&m_presenter, &ExchangesPresenter::bodiesChanged, this, &ExchangesPage::showBodies);
    connect(m_notice, &Banner::actionChosen, this, [this] { m_presenter.keepBodies(0); });
    connect(m_emptyState, &EmptyState::actionChosen, this, &ExchangesPage::act);
    for (QLineEdit* field : {m_search, m_mailbox, m_run, m_deliverable})
        connect(field, &QLineEdit::textEdited, this, &ExchangesPage::takeFilter);
    connect(m_service, &QComboBox::activated, this, &ExchangesPage::takeFilter);
    connect(m_failed, &QCheckBox::clicked, this, &ExchangesPage::takeFilter);
    connect(m_panel, &ExchangePanel::supportWanted, this, &ExchangesPage::copySupport);
    connect(m_panel, &ExchangePanel::curlWanted, this, &ExchangesPage::copyCurl);
    connect(m_panel, &ExchangePanel::explainWanted, this, [this] {
        if (m_presenter.chosen() != nullptr)
            emit explainWanted(exchangeFailureText(*m_presenter.chosen()));
    });
}

void ExchangesPage::takeFilter() {
    ExchangeFilter filter;
    filter.text = m_search->text().trimmed();
    filter.mailbox = m_mailbox->text().trimmed();
    filter.run = m_run->text().toLongLong();
    filter.deliverable = m_deliverable->text().toLongLong();
    filter.failedOnly = m_failed->isChecked();
    filter.stage = static_cast<Error::Stage>(m_service->currentData().toInt());
    m_presenter.setFilter(filter);
}

/// Where somebody else set it. Texts that say so already stay as they are: somebody is typing.
void ExchangesPage::showFilter() {
    const ExchangeFilter& filter = m_presenter.filter();
    const auto put = [](QLineEdit& field, const QString& text) {
        if (field.text().trimmed() != text)
            field.setText(text);
    };
    const auto number = [](qint64 value) { return value == 0 ? QString() : QString::number(value); };
    put(*m_search, filter.text);
    put(*m_mailbox, filter.mailbox);
    if (m_run->text().toLongLong() != filter.run)
        m_run->setText(number(filter.run));
    if (m_deliverable->text().toLongLong() != filter.deliverable)
        m_deliverable->setText(number(filter.deliverable));
    m_failed->setChecked(filter.failedOnly);
    m_service->setCurrentIndex(m_service->findData(static_cast<int>(filter.stage)));
}

void ExchangesPage::showOnly(const ExchangeFilter& filter) {
    m_presenter.setFilter(filter);
    showFilter();
}

void ExchangesPage::showState() {
    showFilter();
    m_count->setText(m_presenter.countText());
    m_bodies->setEnabled(m_presenter.session().profile().has_value());
    if (m_presenter.failure() && m_presenter.content() != ExchangesPresenter::Content::NoProfile)
        m_error->setError(*m_presenter.failure(), m_presenter.session().backend().clock().utcNow());
    else
        m_error->clear();
    showContent();
}

void ExchangesPage::showContent() {
    using Content = ExchangesPresenter::Content;
    const Content content = m_presenter.content();
    m_stack->setCurrentWidget(content == Content::List ? static_cast<QWidget*>(m_splitter) : m_empty);
    switch (content) {
    case Content::List:
        return;
    case Content::NoProfile:
        return m_emptyState->show(tr("No profile is chosen"), tr("Each profile has a log of its own."));
    case Content::Reading:
        return m_emptyState->show(tr("Reading the log…"), {});
    case Content::Failed:
        return m_emptyState->show(tr("The exchange log could not be read"),
                                  tr("Nothing else depends on it: runs go on without it."), tr("Try a&gain"));
    case Content::NoMatch:
        return m_emptyState->show(
            tr("No request matches the filter"),
            tr("What is looked for stands in addresses, codes, errors and request ids."),
            tr("C&lear the filter"));
    case Content::Nothing:
        return m_emptyState->show(
            tr("No request yet"),
            tr("Whatever Milepost asks of Microsoft or of the tracker with this profile is "
               "listed here, as it happens."),
            tr("Loo&k at both sides"));
    }
}

void ExchangesPage::act() {
    using Content = ExchangesPresenter::Content;
    switch (m_presenter.content()) {
    case Content::NoMatch:
        m_presenter.setFilter({});
        return m_search->setFocus(Qt::OtherFocusReason);
    case Content::Nothing:
        return m_presenter.session().refresh();
    default:
        m_presenter.look();
    }
}

void ExchangesPage::showChosen() {
    const ExchangeRecord* chosen = m_presenter.chosen();
    m_panel->show(chosen);
    if (chosen == nullptr)
        return;
    const QModelIndex row = m_presenter.model().indexOf(chosen->id);
    if (row.isValid() && m_table->currentIndex().row() != row.row())
        m_table->setCurrentIndex(row);
}

void ExchangesPage::showBodies() {
    const auto left = static_cast<int>(m_presenter.bodiesLeft().count());
    if (left <= 0)
        return m_notice->hide();
    const QString clock = u"%1:%2"_s.arg(QString::number(left / k_secondsAMinute),
                                         QString::number(left % k_secondsAMinute).rightJustified(2, u'0'));
    m_notice->say(Banner::Tone::Info, tr("Bodies are kept for another %1 minutes").arg(clock),
                  tr("Secrets are taken out of them before they are written; names, titles and addresses are "
                     "not. It ends by itself."),
                  tr("&Stop"));
}

void ExchangesPage::keepPlace() { m_place = m_table->verticalScrollBar()->value(); }

/// Rows that come in above move nothing that somebody is looking at; who looks at the newest sees them come.
void ExchangesPage::restorePlace(int first, int last) {
    if (first != 0 || m_place == 0)
        return;
    m_table->doItemsLayout();
    const int height = m_table->visualRect(m_table->model()->index(0, 0)).height();
    m_table->verticalScrollBar()->setValue(m_place + (last - first + 1) * height);
}

/// A screenful before the end, so that nobody waits at it.
void ExchangesPage::fetchOlder() {
    const QScrollBar& bar = *m_table->verticalScrollBar();
    if (m_table->isVisible() && bar.value() + bar.pageStep() >= bar.maximum())
        m_presenter.model().fetchOlder();
}

void ExchangesPage::copySupport() {
    std::vector<ExchangeRecord> records;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        records.push_back(*m_presenter.model().record(row.row()));
    if (records.empty() && m_presenter.chosen() != nullptr)
        records.push_back(*m_presenter.chosen());
    if (records.empty())
        return;
    const auto count = static_cast<int>(records.size());
    QGuiApplication::clipboard()->setText(exchangeSupportText(std::move(records)));
    m_panel->say(tr("%n request(s) copied", nullptr, count));
}

void ExchangesPage::copyCurl() {
    if (m_presenter.chosen() == nullptr)
        return;
    QGuiApplication::clipboard()->setText(exchangeCurlText(*m_presenter.chosen()));
    m_panel->say(tr("Copied; put the token into the variable TOKEN"));
}

void ExchangesPage::cancel() {
    if (m_presenter.filter() == ExchangeFilter())
        emit backWanted();
    else
        m_presenter.setFilter({});
}

void ExchangesPage::entered() { m_search->setFocus(Qt::OtherFocusReason); }

void ExchangesPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_presenter.follow(true);
}

void ExchangesPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    m_presenter.follow(false);
}

} // namespace milepost
