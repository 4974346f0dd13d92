// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/tracker.h"

#include "sandbox/errors.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

Answer htmlNotFound() {
    Answer answer;
    answer.status = 404;
    answer.body =
        "\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>Not Found</title>\n</head>\n<body>\n"
        "  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>\n</body>\n</html>\n";
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    return answer;
}

bool isUnsafe(const QByteArray& method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

bool acceptsJson(const Call& call) {
    const QByteArray accept = call.header("accept");
    return accept.isEmpty() || accept.contains("application/json") || accept.contains("*/*") ||
           accept.contains("application/*");
}

Answer health() {
    return jsonAnswer(200, QJsonObject{{u"status"_s, u"healthy"_s}, {u"service"_s, u"backend"_s}});
}

Answer readiness(const TrackerData& data) {
    const QJsonObject checks{{u"database"_s, data.isReady ? u"ok"_s : u"error"_s}, {u"db_rtt_ms"_s, 4}};
    return jsonAnswer(
        data.isReady ? 200 : 503,
        QJsonObject{{u"status"_s, data.isReady ? u"ready"_s : u"degraded"_s},
                    {u"checks"_s, checks},
                    {u"metrics"_s, QJsonObject{{u"conn_max_age"_s, 60}, {u"conn_health_checks"_s, true}}}});
}

bool isKnownRoute(const QStringList& path) {
    static const QStringList k_resources{
        u"auth"_s,         u"projects"_s, u"deliverables"_s, u"assignments"_s, u"people"_s,
        u"capabilities"_s, u"token"_s,    u"health"_s,       u"readiness"_s,   u"schema"_s};
    return path.size() >= 2 && path.first() == u"api"_s && k_resources.contains(path.at(1));
}

Answer route(World& world, const Call& call) {
    TrackerData& data = world.trackerFor(call.area);
    const QStringList& path = call.segments;
    if (!isKnownRoute(path))
        return htmlNotFound();
    if (!call.rawPath.endsWith('/')) {
        Answer moved;
        moved.status = 301;
        moved.setHeader("Location",
                        call.rawPath + '/' + (call.rawQuery.isEmpty() ? "" : "?" + call.rawQuery));
        moved.setHeader("Content-Type", "text/html; charset=utf-8");
        return moved;
    }
    if (data.maintenance && isUnsafe(call.method))
        return trackerError(503, u"Read-only maintenance"_s);
    if (path.at(1) == u"health"_s && path.size() == 2)
        return health();
    if (path.at(1) == u"readiness"_s && path.size() == 2)
        return readiness(data);
    if (!acceptsJson(call))
        return trackerError(406, u"Could not satisfy the request Accept header."_s);
    if (path.at(1) == u"token"_s)
        return handleTrackerToken(world, data, call);
    const TrackerCaller caller = authenticateTracker(world, data, call);
    if (!caller.account)
        return caller.refusal;
    if (path.at(1) == u"schema"_s && path.size() == 2) // its head alone: the rest is a megabyte
        return jsonAnswer(200, QJsonObject{{u"openapi"_s, u"3.0.3"_s},
                                           {u"info"_s, QJsonObject{{u"title"_s, u"Workload Tracker API"_s},
                                                                   {u"version"_s, u"0.1.0"_s}}}});
    return handleTrackerRead(world, data, *caller.account, call);
}

} // namespace

Answer methodNotAllowed(const Call& call, const QByteArray& allow) {
    Answer answer =
        trackerError(405, u"Method \""_s + QString::fromLatin1(call.method) + u"\" not allowed."_s);
    answer.setHeader("Allow", allow);
    return answer;
}

Answer handleTracker(World& world, const Call& call) {
    Answer answer = route(world, call);
    QByteArray id = call.header("x-request-id");
    if (id.isEmpty())
        id = QByteArray(call.requestId).replace("-", "");
    answer.setHeader("X-Request-ID", id);
    answer.setHeader("Server", "gunicorn");
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Vary", "origin");
    return answer;
}

} // namespace milepost::sandbox
