// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/menubutton.h"

#include <algorithm>

#include <QMenu>
#include <QScreen>
#include <QStyleOptionToolButton>

namespace milepost {

MenuButton::MenuButton(QWidget* parent) : QToolButton(parent) {
    // The one mode in which a press opens nothing by itself.
    setPopupMode(QToolButton::MenuButtonPopup);
    connect(this, &QToolButton::pressed, this, &MenuButton::openMenu);
}

void MenuButton::initStyleOption(QStyleOptionToolButton* option) const {
    QToolButton::initStyleOption(option);
    option->features.setFlag(QStyleOptionToolButton::MenuButtonPopup, false); // the arrow is no second button
}

void MenuButton::mousePressEvent(QMouseEvent* event) {
    QAbstractButton::mousePressEvent(event); // not QToolButton's, which opens the menu where the arrow stands
}

void MenuButton::openMenu() {
    QMenu* const menu = this->menu();
    if (menu == nullptr)
        return;
    connect(
        menu, &QMenu::aboutToHide, this, [this] { setDown(false); }, Qt::SingleShotConnection);
    QPoint place = mapToGlobal(rect().bottomLeft()) + QPoint(0, 1);
    const QSize size = menu->sizeHint();
    const QRect space = screen()->availableGeometry();
    place.setX(std::clamp(place.x(), space.left(), std::max(space.left(), space.right() - size.width())));
    if (place.y() + size.height() > space.bottom())
        place.setY(std::max(space.top(), mapToGlobal(QPoint()).y() - size.height()));
    menu->popup(place);
}

} // namespace milepost
