// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faults.h"

namespace milepost::test {

using namespace Qt::StringLiterals;

Answer failure(Error::Kind kind, const QString& code) {
    return std::unexpected(makeError(kind, Error::Stage::Transport, u"from the network"_s, code));
}

const std::vector<Fault>& faults() {
    static const std::vector<Fault> all{
        {"401", json(401, R"({"detail":"Token is invalid","code":"token_not_valid"})"), Error::Kind::Auth},
        {"403", json(403, R"({"detail":"You do not have permission to perform this action."})"),
         Error::Kind::Forbidden},
        {"403 html", html(403, "Forbidden"), Error::Kind::Forbidden},
        {"404", json(404, R"({"detail":"Not found."})"), Error::Kind::NotFound},
        {"404 html", html(404, "Not Found"), Error::Kind::NotFound},
        {"429", json(429, R"({"detail":"Request was throttled."})"), Error::Kind::Throttled},
        {"500 html", html(500, "Server Error (500)"), Error::Kind::Unavailable},
        {"502 html", html(502, "Bad Gateway"), Error::Kind::Unavailable},
        {"503 maintenance", json(503, R"({"detail":"Read-only maintenance"})"), Error::Kind::Unavailable},
        {"504 empty", json(504, ""), Error::Kind::Unavailable},
        {"301", html(301, "Moved"), Error::Kind::Rejected},
        {"time-out", failure(Error::Kind::Timeout, {}), Error::Kind::Timeout},
        {"offline", failure(Error::Kind::Offline, u"connect-failed"_s), Error::Kind::Offline},
        {"tls", failure(Error::Kind::Tls, u"tls-untrusted"_s), Error::Kind::Tls},
        {"broken off", json(200, "[{\"id\":1,\"name\":\"Bri"), Error::Kind::Malformed},
        {"no JSON", json(200, "OK"), Error::Kind::Malformed},
        {"html 200", html(200, "Sign in"), Error::Kind::Malformed},
        {"empty 200", json(200, ""), Error::Kind::Malformed},
        {"blank 200", json(200, "  \n"), Error::Kind::Malformed},
        {"204", json(204, ""), Error::Kind::Malformed},
        {"206", json(206, "[]"), Error::Kind::Malformed},
        {"short page", json(200, R"({"count":7,"next":null,"results":[]})"), Error::Kind::Malformed, true},
        {"truncated",
         json(200, R"({"count":0,"next":null,"results":[],"truncated":{"items":{"omitted":9}}})"),
         Error::Kind::Malformed, true},
        {"rows of a wrong type", json(200, R"([{"id":"x"}])"), Error::Kind::Malformed, true},
        {"other object", json(200, "{}"), Error::Kind::Malformed, true},
    };
    return all;
}

} // namespace milepost::test
