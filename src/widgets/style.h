// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/elision.h"

#include <QProxyStyle>

class QStyleOptionToolButton;

namespace milepost {

/// Fusion with our own measures and outlines (look/palette.md 3 and 4): radius 4, one-pixel outlines of
/// 3:1, a focus ring of 2 px, rows and controls of 32. Colours are asked of the theme while painting.
///
/// A button with the property `primary` is filled with the accent, with `danger` too with danger's colour.
class Style final : public QProxyStyle {
public:
    Style();

    void polish(QWidget* widget) override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                       SubControl part, const QWidget* widget) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                         const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option,
                                  const QWidget* widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* data) const override;

private:
    void drawMenuButton(QPainter& painter, const QStyleOptionToolButton& option, const QWidget* widget) const;

    WholeTexts m_wholeTexts;
};

} // namespace milepost
