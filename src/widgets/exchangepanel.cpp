// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/exchangepanel.h"

#include "presentation/exchangetexts.h"
#include "widgets/elision.h"
#include "widgets/flowlayout.h"
#include "widgets/icons.h"
#include "widgets/spanbar.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_leastFacts = 72; // px

QPushButton* button(const QString& name, const QString& picture, const QString& text, const QString& tip) {
    auto* made = new QPushButton(icon(picture, Role::Text), text);
    made->setObjectName(name);
    made->setToolTip(tip);
    return made;
}

} // namespace

ExchangePanel::ExchangePanel(QWidget* parent)
    : Card(parent),
      m_title(new ElidedLabel),
      m_state(new StateLabel),
      m_spans(new SpanBar),
      m_facts(new QPlainTextEdit),
      m_support(button(u"copySupport"_s, u"copy"_s, tr("&Copy for Microsoft support"),
                       tr("The request ids, times and codes of every selected request; no address of a "
                          "mailbox, no secret"))),
      m_curl(button(u"copyCurl"_s, u"json"_s, tr("Copy as c&url"),
                    tr("To try it by hand; the token is the variable $TOKEN"))),
      m_explain(button(u"explainFailure"_s, u"help"_s, tr("&Explain this failure"),
                       tr("Names the cause and what to do"))),
      m_said(new QLabel) {
    m_title->setObjectName(u"exchangeTitle"_s);
    m_title->setFont(Theme::font(Theme::Text::Panel));
    m_state->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_said->setObjectName(u"exchangeSaid"_s);
    m_said->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setObjectName(u"exchangeFacts"_s);
    m_facts->setAccessibleName(tr("Everything that is known of this request"));
    m_facts->setReadOnly(true);
    m_facts->setTabChangesFocus(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_facts->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_facts->setMinimumHeight(k_leastFacts);
    auto* actions = new QWidget;
    auto* flow = new FlowLayout(actions, FlowLayout::Fill::None);
    flow->setContentsMargins({});
    flow->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_explain, m_support, m_curl, m_said})
        flow->addWidget(widget);
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(m_title, 1);
    head->addWidget(m_state);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 12);
    rows->setSpacing(8);
    rows->addLayout(head);
    rows->addWidget(m_spans);
    rows->addWidget(actions);
    rows->addWidget(m_facts, 1);
    connect(m_support, &QPushButton::clicked, this, &ExchangePanel::supportWanted);
    connect(m_curl, &QPushButton::clicked, this, &ExchangePanel::curlWanted);
    connect(m_explain, &QPushButton::clicked, this, &ExchangePanel::explainWanted);
}

void ExchangePanel::show(const ExchangeRecord* record) {
    setVisible(record != nullptr);
    if (record == nullptr)
        return;
    m_title->setText(exchangeTitle(*record));
    m_state->setText({exchangeState(*record), exchangeStatusText(*record), spanText(record->spans.total)});
    m_spans->show(exchangeSpans(*record));
    m_explain->setEnabled(record->hasFailed());
    if (const QString text = exchangeFactsText(*record); text != m_facts->toPlainText())
        m_facts->setPlainText(text);
    if (record->id != m_shown) {
        m_facts->verticalScrollBar()->setValue(0);
        m_said->clear();
    }
    m_shown = record->id;
}

void ExchangePanel::say(const QString& sentence) { m_said->setText(sentence); }

} // namespace milepost
