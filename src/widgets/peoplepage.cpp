// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/peoplepage.h"

#include "ui_peoplepage.h"
#include "widgets/banner.h"
#include "widgets/columnmemory.h"
#include "widgets/flowlayout.h"
#include "widgets/icons.h"
#include "widgets/mailboxdialog.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

const QString k_columnsKey = u"people/columns"_s;
constexpr int k_faultLines = 6; // more are scrolled
constexpr int k_faultsPadding = 24;

} // namespace

PeoplePage::PeoplePage(PeoplePresenter& presenter, Preferences& preferences, QWidget* parent)
    : Page(PageId::People,
           tr("Whose mailbox stands for which person of the tracker. The shared calendar does not depend on "
              "it."),
           parent),
      m_presenter(presenter),
      m_ui(std::make_unique<Ui::PeoplePage>()),
      m_dialog(new MailboxDialog(presenter, this)),
      m_banner(new Banner),
      m_import(new QPushButton(icon(u"import"_s, Role::Text), tr("&Import…"))),
      m_export(new QPushButton(icon(u"export"_s, Role::Text), tr("&Export…"))),
      m_set(new QPushButton(icon(u"mailbox"_s, Role::OnAccent), tr("&Set mailbox…"))) {
    addHeaderButtons();
    auto* content = new QWidget;
    m_ui->setupUi(content);
    setContent(content);
    auto* bar = new FlowLayout(m_ui->bar);
    bar->setContentsMargins({});
    bar->setSpacing(8);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_ui->search, m_ui->openOnly, m_ui->takeOut, m_ui->automatic})
        bar->addWidget(widget);
    m_ui->search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    addBanner();
    setUpTable(preferences);
    addShortcuts();
    connectParts();
    showState();
}

PeoplePage::~PeoplePage() { delete m_columns; }

void PeoplePage::addHeaderButtons() {
    m_import->setObjectName(u"importPeople"_s);
    m_import->setToolTip(tr("Decides for many people by a CSV file; stored as a whole or not at all"));
    m_export->setObjectName(u"exportPeople"_s);
    m_export->setToolTip(tr("Writes the people as a CSV file that can be edited and imported"));
    m_set->setObjectName(u"set"_s);
    m_set->setProperty("primary", true);
    for (QPushButton* button : {m_import, m_export, m_set})
        addHeaderWidget(button);
}

void PeoplePage::addBanner() {
    m_ui->column->insertWidget(0, m_banner);
    m_banner->setObjectName(u"notice"_s);
    hideNotice();
}

void PeoplePage::hideNotice() {
    m_banner->hide();
    m_ui->faults->hide();
}

void PeoplePage::setUpTable(Preferences& preferences) {
    QTreeView& view = *m_ui->table;
    view.setModel(&m_presenter.model());
    view.setItemDelegateForColumn(PeopleModel::Status, new StateDelegate(&view));
    QHeaderView& header = *view.header();
    header.setStretchLastSection(true);
    header.setMinimumSectionSize(48);
    for (const auto& [column, width] :
         {std::pair(PeopleModel::Name, 168), std::pair(PeopleModel::Status, 128),
          std::pair(PeopleModel::Mailbox, 216)})
        header.resizeSection(column, width);
    m_columns = new ColumnMemory(header, preferences, k_columnsKey, {PeopleModel::Name});
    connect(&view, &QAbstractItemView::activated, this, &PeoplePage::setMailbox);
    connect(&view, &QWidget::customContextMenuRequested, this, &PeoplePage::showRowMenu);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this, &PeoplePage::showSelection);
}

void PeoplePage::addShortcuts() {
    const auto add = [](const QKeySequence& key, QWidget* where, auto handler) {
        auto* shortcut = new QShortcut(key, where);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, where, handler);
    };
    add(QKeySequence::Find, this, [this] {
        m_ui->search->setFocus(Qt::ShortcutFocusReason);
        m_ui->search->selectAll();
    });
    add(QKeySequence::Delete, m_ui->table, [this] { m_ui->takeOut->click(); });
}

