// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/secretrotation.h"

#include "base/futures.h"
#include "cli/certificateentry.h"
#include "cli/profilesecrets.h"
#include "cli/rotationview.h"
#include "cli/secretplace.h"
#include "cli/secretsource.h"
#include "cli/secretstatus.h"
#include "domain/lifetime.h"
#include "setup/entrarotation.h"
#include "setup/trackerrotation.h"
#include "storage/privatefile.h"

#include <QJsonArray>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_mostWaitSeconds = 86'400;
constexpr int k_enteredWaitSeconds = 60; ///< somebody looks at it, and may have mistyped
constexpr int k_madeWaitSeconds = 600;

struct RotateOptions {
    std::string kind;
    CertificateWish certificate; ///< `from` is that of every kind
    std::string expires;
    int days = 365;
    int waitSeconds = -1; ///< -1: as long as is usual
    bool goesBack = false;

    [[nodiscard]] SecretPurpose purpose() const {
        return secretPurposeOf(QString::fromStdString(kind)).value_or(SecretPurpose::EntraSecret);
    }
    [[nodiscard]] bool isCertificate() const { return purpose() == SecretPurpose::EntraCertificate; }
    [[nodiscard]] bool isEntra() const { return isCertificate() || purpose() == SecretPurpose::EntraSecret; }
};

Result<void> fits(const RotateOptions& options, const Profile& profile) {
    if (options.certificate.isGiven() && !options.isCertificate())
        return std::unexpected(certificateOptionsElsewhere());
    if (!options.expires.empty() && options.purpose() != SecretPurpose::EntraSecret)
        return std::unexpected(usageError(u"--expires is for entra-secret"_s));
    if (options.goesBack && (!options.certificate.from.empty() || options.certificate.isGiven()))
        return std::unexpected(
            usageError(u"--back takes the former one, which is kept: nothing is entered"_s));
    if (isNamedSource(profile.secretSource))
        return std::unexpected(
            configError(u"the secrets of this profile are kept elsewhere (secretSource): put "
                        "the new one there, then say: milepostctl check"_s));
    if (profile.secretSource == SecretSource::Session)
        return std::unexpected(
            configError(u"secretSource=session keeps secrets in memory only: there is nothing "
                        "to rotate"_s));
    if (options.isEntra() && profile.clientId.isEmpty())
        return std::unexpected(configError(u"clientId is not set"_s));
    return {};
}

/// The service with all that it asks through; the bench goes last.
struct Bench {
    std::unique_ptr<ProbeBench> bench;
    std::unique_ptr<RotatedService> service;
};

Result<Bench> benchFor(Session& session, const SecretPlace& place, const RotateOptions& options) {
    auto opened = session.probeBench(place.profile);
    if (!opened)
        return std::unexpected(opened.error());
    Bench bench{std::move(*opened), nullptr};
    const ProbeClients clients = bench.bench->clients();
    if (!options.isEntra()) {
        bench.service = std::make_unique<TrackerRotation>(
            TrackerRotation::Parts{clients.transport, clients.clock, clients.sink},
            TrackerRotation::Options{QUrl(place.profile.trackerUrl), place.profile.trackerUser,
                                     clients.retry});
        return bench;
    }
    // What is expired already buys no token: then a new one is entered.
    const auto token = clients.entra.bearer(session.stop());
    if (!token && token.error().isCancelled())
        return std::unexpected(token.error());
    EntraRotation::Options wish = entraRotationOptions(
        place.profile, options.isCertificate() ? CredentialKind::Certificate : CredentialKind::Secret,
        token ? clients.entra.roles() : QStringList(), clients.retry);
    wish.days = options.days;
    bench.service = std::make_unique<EntraRotation>(
        EntraRotation::Parts{clients.transport, clients.clock, clients.sink, clients.directory}, wish);
    return bench;
}

