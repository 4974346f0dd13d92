// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "doctor/probe.h"
#include "domain/profile.h"
#include "presentation/state.h"

#include <array>
#include <utility>
#include <vector>

#include <QStringList>

namespace milepost {

/// The steps of the set-up that exist, in their order.
enum class SetupStep {
    Cloud,
    App,
    Secret,
    Permissions,
    Scope, ///< which mailboxes the app may touch
    Tracker,
    Calendar,
    Event,
    Preview, ///< the first plan
};
inline constexpr std::array k_setupSteps{SetupStep::Cloud,       SetupStep::App,   SetupStep::Secret,
                                         SetupStep::Permissions, SetupStep::Scope, SetupStep::Tracker,
                                         SetupStep::Calendar,    SetupStep::Event, SetupStep::Preview};
inline constexpr int k_setupStepCount = static_cast<int>(k_setupSteps.size());

[[nodiscard]] QString stepTitle(SetupStep step);   ///< translated
[[nodiscard]] QString stepPurpose(SetupStep step); ///< translated; one line
[[nodiscard]] int stepNumber(SetupStep step);      ///< from 1
/// The keys of the profile that a step edits.
[[nodiscard]] QStringList stepKeys(SetupStep step);
/// Keys of later steps that its test reads too.
[[nodiscard]] QStringList stepReads(SetupStep step);
/// What answers for it; nothing for a step that is checked on the spot, or by a plan.
[[nodiscard]] std::optional<ProbeId> stepProbe(SetupStep step);
/// The secrets that a step asks for. The store's password is among them where the profile needs one.
[[nodiscard]] std::vector<SecretPurpose> stepSecrets(SetupStep step, const Profile& profile);
/// The steps that must be well before this one can be asked.
[[nodiscard]] std::vector<SetupStep> stepNeeds(SetupStep step);
/// The steps whose finding says nothing any more once this key or secret has another value.
[[nodiscard]] std::vector<SetupStep> stepsTouchedBy(const QString& key);
[[nodiscard]] std::vector<SetupStep> stepsTouchedBy(SecretPurpose purpose);

/// A key of the profile or a kind of secret as people call it (translated).
[[nodiscard]] QString settingLabel(const QString& key);
/// What a key takes, in half a sentence (translated).
[[nodiscard]] QString settingRule(const QString& key);
/// Values and their words, for keys that are chosen from a list; empty for all others.
[[nodiscard]] std::vector<std::pair<QString, QString>> settingChoices(const QString& key);

/// A value in the words of its choice; any other value as it is.
[[nodiscard]] QString settingWords(const QString& key, const QString& value);

/// What is known about a secret, without the secret.
struct SecretNote {
    State state = State::Unknown;
    QString text; ///< translated; what to do included
    friend bool operator==(const SecretNote&, const SecretNote&) = default;
};
[[nodiscard]] SecretNote secretNote(const Result<SecretState>& state, SecretSource source);
/// Can a secret be typed for this source? Those of the environment and of systemd come from there.
[[nodiscard]] bool takesTypedSecrets(SecretSource source);

} // namespace milepost
