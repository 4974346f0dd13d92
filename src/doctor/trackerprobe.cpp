// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/trackersession.h"
#include "base/loopback.h"
#include "doctor/connections.h"
#include "doctor/probeparts.h"
#include "tracker/restriction.h"
#include "tracker/trackererrors.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace probes;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

/// Asks the service at an address without any login.
class Nobody {
public:
    Nobody(const QString& address, const ProbeClients& clients)
        : m_gate(clients.clock),
          m_address(address),
          m_client({clients.transport, nullptr, clients.clock, m_gate, clients.sink},
                   optionsFor(address, clients)) {}

    [[nodiscard]] Result<void> check(std::stop_token stop) {
        return TrackerClient(m_client, m_address).checkService(std::move(stop));
    }

private:
    static ApiClient::Options optionsFor(const QString& address, const ProbeClients& clients) {
        ApiClient::Options options;
        options.stage = Error::Stage::Tracker;
        options.origin = originOf(QUrl(address));
        options.readError = tracker::readTrackerError;
        options.retry = clients.retry;
        return options;
    }

    LaneGate m_gate;
    QString m_address;
    ApiClient m_client;
};

/// Something answers there, but it is not the tracker's API.
bool isElsewhere(const Error& error) {
    return error.code == "html"_L1 || error.code == "redirect"_L1 || error.code == "json"_L1 ||
           error.code == tracker::codes::k_wrongService || error.httpStatus == 404 ||
           (error.httpStatus >= 300 && error.httpStatus < 400);
}

/// Where a web server sends whoever asks for the address; "" for nowhere, or where nothing is sent to.
QString movedTo(const HostLook& look) {
    if (!look.answer || look.answer->status < 300 || look.answer->status >= 400)
        return {};
    const QUrl target =
        look.asked.resolved(QUrl::fromEncoded(look.answer->headers.value("Location"), QUrl::StrictMode));
    static const QString k_asked = u"/api/health/"_s;
    QString text = target.toString(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    if (!text.endsWith(k_asked) || (target.scheme() != "https"_L1 && !isLoopbackHost(target.host())))
        return {};
    text.chop(k_asked.size());
    return text;
}

/// The address with ever less of its path: people copy it from the page they look at.
QStringList shorterThan(const QString& address) {
    QStringList shorter;
    QUrl url(address);
    QStringList path = url.path().split(u'/', Qt::SkipEmptyParts);
    while (!path.isEmpty()) {
        path.removeLast();
        url.setPath(path.isEmpty() ? QString() : u'/' + path.join(u'/'));
        shorter << url.toString();
    }
    return shorter;
}

void proposeAddress(ProbeReport& report, const Profile& profile, const ProbeClients& clients,
                    const std::stop_token& stop) {
    QStringList places = shorterThan(profile.trackerUrl);
    const QString moved = movedTo(lookAt(HostLook::Service::Tracker, profile, clients, stop));
    if (!moved.isEmpty())
        places.prepend(moved);
    for (const QString& place : places) {
        if (stop.stop_requested() || place == profile.trackerUrl)
            continue;
        if (!Nobody(place, clients).check(stop))
            continue;
        report.proposals.push_back(
            {u"trackerUrl"_s, place, say(QT_TRANSLATE_NOOP("doctor", "A tracker answers there."))});
        return;
    }
}

QString sessionText(const ProbeClients& clients) {
    const auto isByCookie = clients.session == nullptr ? std::nullopt : clients.session->isByCookie();
    if (!isByCookie)
        return {};
    return *isByCookie ? say(QT_TRANSLATE_NOOP("doctor", "refresh token by cookie"))
                       : say(QT_TRANSLATE_NOOP("doctor", "refresh token in the answer"));
}

} // namespace

ProbeReport probeTracker(const Profile& profile, const ProbeClients& clients, std::stop_token stop) {
    ProbeReport report = begin(ProbeId::Tracker, profile, clients, {u"trackerUrl"_s, u"trackerUser"_s});
    if (report.skipped)
        return report;
    if (const auto service = Nobody(profile.trackerUrl, clients).check(stop); !service) {
        if (isElsewhere(service.error()))
            proposeAddress(report, profile, clients, stop);
        return failed(std::move(report), withNetwork(service.error(), profile, clients, std::move(stop)),
                      SecretPurpose::TrackerPassword);
    }
    const auto view = clients.tracker.view(stop);
    if (!view)
        return failed(std::move(report), view.error(), SecretPurpose::TrackerPassword);
    QStringList facts{
        say(QT_TRANSLATE_NOOP("doctor", "signed in as %1, role %2")).arg(view->user, view->role),
        sessionText(clients)};
    if (const QString version =
            clients.isThorough ? clients.tracker.version(stop).value_or(QString()) : u""_s;
        !version.isEmpty())
        facts << say(QT_TRANSLATE_NOOP("doctor", "version %1")).arg(version);
    const HostLook look = lookAt(HostLook::Service::Tracker, profile, clients, std::move(stop));
    facts << connectionText(look);
    report.warning = certificateWarning(look, report.atUtc);
    if (!tracker::seesEverything(view->role))
        report.warning = say(QT_TRANSLATE_NOOP(
            "doctor",
            "The tracker may hide rows from this account, so nothing is ever deleted. Use an account "
            "with the role manager or admin."));
    facts.removeAll(QString());
    return passed(std::move(report), facts.join(u" · "_s));
}

} // namespace milepost