void PeoplePage::connectParts() {
    connect(m_import, &QPushButton::clicked, this, &PeoplePage::askForImport);
    connect(m_export, &QPushButton::clicked, this, &PeoplePage::askForExport);
    connect(m_set, &QPushButton::clicked, this, &PeoplePage::setMailbox);
    connect(m_ui->takeOut, &QPushButton::clicked, this, [this] { decide(PersonWish::k_nobody); });
    connect(m_ui->automatic, &QPushButton::clicked, this, [this] { decide(PersonWish::k_automatic); });
    connect(m_ui->search, &QLineEdit::textChanged, &m_presenter, &PeoplePresenter::setSearch);
    connect(m_ui->openOnly, &QCheckBox::toggled, &m_presenter, &PeoplePresenter::setOpenOnly);
    connect(m_ui->stopReading, &QToolButton::clicked, &m_presenter, &PeoplePresenter::stop);
    connect(m_ui->whatToDo, &QToolButton::toggled, this, &PeoplePage::showState);
    connect(m_ui->emptyState, &EmptyState::actionChosen, this, &PeoplePage::act);
    connect(&m_presenter, &PeoplePresenter::changed, this, &PeoplePage::showState);
    connect(&m_presenter, &PeoplePresenter::refused, this, &PeoplePage::showRefusal);
    connect(&m_presenter, &PeoplePresenter::decisionFailed, this, [this] {
        hideNotice();
        m_ui->whatToDo->setChecked(true);
    });
    connect(&m_presenter, &PeoplePresenter::told, this, [this](const QString& sentence) {
        m_ui->faults->hide();
        m_banner->say(Banner::Tone::Info, sentence, {});
    });
    connect(&m_presenter.session(), &Session::profileChanged, this, [this] {
        hideNotice();
        if (isVisible())
            entered(); // another profile while the page is open
    });
}

void PeoplePage::showState() {
    const ReadingLine reading = m_presenter.reading();
    m_ui->reading->setText({reading.state, reading.word, reading.evidence});
    m_ui->stopReading->setVisible(m_presenter.isWaiting());
    const auto problem = m_presenter.problem();
    const bool isFirst = m_presenter.content() == PeoplePresenter::Content::Failed;
    m_ui->whatToDo->setVisible(problem && !isFirst);
    if (problem && (isFirst || m_ui->whatToDo->isChecked()))
        m_ui->error->setError(*problem, m_presenter.session().backend().clock().utcNow());
    else
        m_ui->error->clear();
    showContent();
    showSelection();
}

void PeoplePage::showContent() {
    using Content = PeoplePresenter::Content;
    const Content content = m_presenter.content();
    const bool isList = content == Content::List;
    m_ui->stack->setCurrentWidget(isList ? static_cast<QWidget*>(m_ui->table) : m_ui->empty);
    m_ui->emptyState->show(m_presenter.contentTitle(), m_presenter.contentText(),
                           content == Content::Waiting || isList ? QString()
                           : content == Content::NoMatch         ? tr("&Clear the filter")
                           : content == Content::NotReady        ? tr("&Open Setup")
                           : content == Content::Failed          ? tr("Try a&gain")
                                                                 : tr("&Read now"));
    m_ui->counts->setVisible(isList || content == Content::NoMatch);
}

void PeoplePage::act() {
    switch (m_presenter.content()) {
    case PeoplePresenter::Content::NoMatch:
        m_ui->search->clear();
        m_ui->openOnly->setChecked(false);
        return;
    case PeoplePresenter::Content::NotReady:
        emit setupWanted();
        return;
    default:
        refresh();
    }
}

std::set<qint64> PeoplePage::selected() const {
    std::set<qint64> people;
    for (const QModelIndex& index : m_ui->table->selectionModel()->selectedRows())
        people.insert(m_presenter.model().row(index)->person);
    return people;
}

const PersonRow* PeoplePage::current() const {
    const QModelIndexList rows = m_ui->table->selectionModel()->selectedRows();
    return rows.size() == 1 ? m_presenter.model().row(rows.front()) : nullptr;
}

