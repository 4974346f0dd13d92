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
    /// `fixed` are those that cannot be hidden. The header gets the menu of fill().
    ColumnMemory(QHeaderView& header, Preferences& preferences, const QString& key, std::set<int> fixed);

    /// Something was remembered from an earlier start.
    [[nodiscard]] bool wasRestored() const { return m_wasRestored; }
    /// Somebody drew at a width: until then the window may give the columns theirs.
    [[nodiscard]] bool isDrawn() const { return m_isDrawn; }
    /// Gives a column a width that nobody chose.
    void fit(int column, int width);
    /// As at first, but for the sort.
    void reset();
    /// A tick for each column, and Reset.
    void fill(QMenu& menu);

signals:
    void rearranged(); ///< a column came or went, or all are as at first

private:
    void takeWidth(int column, int before);
    void remember();
    void showMenu(const QPoint& at);
    [[nodiscard]] bool isFilled(int column) const;

    QHeaderView& m_header;
    Preferences& m_preferences;
    QString m_key;
    std::set<int> m_fixed;
    QByteArray m_first;
    bool m_isPaused = false;
    bool m_wasRestored = false;
    bool m_isDrawn = false;
};

} // namespace milepost
