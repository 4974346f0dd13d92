// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/checkup.h"

#include "domain/profileschema.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

ProbeReport begin(ProbeId id, const Clock& clock) {
    ProbeReport report;
    report.id = id;
    report.atUtc = clock.utcNow();
    return report;
}

ProbeReport passed(ProbeReport report, const QString& evidence) {
    report.passed = true;
    report.evidence = evidence;
    return report;
}

const ProbeReport* find(const std::vector<ProbeReport>& reports, ProbeId id) {
    const auto found = std::ranges::find(reports, id, &ProbeReport::id);
    return found == reports.end() ? nullptr : &*found;
}

bool isBad(const std::vector<ProbeReport>& reports, ProbeId id) {
    const ProbeReport* report = find(reports, id);
    return report != nullptr && stateOf(*report) >= ProbeState::Unknown;
}

ProbeReport unasked(ProbeId id, ProbeId needed, const Clock& clock) {
    ProbeReport report = begin(id, clock);
    report.evidence = say(QT_TRANSLATE_NOOP("doctor", "not asked: needs “%1”")).arg(probeTitle(needed));
    return report;
}

std::optional<SecretPurpose> missingSecret(const ProbeReport& report) {
    for (const QString& name : report.missing)
        if (const auto purpose = secretPurposeOf(name))
            return purpose;
    return std::nullopt;
}

Error noSecret(SecretPurpose purpose) {
    return makeError(Error::Kind::Config, Error::Stage::Config,
                     u"there is no %1 for this address"_s.arg(toString(purpose)), u"credential-missing"_s);
}

std::optional<ProbeId> badNeed(ProbeId id, const std::vector<ProbeReport>& reports) {
    for (const ProbeId needed : probeNeeds(id))
        if (isBad(reports, needed))
            return needed;
    return std::nullopt;
}

/// A report that lacks a secret: said once, by the probe of the secrets where that was asked.
ProbeReport withoutSecret(ProbeReport report, SecretPurpose purpose,
                          const std::vector<ProbeReport>& reports) {
    if (isBad(reports, ProbeId::Secrets)) {
        report.skipped = false;
        report.missing.clear();
        report.evidence =
            say(QT_TRANSLATE_NOOP("doctor", "not asked: needs “%1”")).arg(probeTitle(ProbeId::Secrets));
        return report;
    }
    report.skipped = false;
    report.error = noSecret(purpose);
    return report;
}

std::optional<Error> errorOf(const SecretFinding& finding) {
    if (!finding.state)
        return finding.state.error();
    const QString name = toString(finding.purpose);
    const auto keychain = [&](const QString& code) {
        return makeError(Error::Kind::Keychain, Error::Stage::Keychain, name, code);
    };
    switch (*finding.state) {
    case SecretState::Stored:
        return std::nullopt;
    case SecretState::Absent:
        return finding.isOptional ? std::nullopt : std::optional(noSecret(finding.purpose));
    case SecretState::Locked:
    case SecretState::WaitingForUnlock:
        return keychain(u"keychain-locked"_s);
    case SecretState::Denied:
        return keychain(u"keychain-denied"_s);
    case SecretState::NoService:
        return keychain(u"keychain-absent"_s);
    case SecretState::Unconfirmed:
        return makeError(Error::Kind::Config, Error::Stage::Config,
                         u"the %1 was accepted for another address"_s.arg(name), u"origin-unconfirmed"_s);
    }
    return std::nullopt;
}

} // namespace

QString probeName(ProbeId id) {
    static constexpr std::array k_names{"profile",       "secrets",      "store",    "connections",
                                        "tenant",        "registration", "secret",   "permissions",
                                        "mailbox-scope", "tracker",      "calendar", "environment"};
    static_assert(k_names.size() == k_probes.size());
    return QString::fromLatin1(k_names.at(static_cast<size_t>(id)));
}

QString stateName(ProbeState state) {
    static constexpr std::array k_names{"skipped", "ok", "warning", "unknown", "failed"};
    return QString::fromLatin1(k_names.at(static_cast<size_t>(state)));
}

std::optional<ProbeId> probeIdOf(const QString& name) {
    for (const ProbeId id : k_probes)
        if (probeName(id) == name)
            return id;
    return std::nullopt;
}

