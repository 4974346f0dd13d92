// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/journaltypes.h"

#include <QByteArray>

namespace milepost {

/// The history as an auditor takes it along: who ran what and when, and what each write changed. CSV has a
/// line for each write, and one for a run that wrote nothing; cells that a spreadsheet would compute are
/// disarmed (csv.h). JSON has {"schema":1,"runs":[{…,"writes":[…]}]}. Holds what the journal holds: titles,
/// mailboxes, never a secret. Runs on: any thread.
class AuditText {
public:
    enum class Format { Csv, Json };

    explicit AuditText(Format format);
    /// Json for a name that ends so.
    [[nodiscard]] static Format formatFor(const QString& path);

    void add(const RunDetails& details);
    [[nodiscard]] QByteArray text() const; ///< UTF-8

private:
    Format m_format;
    QByteArray m_text;
    bool m_isEmpty = true;
};

} // namespace milepost
