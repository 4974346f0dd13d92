// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

namespace milepost {

/// A tree of many rows of one height. When many of them change Qt looks up where each cell of them is drawn,
/// on and off the screen; this one paints what is seen. Runs on: main.
class LongTree : public QTreeView {
    Q_OBJECT

public:
    using QTreeView::QTreeView;

    static constexpr int k_fewRows = 200;

    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = {}) override;
};

} // namespace milepost
