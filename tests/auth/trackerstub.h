// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/trackersession.h"
#include "fakes.h"
#include "http/nettransport.h"
#include "rawserver.h"
#include "recordingstore.h"

#include <QJsonDocument>
#include <QLocale>

namespace milepost::test {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

inline const QString k_password = u"c0rrect horse"_s;
inline constexpr auto k_login = "/wt/api/token/";
inline constexpr auto k_refresh = "/wt/api/token/refresh/";

/// The tracker's token calls with its rotation: the old refresh token dies with every success.
class Tracker {
public:
    enum class Mode { Bearer, Cookie };
    explicit Tracker(Mode mode, QDateTime now = QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC))
        : m_mode(mode),
          m_now(std::move(now)) {}

    Answer operator()(const Seen& seen) {
        if (next) {
            const Answer what = *std::exchange(next, std::nullopt);
            if (lostAnswer)
                issue();
            return what;
        }
        const QJsonObject body = QJsonDocument::fromJson(seen.body).object();
        if (seen.target == k_login) {
            ++logins;
            if (body.value(u"password"_s) == k_password)
                return issue();
            return json(401, "{\"detail\":\"No active account found with the given credentials\"}");
        }
        if (seen.target != k_refresh)
            return answer(404, "<!doctype html>");
        if (!refusesRefresh && body.value(u"refresh"_s).toString() == u"r%1"_s.arg(m_number))
            return issue();
        return json(401, "{\"detail\":\"Token is blacklisted\",\"code\":\"token_not_valid\"}");
    }

    std::optional<Answer> next; ///< given once instead of the real answer
    bool lostAnswer = false;    ///< the real answer was made, but next is what arrives
    bool refusesRefresh = false;
    int logins = 0;

    static QByteArray access(int number, const QDateTime& now) {
        const QByteArray claims = "{\"token_type\":\"access\",\"n\":" + QByteArray::number(number) +
                                  ",\"iat\":" + QByteArray::number(now.toSecsSinceEpoch()) +
                                  ",\"exp\":" + QByteArray::number(now.toSecsSinceEpoch() + 7200) + "}";
        return "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
               ".s";
    }

private:
    Answer issue() {
        const QByteArray refresh = "r" + QByteArray::number(++m_number);
        const QByteArray token = access(m_number, m_now);
        const QByteArray date =
            "Date: " + QLocale::c().toString(m_now, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1() + "\r\n";
        if (m_mode == Mode::Bearer)
            return json(200, "{\"access\":\"" + token + "\",\"refresh\":\"" + refresh + "\"}", date);
        return json(200, "{\"access\":\"" + token + "\"}",
                    date + "Set-Cookie: csrftoken=zzz; Path=/; SameSite=Lax\r\nSet-Cookie: wt_rt=" + refresh +
                        "; HttpOnly; Max-Age=2592000; Path=/api/token/; SameSite=Lax; Secure\r\n");
    }
    Mode m_mode;
    QDateTime m_now;
    int m_number = 0;
};

struct Setup {
    explicit Setup(Tracker::Mode mode = Tracker::Mode::Bearer, QDateTime serverNow = FakeClock().utcNow())
        : tracker(mode, std::move(serverNow)),
          server([this](const Seen& seen) { return tracker(seen); }),
          transport(std::move(*NetTransport::create({}))) {
        options = {u"main"_s, QUrl(server.root() + u"/wt/"_s), u"admin@example.org"_s, RetryPolicy(3)};
        password = trackerPasswordKey(options.profile, options.trackerUrl);
        refresh = trackerRefreshKey(options.profile, options.trackerUrl, options.user);
        store.put(password, k_password);
        restart();
    }
    void restart() {
        session.reset();
        session =
            std::make_unique<TrackerSession>(TrackerSession::Parts{*transport, store, clock, &sink}, options);
    }
    [[nodiscard]] int number() { // of the access token, 0 for a failure
        const auto got = session->bearer({});
        lastError = got ? Error() : got.error();
        return got ? QJsonDocument::fromJson(QByteArray::fromBase64(got->reveal().split('.').at(1),
                                                                    QByteArray::Base64UrlEncoding))
                         .object()
                         .value(u"n"_s)
                         .toInt()
                   : 0;
    }
    [[nodiscard]] QList<QByteArray> targets() const {
        QList<QByteArray> list;
        for (const Seen& seen : server.seen())
            list << seen.target;
        return list;
    }
    Tracker tracker;
    RawServer server;
    std::unique_ptr<NetTransport> transport;
    FakeClock clock;
    RecordingSink sink;
    RecordingStore store;
    TrackerSession::Options options;
    SecretKey password;
    SecretKey refresh;
    std::unique_ptr<TrackerSession> session;
    Error lastError;
};

} // namespace milepost::test
