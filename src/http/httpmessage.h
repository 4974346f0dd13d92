// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUrl>

namespace milepost {

/// Header fields in the order they came; names are compared without case.
class HttpHeaders {
public:
    HttpHeaders() = default;
    HttpHeaders(std::initializer_list<std::pair<QByteArray, QByteArray>> fields) : m_fields(fields) {}

    void set(const QByteArray& name, const QByteArray& value); ///< replaces every field of that name
    void add(const QByteArray& name, const QByteArray& value);
    [[nodiscard]] QByteArray value(const QByteArray& name) const; ///< the first one; empty when absent
    [[nodiscard]] std::vector<QByteArray> values(const QByteArray& name) const;
    [[nodiscard]] bool contains(const QByteArray& name) const;
    [[nodiscard]] const std::vector<std::pair<QByteArray, QByteArray>>& fields() const { return m_fields; }

    friend bool operator==(const HttpHeaders&, const HttpHeaders&) = default;

private:
    std::vector<std::pair<QByteArray, QByteArray>> m_fields;
};

/// How an answer was protected, for people to look at: whoever inspects the traffic stands here as issuer.
struct TlsFacts {
    QString protocol;  ///< "TLS 1.3"
    QString issuer;    ///< of the server's certificate: its organisation, else its common name
    QDateTime endsUtc; ///< of that certificate
};

/// Where the time of a request went, as far as Qt tells (ADR 32). Nothing: it was not seen.
struct HttpTimes {
    using Span = std::optional<std::chrono::microseconds>;
    Span queue;      ///< for one of our connections to the host
    Span lookup;     ///< until a connection was begun: the name's look-up; nothing on one that stood
    Span connect;    ///< TCP, and TLS on https: Qt does not tell them apart; nothing on one that stood
    Span answer;     ///< from the request's last byte to the answer's header
    int inBatch = 0; ///< requests that shared this one's call; 0: it went alone
    [[nodiscard]] bool isReused() const { return answer && !connect; } ///< the connection stood already
};

/// A whole request as an immutable value: it can be sent again as it is (style 4: "retry that loses the
/// body").
struct HttpRequest {
    QByteArray method; ///< upper case
    QUrl url;          ///< sent byte for byte as encoded here (graph-contract 5.6, URL trap)
    HttpHeaders headers;
    QByteArray body;
    std::chrono::milliseconds deadline{60'000}; ///< from the moment it is sent to the last byte
    bool wantsTls = false;                      ///< the answer says how it was protected

    [[nodiscard]] bool hasBody() const { return !body.isEmpty(); }
    /// Anything but GET, HEAD and OPTIONS may change something on the other side.
    [[nodiscard]] bool isWrite() const;
};

/// Whatever the other side answered, whatever its status. A request without an answer is an Error instead.
struct HttpResponse {
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
    std::chrono::milliseconds elapsed{0};
    HttpTimes times = {};
    std::optional<TlsFacts> tls = {}; ///< where it was asked for and https was spoken

    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
};

/// Scheme, host and port in one comparable form: "https://host:443". A secret never leaves its origin (law
/// 10).
[[nodiscard]] QString originOf(const QUrl& url);

/// The service's id of a request: each service has its own name for it. "" where it gave none.
[[nodiscard]] QString requestIdOf(const HttpResponse& response);

/// Reads a Date field ("Sun, 22 Nov 2026 13:15:04 GMT"); invalid when it is none.
[[nodiscard]] QDateTime parseHttpDate(const QByteArray& field);

} // namespace milepost
