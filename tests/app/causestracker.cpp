// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../http/rawserver.h"
#include "../sandbox/client.h"
#include "causetable.h"

namespace milepost::test {

namespace {

/// A page as web servers write it.
QString page(const QString& title, const QString& text = {}) {
    return u"<html><head><title>%1</title></head><body><h1>%1</h1>%2</body></html>"_s.arg(title, text);
}

CauseRow pageOf(const char* name, const char* cause, int status, const QString& title,
                const QString& text = {}, const char* others = "") {
    return {name, cause,
            [=](LadderWorld& world) {
                trackerSays(world, status, page(title, text));
                return diagnosed(seenByTracker(world));
            },
            others};
}

CauseRow said(const char* name, const char* cause, int status, const QString& detail, const char* others = "",
              const QString& path = u"/auth/me"_s) {
    return {name, cause,
            [=](LadderWorld& world) {
                trackerSays(world, status, QJsonObject{{u"detail"_s, detail}}, path);
                return diagnosed(seenByTracker(world));
            },
            others};
}

std::vector<CauseRow> accountCauses() {
    return {
        {"another password", "tracker-login",
         [](LadderWorld& world) {
             world.secretsEntered = [](SecretStore& store, const Profile& profile) {
                 (void)await(store.write(trackerPasswordKey(profile.name, QUrl(profile.trackerUrl)),
                                         Redacted(u"another"_s), {}));
             };
             return diagnosed(seenByTracker(world));
         }},
        {"an account that was switched off", "tracker-login",
         [](LadderWorld& world) {
             world.control(u"tracker"_s,
                           {{u"account"_s, QJsonObject{{u"username"_s, world.profile.trackerUser},
                                                       {u"isActive"_s, false}}}});
             return diagnosed(seenByTracker(world));
         }},
        said("too many wrong passwords", "tracker-lockout", 403,
             u"Account locked: too many login attempts. Contact your admin."_s, "", u"/api/token"_s),
        said("a reverse proxy drops the header", "proxy-misconfigured", 401,
             u"Authentication credentials were not provided."_s),
        said("an account that may not see it", "permission-missing", 403,
             u"You do not have permission to perform this action."_s),
        said("more than the pace allows", "throttled", 429,
             u"Request was throttled. Expected available in 0 seconds."_s),
        said("something that is not there", "item-gone", 404, u"Not found."_s),
    };
}

std::vector<CauseRow> serverCauses() {
    return {
        {"maintenance", "tracker-down",
         [](LadderWorld& world) {
             world.control(u"tracker"_s, {{u"maintenance"_s, true}});
             return diagnosed(seenByTracker(world));
         }},
        {"a database that is away", "tracker-down",
         [](LadderWorld& world) {
             world.control(u"tracker"_s, {{u"ready"_s, false}});
             return diagnosed(world.root().probeClients().tracker.checkService({}));
         }},
        pageOf("nothing behind nginx", "tracker-down", 502, u"502 Bad Gateway"_s,
               u"<hr><center>nginx/1.25.3</center>"_s),
        pageOf("Django does not know the host", "host-refused", 400, u"DisallowedHost at /api/token/"_s,
               u"Invalid HTTP_HOST header: 'x'. You may need to add 'x' to ALLOWED_HOSTS."_s),
        pageOf("Django says no more", "host-refused", 400, u"Bad Request (400)"_s, {}, "request-malformed"),
        {"an address with another path", "address-wrong",
         [](LadderWorld& world) {
             world.profile.trackerUrl += u"/app"_s;
             return diagnosed(seenByTracker(world));
         }},
        pageOf("a body over the limit", "payload-too-large", 413, u"413 Request Entity Too Large"_s),
        {"an answer that broke off", "truncated",
         [](LadderWorld& world) {
             world.fault({{u"area"_s, u"tracker"_s}, {u"path"_s, u"/auth/me"_s}},
                         {{u"kind"_s, u"truncate"_s}});
             return diagnosed(seenByTracker(world));
         }},
        {"a redirect to itself", "proxy-misconfigured",
         [](LadderWorld& world) {
             world.fault({{u"area"_s, u"tracker"_s}, {u"path"_s, u"/auth/me"_s}},
                         {{u"kind"_s, u"redirect"_s}, {u"location"_s, u"/tracker/api/auth/me/"_s}});
             return diagnosed(seenByTracker(world));
         }},
        {"a sign-in page of somebody else", "network-intercept",
         [](LadderWorld& world) {
             world.fault({{u"area"_s, u"tracker"_s}, {u"path"_s, u"/auth/me"_s}},
                         {{u"kind"_s, u"redirect"_s}, {u"location"_s, u"http://portal.hotel.example/"_s}});
             return diagnosed(seenByTracker(world));
         },
         "address-wrong"},
    };
}

/// A reverse proxy before the tracker that hands everything on but the sign-in.
Error withoutHeader(LadderWorld& world) {
    const auto sandbox = std::make_shared<sandbox::Client>(world.sandbox);
    const RawServer proxy([sandbox](const Seen& seen) {
        sandbox::Extra headers;
        for (const auto& [name, value] : seen.headers.fields())
            if (name.compare("Content-Type", Qt::CaseInsensitive) == 0)
                headers.append({name, value});
        const sandbox::Reply reply = sandbox->send(seen.method, seen.target, seen.body, headers);
        return json(reply.status, reply.body);
    });
    world.profile.trackerUrl = proxy.root() + u"/tracker"_s;
    return errorOf(seenByTracker(world));
}

} // namespace

std::vector<ConfusionRow> trackerConfusions() {
    return {{"401, the header was sent and dropped on its way", withoutHeader,
             "tracker-login proxy-misconfigured", "proxy-misconfigured"}};
}

std::vector<CauseRow> trackerCauses() {
    std::vector<CauseRow> rows = accountCauses();
    for (CauseRow& row : serverCauses())
        rows.push_back(std::move(row));
    return rows;
}

} // namespace milepost::test
