// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the page Troubleshoot is made of: complaints, the question, rungs and answer, and what it asks for.
#include "presentation/labeltexts.h"
#include "widgets/elision.h"
#include "widgets/flowlayout.h"
#include "widgets/icons.h"
#include "widgets/requestfolder.h"
#include "widgets/runganswer.h"
#include "widgets/theme.h"
#include "widgets/troubleshootpage.h"
#include "widgets/twolinedelegate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QShortcut>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_rungHeight = 48;

} // namespace

void TroubleshootPage::addHeaderButtons() {
    m_save = new QPushButton(icon(u"export"_s, Role::Text), tr("&Save report…"));
    m_save->setObjectName(u"saveReport"_s);
    m_compare = new QPushButton;
    m_compare->setObjectName(u"compareReport"_s);
    m_compare->setToolTip(tr("Says what changed since a report that was saved as JSON"));
    m_again = new QPushButton(icon(u"refresh"_s, Role::Text), tr("&Run again"));
    m_again->setObjectName(u"runAgain"_s);
    connect(m_save, &QPushButton::clicked, this, &TroubleshootPage::askForFile);
    connect(m_compare, &QPushButton::clicked, this, [this] {
        if (m_presenter.comparedWith().isEmpty())
            askWhatToCompare();
        else
            m_presenter.forgetComparison();
    });
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_presenter.isBusy())
            m_presenter.stop();
        else
            m_presenter.again();
    });
    for (QPushButton* button : {m_save, m_compare, m_again})
        addHeaderWidget(button);
}

QWidget* TroubleshootPage::makeComplaints() {
    auto* bar = new QWidget;
    auto* flow = new FlowLayout(bar, FlowLayout::Fill::None);
    flow->setContentsMargins({});
    flow->setSpacing(8);
    const auto add = [&](const QString& text, const QString& name) {
        auto* button = new QPushButton(text);
        button->setObjectName(name);
        button->setCheckable(true);
        button->setProperty("dense", true); // the four complaints in one row, in the smallest window too
        flow->addWidget(button);
        return button;
    };
    for (const LadderId id : k_ladders) {
        m_complaints[id] = add(ladderTitle(id), u"ladder-"_s + ladderName(id));
        connect(m_complaints[id], &QPushButton::clicked, this, [this, id] { choose(id); });
    }
    m_explain = add(tr("E&xplain one deliverable"), u"explainOne"_s);
    connect(m_explain, &QPushButton::clicked, this, &TroubleshootPage::askWhatToExplain);
    auto* paste = add(tr("&Paste an error…"), u"pasteError"_s);
    connect(paste, &QPushButton::clicked, this, &TroubleshootPage::pasteWanted);
    auto* log = add(tr("Exchange &log"), u"exchangeLog"_s);
    log->setToolTip(tr("Every request that was made, with its ids, times and waits"));
    connect(log, &QPushButton::clicked, this, &TroubleshootPage::exchangesWanted);
    auto* bundle = add(tr("&Diagnostics bundle…"), u"diagnosticsBundle"_s);
    bundle->setToolTip(tr("What support needs, in files that you read before you save them"));
    connect(bundle, &QPushButton::clicked, this, &TroubleshootPage::bundleWanted);
    for (QPushButton* elsewhere : {paste, log, bundle}) // they lead away: none of them stays pressed
        elsewhere->setCheckable(false);
    return bar;
}

/// Which deliverable, and who does not see it.
QWidget* TroubleshootPage::makeQuestion() {
    m_question = new QWidget;
    auto* flow = new FlowLayout(m_question, FlowLayout::Fill::None);
    flow->setContentsMargins({});
    flow->setSpacing(8);
    m_deliverable = new QLineEdit;
    m_deliverable->setObjectName(u"explainNumber"_s);
    m_deliverable->setPlaceholderText(tr("Number of the deliverable"));
    m_deliverable->setAccessibleName(tr("Number of the deliverable"));
    m_deliverable->setToolTip(tr("As the tracker tells it; Ctrl+K finds deliverables by their title"));
    m_deliverable->setMinimumWidth(208);
    m_deliverable->setValidator(
        new QRegularExpressionValidator(QRegularExpression(u"\\s*[0-9]{0,18}\\s*"_s), m_deliverable));
    m_viewer = new QLineEdit;
    m_viewer->setObjectName(u"explainViewer"_s);
    m_viewer->setPlaceholderText(tr("Who does not see it (address, optional)"));
    m_viewer->setAccessibleName(tr("Who does not see it"));
    m_viewer->setToolTip(tr("Down offers the usual ones"));
    m_viewer->setMinimumWidth(296);
    QAction* offer = m_viewer->addAction(icon(u"chevron-down"_s), QLineEdit::TrailingPosition);
    offer->setText(tr("Who may be asked about"));
    connect(offer, &QAction::triggered, this, &TroubleshootPage::offerViewers);
    auto* down = new QShortcut(Qt::Key_Down, m_viewer);
    down->setContext(Qt::WidgetShortcut);
    connect(down, &QShortcut::activated, this, &TroubleshootPage::offerViewers);
    auto* go = new QPushButton(tr("&Explain"));
    go->setObjectName(u"explainGo"_s);
    m_what = new ElidedLabel;
    m_what->setObjectName(u"explainTitle"_s);
    m_what->setMinimumHeight(32);
    m_what->setForegroundRole(QPalette::PlaceholderText);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_deliverable, m_viewer, go, m_what})
        flow->addWidget(widget);
    connect(go, &QPushButton::clicked, this, &TroubleshootPage::ask);
    for (QLineEdit* edit : {m_deliverable, m_viewer})
        connect(edit, &QLineEdit::returnPressed, this, &TroubleshootPage::ask);
    connect(m_deliverable, &QLineEdit::textChanged, this, &TroubleshootPage::showWhat);
    return m_question;
}

