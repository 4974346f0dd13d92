// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

namespace milepost {

/// Data that no sentence can be taken for: its Latin letters become Greek ones. Addresses and ids stay.
[[nodiscard]] QString inGreek(const QString& text);

/// What is wrong with a text for somebody who reads only the pseudo-language; "" when nothing is. Everything
/// made for people is in brackets and has no plain Latin letter (translations/pseudo.py), data is Greek, a
/// number, an address.
[[nodiscard]] QString complaintAbout(const QString& text);

/// Texts of a window and everything in it that are wrong: painted ones, and those that are not painted but
/// said (tooltips, names for screen readers, menus, what a combo box would offer, every row of a model).
[[nodiscard]] QStringList untranslated(QWidget& window);

/// Painted texts of a window that lack room: cut by the edge of their widget, or elided where nothing else
/// tells the rest.
[[nodiscard]] QStringList clipped(QWidget& window);

} // namespace milepost