Result<RotatedSecret> certificateGiven(Session& session, const SecretPlace& place,
                                       const CertificateWish& wish) {
    const auto certificate = certificateFor(session, place.profile.name, wish);
    if (!certificate)
        return std::unexpected(certificate.error());
    if (!wish.cer.empty())
        if (const auto written = writePrivateFile(QString::fromStdString(wish.cer), certificate->der);
            !written)
            return std::unexpected(written.error());
    session.remark(toText(*certificate, QString::fromStdString(wish.cer)).trimmed());
    return RotatedSecret{certificate->pem, {}, {}, certificate->notAfterUtc};
}

/// Entered where it has to be: nothing when the service makes one, or one stands there already.
Result<std::optional<RotatedSecret>> given(Session& session, const SecretPlace& place,
                                           const RotateOptions& options, bool isNotNeeded) {
    const bool isNamed = !options.certificate.from.empty() || options.certificate.isGiven();
    if (!isNamed && isNotNeeded)
        return std::optional<RotatedSecret>();
    if (options.isCertificate()) {
        auto certificate = certificateGiven(session, place, options.certificate);
        if (!certificate)
            return std::unexpected(certificate.error());
        return std::optional(std::move(*certificate));
    }
    const auto typed = readGiven(session, options.kind, options.certificate.from);
    if (!typed)
        return std::unexpected(typed.error());
    const auto secret = acceptedSecret(options.purpose(), *typed);
    if (!secret)
        return std::unexpected(secret.error());
    return std::optional(
        RotatedSecret{*secret, {}, {}, endOfTypedDay(QString::fromStdString(options.expires))});
}

Outcome told(Session& session, const SecretPlace& place, const RotateOptions& options,
             const RotationOutcome& outcome) {
    if (outcome.error) {
        for (const RotatedSecret& left : outcome.leftovers)
            session.remark(leftoverSaid(left));
        session.remark(
            outcome.isKept
                ? u"The old one is still in use. The new one is kept beside it: say milepostctl secret "
                  "rotate %1 again to go on with it."_s.arg(QString::fromStdString(options.kind))
                : u"The old one is still in use; nothing was changed here."_s);
        return Outcome::failed(*outcome.error);
    }
    const QString day =
        outcome.expiresUtc.isValid() ? outcome.expiresUtc.date().toString(Qt::ISODate) : QString();
    if (options.purpose() == SecretPurpose::EntraSecret)
        if (const auto kept = keepSecretExpiry(session, place.profile, day); !kept)
            return Outcome::failed(kept.error());
    QJsonObject json =
        secretJson(place.key.purpose, toString(SecretState::Stored), place.key.origin, outcome.expiresUtc);
    json.insert(u"rotation"_s, rotationJson(outcome, options.isEntra()));
    QStringList lines{outcome.wasCutOff
                          ? u"The rotation that was cut off is finished: the new %1 is in use."_s.arg(
                                toString(place.key.purpose))
                          : u"The new %1 was tried and is in use."_s.arg(toString(place.key.purpose)),
                      removalSaid(outcome, options.isEntra())};
    for (const RotatedSecret& left : outcome.leftovers)
        lines << leftoverSaid(left);
    return Outcome::done({{u"secrets"_s, QJsonArray{json}}}, [lines](const Paper& paper) {
        QString text;
        for (const QString& line : lines)
            text += wrapped(line, paper.width, 0) + u'\n';
        return text;
    });
}

Outcome goBack(Session& session, const SecretPlace& place, const RotateOptions& options, Rotation& rotation) {
    if (const auto back = rotation.goBack(session.stop()); !back)
        return Outcome::failed(back.error());
    if (options.purpose() == SecretPurpose::EntraSecret)
        if (const auto kept = keepSecretExpiry(session, place.profile, {}); !kept)
            return Outcome::failed(kept.error());
    QJsonObject json = secretJson(place.key.purpose, toString(SecretState::Stored), place.key.origin);
    return Outcome::done({{u"secrets"_s, QJsonArray{json}}},
                         [kind = toString(place.key.purpose)](const Paper&) {
                             return u"The former %1 was tried and is in use again.\n"_s.arg(kind);
                         });
}

