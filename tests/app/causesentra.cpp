// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/appcertificate.h"
#include "causetable.h"

namespace milepost::test {

namespace {

/// A moment that stays.
class StillClock final : public Clock {
public:
    explicit StillClock(QDateTime now) : m_now(std::move(now)) {}
    [[nodiscard]] QDateTime utcNow() const override { return m_now; }
    [[nodiscard]] Result<void> sleep(std::chrono::milliseconds, std::stop_token) const override { return {}; }

private:
    QDateTime m_now;
};

SecretKey appKey(const Profile& profile, SecretPurpose purpose) {
    return entraKey(profile.name, purpose, QUrl(profile.custom.authority), profile.tenantId,
                    QUrl(profile.custom.graphRoot));
}

/// Made once for all rows: a key takes a second.
const AppCertificate& certificate(int daysAgo) {
    static std::map<int, AppCertificate> all;
    if (const auto known = all.find(daysAgo); known != all.end())
        return known->second;
    auto made = generateCertificate(u"Milepost"_s, 100,
                                    StillClock(QDateTime::currentDateTimeUtc().addDays(-daysAgo)));
    if (!made)
        qFatal("%s", qPrintable(made.error().detail));
    return all.emplace(daysAgo, std::move(*made)).first->second;
}

/// The profile signs in with a certificate, made `daysAgo` for a hundred days.
void useCertificate(LadderWorld& world, int daysAgo, bool isRegistered) {
    const AppCertificate* made = &certificate(daysAgo);
    world.profile.credential = CredentialKind::Certificate;
    world.secretsEntered = [pem = made->pem](SecretStore& store, const Profile& profile) {
        (void)await(store.write(appKey(profile, SecretPurpose::EntraCertificate), pem, {}));
    };
    if (isRegistered)
        world.control(u"application"_s, {{u"certificate"_s, QString::fromLatin1(made->der.toBase64())}});
}

void useSecret(LadderWorld& world, const QString& secret) {
    world.secretsEntered = [secret](SecretStore& store, const Profile& profile) {
        const SecretKey key = appKey(profile, SecretPurpose::EntraSecret);
        if (secret.isEmpty())
            (void)await(store.remove(key, {}));
        else
            (void)await(store.write(key, Redacted(secret), {}));
    };
}

CauseRow refused(const char* name, const char* cause, int number, const char* others = "") {
    return {name, cause,
            [number](LadderWorld& world) {
                aadsts(world, number);
                return diagnosed(token(world));
            },
            others};
}

std::vector<CauseRow> credentialCauses() {
    return {
        {"a secret's id instead of its value", "secret-invalid",
         [](LadderWorld& world) {
             useSecret(world, demo::k_clientSecretId.toString());
             return diagnosed(token(world));
         }},
        {"a secret that has ended", "secret-expired",
         [](LadderWorld& world) {
             world.options(u"secretExpired"_s, true);
             return diagnosed(token(world));
         }},
        {"no secret was entered", "credential-missing",
         [](LadderWorld& world) {
             useSecret(world, {});
             return diagnosed(token(world));
         }},
        refused("a device took the secret out", "credential-missing", 7000216),
        {"a certificate that was not uploaded", "cert-unregistered",
         [](LadderWorld& world) {
             useCertificate(world, 0, false);
             return diagnosed(token(world));
         }},
        {"a certificate that has ended", "cert-expired",
         [](LadderWorld& world) {
             useCertificate(world, 300, true);
             return diagnosed(token(world));
         }},
        refused("the assertion is for another audience", "assertion-invalid", 700023),
        refused("the assertion names another app", "assertion-invalid", 700021),
    };
}

std::vector<CauseRow> appCauses() {
    return {
        {"another client id", "app-unknown",
         [](LadderWorld& world) {
             world.profile.clientId = u"00000000-0000-4000-8000-000000000001"_s;
             return diagnosed(token(world));
         },
         "tenant-wrong"},
        {"no enterprise application", "app-unconsented",
         [](LadderWorld& world) {
             world.control(u"application"_s, {{u"principal"_s, false}});
             return diagnosed(token(world));
         }},
        {"the enterprise application is off", "app-disabled",
         [](LadderWorld& world) {
             world.control(u"application"_s, {{u"accountEnabled"_s, false}});
             return diagnosed(token(world));
         }},
        refused("the app is a public client", "app-misconfigured", 700025),
        {"the fence is open", "app-misconfigured",
         [](LadderWorld& world) {
             world.profile.forbiddenMailbox = k_other;
             const ProbeReport report =
                 runProbe(ProbeId::MailboxScope, world.profile, world.root().probeClients(), {});
             return report.error ? diagnose(*report.error) : Diagnosis();
         }},
        {"a tenant that is not there", "tenant-wrong",
         [](LadderWorld& world) {
             world.profile.tenantId = u"7d1f9b7e-0000-4000-8000-00000000aaaa"_s;
             return diagnosed(token(world));
         },
         "cloud-mismatch"},
        {"a tenant of another cloud", "cloud-mismatch",
         [](LadderWorld& world) {
             world.profile.tenantId = demo::k_nationalTenant.toString();
             return diagnosed(token(world));
         }},
        {"a scope without a resource", "scope-invalid",
         [](LadderWorld& world) {
             world.profile.custom.tokenScope = u"Calendars.ReadWrite"_s;
             return diagnosed(token(world));
         }},
        refused("Conditional Access", "policy-blocked", 53003),
        refused("somebody pressed Cancel", "consent-declined", 65004),
        refused("somebody who is no administrator", "consent-account", 90094),
        refused("Entra asks to come again later", "service-transient", 90033),
        refused("too many tokens were asked for", "throttled", 90055),
    };
}

} // namespace

std::vector<CauseRow> entraCauses() {
    std::vector<CauseRow> rows = credentialCauses();
    for (CauseRow& row : appCauses())
        rows.push_back(std::move(row));
    return rows;
}

std::vector<ConfusionRow> signInConfusions() {
    const auto stale = [](const QString& message, int number) {
        return [message, number](LadderWorld& world) {
            useCertificate(world, 0, true);
            world.fault({{u"area"_s, u"entra"_s}, {u"path"_s, u"/token"_s}},
                        {{u"kind"_s, u"status"_s},
                         {u"status"_s, 401},
                         {u"body"_s, QJsonObject{{u"error"_s, u"invalid_client"_s},
                                                 {u"error_description"_s,
                                                  u"AADSTS%1: %2"_s.arg(QString::number(number), message)},
                                                 {u"error_codes"_s, QJsonArray{number}}}}});
            return errorOf(token(world));
        };
    };
    const auto skewed = [](const std::function<Error(LadderWorld&)>& meet) {
        return [meet](LadderWorld& world) {
            world.options(u"dateSkewSeconds"_s, 900);
            return meet(world);
        };
    };
    const auto outside = stale(u"Client assertion is not within its valid time range."_s, 700024);
    const auto outsideOld =
        stale(u"Client assertion contains an invalid signature: not within its valid time range."_s, 50012);
    const auto keyOver = stale(
        u"Client assertion contains an invalid signature. [Reason - The key used is expired.]"_s, 700027);
    const auto over = [](LadderWorld& world) {
        useCertificate(world, 300, true);
        return errorOf(token(world));
    };
    return {
        {"700024, the clock is off", skewed(outside), "clock-skew assertion-invalid", "clock-skew"},
        {"700024, the clock is right", outside, "clock-skew assertion-invalid",
         "assertion-invalid clock-skew"},
        {"50012 about time, the clock is off", skewed(outsideOld), "clock-skew assertion-invalid",
         "clock-skew"},
        {"700027 about an ended key, the clock is off", skewed(keyOver), "cert-expired",
         "clock-skew cert-expired"},
        {"700027 about an ended key that has ended", over, "cert-expired", "cert-expired"},
        {"700027 about an ended key that has ended, the clock is off too", skewed(over), "cert-expired",
         "cert-expired"},
        {"50012 without a reason", stale(u"Authentication failed."_s, 50012),
         "assertion-invalid secret-invalid cert-unregistered clock-skew",
         "assertion-invalid cert-unregistered clock-skew"},
        {"700027 about a key that was not found",
         [](LadderWorld& world) {
             useCertificate(world, 0, false);
             return errorOf(token(world));
         },
         "cert-unregistered", "cert-unregistered"},
    };
}

} // namespace milepost::test
