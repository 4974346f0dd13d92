// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/boundsecretstore.h"
#include "storage/journal.h"

namespace milepost {

/// The accepted origins of one profile, in its journal. The journal is opened at the first question: most
/// commands ask for no secret. Called by one thread at a time (BoundSecretStore), never on main.
class JournalOrigins final : public OriginBook {
public:
    JournalOrigins(QString databasePath, const Clock& clock)
        : m_path(std::move(databasePath)),
          m_clock(clock) {}

    [[nodiscard]] Result<std::optional<QString>> accepted(SecretPurpose purpose) override;
    [[nodiscard]] Result<void> accept(SecretPurpose purpose, const QString& origin) override;

private:
    [[nodiscard]] Result<Journal*> journal();

    const QString m_path;
    const Clock& m_clock;
    std::unique_ptr<Journal> m_journal;
};

} // namespace milepost
