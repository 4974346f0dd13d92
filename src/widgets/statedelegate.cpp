// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/statedelegate.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_shape = 16;
constexpr int k_gap = 6;         // between shape and word
constexpr int k_evidenceGap = 8; // between word and evidence
constexpr int k_padding = 8;

QFont wordFont(QFont font) {
    font.setWeight(QFont::Medium);
    return font;
}

StateText textOf(const QModelIndex& index, State state) {
    return {state, index.data().toString(), index.data(k_evidenceRole).toString()};
}

} // namespace

void drawState(QPainter& painter, const QRect& rect, const StateText& text, const QFont& font) {
    painter.save();
    const QColor tint = Theme::colour(stateRole(text.state));
    painter.drawPixmap(
        rect.left(), rect.center().y() - k_shape / 2 + 1,
        iconPixmap(stateIcon(text.state), tint, k_shape, painter.device()->devicePixelRatioF()));
    QRect place = rect.adjusted(k_shape + k_gap, 0, 0, 0);
    painter.setFont(wordFont(font));
    painter.setPen(tint);
    const QString word = painter.fontMetrics().elidedText(text.shown(), Qt::ElideRight, place.width());
    painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine, word);
    place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(word) + k_evidenceGap);
    if (!text.evidence.isEmpty() && place.width() > 0) {
        painter.setFont(font);
        painter.setPen(Theme::colour(Role::TextMuted));
        painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(text.evidence, Qt::ElideRight, place.width()));
    }
    painter.restore();
}

int stateWidth(const StateText& text, const QFont& font) {
    int width = k_shape + k_gap + QFontMetrics(wordFont(font)).horizontalAdvance(text.shown()) + 1;
    if (!text.evidence.isEmpty())
        width += k_evidenceGap + QFontMetrics(font).horizontalAdvance(text.evidence) + 1;
    return width;
}

void StateDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const auto state = stateOf(index.data(k_stateRole));
    if (!state)
        return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, {});
    const QStyle* style = cell.widget != nullptr ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    drawState(*painter, option.rect.adjusted(k_padding, 0, -k_padding, 0),
              {*state, text, index.data(k_evidenceRole).toString()}, cell.font);
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (const auto state = stateOf(index.data(k_stateRole)))
        size.setWidth(stateWidth(textOf(index, *state), option.font) + 2 * k_padding);
    return size;
}

StateLabel::StateLabel(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(m_text);
}

void StateLabel::setText(const StateText& text) {
    m_text = text;
    setAccessibleName(text.evidence.isEmpty() ? text.shown() : text.shown() + u", "_s + text.evidence);
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const {
    return {stateWidth(m_text, font()), std::max(20, fontMetrics().height())};
}

QSize StateLabel::minimumSizeHint() const {
    return {stateWidth({m_text.state, m_text.word, {}}, font()), sizeHint().height()};
}

bool StateLabel::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || width() >= sizeHint().width())
        return QWidget::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), accessibleName(), this);
    return true;
}

void StateLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    drawState(painter, rect(), m_text, font());
}

} // namespace milepost
