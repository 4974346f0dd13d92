// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faketracker.h"

#include "base/futures.h"
#include "tracker/trackererrors.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milepost::test {

using namespace Qt::StringLiterals;

HttpResponse json(int status, const QByteArray& body) {
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}, {"X-Request-ID", "0123456789abcdef"}};
    response.body = body;
    return response;
}

HttpResponse html(int status, const QByteArray& words) {
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    response.body = "\n<!doctype html>\n<html><head><title>" + words + "</title></head><body><h1>" + words +
                    "</h1></body></html>";
    return response;
}

const std::vector<std::pair<QByteArray, QByteArray>>& countPages() {
    static const std::vector<std::pair<QByteArray, QByteArray>> pages{
        {"/api/projects/", targets::k_projects},
        {"/api/deliverables/", targets::k_deliverables},
        {"/api/deliverables/assignments/", targets::k_links},
        {"/api/assignments/?page_size=1", targets::k_assignments},
        {"/api/people/?include_inactive=1", targets::k_people},
    };
    return pages;
}

FakeTracker::FakeTracker() {
    answer(targets::k_health, json(200, R"({"status":"healthy","service":"backend"})"));
    answer(targets::k_readiness, json(200, R"({"status":"ready","checks":{"database":"ok"}})"));
    answer(targets::k_me, json(200, R"({"id":1,"user":{"id":1,"username":"ann","is_staff":false,
        "groups":["Manager"],"accountRole":"manager"},"person":null,"settings":{}})"));
    answer(targets::k_projects,
           json(200, R"([{"id":1,"name":"Bridge","client":"City","projectNumber":"B-1","status":"active",
        "isActive":true},{"id":2,"name":"Tower","client":"","projectNumber":null,"status":"planning"}])"));
    answer(targets::k_deliverables,
           json(200, R"([{"id":11,"project":1,"percentage":35,"description":"SD","date":"2026-12-04",
        "notes":"","isCompleted":false,"completedDate":null,"updatedAt":"2026-11-22T13:09:39.574906Z"},
        {"id":12,"project":2,"percentage":0,"description":"","date":null,"notes":"","isCompleted":false},
        {"id":9007199254740993,"project":2,"percentage":null,"description":" Leap ","date":"2028-02-29",
        "notes":"<b>x</b>","isCompleted":true,"completedDate":"2028-03-01"}])"));
    answer(targets::k_links,
           json(200, R"([{"id":1,"deliverable":11,"person":1,"roleOnMilestone":"Lead","is_active":true,
        "personName":"Ann"},{"id":2,"deliverable":11,"person":2,"roleOnMilestone":null,"is_active":false}])"));
    answer(targets::k_assignments,
           json(200, R"([{"id":1,"person":1,"personName":"Ann","project":1,"roleName":"Engineer",
        "weeklyHours":{"2026-11-15":12.5}},{"id":2,"person":null,"project":1,"roleName":"Placeholder"}])"));
    answer(targets::k_people, json(200, R"([{"id":1,"name":"Ann","isActive":true},
        {"id":2,"name":"Bob","isActive":false}])"));
    for (const auto& [count, listing] : countPages())
        respond(count, [this, listed = listing](const HttpRequest&) -> Answer {
            const qsizetype rows = QJsonDocument::fromJson(body(listed)).array().size();
            return json(200, "{\"count\":" + QByteArray::number(rows) + ",\"next\":null,\"results\":[]}");
        });
    answer(targets::k_users, json(200, R"([{"id":1,"username":"ann","email":"ann@example.test",
        "person":{"id":1,"name":"Ann"}},{"id":2,"username":"old","email":"","person":null}])"));
}

void FakeTracker::answer(const QByteArray& target, Answer answer) {
    respond(target, [answer = std::move(answer)](const HttpRequest&) { return answer; });
}

void FakeTracker::respond(const QByteArray& target, Responder responder) {
    const std::scoped_lock lock(m_mutex);
    m_responders[target] = std::move(responder);
}

void FakeTracker::hang(const QByteArray& target) {
    const std::scoped_lock lock(m_mutex);
    m_hanging << target;
}

namespace {

QByteArray targetOf(const HttpRequest& request) {
    const QByteArray query = request.url.query(QUrl::FullyEncoded).toLatin1();
    const QByteArray path = request.url.path(QUrl::FullyEncoded).toLatin1();
    return query.isEmpty() ? path : path + '?' + query;
}

} // namespace

QFuture<Answer> FakeTracker::untilStopped(std::stop_token stop) {
    Waiting& waiting = *m_waiting.emplace_back(std::make_unique<Waiting>());
    waiting.promise.start();
    QFuture<Answer> future = waiting.promise.future();
    waiting.onStop.emplace(std::move(stop), [&waiting] {
        waiting.promise.addResult(std::unexpected(cancelled()));
        waiting.promise.finish();
    });
    return future;
}

QFuture<Result<HttpResponse>> FakeTracker::send(HttpRequest request, std::stop_token stop) {
    Responder responder;
    const QByteArray target = targetOf(request);
    {
        const std::scoped_lock lock(m_mutex);
        m_requests << request;
        if (m_hanging.contains(target))
            return untilStopped(std::move(stop));
        if (const auto it = m_responders.find(target); it != m_responders.end())
            responder = it->second;
    }
    return ready<HttpResponse>(responder ? responder(request) : html(404, "Not Found"));
}

QList<QByteArray> FakeTracker::targets() const {
    const std::scoped_lock lock(m_mutex);
    QList<QByteArray> result;
    for (const HttpRequest& request : m_requests)
        result << targetOf(request);
    return result;
}

QStringList FakeTracker::origins() const {
    const std::scoped_lock lock(m_mutex);
    QStringList result;
    for (const HttpRequest& request : m_requests)
        result << originOf(request.url);
    result.removeDuplicates();
    return result;
}

QByteArray FakeTracker::body(const QByteArray& target) const {
    Responder responder;
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto it = m_responders.find(target); it != m_responders.end())
            responder = it->second;
    }
    const Answer answer = responder ? responder(HttpRequest{}) : Answer(HttpResponse{});
    return answer ? answer->body : QByteArray();
}

QDateTime FakeClock::utcNow() const {
    const std::scoped_lock lock(m_mutex);
    return QDateTime(QDate(2026, 11, 22), QTime(13, 0), Qt::UTC).addMSecs(m_slept.count());
}

Result<void> FakeClock::sleep(std::chrono::milliseconds duration, std::stop_token stop) const {
    if (stop.stop_requested())
        return std::unexpected(cancelled());
    const std::scoped_lock lock(m_mutex);
    m_slept += duration;
    return {};
}

namespace {

ApiClient::Options optionsFor(const QString& trackerUrl) {
    ApiClient::Options options;
    options.stage = Error::Stage::Tracker;
    options.origin = originOf(QUrl(trackerUrl));
    options.readError = tracker::readTrackerError;
    options.retry = RetryPolicy(1);
    return options;
}

} // namespace

Bench::Bench(const QString& trackerUrl)
    : gate(clock),
      api({tracker, nullptr, clock, gate, nullptr}, optionsFor(trackerUrl)),
      client(api, trackerUrl) {}

} // namespace milepost::test
