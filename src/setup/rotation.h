// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "setup/rotatedsecret.h"

#include <functional>
#include <vector>

namespace milepost {

/// The service for which a secret is rotated: what differs between Entra and the tracker. Runs on: pool
/// threads; blocks.
class RotatedService {
public:
    virtual ~RotatedService() = default;
    /// May a secret be added and removed there from here? If not, people do that.
    [[nodiscard]] virtual bool mayManage() const = 0;
    /// A new one that the service has not heard of: a key pair, or nothing but the name under which to ask.
    [[nodiscard]] virtual Result<RotatedSecret> begin(const QString& name) = 0;
    /// Makes it known there, and fills in what that answers. What is known there already stays so.
    [[nodiscard]] virtual Result<void> publish(RotatedSecret& secret, std::stop_token stop) = 0;
    /// Takes it away there: by its id, else by the name that is ours alone. What is not there is gone; what
    /// cannot be told from others stays (Kind::NotFound, code "rotation-unknown-key").
    [[nodiscard]] virtual Result<void> remove(const RotatedSecret& secret, std::stop_token stop) = 0;
    /// With what the service says of it, as far as it can be told.
    [[nodiscard]] virtual RotatedSecret described(const Redacted<QString>& secret, std::stop_token stop) = 0;
    /// A sign-in with this secret and nothing else, and a real call.
    [[nodiscard]] virtual Result<void> prove(const Redacted<QString>& secret, std::stop_token stop) = 0;
    /// The service does not know this secret, or not yet.
    [[nodiscard]] virtual bool isUnknown(const Error& error) const = 0;
    /// What is new takes a while to be known there.
    [[nodiscard]] virtual bool spreads() const = 0;
};

/// What is being done: the same for the window and the command line.
struct RotationProgress {
    enum class Step { Looking, Making, Proving, Switching };
    Step step = Step::Looking;
    QDateTime sinceUtc;     ///< when this step began
    bool isWaiting = false; ///< the service does not know the new secret yet
};

struct RotationWish {
    std::optional<RotatedSecret>
        given;    ///< entered by somebody; nothing: go on with the next one, or make one
    QString name; ///< of one that is made: ours alone
    std::chrono::seconds patience{600}; ///< how long the service may take to know it
};

struct RotationOutcome {
    std::optional<Error> error; ///< nothing: the secret in use is the new one, proved in this run
    bool wasCutOff = false;     ///< an earlier rotation had switched already; no other secret was brought
    bool isKept = false;  ///< after an error: the new secret stands beside, and the next try goes on with it
    QDateTime expiresUtc; ///< of the one in use
    bool formerGoesAway = false;          ///< by itself, at its service too, after the next successful run
    std::vector<RotatedSecret> leftovers; ///< still known to the service; without their values
};

/// Rotates one secret (docs/adr/0028-rotation.md): the new one is stored beside, proved, and only then takes
/// the place of the one in use, which stays beside until a run has succeeded. At no moment is there no secret
/// that works; a rotation that was cut off anywhere is gone on with by the next one.
class Rotation {
public:
    struct Parts {
        SecretSwitch& places;
        RotatedService& service;
        const Clock& clock;
        std::function<void(const RotationProgress&)> tell; ///< may be null
    };
    explicit Rotation(Parts parts) : m_parts(std::move(parts)) {}

    /// Errors of its own: Config "credential-missing" (there is none to rotate), "rotation-same" (the one
    /// that was entered is in use), "rotation-nothing-given" (nothing was entered, and nothing can be made);
    /// those of the service and of the store.
    [[nodiscard]] RotationOutcome rotate(const RotationWish& wish, std::stop_token stop);
    /// The former one takes the place of the one in use again, once it is proved. Config
    /// "rotation-no-former": there is none.
    [[nodiscard]] Result<void> goBack(std::stop_token stop);

private:
    using Step = RotationProgress::Step;
    struct Work;
    [[nodiscard]] Result<void> run(const RotationWish& wish, Work& work, std::stop_token stop);
    [[nodiscard]] Result<void> tidyUp(const RotationWish& wish, Work& work, std::stop_token stop);
    [[nodiscard]] Result<void> retireFormer(Work& work, std::stop_token stop);
    [[nodiscard]] Result<void> take(const RotatedSecret& given, Work& work, std::stop_token stop);
    [[nodiscard]] Result<void> make(const RotationWish& wish, Work& work, std::stop_token stop);
    [[nodiscard]] Result<void> publish(Work& work, std::stop_token stop);
    [[nodiscard]] Result<void> prove(const RotationWish& wish, Work& work, std::stop_token stop);
    void giveUp(Work& work, const Error& why);
    void tell(Step step, const QDateTime& since, bool isWaiting) const;

    Parts m_parts;
};

/// What became of the secret that was put aside, after a run that succeeded.
struct Retirement {
    bool hadFormer = false;
    bool isGone = false;            ///< nothing of it is stored any more
    std::optional<Error> atService; ///< it could not be removed there; with isGone: somebody has to do it
    RotatedSecret former;           ///< without its value
};
/// Puts an end to the former secret. `isProved` says whether the run that just succeeded signed in with this
/// one, which is in use: if not, nothing is done. What the service could not be asked for now is tried again
/// after the next run. Errors: those of the store.
[[nodiscard]] Result<Retirement> retire(SecretSwitch& places, RotatedService& service,
                                        const std::function<bool(const Redacted<QString>&)>& isProved,
                                        std::stop_token stop);

} // namespace milepost
