// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/palette.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace milepost {

/// An icon of our own set, tinted with a role of the theme whenever it is painted: it follows a change of
/// theme by itself. Disabled: TextDisabled. Names are those of resources/icons, without ending.
[[nodiscard]] QIcon icon(const QString& name, Role role = Role::TextMuted);

/// One picture of it for a painter: `size` in device independent pixels (16, 20, 24 or 32 are drawn for).
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& tint, int size, qreal scale);

} // namespace milepost