QWidget* TroubleshootPage::makePanes() {
    m_panes = new QWidget;
    auto* panes = new QHBoxLayout(m_panes);
    panes->setContentsMargins({});
    panes->setSpacing(16);
    m_rungs = new QListView;
    m_rungs->setObjectName(u"rungs"_s);
    m_rungs->setAccessibleName(tr("Checks"));
    m_rungs->setModel(&m_presenter.model());
    m_rungs->setItemDelegate(new TwoLineDelegate(k_rungHeight, m_rungs));
    m_rungs->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    panes->addWidget(m_rungs);
    m_answer = new RungAnswer(m_presenter);
    panes->addWidget(m_answer, 1);
    return m_panes;
}

void TroubleshootPage::askAndFix(const RungFix& fix) {
    if (m_presenter.isBusy() || !m_presenter.session().profile())
        return;
    if (fix.kind == RungFix::Kind::RequestPack) {
        QFileDialog* dialog = requestFolderDialog(m_presenter.session().profile()->name, this);
        connect(dialog, &QFileDialog::fileSelected, &m_presenter, &TroubleshootPresenter::writeRequestPack);
        dialog->open();
    } else if (fixAsks(fix.kind)) {
        confirm(fix);
    } else {
        m_presenter.fix(fix);
    }
}

/// What stays is said before it is done.
void TroubleshootPage::confirm(const RungFix& fix) {
    auto* question = new QMessageBox(this);
    question->setObjectName(u"confirmFix"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText); // names of others are among the words
    question->setWindowTitle(pageName(PageId::Troubleshoot));
    const QString title = shortTitle(fixTitle(fix));
    question->setText(tr("%1?").arg(title));
    question->setInformativeText(m_presenter.effectOf(fix));
    if (auto* effect = question->findChild<QLabel*>(u"qt_msgbox_informativelabel"_s))
        effect->setTextFormat(Qt::PlainText); // setTextFormat() is about the title alone
    QPushButton* cancel = question->addButton(tr("&Cancel"), QMessageBox::RejectRole);
    QPushButton* act = question->addButton(QString(title).replace(u'&', u"&&"_s), QMessageBox::AcceptRole);
    act->setObjectName(u"fixConfirm"_s);
    act->setProperty("primary", true);
    question->setDefaultButton(cancel);
    question->setEscapeButton(cancel);
    connect(act, &QPushButton::clicked, this, [this, fix, profile = m_presenter.session().profile()->name] {
        const auto& now = m_presenter.session().profile(); // another start may have chosen another meanwhile
        if (now && now->name == profile)
            m_presenter.fix(fix);
    });
    question->open();
}

void TroubleshootPage::askForFile() {
    auto* dialog = new QFileDialog(this, tr("Save report"));
    dialog->setObjectName(u"reportFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"html"_s);
    dialog->setNameFilters({tr("Web page (*.html)"), tr("Markdown (*.md)"), tr("JSON (*.json)")});
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        const qsizetype dot = filter.lastIndexOf(u'.');
        dialog->setDefaultSuffix(filter.mid(dot + 1, filter.lastIndexOf(u')') - dot - 1));
    });
    dialog->selectFile(ladderName(m_presenter.report()->id));
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &TroubleshootPresenter::save);
    dialog->open();
}

void TroubleshootPage::askWhatToCompare() {
    auto* dialog = new QFileDialog(this, tr("Compare with an earlier report"));
    dialog->setObjectName(u"earlierReport"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Reports (*.json)")});
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &TroubleshootPresenter::compareWith);
    dialog->open();
}

} // namespace milepost
