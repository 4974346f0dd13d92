// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/redacted.h"
#include "http/apiclient.h"

namespace milepost {

/// What the tracker hands out at a login or a refresh.
struct TrackerTokens {
    Redacted<QByteArray> access;
    Redacted<QString> refresh; ///< empty when it gave no new one
    bool isByCookie = false;   ///< how the refresh token came (tracker-contract 1.1)
    QDateTime renewUtc;        ///< in our clock's time, whatever the server's says
    QDateTime endsUtc;
};

/// The two token calls of the tracker (tracker-contract 1.1, 1.2). Runs on: pool threads.
/// Errors, stage Tracker: Auth "tracker-login" (name or password, or a refresh token that is no longer
/// taken: then the code is the tracker's own), Forbidden "sso-enforced" or "tracker-lockout", Unavailable
/// "maintenance" or "html", Throttled, Rejected "redirect" or "invalid", Malformed "html" ..., and those of
/// Transport; Doubtful when an answer was lost.
class TrackerLogin {
public:
    TrackerLogin(ApiClient::Parts parts, const QUrl& trackerUrl, RetryPolicy retry);

    [[nodiscard]] Result<TrackerTokens> obtain(const QString& user, const Redacted<QString>& password,
                                               std::stop_token stop);
    /// Each success makes the old refresh token useless, a lost answer too.
    [[nodiscard]] Result<TrackerTokens> refresh(const Redacted<QString>& token, std::stop_token stop);

    [[nodiscard]] std::optional<std::chrono::seconds> clockSkew() const { return m_client.clockSkew(); }

private:
    /// `secret` is what the body carries.
    [[nodiscard]] Result<TrackerTokens> post(const QByteArray& path, const QByteArray& body,
                                             const Redacted<QString>& secret, std::stop_token stop);
    [[nodiscard]] Result<TrackerTokens> read(const HttpResponse& response) const;

    const Clock& m_clock;
    QByteArray m_root; ///< the tracker's URL as encoded, without a slash at its end
    ApiClient m_client;
};

/// The refresh token of cookie mode, whatever the cookie's name (tracker-contract 1.1): the cookie for the
/// path of the token calls. Empty when there is none.
[[nodiscard]] Redacted<QString> refreshCookie(const HttpHeaders& headers);

} // namespace milepost
