// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/flowlayout.h"

namespace milepost {

FlowLayout::FlowLayout(QWidget* parent, Fill fill) : QLayout(parent), m_fill(fill) {
    setContentsMargins({});
    setSpacing(8);
}

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

QLayoutItem* FlowLayout::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const { return arrange({0, 0, width, 0}, false); }

QSize FlowLayout::sizeHint() const {
    int width = 0;
    for (const QLayoutItem* item : m_items)
        width += item->sizeHint().width() + spacing();
    return {std::max(0, width - spacing()), minimumSize().height()};
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

/// The first may shrink: it is asked for its smallest size.
QSize FlowLayout::wanted(qsizetype index) const {
    const QSize hint = m_items[index]->sizeHint();
    return index == 0 && m_fill == Fill::Line ? QSize(m_items[index]->minimumSize().width(), hint.height())
                                              : hint;
}

int FlowLayout::arrange(const QRect& rect, bool move) const {
    int y = rect.top();
    for (qsizetype first = 0; first < m_items.size();) {
        // As many as fit.
        int used = 0;
        int height = 0;
        qsizetype last = first;
        for (; last < m_items.size(); ++last) {
            if (m_items[last]->isEmpty()) // hidden
                continue;
            const QSize hint = wanted(last);
            if (used > 0 && used + spacing() + hint.width() > rect.width())
                break;
            used += hint.width() + (used > 0 ? spacing() : 0);
            height = std::max(height, hint.height());
        }
        int x = rect.left();
        const int left = std::max(0, rect.width() - used);
        for (qsizetype i = first; i < last && move; ++i) {
            if (m_items[i]->isEmpty())
                continue;
            const bool isFirst = i == 0 && m_fill == Fill::Line;
            const int most = m_items[i]->maximumSize().width();
            const int width = wanted(i).width();
            const int grown = isFirst ? std::min(most, width + left) : std::min(width, rect.width());
            if (i == m_items.size() - 1 && i > first && m_fill == Fill::Line)
                x = rect.right() + 1 - grown;
            m_items[i]->setGeometry({x, y, grown, height});
            x += grown + spacing();
        }
        y += height > 0 ? height + lineSpacing() : 0;
        first = last;
    }
    return std::max(0, y - lineSpacing() - rect.top());
}

} // namespace milepost
