// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/banner.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

Banner::Banner(QWidget* parent)
    : QFrame(parent),
      m_sentence(new QLabel),
      m_consequence(new QLabel),
      m_action(new QPushButton) {
    for (QLabel* label : {m_sentence, m_consequence}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    m_sentence->setFont(font);
    m_sentence->setObjectName(u"sentence"_s);
    m_consequence->setObjectName(u"consequence"_s);
    m_action->setObjectName(u"action"_s);
    m_action->setAutoDefault(false); // in a dialog, Enter means the dialog's own button
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_sentence);
    words->addWidget(m_consequence);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(22, 8, 16, 8);
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(m_action, 0, Qt::AlignVCenter);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionChosen);
    hide();
}

void Banner::say(Tone tone, const QString& sentence, const QString& consequence, const QString& action) {
    m_tone = tone;
    m_sentence->setText(sentence);
    m_consequence->setText(consequence);
    m_consequence->setVisible(!consequence.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(sentence);
    setAccessibleDescription(consequence);
    setToolTip({});
    show();
    update();
}

void Banner::setDetails(const QString& details) {
    setToolTip(details);
    setAccessibleDescription(m_consequence->text() + u'\n' + details);
}

Role Banner::line() const {
    return m_tone == Tone::Info ? Role::Info : m_tone == Tone::Warning ? Role::Warning : Role::Danger;
}

Role Banner::ground() const {
    return m_tone == Tone::Info      ? Role::InfoSoft
           : m_tone == Tone::Warning ? Role::WarningSoft
                                     : Role::DangerSoft;
}

void Banner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(Theme::colour(line()), 1));
    painter.setBrush(Theme::colour(ground()));
    painter.drawRoundedRect(box, 4, 4);
    QPainterPath shape;
    shape.addRoundedRect(box, 4, 4);
    painter.setClipPath(shape);
    painter.fillRect(QRectF(0, 0, 6, height()), Theme::colour(line()));
}

} // namespace milepost
