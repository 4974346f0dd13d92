// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/countbutton.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_pad = 8;
constexpr int k_icon = 20;
constexpr int k_gap = 8;

QFont numberFont() {
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

CountButton::CountButton(PlanGroup group, QWidget* parent) : QToolButton(parent), m_group(group) {
    setAutoRaise(true);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    hide();
}

void CountButton::setCount(int count) {
    m_count = count;
    setVisible(count > 0);
    setAccessibleName(countText(m_group, count));
    const QString note = groupNote(m_group, count);
    setToolTip(note.isEmpty() ? countText(m_group, count) : countText(m_group, count) + u": "_s + note);
    updateGeometry();
    update();
}

void CountButton::setCompact(bool isCompact) {
    if (m_isCompact == isCompact)
        return;
    m_isCompact = isCompact;
    updateGeometry();
    update();
}

int CountButton::fullWidth() const {
    const int number = QFontMetrics(numberFont()).horizontalAdvance(QLocale().toString(m_count));
    return 2 * k_pad + k_icon + k_gap + number + 5 +
           QFontMetrics(font()).horizontalAdvance(groupWord(m_group, m_count));
}

QSize CountButton::sizeHint() const { return m_isCompact ? minimumSizeHint() : QSize(fullWidth(), 32); }

QSize CountButton::minimumSizeHint() const {
    const int number = QFontMetrics(numberFont()).horizontalAdvance(QLocale().toString(m_count));
    return {2 * k_pad + k_icon + k_gap + number, 32};
}

void CountButton::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    painter.drawPrimitive(QStyle::PE_PanelButtonTool, option);
    painter.drawPixmap(
        k_pad, (height() - k_icon) / 2,
        iconPixmap(groupIcon(m_group), Theme::colour(groupRole(m_group)), k_icon, devicePixelRatioF()));
    QRect place = rect().adjusted(k_pad + k_icon + k_gap, 0, 0, 0);
    const QString number = QLocale().toString(m_count);
    painter.setPen(Theme::colour(Role::Text));
    painter.setFont(numberFont());
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, number);
    if (m_isCompact)
        return;
    place.setLeft(place.left() + QFontMetrics(numberFont()).horizontalAdvance(number) + 5);
    painter.setFont(font());
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, groupWord(m_group, m_count));
}

} // namespace milepost
