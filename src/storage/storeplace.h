// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/redacted.h"
#include "domain/storeaddress.h"

#include <optional>

#include <QString>

namespace milepost {

/// Where the journal of one profile lives: in a SQLite file of its own, or in a schema of its own in a
/// PostgreSQL database that several machines share (docs/adr/0016-the-shared-store.md).
class StorePlace final {
public:
    /// The path of a SQLite file is a place.
    StorePlace(QString file) : m_name(std::move(file)) {} // NOLINT(google-explicit-constructor)
    [[nodiscard]] static StorePlace onServer(const StoreAddress& address, const QString& profile,
                                             Redacted<QString> password);

    [[nodiscard]] bool isServer() const { return m_address.has_value(); }
    /// The file's path, or host:port/database: for messages, and the file to open.
    [[nodiscard]] const QString& name() const { return m_name; }
    /// Of a server.
    [[nodiscard]] const StoreAddress& address() const { return *m_address; }
    /// The profile's schema: milepost_, what of its name can be told in letters and digits, and a part of the
    /// whole name's hash. Safe to stand in a statement as it is.
    [[nodiscard]] const QString& schema() const { return m_schema; }
    [[nodiscard]] const Redacted<QString>& password() const { return m_password; }

private:
    QString m_name;
    std::optional<StoreAddress> m_address;
    QString m_schema;
    Redacted<QString> m_password;
};

} // namespace milepost
