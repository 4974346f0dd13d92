// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/journalorigins.h"

namespace milepost {

Result<Journal*> JournalOrigins::journal() {
    if (!m_journal) {
        auto opened = Journal::open(m_path, m_clock);
        if (!opened)
            return std::unexpected(opened.error());
        m_journal = std::move(*opened);
    }
    return m_journal.get();
}

Result<std::optional<QString>> JournalOrigins::accepted(SecretPurpose purpose) {
    const auto opened = journal();
    if (!opened)
        return std::unexpected(opened.error());
    return (*opened)->acceptedOrigin(toString(purpose));
}

Result<void> JournalOrigins::accept(SecretPurpose purpose, const QString& origin) {
    const auto opened = journal();
    if (!opened)
        return std::unexpected(opened.error());
    return (*opened)->acceptOrigin(toString(purpose), origin);
}

} // namespace milepost
