// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/apiclient.h"
#include "tracker/trackerclient.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include <QPromise>
#include <QStringList>

namespace milepost::test {

using Answer = Result<HttpResponse>;

[[nodiscard]] HttpResponse json(int status, const QByteArray& body);
[[nodiscard]] HttpResponse html(int status, const QByteArray& words);

/// A tracker behind our Transport interface: answers by path and query below the origin, or fails, or hangs
/// until it is told to stop. Thread-safe.
class FakeTracker final : public Transport {
public:
    using Responder = std::function<Answer(const HttpRequest&)>;

    /// Holds two projects, three deliverables, links, assignments, people and accounts; everything is well.
    FakeTracker();

    void answer(const QByteArray& target, Answer answer);
    void respond(const QByteArray& target, Responder responder);
    /// Requests for this target end only when they are told to stop.
    void hang(const QByteArray& target);

    [[nodiscard]] QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override;

    [[nodiscard]] QList<QByteArray> targets() const; ///< asked for, in order
    [[nodiscard]] QStringList origins() const;       ///< that requests went to, without repeats
    [[nodiscard]] QByteArray body(const QByteArray& target) const;

private:
    struct Waiting {
        QPromise<Answer> promise;
        std::optional<std::stop_callback<std::function<void()>>> onStop;
    };
    [[nodiscard]] QFuture<Answer> untilStopped(std::stop_token stop);

    mutable std::mutex m_mutex;
    std::vector<std::unique_ptr<Waiting>> m_waiting;
    std::map<QByteArray, Responder> m_responders;
    QList<QByteArray> m_hanging;
    QList<HttpRequest> m_requests;
};

/// The pages that tell the number of rows, each with its listing. The fake counts what its listing holds.
[[nodiscard]] const std::vector<std::pair<QByteArray, QByteArray>>& countPages();

/// Time that passes only when somebody sleeps.
class FakeClock final : public Clock {
public:
    [[nodiscard]] QDateTime utcNow() const override;
    [[nodiscard]] Result<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) const override;

private:
    mutable std::mutex m_mutex;
    mutable std::chrono::milliseconds m_slept{0};
};

/// A client of the fake, complete with clock and gate; failures are not repeated.
struct Bench {
    explicit Bench(const QString& trackerUrl = QStringLiteral("https://tracker.example.test"));

    FakeTracker tracker;
    FakeClock clock;
    LaneGate gate;
    ApiClient api;
    TrackerClient client;
};

/// path?query, as the fake and the tests name requests.
namespace targets {
inline const QByteArray k_health = "/api/health/";
inline const QByteArray k_readiness = "/api/readiness/";
inline const QByteArray k_me = "/api/auth/me/";
inline const QByteArray k_projects = "/api/projects/?all=true";
inline const QByteArray k_deliverables = "/api/deliverables/?all=true";
inline const QByteArray k_links = "/api/deliverables/assignments/?all=true";
inline const QByteArray k_assignments = "/api/assignments/?all=true";
inline const QByteArray k_people = "/api/people/?all=true&include_inactive=1";
inline const QByteArray k_users = "/api/auth/users/";
} // namespace targets

} // namespace milepost::test
