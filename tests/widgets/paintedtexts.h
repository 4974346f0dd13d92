// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>
#include <vector>

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPointer>
#include <QRectF>
#include <QString>
#include <QWidget>

namespace milepost {

/// A piece of text as it was painted, in the coordinates of the window that was rendered.
struct PaintedText {
    QString text;
    QRectF place; ///< what it takes
    QRectF seen;  ///< what the clip leaves of the paper
    QPointer<QWidget> by;
};

/// Everything that a widget and its children paint as text, whoever paints it: label, delegate or own
/// paintEvent().
[[nodiscard]] std::vector<PaintedText> paintedTexts(QWidget& widget);

} // namespace milepost
