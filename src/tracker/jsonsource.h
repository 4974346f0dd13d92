// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/apiclient.h"

#include <chrono>
#include <stop_token>

#include <QByteArray>
#include <QJsonValue>

namespace milepost::tracker {

/// Gets JSON from one tracker. Thread-safe as far as the client is.
class JsonSource {
public:
    JsonSource(ApiClient& client, const QString& trackerUrl);

    /// Runs on: pool threads. `target` is path and query below /api/, encoded. Anything but a 200 with JSON
    /// is an Error whose detail begins with the request and whose stage says Tracker (one of the keychain,
    /// the store or the settings keeps its own).
    [[nodiscard]] Result<QJsonValue> get(const QByteArray& target, std::chrono::milliseconds deadline,
                                         std::stop_token stop) const;
    [[nodiscard]] const QString& address() const { return m_address; }

private:
    ApiClient& m_client;
    QString m_address;
    QByteArray m_root; ///< ends in /api/
};

/// Says in the detail which request an error belongs to.
[[nodiscard]] Error located(Error error, const QByteArray& target);

/// An answer that is JSON, but not what the contract says.
[[nodiscard]] Error malformed(QLatin1StringView code, const QString& detail);

} // namespace milepost::tracker
