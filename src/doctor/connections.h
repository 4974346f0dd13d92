// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/probes.h"

#include <vector>

namespace milepost {

/// How one of the profile's hosts answered a question that needs no secret and names nobody.
struct HostLook {
    enum class Service { SignIn, Graph, Tracker };
    Service service = Service::SignIn;
    QUrl asked;
    QString proxy; ///< on the way, "host:port"; "" for none
    Result<HttpResponse> answer;
};

/// Asks one host, once: its first answer is what is wanted. Runs on: a pool thread; blocks.
[[nodiscard]] HostLook lookAt(HostLook::Service service, const Profile& profile, const ProbeClients& clients,
                              std::stop_token stop);

/// "tracker.example.com: TLS 1.3, certificate by DigiCert Inc until 2027-01-02" (translated).
[[nodiscard]] QString connectionText(const HostLook& look);
/// A certificate that ends within two weeks, in words; "" when none is told or it lasts.
[[nodiscard]] QString certificateWarning(const HostLook& look, const QDateTime& nowUtc);

/// What the looks mean together: nobody answers (offline), one is kept from us while others answer (blocked),
/// or something else answers in their place (a network's sign-in page, a filter). Nothing: each one answered
/// itself. Pure.
[[nodiscard]] std::optional<Error> faultOf(const std::vector<HostLook>& looks);

/// What kept an answer away, seen together with all hosts where it may be the network: whoever is offline had
/// better not read that one host is down. Any other error as it is. Blocks.
[[nodiscard]] Error withNetwork(const Error& error, const Profile& profile, const ProbeClients& clients,
                                std::stop_token stop);

/// Can each host of the profile be reached, over which proxy, how is it protected, and does itself answer?
[[nodiscard]] ProbeReport probeConnections(const Profile& profile, const ProbeClients& clients,
                                           std::stop_token stop);

} // namespace milepost
