// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/checkrun.h"

#include "base/futures.h"
#include "cli/profilesecrets.h"
#include "doctor/checkup.h"
#include "storage/journal.h"

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

ProbeReport failed(ProbeId id, const Error& error, const Clock& clock) {
    ProbeReport report;
    report.id = id;
    report.error = error;
    report.atUtc = clock.utcNow();
    return report;
}

ProbeReport askSecrets(const CheckSources& sources) {
    const auto place = sources.secrets();
    if (!place)
        return failed(ProbeId::Secrets, place.error(), sources.clock);
    std::vector<SecretFinding> findings;
    for (const SecretPurpose purpose : secretsOf(sources.profile)) {
        const auto key = secretKeyOf(sources.profile, purpose);
        if (!key)
            continue; // the profile does not say yet what it would be for
        const bool isOptional =
            purpose == SecretPurpose::ProxyPassword || purpose == SecretPurpose::StorePassword;
        findings.push_back({purpose, isOptional, await((*place)->state(*key, sources.stop))});
    }
    return probeSecrets(findings, sources.clock);
}

ProbeReport askStore(const CheckSources& sources) {
    const auto journal = sources.journal();
    const QString place = sources.profile.store == u"sqlite"_s ? u"on this computer"_s : u"in PostgreSQL"_s;
    return probeStore(journal ? Result<void>() : std::unexpected(journal.error()), place, sources.clock);
}

std::optional<QDateTime> calendarSeen(const CheckSources& sources) {
    const auto journal = sources.journal();
    if (!journal || *journal == nullptr)
        return std::nullopt;
    return (*journal)
        ->calendarSeen(sources.profile.mailbox, sources.profile.calendarName)
        .value_or(std::nullopt);
}

} // namespace

ProbeReport askProbe(ProbeId id, const CheckSources& sources) {
    switch (id) {
    case ProbeId::Profile:
        return probeProfile(sources.profile, sources.clock);
    case ProbeId::Secrets:
        return askSecrets(sources);
    case ProbeId::Store:
        return askStore(sources);
    default:
        break;
    }
    auto clients = sources.clients();
    if (!clients)
        return failed(id, clients.error(), sources.clock);
    if (id == ProbeId::Calendar)
        clients->calendarSeenUtc = calendarSeen(sources);
    return runProbe(id, sources.profile, *clients, sources.stop);
}

std::vector<ProbeId> probesWithoutFile() {
    std::vector<ProbeId> all(k_probes.begin(), k_probes.end());
    std::erase(all, ProbeId::Environment);
    return all;
}

std::vector<ProbeReport> checkAll(const CheckSources& sources) {
    return runCheckup(
        probesWithoutFile(), [&](ProbeId id) { return askProbe(id, sources); }, sources.clock);
}

} // namespace milepost::cli
