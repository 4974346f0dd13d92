// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <expected>

#include <QString>

namespace milepost {

/// A PostgreSQL database as the profile's key `store` names it (cli.md). Never holds a password.
struct StoreAddress {
    QString host; ///< a name, an address, or the folder of a socket; "": the socket of this computer
    int port = 5432;
    QString database;
    QString user;     ///< "": the name of the account that runs the program
    QString sslMode;  ///< libpq's word; verify-full unless the database is on this computer
    QString rootCert; ///< a PEM file; "": libpq's own place

    friend bool operator==(const StoreAddress&, const StoreAddress&) = default;

    /// postgresql://user@host:port/database?sslmode=…, or the same in libpq's words (host=… dbname=…). The
    /// error says why not, and repeats nothing of the text: somebody may have put a password there.
    [[nodiscard]] static std::expected<StoreAddress, QString> parse(const QString& text);

    /// On this computer: a socket, or a loopback address.
    [[nodiscard]] bool isLocal() const;
    /// host:port/database, for people.
    [[nodiscard]] QString place() const;
};

} // namespace milepost
