// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/paper.h"

#include <vector>

#include <QStringList>

namespace milepost::cli {

/// An aligned table for people. Where it is wider than the paper, its elastic columns are cut in the middle.
class Table {
public:
    enum class Align { Left, Right };
    struct Column {
        QString title;
        Align align = Align::Left;
        bool elastic = false; ///< may be cut
    };
    struct Cell {
        QString text;
        Paper::Ink ink = Paper::Ink::Plain;
    };

    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}

    /// As many cells as columns; their texts are made printable.
    void add(std::vector<Cell> row);
    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }
    /// Lines that end with a line end; "" for a table without rows.
    [[nodiscard]] QString toText(const Paper& paper) const;

private:
    [[nodiscard]] std::vector<int> widths(int paperWidth) const;
    /// Takes columns from elastic ones above the floor; what is still too much.
    [[nodiscard]] int shrink(std::vector<int>& widths, int excess, int floor) const;

    std::vector<Column> m_columns;
    std::vector<std::vector<Cell>> m_rows;
};

} // namespace milepost::cli
