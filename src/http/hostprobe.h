// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <stop_token>

#include <QStringList>

namespace milepost {

/// Looks up the addresses of a name, as the system does; of an address that address. Errors: Offline,
/// "dns-failure". Runs on: pool threads; blocks, ends within a second of stop (Cancelled).
[[nodiscard]] Result<QStringList> resolveHost(const QString& name, std::stop_token stop);

/// Opens a TCP connection, sends nothing, and closes it: who answered, "192.0.2.7:443". Goes past any proxy;
/// whoever has one asks for the proxy itself. Errors: Offline, "connect-failed" or "dns-failure"; Timeout.
/// Runs on: pool threads; blocks, ends within a second of stop (Cancelled).
[[nodiscard]] Result<QString> reachHost(const QString& name, quint16 port, std::stop_token stop);

} // namespace milepost
