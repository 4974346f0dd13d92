// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/historypage.h"

#include "presentation/runtexts.h"
#include "ui_historypage.h"
#include "widgets/columnmemory.h"
#include "widgets/driftinbox.h"
#include "widgets/icons.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <algorithm>

#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_subjectWidth = 288;

} // namespace

HistoryPage::HistoryPage(HistoryPresenter& presenter, DriftPresenter& drift, Preferences& preferences,
                         QWidget* parent)
    : Page(PageId::History, tr("What every run did in Outlook, and what people edited there since."), parent),
      m_presenter(presenter),
      m_drift(drift),
      m_ui(std::make_unique<Ui::HistoryPage>()),
      m_requests(new QPushButton(tr("Re&quests"))),
      m_export(new QPushButton(icon(u"export"_s, Role::Text), tr("E&xport…"))),
      m_resume(new QPushButton(icon(u"jobs"_s, Role::Text), tr("&Go on with it…"))),
      m_undo(new QPushButton(icon(u"undo"_s, Role::Text), tr("&Undo this run…"))) {
    addHeaderButtons();
    auto* content = new QWidget;
    m_ui->setupUi(content);
    setContent(content);
    m_ui->runTitle->setFont(Theme::font(Theme::Text::Panel));
    m_ui->runWhen->setForegroundRole(QPalette::PlaceholderText);
    m_ui->noWrites->setForegroundRole(QPalette::PlaceholderText);
    setUpTables(preferences);
    setUpSections(preferences);
    connect(m_ui->emptyState, &EmptyState::actionChosen, this, &HistoryPage::act);
    m_ui->exportNotice->hide();
    connect(&m_presenter, &HistoryPresenter::exported, this,
            [this](const QString& sentence) { m_ui->exportNotice->say(Banner::Tone::Info, sentence, {}); });
    connect(&m_presenter.session(), &Session::profileChanged, m_ui->exportNotice, &QWidget::hide);
    connect(&m_presenter, &HistoryPresenter::changed, this, &HistoryPage::showState);
    showState();
}

HistoryPage::~HistoryPage() = default;

void HistoryPage::addHeaderButtons() {
    m_export->setObjectName(u"exportHistory"_s);
    m_export->setToolTip(tr("Writes every run with all that it changed as a CSV or JSON file"));
    m_resume->setObjectName(u"resumeRun"_s);
    m_resume->setToolTip(tr("Shows what is left of the run that was cut off"));
    m_undo->setObjectName(u"undoRun"_s);
    m_undo->setToolTip(tr("Shows what would bring back what stood before the run"));
    m_requests->setObjectName(u"runRequests"_s);
    m_requests->setToolTip(tr("Shows in the exchange log what this run asked of Microsoft"));
    for (QPushButton* button : {m_requests, m_export, m_resume, m_undo})
        addHeaderWidget(button);
    connect(m_requests, &QPushButton::clicked, this, [this] {
        if (const RunRecord* run = m_presenter.chosen())
            emit exchangesWanted(run->id);
    });
    connect(m_export, &QPushButton::clicked, this, &HistoryPage::askForExport);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (m_presenter.canUndo())
            emit undoWanted(m_presenter.chosen()->id);
    });
    connect(m_resume, &QPushButton::clicked, this, [this] {
        if (const RunRecord* run = m_presenter.cutOff())
            emit resumeWanted(run->id);
    });
}

/// Names of events get a part of a wide window, until somebody draws at a width.
bool HistoryPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && !m_columns.back()->isDrawn())
        m_columns.back()->fit(WritesModel::Subject,
                              std::max(k_subjectWidth, m_ui->writes->viewport()->width() * 2 / 5));
    return Page::eventFilter(watched, event);
}

void HistoryPage::setUpTables(Preferences& preferences) {
    QTreeView& runs = *m_ui->runs;
    runs.setModel(&m_presenter.model());
    runs.setItemDelegateForColumn(RunsModel::Status, new StateDelegate(&runs));
    QTreeView& writes = *m_ui->writes;
    writes.setModel(&m_presenter.writes());
    writes.setItemDelegateForColumn(WritesModel::What, new StateDelegate(&writes));
    const auto size = [](QTreeView& view, const std::vector<int>& widths) {
        view.header()->setStretchLastSection(true);
        view.header()->setMinimumSectionSize(48);
        for (int column = 0; column < static_cast<int>(widths.size()); ++column)
            view.header()->resizeSection(column, widths[static_cast<size_t>(column)]);
    };
    size(runs, {56, 176, 136, 128, 120});
    size(writes, {112, k_subjectWidth, 160});
    m_columns.push_back(std::make_unique<ColumnMemory>(*runs.header(), preferences, u"history/runs"_s,
                                                       std::set<int>{RunsModel::Number}));
    m_columns.push_back(std::make_unique<ColumnMemory>(*writes.header(), preferences, u"history/writes"_s,
                                                       std::set<int>{WritesModel::Subject}));
    writes.viewport()->installEventFilter(this);
    connect(runs.selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid())
                    m_presenter.choose(m_presenter.model().run(now));
            });
}

