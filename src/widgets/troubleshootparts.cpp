// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the page is made of: complaints, the question, the answer.
#include "widgets/banner.h"
#include "widgets/card.h"
#include "widgets/flowlayout.h"
#include "widgets/icons.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"
#include "widgets/troubleshootpage.h"

#include <QBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QLabel* label(const QString& name, QWidget* parent) {
    auto* made = new QLabel(parent);
    made->setObjectName(name);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return made;
}

} // namespace

void TroubleshootPage::addHeaderButtons() {
    m_save = new QPushButton(icon(u"export"_s, Role::Text), tr("&Save report…"));
    m_save->setObjectName(u"saveReport"_s);
    m_again = new QPushButton(icon(u"refresh"_s, Role::Text), tr("&Run again"));
    m_again->setObjectName(u"runAgain"_s);
    connect(m_save, &QPushButton::clicked, this, &TroubleshootPage::askForFile);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_presenter.isRunning())
            m_presenter.stop();
        else
            m_presenter.again();
    });
    addHeaderWidget(m_save);
    addHeaderWidget(m_again);
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
        button->setMinimumHeight(40);
        flow->addWidget(button);
        return button;
    };
    for (const LadderId id : k_ladders) {
        m_complaints[id] = add(ladderTitle(id), u"ladder-"_s + ladderName(id));
        connect(m_complaints[id], &QPushButton::clicked, this, [this, id] { choose(id); });
    }
    m_explain = add(tr("E&xplain one deliverable"), u"explainOne"_s);
    connect(m_explain, &QPushButton::clicked, this, [this] {
        m_explains = true;
        showState();
        m_deliverable->setFocus();
    });
    auto* paste = add(tr("&Paste an error…"), u"pasteError"_s);
    paste->setCheckable(false);
    connect(paste, &QPushButton::clicked, this, &TroubleshootPage::pasteWanted);
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
    m_deliverable->setMinimumWidth(208);
    m_viewer = new QLineEdit;
    m_viewer->setObjectName(u"explainViewer"_s);
    m_viewer->setPlaceholderText(tr("Who does not see it (address, optional)"));
    m_viewer->setAccessibleName(tr("Who does not see it"));
    m_viewer->setMinimumWidth(296);
    auto* go = new QPushButton(tr("&Explain"));
    go->setObjectName(u"explainGo"_s);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_deliverable, m_viewer, go})
        flow->addWidget(widget);
    connect(go, &QPushButton::clicked, this, &TroubleshootPage::ask);
    for (QLineEdit* edit : {m_deliverable, m_viewer})
        connect(edit, &QLineEdit::returnPressed, this, &TroubleshootPage::ask);
    return m_question;
}

void TroubleshootPage::addBlock(const QString& name, const QString& heading, QLayout* into) {
    auto* title = new QLabel(heading);
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    QLabel* text = label(name, nullptr);
    into->addWidget(title);
    into->addWidget(text);
    m_blocks[name] = {title, text};
}

void TroubleshootPage::setBlock(const QString& name, const QString& text) {
    const auto& [title, words] = m_blocks.at(name);
    title->setHidden(text.isEmpty());
    words->setHidden(text.isEmpty());
    words->setText(text);
}

QWidget* TroubleshootPage::makeAnswer() {
    auto* card = new Card;
    auto* rows = new QVBoxLayout(card);
    rows->setContentsMargins(16, 16, 16, 16);
    rows->setSpacing(8);
    m_state = new StateLabel;
    m_state->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_headline = label(u"troubleshootHeadline"_s, nullptr);
    m_headline->setFont(Theme::font(Theme::Text::Panel));
    rows->addWidget(m_headline);
    rows->addWidget(m_state);
    addBlock(u"happened"_s, tr("What happened"), rows);
    addBlock(u"why"_s, tr("Why"), rows);
    addBlock(u"near"_s, tr("What comes near"), rows);
    addBlock(u"advice"_s, tr("What to do"), rows);
    auto* fixes = new QWidget;
    m_fixes = new FlowLayout(fixes, FlowLayout::Fill::None);
    m_fixes->setContentsMargins({});
    m_fixes->setSpacing(8);
    rows->addWidget(fixes);
    addBlock(u"facts"_s, tr("Details"), rows);
    rows->addStretch(1);
    m_answer = new QScrollArea;
    m_answer->setWidgetResizable(true);
    m_answer->setFrameShape(QFrame::NoFrame);
    m_answer->setWidget(card);
    return m_answer;
}

} // namespace milepost
