// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/graphclient.h"
#include "http/apiclient.h"
#include "http/httplog.h"
#include "sandbox/sandbox.h"
#include "storage/journal.h"
#include "sync/peopleengine.h"
#include "sync/syncengine.h"
#include "tracker/trackerclient.h"

#include <QTemporaryDir>

namespace milepost {

/// Where a sandbox answers; enough to reach it from another process.
struct Endpoints {
    QString baseUrl;
    QString trackerUrl;
    QString caFile;

    [[nodiscard]] static Endpoints of(const sandbox::Sandbox& sandbox) {
        return {sandbox.baseUrl(), sandbox.trackerUrl(), sandbox.caFile()};
    }
};

/// One computer that runs Milepost against a sandbox: its own data folder, network and journal, everything
/// real but the keychain. Two of them on one calendar are two admins.
class Machine {
public:
    struct Options {
        QString trackerUrl; ///< empty: the sandbox's own
        QString trackerUser = QStringLiteral("planner");
        QString dataDir;                      ///< empty: a fresh one
        std::optional<StorePlace> store = {}; ///< empty: a file in that folder
        RetryPolicy retry{3, std::chrono::milliseconds(5)};
        Quota quota;
        std::function<void(Profile&)> adjust;                       ///< changes to the profile
        std::function<std::unique_ptr<Transport>(Transport&)> wrap; ///< around the network; empty: nothing
        /// Before the meter hears of the requests to Graph; empty: nothing.
        std::function<std::unique_ptr<ExchangeSink>(ExchangeSink&)> wrapMeter = {};
        bool createCalendar = true;
        int daysAhead = 0; ///< of its clock; below 0: it is slow
    };

    explicit Machine(const sandbox::Sandbox& sandbox) : Machine(Endpoints::of(sandbox), Options()) {}
    Machine(const sandbox::Sandbox& sandbox, const Options& options)
        : Machine(Endpoints::of(sandbox), options) {}
    Machine(const Endpoints& endpoints, const Options& options);
    ~Machine();

    [[nodiscard]] SyncEngine& engine() { return *m_engine; }
    [[nodiscard]] PeopleEngine people() { return PeopleEngine({*m_tracker, *m_graph, *m_journal, m_clock}); }
    [[nodiscard]] GraphClient& graph() { return *m_graph; }
    [[nodiscard]] Journal& journal() { return *m_journal; }
    [[nodiscard]] const LaneGate& gate() const { return m_gate; }
    [[nodiscard]] RequestMeter& meter() { return m_meter; }
    [[nodiscard]] const Profile& profile() const { return m_profile; }
    [[nodiscard]] Transport& transport() { return *m_transport; }
    [[nodiscard]] QByteArray graphToken(); ///< of the sandbox's demo app

    [[nodiscard]] Result<Plan> plan(const Scope& scope = {}, bool adopt = false);
    [[nodiscard]] SyncReport sync(const Scope& scope = {}, bool adopt = false,
                                  ProgressSink* progress = nullptr);
    [[nodiscard]] SyncReport apply(const QJsonObject& planFile);

    std::optional<DeletionLimit> maxDelete{{100, DeletionLimit::Unit::Percent}};
    RunControl control;

private:
    class Token;

    /// The computer's clock, set wrongly.
    class WrongClock final : public Clock {
    public:
        explicit WrongClock(int daysAhead) : m_daysAhead(daysAhead) {}
        QDateTime utcNow() const override { return m_true.utcNow().addDays(m_daysAhead); }
        Result<void> sleep(std::chrono::milliseconds duration, std::stop_token stop) const override {
            return m_true.sleep(duration, stop);
        }

    private:
        SystemClock m_true;
        int m_daysAhead;
    };

    QTemporaryDir m_dir;
    const WrongClock m_clock;
    Profile m_profile;
    RequestMeter m_meter;
    std::unique_ptr<ExchangeSink> m_wrappedMeter;
    LaneGate m_gate{m_clock};
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<LedgerStore> m_spent;
    std::unique_ptr<QuotaLedger> m_ledger;
    std::unique_ptr<Transport> m_network;
    std::unique_ptr<Transport> m_wrapped;
    Transport* m_transport = nullptr;
    std::unique_ptr<Transport> m_batching;
    std::unique_ptr<Token> m_graphToken;
    std::unique_ptr<Token> m_trackerToken;
    std::unique_ptr<ApiClient> m_graphApi;
    std::unique_ptr<ApiClient> m_trackerApi;
    std::unique_ptr<GraphClient> m_graph;
    std::unique_ptr<TrackerClient> m_tracker;
    std::unique_ptr<SyncEngine> m_engine;
};

/// Policies and a horizon that a number chooses, for profiles that shall differ.
void choosePolicies(Profile& profile, unsigned choice);

/// The tags of our events in the sandbox's calendar, by key; a key that stands twice comes twice.
[[nodiscard]] QMultiMap<QString, QJsonObject> taggedEvents(sandbox::Sandbox& sandbox);
/// Every event that carries no tag of ours, in every calendar and mailbox, as text: unchanged means
/// untouched.
[[nodiscard]] QByteArray foreignEvents(sandbox::Sandbox& sandbox);

} // namespace milepost
