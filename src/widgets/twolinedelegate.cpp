// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/twolinedelegate.h"

#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QPainter>

namespace milepost {

namespace {

constexpr int k_padding = 12;
constexpr int k_numberWidth = 16;
constexpr int k_numberGap = 12;
constexpr int k_line = 20;

} // namespace

TwoLineDelegate::TwoLineDelegate(int rowHeight, QObject* parent)
    : QStyledItemDelegate(parent),
      m_rowHeight(rowHeight) {}

void TwoLineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QString title = std::exchange(row.text, {});
    const QStyle* style = row.widget != nullptr ? row.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);

    painter->save();
    QRect place = option.rect.adjusted(k_padding, 0, -k_padding, 0);
    const QString number = index.data(k_numberRole).toString();
    if (!number.isEmpty()) {
        painter->setFont(row.font);
        painter->setPen(Theme::colour(Role::TextMuted));
        painter->drawText(QRect(place.left(), place.top(), k_numberWidth, place.height()), Qt::AlignCenter,
                          number);
        place.setLeft(place.left() + k_numberWidth + k_numberGap);
    }
    const int top = option.rect.center().y() - k_line + 1;
    QFont font = row.font;
    font.setWeight(option.state.testFlag(QStyle::State_Selected) ? QFont::DemiBold : QFont::Medium);
    painter->setFont(font);
    painter->setPen(Theme::colour(Role::Text));
    const QRect first(place.left(), top, place.width(), k_line);
    painter->drawText(first, Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(title, Qt::ElideRight, first.width()));
    painter->restore();
    const auto state = stateOf(index.data(k_stateRole));
    const QRect second(place.left(), top + k_line, place.width(), k_line);
    if (state)
        drawState(*painter, second,
                  {*state, index.data(k_wordRole).toString(), index.data(k_evidenceRole).toString()},
                  row.font);
}

void TwoLineDelegate::setRowHeight(int height) {
    if (std::exchange(m_rowHeight, height) != height)
        emit sizeHintChanged({});
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {option.rect.width(), std::max(m_rowHeight, 2 * option.fontMetrics.height() + 8)};
}

} // namespace milepost
