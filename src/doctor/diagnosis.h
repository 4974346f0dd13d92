// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "doctor/failure.h"

#include <vector>

#include <QString>
#include <QStringList>

namespace milepost {

/// Where the words are read.
enum class Surface { CommandLine, Window };

/// What the window can do about a remedy: open the place where it is followed.
enum class RemedyAction {
    None,
    Setup, ///< whichever step
    SetupCloud,
    SetupApp,
    SetupSecret,
    SetupPermissions,
    SetupScope,
    SetupTracker,
    SetupCalendar,
    SetupEvent,
    Preview,
    Jobs,
    ConfirmAddress, ///< show both addresses of a secret, and ask
    Retarget,       ///< say that a shared store's target is this profile's from now on
};

/// A failure with its name: what happened, why, and what to do about it, in words for the admin.
struct Diagnosis {
    QString
        cause; ///< a slug of the vocabulary (doctor/causes.h); "" for a cancelled task, which is no failure
    QString title; ///< one line
    QString explanation;
    QStringList remedies; ///< in the order to try them; imperative, naming where to click or what to run
    std::vector<RemedyAction> actions; ///< one for each remedy; all None at the command line
    QString who;            ///< admin, exchange-admin, tracker-admin, network-admin, microsoft, wait
    bool retryable = false; ///< may the same attempt succeed later with nothing changed?
    QString confidence;     ///< sure, likely, open (the facts fit more than one cause)
    QStringList
        candidates;       ///< slugs that the facts fit: that of the cause first; it alone where it is certain
    QString settledBy;    ///< what would tell the candidates apart; "" where there is nothing to tell
    QStringList evidence; ///< the facts used, from the error itself

    friend bool operator==(const Diagnosis&, const Diagnosis&) = default;
};

/// Names the cause of an error from its facts alone. Pure; runs on any thread. An error whose code is a slug
/// of the vocabulary has that cause; otherwise the number of Entra, the code of Graph or of the tracker, the
/// status and the kind decide, in this order. Whatever fits nowhere is "unknown", with the raw answer shown.
/// The texts are translated, context "doctor"; remedies are worded for the surface.
[[nodiscard]] Diagnosis diagnose(const Error& error, Surface surface = Surface::CommandLine);
/// Of its evidence, what was known beside the error itself: the token's roles, other mailboxes, the issuer.
[[nodiscard]] QStringList knownBeside(const Error& error);
/// As diagnose() of an error, for a failure that was met anywhere, with what is known beside it
/// (docs/adr/0030-diagnosis.md): the same rules decide. No secret that the failure holds comes out in the
/// evidence.
[[nodiscard]] Diagnosis diagnose(const Failure& failure, Surface surface = Surface::CommandLine);

} // namespace milepost
