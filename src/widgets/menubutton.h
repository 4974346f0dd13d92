// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>

namespace milepost {

/// A button that opens its menu below itself. QToolButton's own ways of doing so wait for the answer in an
/// event loop of their own (design 4 forbids that: what closes the window meanwhile takes the button with
/// it); this one returns at once. Runs on: main.
class MenuButton : public QToolButton {
    Q_OBJECT

public:
    explicit MenuButton(QWidget* parent = nullptr);

protected:
    void initStyleOption(QStyleOptionToolButton* option) const override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void openMenu();
};

} // namespace milepost
