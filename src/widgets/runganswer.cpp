// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/runganswer.h"

#include "presentation/labeltexts.h"
#include "widgets/dialogparts.h"
#include "widgets/elision.h"
#include "widgets/errorpanel.h"
#include "widgets/factsfold.h"
#include "widgets/flowlayout.h"
#include "widgets/nearmisses.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <algorithm>

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_margin = 16;

/// The service's remedies that are followed on a page of the window, each once.
std::vector<RemedyAction> actionsOf(const Rung* rung) {
    std::vector<RemedyAction> actions;
    if (rung == nullptr || rung->state != RungState::Failed || !rung->error)
        return actions;
    for (const RemedyAction action : diagnose(*rung->error, Surface::Window).actions)
        if (action != RemedyAction::None && std::ranges::find(actions, action) == actions.end())
            actions.push_back(action);
    return actions;
}

QFrame* lineAcross() {
    auto* line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    return line;
}

QString ampersands(QString text) { return text.replace(u'&', u"&&"_s); } // of a name: no mnemonics

} // namespace

RungAnswer::RungAnswer(TroubleshootPresenter& presenter, QWidget* parent)
    : Card(parent),
      m_presenter(presenter),
      m_area(new QScrollArea),
      m_headline(titleLabel({})),
      m_state(new StateLabel),
      m_error(new ErrorPanel),
      m_near(new NearMisses),
      m_facts(new FactsFold),
      m_line(lineAcross()),
      m_footer(new QWidget) {
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setMinimumHeight(1); // in a low window the buttons stay whole
    m_area->setAccessibleName(tr("What the check says"));
    m_area->setWidget(makeBody());
    m_area->viewport()->setAutoFillBackground(false); // the card shows through
    m_area->widget()->setAutoFillBackground(false);
    m_footer->setObjectName(u"fixes"_s);
    auto* buttons = new QWidget;
    m_buttons = new FlowLayout(buttons, FlowLayout::Fill::None);
    m_buttons->setSpacing(8);
    auto* around = new QVBoxLayout(m_footer);
    around->setContentsMargins(k_margin, 8, k_margin, 8);
    around->addWidget(buttons);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(1, 1, 1, 1);
    rows->setSpacing(0);
    rows->addWidget(m_area, 1);
    rows->addWidget(m_line);
    rows->addWidget(m_footer);
    connect(m_near, &NearMisses::chosen, this, [this](const QString& name) {
        emit fixWanted({RungFix::Kind::UseCalendar, name, {}, {}});
    });
    connect(m_near, &NearMisses::renameWanted, this, [this](const QString& name) {
        emit fixWanted({RungFix::Kind::RenameCalendar, name, {}, {}});
    });
}

QWidget* RungAnswer::makeBody() {
    auto* body = new QWidget;
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(k_margin, k_margin, k_margin, k_margin);
    rows->setSpacing(8);
    m_headline->setObjectName(u"troubleshootHeadline"_s);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    rows->addWidget(m_headline);
    rows->addWidget(m_state);
    rows->addWidget(m_error);
    addBlock(u"happened"_s, tr("What happened"), *rows);
    addBlock(u"why"_s, tr("Why"), *rows);
    rows->addWidget(m_near);
    addBlock(u"advice"_s, tr("What to do"), *rows);
    rows->addWidget(m_facts);
    addBlock(u"changes"_s, {}, *rows);
    rows->addStretch(1);
    return body;
}

void RungAnswer::addBlock(const QString& name, const QString& heading, QVBoxLayout& into) {
    QLabel* title = wordsLabel(heading);
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    QLabel* text = wordsLabel();
    text->setObjectName(name);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    into.addWidget(title);
    into.addWidget(text);
    m_blocks[name] = {title, text};
}

void RungAnswer::setBlock(const QString& name, const QString& text) {
    const auto& [title, words] = m_blocks.at(name);
    title->setHidden(text.isEmpty());
    words->setHidden(text.isEmpty());
    words->setText(breakable(text));
}

void RungAnswer::showRung(const Rung* rung) {
    const auto& failure = m_presenter.failure();
    if (failure && rung == nullptr && !m_presenter.isBusy())
        m_error->setError(*failure, m_presenter.session().look().now());
    else
        m_error->clear();
    showHead(rung);
    setBlock(u"happened"_s, rung != nullptr ? rung->evidence : QString());
    setBlock(u"why"_s, rung != nullptr ? rungWhy(*rung) : QString());
    setBlock(u"advice"_s, rung != nullptr ? rungAdvice(*rung).join(u'\n') : QString());
    showNear(rung);
    m_facts->setVisible(rung != nullptr && rung->state != RungState::NotReached);
    if (rung != nullptr)
        m_facts->setFacts(rungDetails(*rung), m_presenter.supportText(*rung));
    m_blocks.at(u"changes"_s)
        .first->setText(tr("What changed since %1").arg(breakable(m_presenter.comparedWith())));
    setBlock(u"changes"_s, m_presenter.isBusy() ? QString() : m_presenter.changesText());
    showButtons(rung);
    orderTabs();
}

