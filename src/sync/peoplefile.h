// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/peopleengine.h"

namespace milepost {

/// What one line of a CSV file wishes.
struct FileWish {
    int line = 0;
    PersonWish wish;
};

/// Columns id and mailbox, and name, which must agree with the tracker where it stands. Lines with an empty
/// mailbox wish for nothing and are left out. Errors: Storage (the file), Config (what is in it).
[[nodiscard]] Result<std::vector<FileWish>> readPeopleFile(const QString& path);

/// Such a file of what stands, with the state of each person and why; English, for programs too.
[[nodiscard]] QString peopleFileText(const std::vector<PersonRow>& rows);
/// The same as a file (0600) that spreadsheets take for UTF-8.
[[nodiscard]] Result<void> writePeopleFile(const QString& path, const std::vector<PersonRow>& rows);

} // namespace milepost
