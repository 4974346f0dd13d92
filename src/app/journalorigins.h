// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/boundsecretstore.h"
#include "base/clock.h"

#include <map>

namespace milepost {

/// The accepted origins of one profile, in its journal. The journal is opened for each question: there are
/// few, and a profile's file must not be held. Any thread but main.
class JournalOrigins final : public OriginBook {
public:
    JournalOrigins(QString databasePath, const Clock& clock)
        : m_path(std::move(databasePath)),
          m_clock(clock) {}

    [[nodiscard]] Result<std::optional<QString>> accepted(SecretPurpose purpose) override;
    [[nodiscard]] Result<void> accept(SecretPurpose purpose, const QString& origin) override;

private:
    const QString m_path;
    const Clock& m_clock;
};

/// The same for values that were not saved: what somebody confirmed on the screen counts, and what a test
/// accepts at its first use is forgotten with it. Any thread but main, one at a time.
class DraftOrigins final : public OriginBook {
public:
    DraftOrigins(JournalOrigins stored, std::map<SecretPurpose, QString> confirmed)
        : m_stored(std::move(stored)),
          m_confirmed(std::move(confirmed)) {}

    [[nodiscard]] Result<std::optional<QString>> accepted(SecretPurpose purpose) override;
    [[nodiscard]] Result<void> accept(SecretPurpose purpose, const QString& origin) override;

private:
    JournalOrigins m_stored;
    std::map<SecretPurpose, QString> m_confirmed;
};

} // namespace milepost
