// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "doctor/diagnosis.h"
#include "doctor/probe.h"
#include "presentation/palette.h"

#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>

namespace milepost {

/// The one enum behind every state that the window shows (ux 2.1): a shape, a word and a colour. Unknown is
/// never green.
enum class State { Ok, Warning, Failed, Unknown, Skipped };

[[nodiscard]] QString stateWord(State state); ///< translated
[[nodiscard]] QString stateIcon(State state); ///< name of its 16 px shape
[[nodiscard]] Role stateRole(State state);    ///< colour of shape and word

/// The worst of two: Failed > Unknown > Warning > OK > Skipped (cli.md, `check`).
[[nodiscard]] State worse(State a, State b);

/// A state with its evidence and the time it was seen.
struct Finding {
    State state = State::Unknown;
    QString evidence; ///< translated; a short line
    QDateTime atUtc;  ///< invalid: never looked
    /// What the four blocks of an error are made from (ux 2.3); present when Failed.
    std::optional<Error> error;
    QStringList remedies = {};                 ///< translated; what to do, beside what the error's name says
    std::vector<ProbeProposal> proposals = {}; ///< values of the profile that fit better

    [[nodiscard]] static Finding failed(const Error& error, const QDateTime& atUtc);
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A time of day in this computer's zone, as the locale writes it, without seconds.
[[nodiscard]] QString shortTime(const QDateTime& utc);
/// Details line of an error: status, code, time and request id, without a sentence.
[[nodiscard]] QString detailsLine(const Error& error, const QDateTime& atUtc);
/// What *Copy for Microsoft support* copies: facts alone, several lines, never a secret.
[[nodiscard]] QString supportText(const Error& error, const QDateTime& atUtc);
/// *Who* of a remedy in words: "you", "Exchange administrator", ... (translated).
[[nodiscard]] QString whoText(const QString& who);

} // namespace milepost
