// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/itemroles.h"

#include <QStyledItemDelegate>

namespace milepost {

/// Rows of two lines (look/palette.md 4): the title, below it state, word and evidence; before both a number
/// where the model gives one (presentation/itemroles.h). Reads nothing but the roles of ItemRole and the
/// display text.
class TwoLineDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// 48, or 56 for the steps of the set-up.
    explicit TwoLineDelegate(int rowHeight, QObject* parent = nullptr);
    /// For a list that has less room, or more; at least what two lines need.
    void setRowHeight(int height);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int m_rowHeight;
};

} // namespace milepost
