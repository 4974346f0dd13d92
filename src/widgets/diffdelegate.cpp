// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/diffdelegate.h"

#include "widgets/theme.h"

#include <QApplication>
#include <QPainter>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_labelWidth = 88;
constexpr int k_markPadding = 4;
constexpr int k_gap = 8;
constexpr int k_context = 14; ///< letters that stay of a shared run when room is short

/// Draws pieces one after the other and stops at the right edge.
class Pen {
public:
    Pen(QPainter& painter, const QRect& rect, const QFont& font)
        : m_painter(painter),
          m_rect(rect),
          m_plain(font),
          m_marked(font) {
        m_marked.setWeight(QFont::DemiBold);
    }

    void draw(const DiffPiece& piece, bool isOld) {
        const QString text = oneLine(piece.text);
        if (!piece.differs)
            return drawText(text, m_plain, Role::Text);
        // Blanks at the edges of a mark would look like a part of the word.
        QFont font = m_marked;
        font.setStrikeOut(isOld);
        const QString word = text.trimmed();
        const int width = QFontMetrics(font).horizontalAdvance(word.isEmpty() ? u" "_s : word);
        skip(text.size() > word.size() && text.front().isSpace() ? 4 : 0);
        const QRect box(m_rect.left(), m_rect.center().y() - 9,
                        std::min(width + 2 * k_markPadding, m_rect.width()), 20);
        m_painter.fillRect(box, Theme::colour(isOld ? Role::DangerSoft : Role::SuccessSoft));
        skip(k_markPadding);
        drawText(word, font, isOld ? Role::Danger : Role::Success);
        skip(k_markPadding + (text.size() > word.size() && text.back().isSpace() ? 4 : 0));
    }
    void drawText(const QString& text, const QFont& font, Role role) {
        m_painter.setFont(font);
        m_painter.setPen(Theme::colour(role));
        const QFontMetrics metrics(font);
        m_painter.drawText(m_rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                           metrics.elidedText(text, Qt::ElideRight, std::max(0, m_rect.width())));
        skip(metrics.horizontalAdvance(text));
    }
    void skip(int width) { m_rect.setLeft(std::min(m_rect.left() + width, m_rect.right() + 1)); }
    [[nodiscard]] bool hasRoom() const { return m_rect.width() > 0; }

    static QString oneLine(QString text) { return text.replace(u'\n', u'⏎'); }

private:
    QPainter& m_painter;
    QRect m_rect;
    QFont m_plain;
    QFont m_marked;
};

int widthOf(const std::vector<DiffPiece>& pieces, const QFont& font) {
    QFont marked = font;
    marked.setWeight(QFont::DemiBold);
    int width = 0;
    for (const DiffPiece& piece : pieces)
        width += QFontMetrics(piece.differs ? marked : font).horizontalAdvance(piece.text) +
                 (piece.differs ? 2 * k_markPadding : 0);
    return width;
}

/// Shared runs lose their middle, at the ends of the text their outer part.
void shorten(std::vector<DiffPiece>& pieces) {
    for (size_t i = 0; i < pieces.size(); ++i) {
        QString& text = pieces[i].text;
        if (pieces[i].differs || text.size() <= 2 * k_context)
            continue;
        const QString head = i == 0 && pieces.size() > 1 ? QString() : text.left(k_context);
        const QString tail = i + 1 == pieces.size() ? QString() : text.right(k_context);
        text = head + u'…' + tail;
    }
}

} // namespace

void DiffDelegate::drawChange(QPainter& painter, const QRect& rect, const QFont& font,
                              const TextChange& change) {
    WordDiff diff = wordDiff(change.from, change.to);
    const int room = rect.width() - k_labelWidth - 32;
    if (widthOf(diff.from, font) + widthOf(diff.to, font) > room) {
        shorten(diff.from);
        shorten(diff.to);
    }
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    Pen(painter, QRect(rect.left(), rect.top(), k_labelWidth - k_gap, rect.height()), font)
        .drawText(change.label, font, Role::TextMuted);
    Pen pen(painter, rect.adjusted(k_labelWidth, 0, 0, 0), font);
    const auto drawSide = [&](const std::vector<DiffPiece>& pieces, bool isOld) {
        if (pieces.empty())
            pen.drawText(tr("nothing"), font, Role::TextMuted);
        for (const DiffPiece& piece : pieces)
            if (pen.hasRoom())
                pen.draw(piece, isOld);
    };
    drawSide(diff.from, true);
    pen.skip(k_gap);
    pen.drawText(u"→"_s, font, Role::TextMuted);
    pen.skip(k_gap);
    drawSide(diff.to, false);
    painter.restore();
}

void DiffDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const QVariant value = index.data(m_changeRole);
    if (!value.canConvert<TextChange>())
        return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    const QStyle* style = row.widget ? row.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &row, painter, row.widget);
    drawChange(*painter, row.rect.adjusted(8, 0, -8, 0), row.font, value.value<TextChange>());
    if (row.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(row);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, row.widget);
    }
}

} // namespace milepost