void PeoplePage::showSelection() {
    const auto count = static_cast<int>(selected().size());
    const bool mayDecide = count > 0 && !m_presenter.isDeciding();
    m_ui->counts->setText(u"· "_s + m_presenter.countText(count));
    m_set->setEnabled(mayDecide && count == 1);
    m_ui->takeOut->setEnabled(mayDecide);
    m_ui->automatic->setEnabled(mayDecide);
    m_import->setEnabled(!m_presenter.isDeciding() &&
                         m_presenter.content() != PeoplePresenter::Content::NotReady);
    m_export->setEnabled(m_presenter.canExport());
}

void PeoplePage::showRefusal(const QStringList& lines) {
    if (m_dialog->isVisible())
        return; // it says so itself
    const auto count = static_cast<int>(lines.size());
    m_banner->say(Banner::Tone::Danger, tr("Nothing was stored"),
                  count == 1 ? lines.front() : tr("%n thing(s) are wrong.", nullptr, count));
    m_ui->faults->setVisible(count > 1);
    m_ui->faults->setPlainText(lines.join(u'\n'));
    m_ui->faults->setFixedHeight(k_faultsPadding +
                                 std::min(count, k_faultLines) * m_ui->faults->fontMetrics().lineSpacing());
    if (count > 1)
        m_ui->faults->setFocus(Qt::OtherFocusReason);
}

void PeoplePage::setMailbox() {
    if (const PersonRow* row = current(); row != nullptr && !m_presenter.isDeciding())
        m_dialog->ask(*row);
}

void PeoplePage::decide(QLatin1StringView what) { m_presenter.decide(selected(), what); }

void PeoplePage::showRowMenu(const QPoint& at) {
    const PersonRow* row = m_presenter.model().row(m_ui->table->currentIndex());
    if (row == nullptr)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"rowMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillRowMenu(*menu, *row);
    // By the keyboard: at the row, not at the mouse.
    const QRect place = m_ui->table->visualRect(m_ui->table->currentIndex());
    const bool isOnRow = place.top() <= at.y() && at.y() <= place.bottom();
    menu->popup(m_ui->table->viewport()->mapToGlobal(isOnRow ? at : place.bottomLeft()));
}

void PeoplePage::fillRowMenu(QMenu& menu, const PersonRow& row) {
    for (QPushButton* button : {m_set, m_ui->takeOut, m_ui->automatic}) {
        QAction* action = menu.addAction(button->text());
        action->setEnabled(button->isEnabled());
        connect(action, &QAction::triggered, button, &QPushButton::click);
    }
    menu.addSeparator();
    const auto copy = [&](const QString& text, const QString& what) {
        QAction* action = menu.addAction(icon(u"copy"_s), text);
        action->setEnabled(!what.isEmpty());
        connect(action, &QAction::triggered, this, [what] { QGuiApplication::clipboard()->setText(what); });
    };
    copy(tr("Copy &address"), row.mailboxAddress());
    copy(tr("Copy object &ID"), row.mailbox);
}

void PeoplePage::askForImport() {
    auto* dialog = new QFileDialog(this, tr("Import people"));
    dialog->setObjectName(u"importPeopleFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("CSV files (*.csv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &PeoplePresenter::importFile);
    dialog->open();
}

void PeoplePage::askForExport() {
    auto* dialog = new QFileDialog(this, tr("Export people"));
    dialog->setObjectName(u"exportPeopleFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"people.csv"_s);
    dialog->setNameFilters({tr("CSV files (*.csv)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &PeoplePresenter::exportFile);
    dialog->open();
}

void PeoplePage::refresh() { m_presenter.look(); }

void PeoplePage::cancel() {
    if (m_presenter.isReading())
        m_presenter.stop();
    else if (!m_ui->search->text().isEmpty())
        m_ui->search->clear();
}

void PeoplePage::entered() {
    if (!m_presenter.hasLooked())
        m_presenter.look();
    m_ui->search->setFocus(Qt::OtherFocusReason);
}

} // namespace milepost
