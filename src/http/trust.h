// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QNetworkProxyFactory>
#include <QSslConfiguration>
#include <QString>
#include <QUrl>

namespace milepost {

/// Whom we trust: the system's roots and, beside them, those of a PEM file ("" for none). An Error of kind
/// Config, code "ca-file", when the file cannot be read or holds no certificate.
[[nodiscard]] Result<QSslConfiguration> trustedBy(const QString& caFile);

/// How to get out: the proxy given, or what the system says when proxyUrl is "". Loopback is never asked of a
/// proxy. An Error of kind Config, code "proxy-misconfigured", when the URL is none. The caller owns it.
[[nodiscard]] Result<std::unique_ptr<QNetworkProxyFactory>> wayOut(const QString& proxyUrl,
                                                                   const QString& password);

/// The proxy through which an address is reached, "host:port" without user and password; "" for none.
[[nodiscard]] QString proxyOnTheWay(const QUrl& url, const QString& proxyUrl);

} // namespace milepost