void HistoryPage::setUpSections(Preferences& preferences) {
    m_inbox = new DriftInbox(m_drift, preferences);
    m_ui->sections->addWidget(m_inbox);
    connect(m_inbox, &DriftInbox::explainWanted, this, &HistoryPage::explainWanted);
    m_ui->runsButton->setIcon(icon(u"history"_s));
    m_ui->editsButton->setIcon(icon(u"edited"_s));
    for (QToolButton* button : {m_ui->runsButton, m_ui->editsButton})
        connect(button, &QToolButton::clicked, this,
                [this] { showSection(showsEdits() ? Section::Edits : Section::Runs); });
    connect(&m_drift, &DriftPresenter::changed, this, &HistoryPage::showState);
}

bool HistoryPage::showsEdits() const { return m_ui->editsButton->isChecked(); }

void HistoryPage::showSection(Section section) {
    const bool edits = section == Section::Edits;
    (edits ? m_ui->editsButton : m_ui->runsButton)->setChecked(true);
    m_ui->sections->setCurrentWidget(edits ? static_cast<QWidget*>(m_inbox) : m_ui->runsSection);
    showState();
}

void HistoryPage::askForExport() {
    if (!m_presenter.canExport())
        return;
    auto* dialog = new QFileDialog(this, tr("Export the history"));
    dialog->setObjectName(u"exportHistoryFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"history.csv"_s);
    dialog->setNameFilters({tr("CSV files (*.csv)"), tr("JSON files (*.json)")});
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(u"*.json"_s) ? u"json"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &HistoryPresenter::exportTo);
    dialog->open();
}

void HistoryPage::refresh() {
    if (showsEdits())
        m_presenter.session().refresh();
    else
        m_presenter.look();
}

void HistoryPage::showState() {
    const int open = m_drift.open();
    m_ui->editsButton->setText(open > 0 ? tr("&Edits in Outlook (%1)").arg(open) : tr("&Edits in Outlook"));
    for (QPushButton* button : {m_requests, m_export, m_undo})
        button->setVisible(!showsEdits());
    m_requests->setEnabled(m_presenter.chosen() != nullptr);
    m_export->setEnabled(m_presenter.canExport());
    m_undo->setEnabled(m_presenter.canUndo());
    const RunRecord* cut = m_presenter.cutOff();
    m_resume->setVisible(cut != nullptr && !showsEdits());
    m_resume->setEnabled(cut != nullptr && m_presenter.chosen() != nullptr &&
                         m_presenter.chosen()->id == cut->id);
    if (m_presenter.failure())
        m_ui->error->setError(*m_presenter.failure(), m_presenter.session().look().now());
    else
        m_ui->error->clear();
    showContent();
    showChosen();
}

void HistoryPage::showContent() {
    using Content = HistoryPresenter::Content;
    const Content content = m_presenter.content();
    m_ui->stack->setCurrentWidget(content == Content::List ? m_ui->splitter
                                                           : static_cast<QWidget*>(m_ui->empty));
    switch (content) {
    case Content::List:
        return;
    case Content::NoProfile:
        return m_ui->emptyState->show(tr("No profile is chosen"),
                                      tr("Each profile has a history of its own."));
    case Content::Reading:
        return m_ui->emptyState->show({}, {});
    case Content::Failed:
        return m_ui->emptyState->show(tr("The history could not be read"),
                                      tr("Nothing in Outlook depends on it, but no run can be taken back "
                                         "without it."),
                                      tr("&Try again"));
    case Content::Nothing:
        return m_ui->emptyState->show(
            tr("No run yet"),
            tr("Whatever Milepost writes is listed here, with what stood before, and "
               "can be taken back."),
            tr("&Open Preview"));
    }
}

void HistoryPage::showChosen() {
    const RunRecord* run = m_presenter.chosen();
    if (run == nullptr)
        return;
    if (const QModelIndex row = m_presenter.model().indexOf(run->id);
        m_ui->runs->currentIndex().row() != row.row())
        m_ui->runs->setCurrentIndex(row);
    m_ui->runTitle->setText(tr("Run %1: %2").arg(QString::number(run->id.value), runDoneText(*run)));
    const QString& mailbox = run->start.mailbox;
    m_ui->runWhen->setText(mailbox.isEmpty()
                               ? tr("A calendar for each person")
                               : tr("Calendar “%1” of %2").arg(run->start.calendarName, mailbox));
    const bool wrote = m_presenter.writes().rowCount() > 0;
    m_ui->writes->setVisible(wrote);
    m_ui->noWrites->setVisible(!wrote);
}

void HistoryPage::act() {
    if (m_presenter.content() == HistoryPresenter::Content::Nothing)
        emit previewWanted();
    else
        refresh();
}

void HistoryPage::entered() {
    m_presenter.look();
    if (showsEdits())
        m_inbox->takeFocus();
    else
        m_ui->runs->setFocus(Qt::OtherFocusReason);
}

} // namespace milepost
