// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/palette.h"

#include <optional>

#include <QStyleOption>

class QPainter;
class QWidget;

/// What the style draws with: one function for each part, colours asked of the theme while painting.
namespace milepost::parts {

inline constexpr int k_radius = 4;
inline constexpr int k_controlHeight = 32;
inline constexpr int k_rowHeight = 32;
inline constexpr int k_chevronWidth = 26;

[[nodiscard]] bool isEnabled(const QStyleOption& option);
/// The fill of a button that is the thing most likely next, or that destroys.
[[nodiscard]] std::optional<Role> fillOf(const QWidget* widget);

/// A rounded box on whole pixels; an invalid colour draws nothing.
void drawBox(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& outline,
             qreal radius = k_radius);
void drawRing(QPainter& painter, const QRect& rect); ///< of the focus
void drawButton(QPainter& painter, const QStyleOption& option, const QWidget* widget);
/// Reads as a link: accent words without a frame (property "link").
[[nodiscard]] bool isLink(const QWidget* widget);
/// A button with less room around its words, where many stand in a row (property "dense").
[[nodiscard]] bool isDense(const QWidget* widget);
/// Picture and words of a button, centred or from the left, 8 px apart; `ink` for the words.
void drawLabel(QPainter& painter, const QRect& rect, const QIcon& icon, const QSize& iconSize,
               const QString& text, const QColor& ink, bool isEnabled, Qt::Alignment alignment);
inline constexpr int k_labelGap = 8;
void drawToolLabel(QPainter& painter, const QStyleOptionToolButton& option, const QWidget* widget);
/// Columns are parted by a short line, but for the last.
void drawHeaderSection(QPainter& painter, const QStyleOption& option);
/// Property "firstIndent" of a header: how much further right the words of its first column stand.
void drawHeaderLabel(QPainter& painter, const QStyleOptionHeader& option, const QWidget* widget);
/// Of a view; a text that can be edited is a control and has the outline of one.
void drawScrollFrame(QPainter& painter, const QRect& rect, const QWidget& area);
void drawScrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& thumb);
void drawCheck(QPainter& painter, const QStyleOption& option);
void drawRadio(QPainter& painter, const QStyleOption& option);
void drawItemBackground(QPainter& painter, const QStyleOptionViewItem& option);
/// At the right end of a button or box that opens something.
void drawChevron(QPainter& painter, const QRect& rect);
void drawProgress(QPainter& painter, const QStyleOptionProgressBar& option);

} // namespace milepost::parts
