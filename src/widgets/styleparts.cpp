// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/styleparts.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyle>
#include <QWidget>

namespace milepost::parts {

using namespace Qt::StringLiterals;

void drawBox(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& outline, qreal radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(outline.isValid() ? QPen(outline, 1) : QPen(Qt::NoPen));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

void drawRing(QPainter& painter, const QRect& rect) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Theme::colour(Role::Accent), 2));
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), k_radius, k_radius);
    painter.restore();
}

bool isEnabled(const QStyleOption& option) { return option.state.testFlag(QStyle::State_Enabled); }

std::optional<Role> fillOf(const QWidget* widget) {
    if (widget == nullptr || !widget->property("primary").toBool())
        return std::nullopt;
    return widget->property("danger").toBool() ? Role::Danger : Role::Accent;
}

namespace {

/// Buttons of which one is on stand as one box (property "segment").
enum class Segment { None, First, Middle, Last };

Segment segmentOf(const QWidget* widget) {
    const QString place = widget == nullptr ? QString() : widget->property("segment").toString();
    return place == u"first"    ? Segment::First
           : place == u"middle" ? Segment::Middle
           : place == u"last"   ? Segment::Last
                                : Segment::None;
}

void drawSegment(QPainter& painter, const QRect& rect, Segment segment, const QColor& fill,
                 const QColor& outline) {
    // The rounded corners of the ends that are not there fall outside.
    const int left = segment == Segment::First ? 0 : -2 * k_radius;
    const int right = segment == Segment::Last ? 0 : 2 * k_radius;
    painter.save();
    painter.setClipRect(rect);
    drawBox(painter, rect.adjusted(left, 0, right, 0), fill, outline);
    painter.restore();
    if (segment != Segment::First)
        painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), outline);
}

} // namespace

void drawButton(QPainter& painter, const QStyleOption& option, const QWidget* widget) {
    const bool isDown =
        option.state.testFlag(QStyle::State_Sunken) || option.state.testFlag(QStyle::State_On);
    const bool isHot = option.state.testFlag(QStyle::State_MouseOver) && isEnabled(option);
    if (const auto filled = fillOf(widget); filled && isEnabled(option)) {
        QColor fill = Theme::colour(*filled);
        if (isDown || isHot)
            fill = fill.darker(isDown ? 120 : 108);
        drawBox(painter, option.rect, fill, fill);
    } else {
        const Role fill = isDown ? Role::AccentSoft : isHot ? Role::SurfaceSunken : Role::SurfaceRaised;
        if (const Segment segment = segmentOf(widget); segment != Segment::None)
            drawSegment(painter, option.rect, segment, Theme::colour(fill),
                        Theme::colour(isEnabled(option) ? Role::BorderStrong : Role::Border));
        else
            drawBox(painter, option.rect, Theme::colour(fill),
                    Theme::colour(!isEnabled(option) ? Role::Border
                                  : isDown           ? Role::Accent
                                                     : Role::BorderStrong));
    }
    if (option.state.testFlag(QStyle::State_HasFocus))
        drawRing(painter, option.rect);
}

void drawLabel(QPainter& painter, const QRect& rect, const QIcon& icon, const QSize& iconSize,
               const QString& text, const QColor& ink, bool isEnabled, Qt::Alignment alignment) {
    constexpr int k_flags = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine;
    const int picture = icon.isNull() ? 0 : iconSize.width();
    const int gap = picture > 0 && !text.isEmpty() ? k_labelGap : 0;
    const int words = text.isEmpty() ? 0 : painter.fontMetrics().size(k_flags, text).width();
    const int width = std::min(rect.width(), picture + gap + words);
    QRect place = QStyle::alignedRect(painter.layoutDirection(), alignment | Qt::AlignVCenter,
                                      QSize(width, rect.height()), rect);
    if (picture > 0) {
        const QRect box(place.left(), place.center().y() - iconSize.height() / 2 + 1, picture,
                        iconSize.height());
        icon.paint(&painter, QStyle::visualRect(painter.layoutDirection(), rect, box), Qt::AlignCenter,
                   isEnabled ? QIcon::Normal : QIcon::Disabled);
        place.setLeft(place.left() + picture + gap);
    }
    painter.setPen(ink);
    // elidedText() measures a mnemonic a little wider than size(): what fits is drawn as it is.
    const bool fits = words <= place.width();
    painter.drawText(place, k_flags | Qt::TextDontClip,
                     fits ? text
                          : painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width() + 1,
                                                             Qt::TextShowMnemonic));
}

bool isDense(const QWidget* widget) { return widget != nullptr && widget->property("dense").toBool(); }

bool isLink(const QWidget* widget) { return widget != nullptr && widget->property("link").toBool(); }

void drawToolLabel(QPainter& painter, const QStyleOptionToolButton& option, const QWidget* widget) {
    const bool isOn = option.state.testFlag(QStyle::State_On);
    const bool isOneOfSome = segmentOf(widget) != Segment::None;
    const QColor ink = (isOn || isLink(widget)) && isEnabled(option)
                           ? Theme::colour(Role::Accent)
                           : option.palette.color(isEnabled(option) ? QPalette::Active : QPalette::Disabled,
                                                  QPalette::ButtonText);
    painter.setFont(option.font);
    const QIcon icon = option.toolButtonStyle == Qt::ToolButtonTextOnly ? QIcon() : option.icon;
    drawLabel(painter, option.rect.adjusted(6, 0, -6, 0), icon, option.iconSize, option.text, ink,
              isEnabled(option), isOneOfSome || isLink(widget) ? Qt::AlignHCenter : Qt::AlignLeft);
}