QString probeTitle(ProbeId id) {
    static constexpr std::array k_titles{
        QT_TRANSLATE_NOOP("doctor", "Profile"),       QT_TRANSLATE_NOOP("doctor", "Secrets"),
        QT_TRANSLATE_NOOP("doctor", "Journal"),       QT_TRANSLATE_NOOP("doctor", "Connections"),
        QT_TRANSLATE_NOOP("doctor", "Tenant"),        QT_TRANSLATE_NOOP("doctor", "App registration"),
        QT_TRANSLATE_NOOP("doctor", "Credential"),    QT_TRANSLATE_NOOP("doctor", "Permissions"),
        QT_TRANSLATE_NOOP("doctor", "Mailbox scope"), QT_TRANSLATE_NOOP("doctor", "Tracker"),
        QT_TRANSLATE_NOOP("doctor", "Calendar"),      QT_TRANSLATE_NOOP("doctor", "Variables file")};
    static_assert(k_titles.size() == k_probes.size());
    return say(k_titles.at(static_cast<size_t>(id)));
}

std::vector<ProbeId> probeNeeds(ProbeId id) {
    switch (id) {
    case ProbeId::Registration:
        return {ProbeId::Tenant};
    case ProbeId::Secret:
        return {ProbeId::Tenant, ProbeId::Registration};
    case ProbeId::Permissions:
    case ProbeId::MailboxScope:
    case ProbeId::Calendar:
        return {ProbeId::Secret};
    case ProbeId::Profile:
    case ProbeId::Secrets:
    case ProbeId::Store:
    case ProbeId::Connections:
    case ProbeId::Tenant:
    case ProbeId::Tracker:
    case ProbeId::Environment:
        return {};
    }
    return {};
}

ProbeState stateOf(const ProbeReport& report) {
    if (report.error)
        return ProbeState::Failed;
    if (report.passed)
        return report.warning.isEmpty() ? ProbeState::Ok : ProbeState::Warning;
    return report.skipped ? ProbeState::Skipped : ProbeState::Unknown;
}

ProbeState overallOf(const std::vector<ProbeReport>& reports) {
    ProbeState worst = ProbeState::Skipped;
    for (const ProbeReport& report : reports)
        worst = std::max(worst, stateOf(report));
    return worst == ProbeState::Skipped ? ProbeState::Unknown : worst;
}

std::vector<ProbeReport> runCheckup(const std::vector<ProbeId>& asked,
                                    const std::function<ProbeReport(ProbeId)>& ask, const Clock& clock) {
    std::vector<ProbeReport> reports;
    for (const ProbeId id : k_probes) {
        if (std::ranges::find(asked, id) == asked.end()) {
            ProbeReport report = begin(id, clock);
            report.skipped = true;
            report.evidence = say(QT_TRANSLATE_NOOP("doctor", "not asked for"));
            reports.push_back(report);
            continue;
        }
        if (const auto needed = badNeed(id, reports)) {
            reports.push_back(unasked(id, *needed, clock));
            continue;
        }
        ProbeReport report = ask(id);
        if (const auto purpose = missingSecret(report); report.skipped && purpose)
            report = withoutSecret(std::move(report), *purpose, reports);
        reports.push_back(std::move(report));
        if (reports.back().error && reports.back().error->isCancelled())
            break;
    }
    return reports;
}

ProbeReport probeProfile(const Profile& profile, const Clock& clock) {
    ProbeReport report = begin(ProbeId::Profile, clock);
    if (const auto ready = readyToRun(profile); !ready) {
        report.error = ready.error();
        return report;
    }
    if (profile.readOnly)
        report.warning =
            say(QT_TRANSLATE_NOOP("doctor", "The profile is read only: nothing is ever written to Outlook."));
    return passed(std::move(report),
                  say(QT_TRANSLATE_NOOP("doctor", "“%1” holds all that a run needs")).arg(profile.name));
}

ProbeReport probeSecrets(const std::vector<SecretFinding>& findings, const Clock& clock) {
    ProbeReport report = begin(ProbeId::Secrets, clock);
    QStringList there;
    for (const SecretFinding& finding : findings) {
        if (const auto error = errorOf(finding)) {
            report.error = error;
            return report;
        }
        if (*finding.state == SecretState::Stored)
            there << toString(finding.purpose);
    }
    if (there.isEmpty()) {
        report.skipped = true;
        report.evidence = say(QT_TRANSLATE_NOOP("doctor", "the profile names no address yet"));
        return report;
    }
    return passed(std::move(report), there.join(u", "_s));
}

ProbeReport probeStore(const Result<void>& opened, const QString& place, const Clock& clock) {
    ProbeReport report = begin(ProbeId::Store, clock);
    if (!opened) {
        report.error = opened.error();
        return report;
    }
    return passed(std::move(report), place);
}

} // namespace milepost
