// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/troubleshootpage.h"

#include "widgets/banner.h"
#include "widgets/card.h"
#include "widgets/elision.h"
#include "widgets/runganswer.h"

#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_rungsWidth = 344;  // look/7-troubleshoot
constexpr int k_narrowBelow = 900; // the rungs then take less
constexpr int k_lowBelow = 640;
constexpr int k_plainButton = 32;
constexpr int k_largeButton = 40;

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
    rows->setSpacing(8);
    m_notice = new Banner;
    m_notice->setObjectName(u"troubleshootNotice"_s);
    m_notice->hide();
    m_empty = new EmptyState;
    rows->addWidget(m_notice);
    rows->addWidget(makeComplaints());
    rows->addWidget(makeQuestion());
    rows->addWidget(makePanes(), 1);
    rows->addWidget(m_empty, 1);
    setContent(content);
    connect(m_rungs->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &TroubleshootPage::showCurrent);
    connect(m_rungs, &QListView::clicked, this, &TroubleshootPage::showCurrent); // the same once more
    connect(&m_presenter, &TroubleshootPresenter::changed, this, &TroubleshootPage::showState);
    connect(&m_presenter, &TroubleshootPresenter::ticked, m_answer, &RungAnswer::showTime);
    connect(&m_presenter, &TroubleshootPresenter::saved, this, &TroubleshootPage::say);
    connect(m_answer, &RungAnswer::fixWanted, this, &TroubleshootPage::askAndFix);
    connect(m_answer, &RungAnswer::actionWanted, this, &TroubleshootPage::actionWanted);
    connect(&m_presenter.session(), &Session::surveyChanged, this, &TroubleshootPage::showWhat);
    showState();
}

void TroubleshootPage::say(const QString& sentence) {
    m_notice->say(Banner::Tone::Info, sentence, {});
    m_notice->show();
}

void TroubleshootPage::choose(LadderId id) {
    m_explains = false;
    m_presenter.start(id);
    showState(); // also where nothing could be begun
}

void TroubleshootPage::askWhatToExplain() {
    m_explains = true;
    showState();
    m_deliverable->setFocus(Qt::OtherFocusReason);
    m_deliverable->selectAll();
}

void TroubleshootPage::explain(qint64 deliverable) {
    m_explains = true;
    m_deliverable->setText(QString::number(deliverable));
    m_viewer->clear(); // of whom it was asked before
    ask();
    m_rungs->setFocus(Qt::OtherFocusReason);
}

qint64 TroubleshootPage::number() const { return m_deliverable->text().trimmed().toLongLong(); }

void TroubleshootPage::ask() {
    if (m_explains && number() <= 0)
        return m_deliverable->setFocus();
    if (m_explains && m_viewer->text().trimmed().isEmpty())
        m_viewer->setText(m_presenter.viewers(number()).value(0));
    LadderWish wish;
    if (number() > 0)
        wish.trace.deliverable = number();
    wish.trace.viewer = m_viewer->text().trimmed();
    m_presenter.start(LadderId::EventsNotAppearing, wish);
}

/// Which deliverable the number is of.
void TroubleshootPage::showWhat() {
    const QString title = number() > 0 ? m_presenter.titleOf(number()) : QString();
    m_what->setText(title);
    m_what->setVisible(!title.isEmpty());
}

/// Who would be asked about; any other address can be typed.
void TroubleshootPage::offerViewers() {
    auto* menu = new QMenu(this);
    menu->setObjectName(u"viewers"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString& address : m_presenter.viewers(number()))
        connect(menu->addAction(QString(address).replace(u'&', u"&&"_s)), &QAction::triggered, m_viewer,
                [this, address] { m_viewer->setText(address); });
    if (menu->isEmpty())
        menu->addAction(tr("Nobody is known: type an address"))->setEnabled(false);
    menu->popup(m_viewer->mapToGlobal(QPoint(0, m_viewer->height())));
}

void TroubleshootPage::showState() {
    const auto& ladder = m_presenter.ladder();
    const bool isBusy = m_presenter.isBusy();
    for (const auto& [id, button] : m_complaints)
        button->setChecked(ladder == id && !m_explains);
    m_explain->setChecked(m_explains);
    m_question->setVisible(m_explains || ladder == LadderId::EventsNotAppearing);
    const bool isShown = ladder && (!m_explains || ladder == LadderId::EventsNotAppearing);
    m_panes->setVisible(isShown);
    m_empty->setVisible(!isShown);
    if (!isShown)
        showNothing();
    const bool hasReport = m_presenter.report() && !isBusy;
    m_save->setEnabled(hasReport);
    m_compare->setEnabled(hasReport);
    m_compare->setText(m_presenter.comparedWith().isEmpty() ? tr("C&ompare…") : tr("Stop c&omparing"));
    m_again->setEnabled(ladder.has_value());
    m_again->setText(isBusy ? tr("&Cancel") : tr("&Run again"));
    m_notice->hide();
    showWhat();
    keepFocus();
    const auto& report = m_presenter.report();
    const Rung* failed = report && !isBusy ? report->failedRung() : nullptr;
    m_answer->showRung(m_presenter.failure() ? nullptr : failed);
    if (failed != nullptr && !m_presenter.failure())
        m_rungs->setCurrentIndex(m_presenter.model().index(static_cast<int>(failed - report->rungs.data())));
}

void TroubleshootPage::showNothing() {
    if (!m_presenter.session().profile())
        m_empty->show(tr("No profile is chosen"), tr("Checks are made with the values of a profile."));
    else if (m_explains)
        m_empty->show(
            tr("Which deliverable?"),
            tr("Type its number above, or choose Explain in the menu of its row in Deliverables, Preview "
               "or History. Ctrl+K finds it by its title."));
    else
        m_empty->show(tr("Nothing was checked yet"),
                      tr("Choose a complaint above. Nothing is written, and every check says what it saw."));
}

/// A fix that was pressed is gone while it is carried out: the keyboard does not get lost.
void TroubleshootPage::keepFocus() {
    const QWidget* focus = window()->focusWidget();
    if (m_presenter.isBusy() && focus != nullptr && m_answer->isAncestorOf(focus))
        m_again->setFocus(Qt::OtherFocusReason);
}

void TroubleshootPage::showCurrent() {
    if (const Rung* rung = m_presenter.model().rung(m_rungs->currentIndex().row()))
        m_answer->showRung(rung);
}

void TroubleshootPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_rungs->setFixedWidth(width() < k_narrowBelow ? k_rungsWidth * 3 / 4 : k_rungsWidth);
    // Large ones for the complaints, unless the answer needs the room.
    const int tall = height() < k_lowBelow ? k_plainButton : k_largeButton;
    for (const auto& [id, button] : m_complaints)
        button->setMinimumHeight(tall);
    m_explain->setMinimumHeight(tall);
}

} // namespace milepost
