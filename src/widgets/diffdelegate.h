// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/worddiff.h"

#include <QStyledItemDelegate>

namespace milepost {

/// Draws a change as `label  old → new` in one row, with only the differing words marked: what goes away on
/// dangerSoft with a line through, what comes on successSoft (look/palette.md 4). Rows without a change are
/// drawn as ever.
class DiffDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// `changeRole` gives a TextChange.
    explicit DiffDelegate(int changeRole, QObject* parent = nullptr)
        : QStyledItemDelegate(parent),
          m_changeRole(changeRole) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

    /// Without a background. What does not fit is left out with dots: first from what both texts share.
    static void drawChange(QPainter& painter, const QRect& rect, const QFont& font, const TextChange& change);

private:
    int m_changeRole;
};

} // namespace milepost
