// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/preferences.h"

#include <set>

#include <QObject>

class QHeaderView;
class QMenu;

namespace milepost {

/// Remembers what somebody made of a table's columns: order, width, visibility, sort (ux 2.8). Runs on: main.
class ColumnMemory final : public QObject {
    Q_OBJECT

public:
    /// As the columns stand now they come back with reset(). What was remembered under `key` is put in their
    /// place. Both outlive it; the view has its model. What is remembered of other columns is forgotten.
    ColumnMemory(QHeaderView& header, Preferences& preferences, const QString& key);

    /// Something was remembered.
    [[nodiscard]] bool hasChanged() const { return m_hasChanged; }
    /// A width that the window gave and nobody chose is not kept.
    void setPaused(bool isPaused) { m_isPaused = isPaused; }
    /// As at first, but for the sort.
    void reset();
    /// A tick for each column, and Reset. `fixed`: those that cannot be hidden.
    void fill(QMenu& menu, const std::set<int>& fixed);

signals:
    void wasReset();

private:
    void remember();
    [[nodiscard]] bool isFilled(int column) const;

    QHeaderView& m_header;
    Preferences& m_preferences;
    QString m_key;
    QByteArray m_first;
    bool m_isPaused = false;
    bool m_hasChanged = false;
};

} // namespace milepost
