// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/troubleshootpage.h"

#include "widgets/banner.h"
#include "widgets/card.h"
#include "widgets/flowlayout.h"
#include "widgets/icons.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"
#include "widgets/twolinedelegate.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_rungHeight = 48;
constexpr int k_rungsWidth = 344;  // look/7-troubleshoot
constexpr int k_narrowBelow = 900; // the rungs then take less

} // namespace

TroubleshootPage::TroubleshootPage(TroubleshootPresenter& presenter, QWidget* parent)
    : Page(PageId::Troubleshoot,
           tr("Pick what you were told. Each check stops at the first thing that is wrong and says what to "
              "do."),
           parent),
      m_presenter(presenter) {
    addHeaderButtons();
    auto* content = new QWidget;
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins({});
    rows->setSpacing(12);
    m_notice = new Banner;
    m_notice->setObjectName(u"troubleshootNotice"_s);
    m_notice->hide();
    m_empty = new EmptyState;
    m_empty->show(tr("Nothing was checked yet"),
                  tr("Choose a complaint above. Nothing is written, and every check says what it saw."));
    rows->addWidget(m_notice);
    rows->addWidget(makeComplaints());
    rows->addWidget(makeQuestion());
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
    m_rungs->setFixedWidth(k_rungsWidth);
    panes->addWidget(m_rungs);
    panes->addWidget(makeAnswer(), 1);
    rows->addWidget(m_panes, 1);
    rows->addWidget(m_empty, 1);
    setContent(content);
    connect(m_rungs->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TroubleshootPage::showCurrent);
    connect(&m_presenter, &TroubleshootPresenter::changed, this, &TroubleshootPage::showState);
    connect(&m_presenter, &TroubleshootPresenter::saved, this, [this](const QString& sentence) {
        m_notice->say(Banner::Tone::Info, sentence, {});
        m_notice->show();
    });
    showState();
}

void TroubleshootPage::choose(LadderId id) {
    m_explains = false;
    m_presenter.start(id);
}

void TroubleshootPage::explain(qint64 deliverable) {
    m_explains = true;
    m_deliverable->setText(QString::number(deliverable));
    ask();
}

void TroubleshootPage::ask() {
    LadderWish wish;
    bool isNumber = false;
    const qint64 number = m_deliverable->text().trimmed().toLongLong(&isNumber);
    if (isNumber && number > 0)
        wish.trace.deliverable = number;
    wish.trace.viewer = m_viewer->text().trimmed();
    if (wish.trace.deliverable || m_deliverable->text().trimmed().isEmpty())
        m_presenter.start(LadderId::EventsNotAppearing, wish);
    else
        m_deliverable->setFocus();
}

void TroubleshootPage::showState() {
    const auto& ladder = m_presenter.ladder();
    const bool isEvents = m_explains || ladder == LadderId::EventsNotAppearing;
    for (const auto& [id, button] : m_complaints)
        button->setChecked(ladder == id && !m_explains);
    m_explain->setChecked(m_explains);
    m_question->setVisible(isEvents);
    m_panes->setVisible(ladder.has_value());
    m_empty->setVisible(!ladder);
    m_save->setEnabled(m_presenter.report().has_value());
    m_again->setEnabled(ladder.has_value());
    m_again->setText(m_presenter.isRunning() ? tr("&Cancel") : tr("&Run again"));
    m_notice->hide();
    m_headline->setText(m_presenter.headline());
    m_headline->setVisible(!m_presenter.headline().isEmpty());
    m_state->setVisible(!m_presenter.isRunning());
    m_state->setText({m_presenter.state(), {}, {}});
    const auto& report = m_presenter.report();
    showRung(report ? report->failedRung() : nullptr);
    if (m_presenter.failure())
        setBlock(u"happened"_s, diagnose(*m_presenter.failure(), Surface::Window).explanation);
    if (!report)
        return;
    for (int row = 0; row < m_presenter.model().rowCount(); ++row)
        if (m_presenter.model().rung(row)->state == RungState::Failed)
            m_rungs->setCurrentIndex(m_presenter.model().index(row));
}

void TroubleshootPage::showRung(const Rung* rung) {
    while (QLayoutItem* item = m_fixes->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const bool isFailed = rung != nullptr && rung->state == RungState::Failed;
    QStringList near;
    for (const CalendarNote& note : rung != nullptr ? rung->nearNotes : std::vector<CalendarNote>())
        near << tr("“%1”: %2").arg(note.name, note.differs);
    setBlock(u"happened"_s, rung != nullptr ? rung->evidence : QString());
    setBlock(u"why"_s, rung != nullptr ? rungWhy(*rung) : QString());
    setBlock(u"near"_s, near.join(u'\n'));
    setBlock(u"advice"_s, rung != nullptr && isFailed ? rungAdvice(*rung).join(u'\n')
                          : rung != nullptr           ? rung->remedies.join(u'\n')
                                                      : QString());
    setBlock(u"facts"_s, rung != nullptr && rung->atUtc.isValid() ? rungFacts(*rung) : QString());
    if (rung == nullptr)
        return;
    for (const RungFix& fix : rung->fixes) {
        auto* button = new QPushButton(fixTitle(fix));
        button->setObjectName(u"fix-%1"_s.arg(static_cast<int>(fix.kind)));
        connect(button, &QPushButton::clicked, this, [this, fix] { m_presenter.fix(fix); });
        m_fixes->addWidget(button);
    }
}

void TroubleshootPage::showCurrent() {
    if (const Rung* rung = m_presenter.model().rung(m_rungs->currentIndex().row()); rung != nullptr) {
        if (!m_presenter.isRunning())
            m_headline->setText(rung->state == RungState::Failed ? m_presenter.headline() : rung->title);
        showRung(rung);
    }
}

void TroubleshootPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_rungs->setFixedWidth(width() < k_narrowBelow ? k_rungsWidth * 3 / 4 : k_rungsWidth);
}

void TroubleshootPage::askForFile() {
    auto* dialog = new QFileDialog(this, tr("Save report"));
    dialog->setObjectName(u"reportFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"html"_s);
    dialog->setNameFilters({tr("Web page (*.html)"), tr("Markdown (*.md)"), tr("JSON (*.json)")});
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &TroubleshootPresenter::save);
    dialog->open();
}

} // namespace milepost
