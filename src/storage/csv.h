// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <vector>

#include <QByteArray>
#include <QStringList>

namespace milepost {

/// One row of a CSV text.
struct CsvRow {
    int line = 0; ///< of the text, where the row begins; from 1
    QStringList cells;

    friend bool operator==(const CsvRow&, const CsvRow&) = default;
};

/// Rows that are not blank, as RFC 4180 has it and as spreadsheets write it: UTF-8 with or without its mark,
/// any line end, parted by comma, semicolon or tab, whichever the first line uses first. Errors
/// (Kind::Config, code "config-invalid") name the line.
[[nodiscard]] Result<std::vector<CsvRow>> readCsv(const QByteArray& content);

/// Parted by commas, lines end with CRLF. A cell that a spreadsheet would take for a formula gets an
/// apostrophe before it, which readCsv() takes away again.
[[nodiscard]] QString writeCsv(const std::vector<QStringList>& rows);

} // namespace milepost
