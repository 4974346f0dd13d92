// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/probeparts.h"

#include "domain/profileschema.h"
#include "graph/directory.h"

#include <QCoreApplication>

namespace milepost::probes {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_mostSkewSeconds = 300; // Entra refuses assertions beyond it

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

} // namespace

ProbeReport begin(ProbeId id, const Profile& profile, const ProbeClients& clients, const QStringList& keys) {
    ProbeReport report;
    report.id = id;
    report.atUtc = clients.clock.utcNow();
    for (const QString& key : keys)
        if (valueText(profile, key).isEmpty())
            report.missing << key;
    report.skipped = !report.missing.isEmpty();
    return report;
}

QString skewWarning(std::optional<std::chrono::seconds> skew) {
    if (!skew || std::abs(skew->count()) <= k_mostSkewSeconds)
        return {};
    const auto minutes = std::abs(skew->count()) / 60;
    return (skew->count() > 0
                ? say(QT_TRANSLATE_NOOP("doctor", "The clock of this computer is %1 minutes slow."))
                : say(QT_TRANSLATE_NOOP("doctor", "The clock of this computer is %1 minutes fast.")))
        .arg(minutes);
}

QStringList tenantKeys(const Profile& profile) {
    QStringList keys{u"tenantId"_s};
    if (profile.cloud == Cloud::Custom)
        keys << u"authority"_s << u"graphRoot"_s;
    return keys;
}

QStringList appKeys(const Profile& profile) { return tenantKeys(profile) << u"clientId"_s; }

SecretPurpose appSecretOf(const Profile& profile) {
    return profile.credential == CredentialKind::Certificate ? SecretPurpose::EntraCertificate
                                                             : SecretPurpose::EntraSecret;
}

ProbeReport failed(ProbeReport report, const Error& error, SecretPurpose secret) {
    if (error.code == "credential-missing"_L1 && error.kind == Error::Kind::Config) {
        report.skipped = true;
        report.missing << toString(secret);
    } else {
        report.error = error;
    }
    return report;
}

ProbeReport passed(ProbeReport report, const QString& evidence) {
    report.passed = true;
    report.evidence = evidence;
    return report;
}

std::optional<Error> refusalOfDirectory(GraphClient& graph, std::stop_token stop) {
    const QString nobody = u"milepost@example.invalid"_s;
    DirectoryQuestion question;
    question.addresses << nobody;
    const auto answers = lookUp(graph, question, std::move(stop));
    return answers ? answers->at(addressKey(nobody)).failure : std::optional(answers.error());
}

} // namespace milepost::probes