Outcome rotateInPlaces(Session& session, const SecretPlace& place, const RotateOptions& options) {
    auto bench = benchFor(session, place, options);
    if (!bench)
        return Outcome::failed(bench.error());
    SecretSwitch places(*place.store, place.key);
    Rotation rotation({places, *bench->service, session.clock(), [&](const RotationProgress& progress) {
                           session.progress().tell(progressSaid(progress));
                       }});
    if (options.goesBack)
        return goBack(session, place, options, rotation);
    const auto standing = places.look(session.stop());
    if (!standing)
        return Outcome::failed(standing.error());
    const bool isBegun = standing->next && !standing->next->secret.isEmpty();
    const auto entered = given(session, place, options, isBegun || bench->service->mayManage());
    if (!entered)
        return Outcome::failed(entered.error());
    RotationWish wish{*entered, rotationName(session.clock().utcNow()),
                      std::chrono::seconds(*entered ? k_enteredWaitSeconds : k_madeWaitSeconds)};
    if (options.waitSeconds >= 0)
        wish.patience = std::chrono::seconds(options.waitSeconds);
    return told(session, place, options, rotation.rotate(wish, session.stop()));
}

/// Proved where it is for, then stored: nobody adds a second one there, so there is nothing to keep.
Outcome replaceProved(Session& session, const SecretPlace& place, const RotateOptions& options) {
    const auto typed = readGiven(session, options.kind, options.certificate.from);
    const auto secret = typed ? acceptedSecret(options.purpose(), *typed) : typed;
    if (!secret)
        return Outcome::failed(secret.error());
    session.progress().tell(u"Trying the new one"_s);
    if (const auto works =
            session.environment().trySecret(place.profile, options.purpose(), *secret, session.progress());
        !works)
        return Outcome::failed(works.error());
    if (const auto kept = await(place.store->write(place.key, *secret, session.stop())); !kept)
        return Outcome::failed(kept.error());
    QJsonObject json = secretJson(place.key.purpose, toString(SecretState::Stored), place.key.origin);
    return Outcome::done({{u"secrets"_s, QJsonArray{json}}},
                         [kind = toString(place.key.purpose)](const Paper&) {
                             return u"The new %1 was tried and is in use.\n"_s.arg(kind);
                         });
}

Outcome rotate(Session& session, const RotateOptions& options) {
    const auto place = secretPlaceOf(session, options.purpose());
    if (!place)
        return Outcome::failed(place.error());
    if (const auto good = fits(options, place->profile); !good)
        return Outcome::failed(good.error());
    if (rotationPlaces(options.purpose()))
        return rotateInPlaces(session, *place, options);
    if (options.goesBack)
        return Outcome::failed(usageError(u"no former one is kept of this kind"_s));
    return replaceProved(session, *place, options);
}

} // namespace

void addRotateCommand(CommandTree& tree, CLI::App& group) {
    const auto options = std::make_shared<RotateOptions>();
    CLI::App& command =
        tree.command(group, "rotate",
                     "Replace a secret: the new one is tried first, the old one stays until a run succeeded",
                     [options](Session& session) { return rotate(session, *options); });
    const std::string kinds = secretKinds().join(u", "_s).toStdString();
    command.add_option("KIND", options->kind, "Which: " + kinds)
        ->required()
        ->check(checkedBy("a kind of secret (" + kinds + ")",
                          [](const QString& text) { return secretKinds().contains(text); }));
    tree.offer(command, secretKinds());
    addSecretSources(command, options->certificate);
    command.add_option("--expires", options->expires, "When the client secret that is entered expires")
        ->type_name("YYYY-MM-DD")
        ->check(checkedBy("a day (YYYY-MM-DD)", [](const QString& text) {
            return text.size() == 10 && endOfTypedDay(text).isValid();
        }));
    command
        .add_option("--days", options->days, "How long one that is made in Entra is valid: 28 to 732; 365")
        ->check(CLI::Range(k_leastCertificateDays, k_mostCertificateDays));
    command
        .add_option("--wait", options->waitSeconds,
                    "How long Entra may take to know the new one; 60, and 600 for one that is made")
        ->type_name("SECONDS")
        ->check(CLI::Range(0, k_mostWaitSeconds));
    command.add_flag("--back", options->goesBack,
                     "Use the former one again, which is kept until a run succeeded");
}

} // namespace milepost::cli
