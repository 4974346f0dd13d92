// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"

#include <optional>

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace milepost {

/// One check of a set-up each; the order is the order of the steps.
enum class ProbeId { Tenant, Registration, Secret, Tracker, Calendar };

/// What a probe saw. Facts; the words about a failure are diagnose()'s.
struct ProbeReport {
    ProbeId id = ProbeId::Tenant;
    bool passed = false;
    bool skipped = false;       ///< nothing to ask with: a value or secret is missing (`missing`)
    QStringList missing;        ///< keys of the profile, or kinds of secret
    QString warning;            ///< translated; passed, yet something should be looked at
    QString evidence;           ///< translated; a short line of what was seen
    std::optional<Error> error; ///< when it failed
    QStringList nearMisses;     ///< Calendar: names that differ in case, blanks or accents alone
    QDateTime atUtc;
};

} // namespace milepost