/// As it is read: what comes near and the buttons come into being after what stands around them.
void RungAnswer::orderTabs() {
    QWidget* last = m_area;
    for (const QWidget* part : std::initializer_list<const QWidget*>{m_near, m_facts, m_footer})
        for (QAbstractButton* button : part->findChildren<QAbstractButton*>()) {
            setTabOrder(last, button);
            last = button;
        }
}

/// The ladder's own sentence while it is climbed, when it failed, and where no rung is chosen.
void RungAnswer::showHead(const Rung* rung) {
    const bool isOfRung = rung != nullptr && !m_presenter.isBusy();
    const QString text = isOfRung ? rung->title : m_presenter.headline();
    m_headline->setText(breakable(text));
    m_headline->setHidden(text.isEmpty());
    m_state->setHidden(m_presenter.isBusy() || text.isEmpty());
    m_state->setText({isOfRung ? stateOf(rung->state) : m_presenter.state(),
                      isOfRung && rung->state == RungState::NotReached ? tr("Not reached") : QString(),
                      m_presenter.runText()});
}

void RungAnswer::showTime() {
    if (m_presenter.isBusy())
        m_headline->setText(m_presenter.headline());
}

void RungAnswer::showNear(const Rung* rung) {
    m_nearNames.clear();
    const auto& profile = m_presenter.session().profile();
    if (rung == nullptr || !profile)
        return m_near->compare({}, {}, {});
    for (const CalendarNote& note : rung->nearNotes)
        if (!note.isForeign)
            m_nearNames << note.name;
    m_near->setCanRename(!profile->readOnly);
    m_near->setEnabled(!m_presenter.isBusy());
    m_near->compare(profile->targetCalendar(), m_nearNames, rung->nearNotes);
}

/// It has its buttons beside its name.
bool RungAnswer::isNear(const RungFix& fix) const {
    return (fix.kind == RungFix::Kind::UseCalendar || fix.kind == RungFix::Kind::RenameCalendar) &&
           m_nearNames.contains(fix.calendar);
}

void RungAnswer::showButtons(const Rung* rung) {
    std::vector<RungFix> fixes = rung != nullptr ? m_presenter.fixesOf(*rung) : std::vector<RungFix>();
    std::erase_if(fixes, [this](const RungFix& fix) { return isNear(fix); });
    std::vector<RemedyAction> actions = actionsOf(rung);
    m_footer->setEnabled(!m_presenter.isBusy());
    m_footer->setHidden(fixes.empty() && actions.empty());
    m_line->setHidden(m_footer->isHidden());
    if (fixes == m_fixes && actions == m_actions)
        return; // who works by keyboard keeps the button
    m_fixes = std::move(fixes);
    m_actions = std::move(actions);
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // one of them may be the one that was pressed
        delete item;
    }
    for (const RungFix& fix : m_fixes)
        addFix(fix, &fix == &m_fixes.front() && m_nearNames.isEmpty());
    for (const RemedyAction action : m_actions) {
        auto* button = new QPushButton(actionText(action));
        button->setObjectName(u"errorAction%1"_s.arg(static_cast<int>(action)));
        letShrink(*button);
        connect(button, &QPushButton::clicked, this, [this, action] { emit actionWanted(action); });
        m_buttons->addWidget(button);
        button->show(); // now, not with the next turn of the loop: Tab goes on to it
    }
}

void RungAnswer::addFix(const RungFix& fix, bool isPrimary) {
    const bool asks = fixAsks(fix.kind) || fix.kind == RungFix::Kind::RequestPack;
    const QString title = ampersands(shortTitle(fixTitle(fix)));
    QPushButton* button = dialogButton(u"fix-%1"_s.arg(static_cast<int>(fix.kind)),
                                       asks ? tr("%1…").arg(title) : title, isPrimary);
    button->setToolTip(m_presenter.effectOf(fix));
    letShrink(*button);
    connect(button, &QPushButton::clicked, this, [this, fix] { emit fixWanted(fix); });
    m_buttons->addWidget(button);
    button->show();
}

} // namespace milepost
