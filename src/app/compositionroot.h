// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/exchangekeeper.h"
#include "app/formersecrets.h"
#include "app/journalledger.h"
#include "auth/entratokenprovider.h"
#include "auth/trackersession.h"
#include "cli/environment.h"
#include "doctor/probes.h"
#include "graph/batchingtransport.h"
#include "graph/mailboxwitness.h"
#include "graph/permissionuse.h"
#include "http/httplog.h"
#include "http/nettransport.h"
#include "storage/paths.h"

#include <memory>

namespace milepost {

/// Wires everything that one profile needs (design 1 and 4). Destroying it keeps the order of shutdown: the
/// engine's pool is done, the net thread aborts and drains, then the journal's leases go. Whoever destroys it
/// has stopped the runs. Runs on: a pool thread, from creation to destruction.
class CompositionRoot final : public cli::Workspace {
public:
    struct Parts {
        const Clock& clock;
        SecretStore& secrets;
        ExchangeSink& sink;
        std::stop_token stop = {}; ///< ends the wait for the proxy's password (law 9)
        RetryPolicy retry = RetryPolicy();
        std::shared_ptr<ExchangeLog> log = nullptr; ///< null: exchanges are not kept
    };

    /// Errors: Config (CA file, proxy password), Storage (journal), Keychain.
    ~CompositionRoot() override;
    [[nodiscard]] static Result<std::unique_ptr<CompositionRoot>>
    open(const Profile& profile, const Paths& paths, const Parts& parts);

    [[nodiscard]] SyncEngine& engine() override { return m_engine; }
    [[nodiscard]] PeopleEngine& people() override { return m_people; }
    /// Of its calls to Graph.
    [[nodiscard]] PermissionUses permissionUses() const { return m_used.uses(); }
    /// Puts them where others read them. Blocks; any thread but main. At its end each root does so by itself.
    void keepUses() const;
    /// What the probes of the set-up ask through.
    [[nodiscard]] ProbeClients probeClients();
    [[nodiscard]] GraphClient& graph() override { return m_graph; }
    [[nodiscard]] Journal& journal() override { return *m_journal; }
    [[nodiscard]] RequestMeter::Totals requests() const override { return m_meter.totals(); }
    [[nodiscard]] std::vector<cli::ServiceClock> serviceClocks() const override;

private:
    CompositionRoot(const Profile& profile, const Paths& paths, const Parts& parts,
                    std::unique_ptr<Journal> journal, std::unique_ptr<NetTransport> transport);
    const Clock& m_clock;
    const Profile m_profile;
    const Paths m_paths;
    const RetryPolicy m_retry;
    // In the order of construction; destruction is the reverse.
    ExchangeKeeper m_keeper;
    RequestMeter m_meter;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<NetTransport> m_transport;
    EntraTokenProvider m_entra;
    TrackerSession m_session;
    LaneGate m_gate;
    JournalLedger m_spent;
    QuotaLedger m_ledger;
    BatchingTransport m_batching;
    PermissionUse m_used;
    MailboxWitness m_witness;
    ApiClient m_graphApi;
    ApiClient m_trackerApi;
    GraphClient m_graph;
    AppDirectory m_directory;
    FormerSecrets m_formers;
    TrackerClient m_tracker;
    SyncEngine m_engine;
    PeopleEngine m_people;
};

} // namespace milepost
