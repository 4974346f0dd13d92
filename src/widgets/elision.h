// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace milepost {

/// One line that gives way: what does not fit is elided, and told by pointing at it. Runs on: main.
class ElidedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
};

/// Tells the whole text of a button, a line edit, a header or a cell that is too narrow for it, where nothing
/// else would: as a tooltip, before the widget's own. The style puts one on every such widget. Runs on: main.
class WholeTexts final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    void watch(QWidget& widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// May become narrower than its text.
void letShrink(QWidget& widget);

} // namespace milepost
