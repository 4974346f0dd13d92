// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/jobdelegate.h"

#include "presentation/issuesmodel.h"
#include "presentation/jobsmodel.h"
#include "widgets/icons.h"
#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QPainter>

namespace milepost {

namespace {

constexpr int k_headingHeight = 32;
constexpr int k_jobHeight = 62;
constexpr int k_progressHeight = 76;
constexpr int k_issueHeight = 48;
constexpr int k_margin = 12;

void drawGround(QPainter& painter, const QStyleOptionViewItem& option) {
    QStyleOptionViewItem ground = option;
    ground.text.clear();
    QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &ground, &painter, option.widget);
}

void drawFocus(QPainter& painter, const QStyleOptionViewItem& option) {
    if (!option.state.testFlag(QStyle::State_HasFocus))
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::colour(Role::Accent), 2));
    painter.drawRect(option.rect.adjusted(1, 1, -1, -2));
}

void drawText(QPainter& painter, const QRect& rect, const QString& text, Role role, QFont::Weight weight) {
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(weight);
    painter.setFont(font);
    painter.setPen(Theme::colour(role));
    painter.drawText(rect, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

void drawHeading(QPainter& painter, const QRect& rect, const QString& text) {
    painter.fillRect(rect, Theme::colour(Role::SurfaceSunken));
    painter.setFont(Theme::font(Theme::Text::Header));
    painter.setPen(Theme::colour(Role::TextMuted));
    painter.drawText(rect.adjusted(k_margin, 0, -k_margin, 0), Qt::AlignVCenter, text);
}

void drawProgress(QPainter& painter, const QRect& rect, int done, int total) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::colour(Role::Border));
    painter.drawRoundedRect(rect, 4, 4);
    if (total <= 0 || done <= 0)
        return;
    QRect part = rect;
    part.setWidth(std::max(8, rect.width() * std::min(done, total) / total));
    painter.setBrush(Theme::colour(Role::Accent));
    painter.drawRoundedRect(part, 4, 4);
}

} // namespace

void JobDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    painter->save();
    if (index.data(JobsModel::IdRole).toInt() == 0) {
        drawHeading(*painter, option.rect, index.data().toString());
        painter->restore();
        return;
    }
    drawGround(*painter, option);
    const QRect inner = option.rect.adjusted(k_margin, 8, -k_margin, -8);
    drawText(*painter, QRect(inner.left(), inner.top(), inner.width(), 22), index.data().toString(),
             Role::Text, QFont::DemiBold);
    const QRect line(inner.left(), inner.top() + 24, inner.width(), 22);
    const QString words = index.data(JobsModel::LineRole).toString();
    if (const auto state = stateOf(index.data(k_stateRole))) {
        milepost::drawState(*painter, line, {*state, {}, words}, Theme::font(Theme::Text::Body));
    } else {
        const bool isActive = index.data(JobsModel::TotalRole).isValid();
        const QColor tint = Theme::colour(isActive ? Role::Accent : Role::TextMuted);
        const QString name = isActive ? QStringLiteral("jobs") : QStringLiteral("wait");
        painter->drawPixmap(line.left(), line.center().y() - 7,
                            iconPixmap(name, tint, 16, painter->device()->devicePixelRatioF()));
        drawText(*painter, line.adjusted(24, 0, 0, 0), words, isActive ? Role::Accent : Role::TextMuted,
                 QFont::Normal);
    }
    if (const QVariant total = index.data(JobsModel::TotalRole); total.isValid())
        drawProgress(*painter, QRect(inner.left(), inner.bottom() - 7, inner.width(), 8),
                     index.data(JobsModel::DoneRole).toInt(), total.toInt());
    drawFocus(*painter, option);
    painter->restore();
}

QSize JobDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    if (index.data(JobsModel::IdRole).toInt() == 0)
        return {0, k_headingHeight};
    return {0, index.data(JobsModel::TotalRole).isValid() ? k_progressHeight : k_jobHeight};
}

void IssueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    painter->save();
    drawGround(*painter, option);
    const QRect inner = option.rect.adjusted(k_margin, 2, -k_margin, -3);
    const auto state = stateOf(index.data(k_stateRole)).value_or(State::Unknown);
    const QFont font = Theme::font(Theme::Text::Body);
    const int width = std::max(112, stateWidth({state, {}, {}}, font) + 16);
    milepost::drawState(*painter, QRect(inner.left(), inner.top(), width, inner.height()), {state, {}, {}},
                        font);
    const int half = inner.height() / 2;
    const int left = inner.left() + width;
    drawText(*painter, QRect(left, inner.top(), inner.right() - left, half), index.data().toString(),
             Role::Text, QFont::Normal);
    drawText(*painter, QRect(left, inner.top() + half, inner.right() - left, half),
             index.data(IssuesModel::k_remedyRole).toString(), Role::TextMuted, QFont::Normal);
    drawFocus(*painter, option);
    painter->restore();
}

QSize IssueDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {0, k_issueHeight};
}

} // namespace milepost
