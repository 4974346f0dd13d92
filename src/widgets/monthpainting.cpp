// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/icons.h"
#include "widgets/monthview.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOption>

// How the month looks.

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString elided(const QFont& font, const QString& text, int width) {
    return QFontMetrics(font).elidedText(text, Qt::ElideRight, width);
}

} // namespace

void MonthView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::colour(Role::SurfaceRaised));
    for (int offset = 0; offset < 7 * m_weeks; ++offset)
        drawDay(painter, m_first.addDays(offset));
    drawHeader(painter);
    if (hasFocus() || currentChip() != nullptr) {
        painter.setClipRect(viewport()->rect().adjusted(0, k_headerHeight, 0, 0));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Theme::colour(Role::Accent), 2));
        painter.drawRect(cellRect(m_day).adjusted(1, 1, -2, -2));
    }
}

void MonthView::drawHeader(QPainter& painter) const {
    painter.fillRect(QRect(0, 0, viewport()->width(), k_headerHeight), Theme::colour(Role::SurfaceSunken));
    painter.setFont(Theme::font(Theme::Text::Header));
    painter.setPen(Theme::colour(Role::TextMuted));
    for (int column = 0; column < 7; ++column)
        painter.drawText(
            QRect(m_edges[static_cast<size_t>(column)] + 8, 0, 160, k_headerHeight),
            Qt::AlignVCenter | Qt::AlignLeft,
            QLocale().standaloneDayName(m_first.addDays(column).dayOfWeek(), QLocale::ShortFormat));
    painter.fillRect(QRect(0, k_headerHeight - 1, viewport()->width(), 1), Theme::colour(Role::Border));
}

void MonthView::drawDay(QPainter& painter, const QDate& day) const {
    const QRect cell = cellRect(day);
    if (!cell.intersects(viewport()->rect()))
        return;
    const bool isOutside = day.month() != m_day.month();
    const bool isWeekend = day.dayOfWeek() >= Qt::Saturday;
    if (isOutside || isWeekend)
        painter.fillRect(cell, Theme::colour(Role::Surface));
    painter.fillRect(QRect(cell.right(), cell.top(), 1, cell.height()), Theme::colour(Role::Border));
    painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), Theme::colour(Role::Border));

    QFont font = Theme::font(Theme::Text::Header);
    const bool isToday = day == m_today;
    font.setWeight(isToday ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(Theme::colour(isOutside ? Role::TextMuted : isToday ? Role::Accent : Role::Text));
    const bool namesMonth = isOutside && (day.day() == 1 || day == m_first) && cell.width() > 90;
    const QString date = namesMonth ? QLocale().toString(day, tr("d MMM", "a day without its year"))
                                    : QString::number(day.day());
    painter.drawText(QRect(cell.left() + 8, cell.top() + 2, cell.width() - 16, k_chipsAt - 2),
                     Qt::AlignVCenter | Qt::AlignLeft, date);
    if (const QRect more = moreRect(day); !more.isEmpty()) {
        painter.setFont(Theme::font(Theme::Text::Header));
        painter.setPen(Theme::colour(Role::Accent));
        painter.drawText(more, Qt::AlignVCenter | Qt::AlignRight,
                         tr("%n more", nullptr, static_cast<int>(chips(day).size()) - room()));
    }
    for (int chip = 0; chip < static_cast<int>(chips(day).size()); ++chip)
        if (const QRect rect = chipRect(day, chip); !rect.isEmpty())
            drawChip(painter, rect, chips(day)[static_cast<size_t>(chip)], day == m_day && chip == m_chip);
}

void MonthView::drawChip(QPainter& painter, const QRect& rect, const PlanChip& chip, bool isCurrent) const {
    const bool isLeftOut = m_model->isPending(*chip.action) && !m_model->isTicked(*chip.action);
    const bool isDashed = isLeftOut || chip.isLeft;
    const Role tint = isDashed ? Role::TextMuted : groupRole(chip.group);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (isDashed) {
        painter.setPen(QPen(Theme::colour(Role::BorderStrong), 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::colour(groupSoftRole(chip.group)));
        painter.drawRoundedRect(rect, 3, 3);
        painter.setClipRect(QRect(rect.left(), rect.top(), 3, rect.height()), Qt::IntersectClip);
        painter.setBrush(Theme::colour(tint));
        painter.drawRoundedRect(QRect(rect.left(), rect.top(), 8, rect.height()), 3, 3);
        painter.setClipping(false);
    }
    const QRect mark(rect.left() + 9, rect.top() + 4, 14, 14);
    if (isLeftOut && !chip.isLeft) {
        painter.setPen(QPen(Theme::colour(Role::BorderStrong), 1));
        painter.setBrush(Theme::colour(Role::SurfaceRaised));
        painter.drawRoundedRect(QRectF(mark).adjusted(0.5, 0.5, -1.5, -1.5), 3, 3);
    } else {
        painter.drawPixmap(mark, iconPixmap(groupIcon(chip.group), Theme::colour(tint), 14,
                                            painter.device()->devicePixelRatioF()));
    }
    const QRect words = rect.adjusted(26, 1, -4, -1);
    QFont font = Theme::font(Theme::Text::Small);
    font.setWeight(QFont::DemiBold);
    font.setStrikeOut(chip.isLeft || chip.group == PlanGroup::Delete);
    painter.setFont(font);
    painter.setPen(Theme::colour(isDashed ? Role::TextMuted : Role::Text));
    painter.drawText(QRect(words.left(), words.top(), words.width(), 17), Qt::AlignVCenter | Qt::AlignLeft,
                     elided(font, chip.title, words.width()));
    font = Theme::font(Theme::Text::Small);
    painter.setFont(font);
    painter.drawText(QRect(words.left(), words.top() + 16, words.width(), 17),
                     Qt::AlignVCenter | Qt::AlignLeft, elided(font, chip.project, words.width()));
    if (isCurrent) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Theme::colour(Role::Accent), 2));
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3);
    }
    painter.restore();
}

} // namespace milepost
