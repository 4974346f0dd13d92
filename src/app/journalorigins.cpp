// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/journalorigins.h"

#include "storage/journal.h"

#include <QFile>

namespace milepost {

Result<std::optional<QString>> JournalOrigins::accepted(SecretPurpose purpose) {
    if (!QFile::exists(m_path))
        return std::nullopt; // a question alone makes no file
    const auto journal = Journal::open(m_path, m_clock);
    if (!journal)
        return std::unexpected(journal.error());
    return (*journal)->acceptedOrigin(toString(purpose));
}

Result<void> JournalOrigins::accept(SecretPurpose purpose, const QString& origin) {
    const auto journal = Journal::open(m_path, m_clock);
    if (!journal)
        return std::unexpected(journal.error());
    return (*journal)->acceptOrigin(toString(purpose), origin);
}

Result<std::optional<QString>> DraftOrigins::accepted(SecretPurpose purpose) {
    if (const auto known = m_confirmed.find(purpose); known != m_confirmed.end())
        return known->second;
    return m_stored.accepted(purpose);
}

Result<void> DraftOrigins::accept(SecretPurpose purpose, const QString& origin) {
    m_confirmed.insert_or_assign(purpose, origin);
    return {};
}

} // namespace milepost
