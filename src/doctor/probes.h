// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/entratokenprovider.h"
#include "auth/trackersession.h"
#include "doctor/probe.h"
#include "domain/profile.h"
#include "graph/appdirectory.h"
#include "graph/graphclient.h"
#include "tracker/trackerclient.h"

#include <functional>

namespace milepost {

/// What the probes ask through, made for the profile that is probed. Everything outlives the call.
struct ProbeClients {
    Transport& transport;
    EntraTokenProvider& entra;
    GraphClient& graph;
    TrackerClient& tracker; ///< logs in by itself
    const Clock& clock;
    ExchangeSink* sink = nullptr;      ///< of the calls that need no login; may be null
    RetryPolicy retry = RetryPolicy(); ///< of those calls
    QString forbiddenMailbox = {}; ///< one that the app must not reach; "": the profile's, where it has one
    AppDirectory* directory = nullptr;             ///< null: what is declared and granted is not read
    const TrackerSession* session = nullptr;       ///< that the tracker client logs in with; null: not told
    std::optional<QDateTime> calendarSeenUtc = {}; ///< when a run last saw the profile's under its name
    /// Somebody waits for it and wants to see more: Graph's host beside that of the sign-in, and the
    /// tracker's version, which a document of a megabyte alone tells.
    bool isThorough = false;
    /// When this profile's permissions were last used, up to now; nothing: there is no record.
    std::function<std::optional<PermissionUses>()> uses = {};
};

/// One check of a set-up each. Runs on: a pool thread; blocks. A probe asks, never writes, never prompts, and
/// hands back facts: what was seen when it passed, the error when it failed (Cancelled after stop), what is
/// missing when there was nothing to ask with. A secret that was never entered is missing, not failed.

/// Does this tenant exist in this cloud? Asks Entra's discovery document, without any secret (graph-contract
/// 1.4).
[[nodiscard]] ProbeReport probeTenant(const Profile& profile, const ProbeClients& clients,
                                      std::stop_token stop);
/// Does the tenant know the app, and what may it do? A wrong or expired secret says that it knows it.
[[nodiscard]] ProbeReport probeRegistration(const Profile& profile, const ProbeClients& clients,
                                            std::stop_token stop);
/// Does the secret buy a token?
[[nodiscard]] ProbeReport probeSecret(const Profile& profile, const ProbeClients& clients,
                                      std::stop_token stop);
/// Is it a workload tracker, does it take the login, and what does the account see? Nothing is sent to log in
/// before the address has shown that it is a tracker.
[[nodiscard]] ProbeReport probeTracker(const Profile& profile, const ProbeClients& clients,
                                       std::stop_token stop);
/// Can the mailbox be reached, and does it hold a calendar of exactly this name? With a calendar for each
/// person: can the directory be asked whose mailbox stands for whom?
[[nodiscard]] ProbeReport probeCalendar(const Profile& profile, const ProbeClients& clients,
                                        std::stop_token stop);

/// Object id of the enterprise application, out of a token; "" where there is none or it cannot be read.
/// Runs on: a pool thread; blocks.
[[nodiscard]] QString principalOf(const ProbeClients& clients, std::stop_token stop);

/// The one of that id; skipped where the answer is not the network's or the profile's.
[[nodiscard]] ProbeReport runProbe(ProbeId id, const Profile& profile, const ProbeClients& clients,
                                   std::stop_token stop);

} // namespace milepost
