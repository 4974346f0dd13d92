// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that rotates secrets (docs/adr/0028-rotation.md).

#include "app/desktopbackend.h"
#include "app/probeworkspace.h"
#include "base/futures.h"
#include "base/logging.h"
#include "cli/profilesecrets.h"
#include "domain/lifetime.h"
#include "domain/profileschema.h"
#include "setup/entrarotation.h"
#include "setup/trackerrotation.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds k_enteredPatience{60}; ///< somebody looks at it, and may have mistyped
constexpr std::chrono::seconds k_madePatience{600};

RotationOutcome failed(const Error& error) {
    RotationOutcome outcome;
    outcome.error = error;
    return outcome;
}

std::unique_ptr<RotatedService> serviceFor(const Profile& profile, SecretPurpose purpose,
                                           const ProbeClients& clients, std::stop_token stop) {
    if (purpose == SecretPurpose::TrackerPassword)
        return std::make_unique<TrackerRotation>(
            TrackerRotation::Parts{clients.transport, clients.clock, clients.sink},
            TrackerRotation::Options{QUrl(profile.trackerUrl), profile.trackerUser, clients.retry});
    const CredentialKind kind =
        purpose == SecretPurpose::EntraCertificate ? CredentialKind::Certificate : CredentialKind::Secret;
    // What has expired buys no token: then a new one is entered.
    const auto token = clients.entra.bearer(std::move(stop));
    const QStringList roles = token ? clients.entra.roles() : QStringList();
    return std::make_unique<EntraRotation>(
        EntraRotation::Parts{clients.transport, clients.clock, clients.sink, clients.directory},
        entraRotationOptions(profile, kind, roles, clients.retry));
}

Result<std::optional<RotatedSecret>> givenIn(const RotationRequest& request) {
    if (!request.given)
        return std::optional<RotatedSecret>();
    const auto secret = cli::acceptedSecret(request.purpose, *request.given);
    if (!secret)
        return std::unexpected(secret.error());
    return std::optional(RotatedSecret{*secret, {}, {}, endOfTypedDay(request.expires)});
}

RotationOutcome carryOut(SecretSwitch& places, RotatedService& service, const Clock& clock,
                         const RotationRequest& request,
                         const std::function<void(const RotationProgress&)>& tell, std::stop_token stop) {
    Rotation rotation({places, service, clock, tell});
    if (request.goesBack) {
        const auto back = rotation.goBack(std::move(stop));
        return back ? RotationOutcome() : failed(back.error());
    }
    const auto given = givenIn(request);
    if (!given)
        return failed(given.error());
    return rotation.rotate(
        {*given, rotationName(clock.utcNow()), *given ? k_enteredPatience : k_madePatience}, std::move(stop));
}

} // namespace

QFuture<RotationOutcome> DesktopBackend::rotate(const Profile& profile, const RotationRequest& request,
                                                std::stop_token stop,
                                                std::function<void(const RotationProgress&)> tell) {
    const auto place = placeOf(profile);
    const auto key = cli::secretKeyOf(profile, request.purpose);
    if (!place || !key || cli::isNamedSource(profile.secretSource))
        return m_tasks.run<RotationOutcome>([place, key] {
            return failed(!place ? place.error()
                          : !key
                              ? key.error()
                              : makeError(Error::Kind::Config, Error::Stage::Config,
                                          u"the secrets of this profile are kept elsewhere: put the new one "
                                          "there"_s,
                                          u"config-invalid"_s));
        });
    return m_tasks.runInLane<
        RotationOutcome>(profile.name, [=, this, place = *place, key = *key]() -> RotationOutcome {
        const EitherStop either(stop, m_tasks.token());
        RelaySink nobody;
        const auto opened = ProbeWorkspace::open(
            profile, filesOf(profile.name).paths(),
            {m_clock, *place.secrets, nobody, either.token(), RetryPolicy(), logOf(profile)});
        if (!opened)
            return failed(opened.error());
        const auto service = serviceFor(profile, request.purpose, (*opened)->clients(), either.token());
        SecretSwitch places(*place.secrets, key);
        RotationOutcome outcome = carryOut(places, *service, m_clock, request, tell, either.token());
        m_workspaces.forget(profile.name); // its clients hold tokens and refusals of the former one
        if (outcome.error || request.purpose != SecretPurpose::EntraSecret)
            return outcome;
        auto stored = place.files.load(profile.name);
        const QString day =
            outcome.expiresUtc.isValid() ? outcome.expiresUtc.date().toString(Qt::ISODate) : QString();
        const auto changed = stored ? withValues(*stored, {{u"secretExpires"_s, day}}) : std::move(stored);
        if (const auto saved = changed ? place.files.save(*changed) : std::unexpected(changed.error());
            !saved) // the switch stands all the same
            qCWarning(lcAuth).noquote()
                << "the day on which the new secret expires could not be kept:" << saved.error().summary();
        return outcome;
    });
}

} // namespace milepost