void drawHeaderSection(QPainter& painter, const QStyleOption& option) {
    const QRect& rect = option.rect;
    painter.fillRect(rect, Theme::colour(Role::SurfaceSunken));
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), Theme::colour(Role::Border));
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(&option);
    if (header != nullptr &&
        (header->position == QStyleOptionHeader::Beginning || header->position == QStyleOptionHeader::Middle))
        painter.fillRect(QRect(rect.right(), rect.top() + 8, 1, rect.height() - 16),
                         Theme::colour(Role::Border));
}

void drawHeaderLabel(QPainter& painter, const QStyleOptionHeader& option, const QWidget* widget) {
    painter.save();
    painter.setFont(Theme::font(Theme::Text::Header));
    painter.setPen(Theme::colour(Role::TextMuted));
    const int indent = option.section == 0 && widget != nullptr ? widget->property("firstIndent").toInt() : 0;
    const QRect place = option.rect.adjusted(6 + indent, 0, -6, 0);
    painter.drawText(place, static_cast<int>(option.textAlignment | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(option.text, Qt::ElideRight, place.width()));
    painter.restore();
}

void drawScrollFrame(QPainter& painter, const QRect& rect, const QWidget& area) {
    const auto* text = qobject_cast<const QPlainTextEdit*>(&area);
    const bool isControl = text != nullptr && !text->isReadOnly();
    drawBox(painter, rect, {}, Theme::colour(isControl ? Role::BorderStrong : Role::Border));
    // In a view the current item carries the ring.
    const auto* view = qobject_cast<const QAbstractItemView*>(&area);
    if (area.hasFocus() && (view == nullptr || !view->currentIndex().isValid()))
        drawRing(painter, rect);
}

void drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& thumb) {
    if (option.maximum <= option.minimum)
        return;
    const bool isHeld = option.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider) &&
                        option.state.testFlag(QStyle::State_Sunken);
    const QRect inner =
        option.orientation == Qt::Vertical ? thumb.adjusted(3, 1, -3, -1) : thumb.adjusted(1, 3, -1, -3);
    drawBox(painter, inner, Theme::colour(isHeld ? Role::Accent : Role::BorderStrong), {}, 3);
}

void drawCheck(QPainter& painter, const QStyleOption& option) {
    const QRect box(option.rect.center() - QPoint(7, 7), QSize(16, 16));
    const bool isOn = option.state.testFlag(QStyle::State_On);
    const bool isPart = option.state.testFlag(QStyle::State_NoChange);
    const QColor accent = Theme::colour(isEnabled(option) ? Role::Accent : Role::TextDisabled);
    const QColor line = Theme::colour(isEnabled(option) ? Role::BorderStrong : Role::Border);
    drawBox(painter, box, isOn || isPart ? accent : Theme::colour(Role::SurfaceRaised),
            isOn || isPart ? accent : line, 3);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::colour(Role::OnAccent), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF at = box.topLeft();
    if (isPart)
        painter.drawLine(at + QPointF(4.5, 8), at + QPointF(11.5, 8));
    else if (isOn)
        painter.drawPolyline(
            QPolygonF{at + QPointF(4.2, 8.4), at + QPointF(6.9, 11), at + QPointF(11.8, 5.4)});
    painter.restore();
}

void drawRadio(QPainter& painter, const QStyleOption& option) {
    const QRect box(option.rect.center() - QPoint(7, 7), QSize(16, 16));
    const QColor tint = Theme::colour(isEnabled(option) ? Role::Accent : Role::TextDisabled);
    const bool isOn = option.state.testFlag(QStyle::State_On);
    drawBox(painter, box, Theme::colour(Role::SurfaceRaised), isOn ? tint : Theme::colour(Role::BorderStrong),
            8);
    if (isOn)
        drawBox(painter, box.adjusted(4, 4, -4, -4), tint, {}, 4);
}

void drawItemBackground(QPainter& painter, const QStyleOptionViewItem& option) {
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected)
        painter.fillRect(option.rect, Theme::colour(Role::AccentSoft));
    else if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     Theme::colour(Role::Border));
}

void drawChevron(QPainter& painter, const QRect& rect) {
    painter.drawPixmap(rect.right() - 21, rect.center().y() - 7,
                       iconPixmap(u"chevron-down"_s, Theme::colour(Role::TextMuted), 16,
                                  painter.device()->devicePixelRatioF()));
}

void drawProgress(QPainter& painter, const QStyleOptionProgressBar& option) {
    const QRect track(option.rect.left(), option.rect.center().y() - 3, option.rect.width(), 8);
    drawBox(painter, track, Theme::colour(Role::Border), {});
    const int span = option.maximum - option.minimum;
    if (span <= 0 || option.progress <= option.minimum)
        return;
    QRect done = track;
    done.setWidth(std::max(
        8, static_cast<int>(static_cast<qint64>(track.width()) * (option.progress - option.minimum) / span)));
    drawBox(painter, done, Theme::colour(Role::Accent), {});
}

} // namespace milepost::parts
