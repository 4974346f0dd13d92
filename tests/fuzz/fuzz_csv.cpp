// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The people map as a spreadsheet gives it back.

#include "fuzzing.h"
#include "storage/csv.h"

using namespace milepost;

void attack(const QByteArray& bytes) {
    const auto rows = readCsv(bytes);
    if (!rows)
        return;
    std::vector<QStringList> cells;
    for (const CsvRow& row : *rows) {
        require(row.line > 0, "a line counts from one");
        cells.push_back(row.cells);
    }
    const auto again = readCsv(writeCsv(cells).toUtf8());
    require(again.has_value() && again->size() == cells.size(), "what is written can be read");
    for (size_t i = 0; i < cells.size(); ++i)
        require((*again)[i].cells == cells[i], "what is written is what is read");
}
