// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>

#include <QJsonObject>
#include <QString>

namespace milepost {

/// A failure as a value (design 5). Rooms at the edge fill in facts; sentences for people are made by the
/// doctor's catalogue and by presentation and cli alone.
struct Error {
    enum class Kind {
        Cancelled,   ///< somebody asked to stop; never shown as an error
        Offline,     ///< no connection: name not resolved, refused, unreachable, proxy
        Tls,         ///< the connection could not be trusted
        Timeout,     ///< our own deadline passed
        Doubtful,    ///< the request may or may not have been carried out (connection lost, 503-but-saved)
        Auth,        ///< the credential or token was refused (401, Entra errors)
        Forbidden,   ///< 403: the right is missing
        Throttled,   ///< 429, or 503 that says the pace was too high
        NotFound,    ///< 404, 410
        Conflict,    ///< 409, 412
        Rejected,    ///< another 4xx: what was sent is not accepted
        Unavailable, ///< 5xx: the other side is down for now
        Malformed,   ///< the answer is not what the contract says: HTML, truncated, a field of the wrong type
        Storage,     ///< our files or database
        Keychain,    ///< the OS keychain: absent, locked, denied
        Config,      ///< a profile or a value in it, or a credential that was never entered
        Refused,     ///< guard, stale or altered plan, missing confirmation, freeze window
        Bug,         ///< our own fault
    };
    enum class Stage { None, Token, Consent, Graph, Tracker, Transport, Keychain, Storage, Config, Plan };

    Kind kind = Kind::Bug;
    Stage stage = Stage::None;
    int httpStatus = 0; ///< 0 when no answer came
    QString code;       ///< error.code of Graph, the AADSTS number, or a cause slug of ours
    QString message;    ///< the other side's own words, never a secret
    QString requestId;  ///< request-id of Graph, trace id of Entra, X-Request-ID of the tracker
    std::chrono::milliseconds retryAfter{0}; ///< as advised by the service; 0 when not advised
    QString detail;                          ///< English, for the log: what was tried, where
    /// What whoever met it knew beside it, under the names of "context" of diagnose's input: claims of the
    /// token, clocks, what others answered; and the request's "method" and "address". For diagnoses alone: no
    /// log shows it, and no secret is in it.
    QJsonObject about = {};

    friend bool operator==(const Error&, const Error&) = default;

    [[nodiscard]] bool isCancelled() const { return kind == Kind::Cancelled; }
    /// One line for a log: kind, status, code, message, request id.
    [[nodiscard]] QString summary() const;
};

/// A shorthand for errors without an HTTP answer.
[[nodiscard]] Error makeError(Error::Kind kind, Error::Stage stage, QString detail, QString code = {});
[[nodiscard]] Error cancelled();

[[nodiscard]] QString toString(Error::Kind kind);
[[nodiscard]] QString toString(Error::Stage stage);
[[nodiscard]] Error::Stage stageOf(const QString& text); ///< None where no stage is called so

} // namespace milepost
