// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/sessionsecretstore.h"
#include "auth/trackersession.h"
#include "base/futures.h"
#include "doctor/diagnosis.h"
#include "doctor/probes.h"
#include "graph/grapherrors.h"
#include "http/nettransport.h"
#include "sandbox/sandbox.h"
#include "tracker/trackererrors.h"

#include <QTest>

namespace milepost {

using namespace Qt::StringLiterals;
namespace demo = sandbox::demo;

inline const RetryPolicy k_retry(2, std::chrono::milliseconds(5));

inline ApiClient::Options apiOptions(Error::Stage stage, const QString& url, ApiClient::ErrorReader reader) {
    ApiClient::Options options;
    options.stage = stage;
    options.origin = originOf(QUrl(url));
    options.readError = std::move(reader);
    options.retry = k_retry;
    return options;
}

/// A set-up on its way through the probes: real clients against a sandbox, secrets in memory.
class ProbeSetup {
public:
    explicit ProbeSetup(const sandbox::Sandbox& sandbox) {
        profile.name = u"test"_s;
        profile.cloud = Cloud::Custom;
        profile.custom = {sandbox.authority(), sandbox.graphRoot(),
                          u"https://graph.microsoft.com/.default"_s};
        profile.tenantId = demo::k_tenant.toString();
        profile.clientId = demo::k_clientId.toString();
        profile.trackerUrl = sandbox.trackerUrl();
        profile.trackerUser = demo::k_trackerUser.toString();
        profile.mailbox = demo::k_mailbox.toString();
        profile.timeZone = u"W. Europe Standard Time"_s;
    }

    ProbeReport run(ProbeId id, std::stop_token stop = {}) {
        SystemClock clock;
        SessionSecretStore secrets;
        const auto keep = [&secrets](const SecretKey& key, const QString& value) {
            if (!value.isEmpty())
                (void)await(secrets.write(key, Redacted(value), {}));
        };
        keep(entraKey(profile.name, SecretPurpose::EntraSecret, QUrl(profile.custom.authority),
                      profile.tenantId, QUrl(profile.custom.graphRoot)),
             secret);
        keep(trackerPasswordKey(profile.name, QUrl(profile.trackerUrl)), password);
        auto net = NetTransport::create({profile.caFile, {}, {}});
        if (!net)
            qFatal("no transport");
        const std::unique_ptr<Transport> way = detour ? detour(**net) : nullptr;
        Transport* const transport = way ? way.get() : net->get();
        LaneGate gate(clock);
        EntraTokenProvider entra({*transport, secrets, clock, nullptr},
                                 {profile.name, QUrl(profile.custom.authority), profile.tenantId,
                                  profile.clientId, profile.custom.tokenScope, k_retry,
                                  QUrl(profile.custom.graphRoot), profile.credential});
        TrackerSession session({*transport, secrets, clock, nullptr},
                               {profile.name, QUrl(profile.trackerUrl), profile.trackerUser, k_retry});
        ApiClient graphApi({*transport, &entra, clock, gate, nullptr},
                           apiOptions(Error::Stage::Graph, profile.custom.graphRoot, readGraphError));
        ApiClient trackerApi(
            {*transport, &session, clock, gate, nullptr},
            apiOptions(Error::Stage::Tracker, profile.trackerUrl, tracker::readTrackerError));
        AppDirectory directory(graphApi, profile.custom.graphRoot);
        GraphClient graph(graphApi, profile.custom.graphRoot, profile.timeZone);
        TrackerClient tracker(trackerApi, profile.trackerUrl);
        return runProbe(id, profile,
                        {*transport, entra, graph, tracker, clock, nullptr, k_retry, forbidden, &directory,
                         &session, seenUtc, isThorough},
                        std::move(stop));
    }

    Profile profile;
    bool isThorough = false;
    std::optional<QDateTime> seenUtc;                             ///< when a run last saw the calendar
    std::function<std::unique_ptr<Transport>(Transport&)> detour; ///< null: straight on
    QString forbidden;                                            ///< a mailbox that must be refused
    QString secret = demo::k_clientSecret.toString();
    QString password = demo::k_trackerPassword.toString();
};

inline QString causeOf(const ProbeReport& report) {
    return report.error ? diagnose(*report.error).cause : report.skipped ? u"skipped"_s : u"none"_s;
}

/// A sandbox with a set-up that is well, but for its calendar.
struct ProbeWorld {
    [[nodiscard]] bool makeCalendar(const QString& name) {
        return sandbox
            .control(u"edit"_s, {{u"mailbox"_s, demo::k_mailbox.toString()},
                                 {u"op"_s, u"createCalendar"_s},
                                 {u"calendar"_s, name}})
            .has_value();
    }
    static sandbox::Options few() {
        sandbox::Options options;
        options.deliverables = 5;
        return options;
    }

    /// Its addresses are known once it listens.
    static const sandbox::Sandbox& started(sandbox::Sandbox& sandbox) {
        if (!sandbox.start())
            qFatal("the sandbox does not start");
        return sandbox;
    }

    sandbox::Sandbox sandbox{few()};
    ProbeSetup setup{started(sandbox)};
};

} // namespace milepost
