// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/card.h"

#include "widgets/theme.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::colour(Role::Border));
    painter.setBrush(Theme::colour(Role::SurfaceRaised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_text(new QLabel),
      m_action(new QPushButton) {
    m_title->setObjectName(u"emptyTitle"_s);
    m_title->setFont(Theme::font(Theme::Text::Panel));
    m_text->setObjectName(u"emptyText"_s);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setMinimumWidth(360);
    }
    m_action->setObjectName(u"emptyAction"_s);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch(2);
    // Without an alignment: the height of a wrapped text follows its width.
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(8);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionChosen);
}

void EmptyState::show(const QString& title, const QString& text, const QString& action) {
    m_title->setText(title);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    QWidget::show();
}

} // namespace milepost
