// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "domain/permissions.h"

#include <array>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace milepost {

/// One check of a set-up each; the order is the order in which they are asked and shown.
enum class ProbeId {
    Profile,     ///< is everything there that a run needs?
    Secrets,     ///< can the secrets be had from where the profile keeps them?
    Store,       ///< can the journal be opened?
    Connections, ///< can each host be reached, how is it protected, and does itself answer?
    Tenant,
    Registration,
    Secret,
    Permissions,  ///< what may the app do, and is it what it needs?
    MailboxScope, ///< which mailboxes can it reach?
    Tracker,
    Calendar,
    Environment, ///< does a .env or compose file say the same as the profile?
};
inline constexpr std::array k_probes{ProbeId::Profile,     ProbeId::Secrets,     ProbeId::Store,
                                     ProbeId::Connections, ProbeId::Tenant,      ProbeId::Registration,
                                     ProbeId::Secret,      ProbeId::Permissions, ProbeId::MailboxScope,
                                     ProbeId::Tracker,     ProbeId::Calendar,    ProbeId::Environment};

/// A permission that was not used for so many days is not in use.
inline constexpr int k_lately = 30;

/// One permission and what each column says about it; nothing where a column could not be read.
struct PermissionRow {
    QString name;
    QString why; ///< translated; what it is for here
    bool isNeeded = false;
    std::optional<bool> declared;
    std::optional<bool> granted;
    std::optional<bool> inToken;
    bool isExpected = false; ///< by this profile's settings, or by this program whenever it is there
    std::optional<bool>
        used;       ///< a call that needs it succeeded in the last k_lately days; nothing: no record
    QDate lastUsed; ///< UTC; invalid: never, as far as the record goes
    PermissionVerdict verdict = PermissionVerdict::Unknown;
    QString coveredBy;       ///< a wider permission in the token that does as well
    bool byExchange = false; ///< not in the token, and a mailbox answered all the same (graph-contract 3.2)

    friend bool operator==(const PermissionRow&, const PermissionRow&) = default;
};

/// A calendar that comes near the one that is missing.
struct CalendarNote {
    QString name;
    QString differs;        ///< translated; in what, in which group, whose
    bool isForeign = false; ///< of somebody else: neither used nor renamed

    friend bool operator==(const CalendarNote&, const CalendarNote&) = default;
};

/// A value of the profile that fits better than the one that was probed with; whoever looks decides.
struct ProbeProposal {
    QString key;
    QString value;
    QString why; ///< translated

    friend bool operator==(const ProbeProposal&, const ProbeProposal&) = default;
};

/// What a probe saw. Facts; the words about a failure are diagnose()'s. One that neither passed nor has an
/// error nor was skipped is unknown, and `evidence` says why.
struct ProbeReport {
    ProbeId id = ProbeId::Tenant;
    bool passed = false;
    bool skipped = false;       ///< nothing to ask with: a value or secret is missing (`missing`)
    QStringList missing;        ///< keys of the profile, or kinds of secret
    QString warning;            ///< translated; passed, yet something should be looked at
    QString evidence;           ///< translated; a short line of what was seen
    QStringList remedies;       ///< translated; what to do about a warning or an unknown state
    std::optional<Error> error; ///< when it failed
    QString principalId;        ///< object id of the enterprise application, as the token has it
    QStringList nearMisses;     ///< Calendar: names that differ in case, blanks, accents or look-alikes alone
    std::vector<CalendarNote> nearNotes;    ///< Calendar: what each of them differs in, and those of others
    std::vector<PermissionRow> permissions; ///< Permissions
    std::vector<ProbeProposal> proposals;   ///< Tenant, Tracker
    QDateTime atUtc;
};

/// How a report counts (cli.md). Skipped: not asked for, or not configured.
enum class ProbeState { Skipped, Ok, Warning, Unknown, Failed };

} // namespace milepost
