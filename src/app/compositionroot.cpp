// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/compositionroot.h"

#include "app/profilejournal.h"
#include "base/futures.h"
#include "graph/grapherrors.h"
#include "tracker/trackererrors.h"

#include <QUrl>

namespace milepost {

namespace {

EntraTokenProvider::Options entraOptions(const Profile& profile, const RetryPolicy& retry) {
    const CloudEndpoints cloud = profile.endpoints();
    return {profile.name,
            QUrl(cloud.authority),
            profile.tenantId,
            profile.clientId,
            cloud.tokenScope,
            retry,
            profile.cloud == Cloud::Custom ? QUrl(cloud.graphRoot) : QUrl(),
            profile.credential};
}

TrackerSession::Options sessionOptions(const Profile& profile, const RetryPolicy& retry) {
    return {profile.name, QUrl(profile.trackerUrl), profile.trackerUser, retry};
}

ApiClient::Options graphOptions(const Profile& profile, const RetryPolicy& retry) {
    ApiClient::Options options;
    options.retry = retry;
    options.stage = Error::Stage::Graph;
    options.origin = originOf(QUrl(profile.endpoints().graphRoot));
    options.readError = readGraphError;
    return options;
}

ApiClient::Options trackerOptions(const Profile& profile, const RetryPolicy& retry) {
    ApiClient::Options options;
    options.retry = retry;
    options.stage = Error::Stage::Tracker;
    options.origin = originOf(QUrl(profile.trackerUrl));
    options.readError = tracker::readTrackerError;
    return options;
}

/// A proxy may do without a password; a keychain that cannot be asked is an error all the same.
Result<QString> proxyPassword(const Profile& profile, SecretStore& secrets, std::stop_token stop) {
    if (profile.proxy.isEmpty())
        return QString();
    const auto password =
        await(secrets.read(proxyPasswordKey(profile.name, QUrl(profile.proxy)), std::move(stop)));
    if (password)
        return password->reveal();
    if (password.error().code == QStringLiteral("credential-missing"))
        return QString();
    return std::unexpected(password.error());
}

} // namespace

Result<std::unique_ptr<CompositionRoot>> CompositionRoot::open(const Profile& profile, const Paths& paths,
                                                               const Parts& parts) {
    const auto password = proxyPassword(profile, parts.secrets, parts.stop);
    if (!password)
        return std::unexpected(password.error());
    auto journal = openJournal(profile, paths, parts.secrets, parts.clock, parts.stop);
    if (!journal)
        return std::unexpected(journal.error());
    auto transport = NetTransport::create({profile.caFile, profile.proxy, *password});
    if (!transport)
        return std::unexpected(transport.error());
    return std::unique_ptr<CompositionRoot>(
        new CompositionRoot(profile, paths, parts, std::move(*journal), std::move(*transport)));
}

ProbeClients CompositionRoot::probeClients() {
    return {*m_transport, m_entra, m_graph, m_tracker,    m_clock,
            &m_meter,     m_retry, {},      &m_directory, &m_session};
}

std::vector<cli::ServiceClock> CompositionRoot::serviceClocks() const {
    // Where only a login was answered, it tells the tracker's time.
    const auto tracker = m_trackerApi.clockSkew() ? m_trackerApi.clockSkew() : m_session.clockSkew();
    std::vector<cli::ServiceClock> clocks;
    for (const auto& [service, ahead] :
         {std::pair("Entra", m_entra.clockSkew()), std::pair("Graph", m_graphApi.clockSkew()),
          std::pair("the tracker", tracker)})
        if (ahead)
            clocks.push_back({QString::fromLatin1(service), *ahead});
    return clocks;
}

/// A file of this computer's own keeps them, also where the journal is elsewhere: then each look at a set-up
/// can read them. Nobody waits for it, and nothing depends on it.
void CompositionRoot::keepUses() const {
    if (!m_journal->isShared())
        std::ignore = m_journal->notePermissionUses(m_profile.clientId, m_used.uses());
    else
        notePermissionUses(m_profile, m_paths, m_clock, m_used.uses());
}

CompositionRoot::~CompositionRoot() { keepUses(); }

CompositionRoot::CompositionRoot(const Profile& profile, const Paths& paths, const Parts& parts,
                                 std::unique_ptr<Journal> journal, std::unique_ptr<NetTransport> transport)
    : m_clock(parts.clock),
      m_profile(profile),
      m_paths(paths),
      m_retry(parts.retry),
      m_keeper(parts.sink, parts.log),
      m_meter(&m_keeper),
      m_journal(std::move(journal)),
      m_transport(std::move(transport)),
      m_entra({*m_transport, parts.secrets, parts.clock, &m_meter}, entraOptions(profile, m_retry)),
      m_session({*m_transport, parts.secrets, parts.clock, &m_meter}, sessionOptions(profile, m_retry)),
      m_gate(parts.clock),
      m_spent(*m_journal),
      m_ledger(parts.clock, &m_spent),
      m_batching(
          *m_transport, profile.endpoints().graphRoot,
          BatchingTransport::Hearing{parts.clock, [this](const Exchange& one) { m_keeper.keep(one); }}),
      m_used(m_batching, parts.clock, profile.endpoints().graphRoot),
      m_graphApi({m_used, &m_entra, parts.clock, m_gate, &m_meter, &m_ledger, &m_witness},
                 graphOptions(profile, m_retry)),
      m_trackerApi({*m_transport, &m_session, parts.clock, m_gate, &m_meter},
                   trackerOptions(profile, m_retry)),
      m_graph(m_graphApi, profile.endpoints().graphRoot, profile.timeZone),
      m_directory(m_graphApi, profile.endpoints().graphRoot),
      m_formers({parts.secrets, *m_transport, parts.clock, &m_meter, m_directory, m_entra}, profile),
      m_tracker(m_trackerApi, profile.trackerUrl),
      m_engine({m_tracker, m_graph, *m_journal, parts.clock,
                [this](const std::stop_token& stop) {
                    m_formers.retire(stop);
                    keepUses();
                }},
               profile),
      m_people({m_tracker, m_graph, *m_journal, parts.clock}) {}

} // namespace milepost
