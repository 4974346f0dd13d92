// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/permissiontexts.h"

#include "doctor/permissions.h"

#include <QCoreApplication>
#include <QLocale>

namespace milepost {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(milepost::PermissionTexts)
};

State stateOf(ProbeState state) {
    switch (state) {
    case ProbeState::Ok:
        return State::Ok;
    case ProbeState::Warning:
        return State::Warning;
    case ProbeState::Failed:
        return State::Failed;
    case ProbeState::Skipped:
        return State::Skipped;
    case ProbeState::Unknown:
        break;
    }
    return State::Unknown;
}

} // namespace

PermissionStanding standingOf(const PermissionRow& row) {
    using enum PermissionVerdict;
    const QString text = permissionText(row);
    if (!row.byExchange && row.coveredBy.isEmpty()) {
        if (row.verdict == Unknown)
            return {State::Unknown, {}, text};
        const bool isAbsent =
            row.verdict == NotThere || row.verdict == Missing || row.verdict == NotConsented;
        if (isAbsent && !row.isNeeded)
            return {State::Skipped, Texts::tr("Optional"),
                    row.verdict == NotConsented ? Texts::tr("declared, but not granted")
                                                : Texts::tr("not granted")};
    }
    return {stateOf(milepost::stateOf(row)), {}, text};
}

QString cellText(const std::optional<bool>& value) {
    if (!value)
        return Texts::tr("Unknown");
    return *value ? Texts::tr("Yes") : Texts::tr("No");
}

QString useText(const PermissionRow& row) {
    if (!row.used)
        return Texts::tr("Unknown");
    if (!row.lastUsed.isValid())
        return Texts::tr("Never");
    return *row.used ? Texts::tr("Yes, %1").arg(QLocale().toString(row.lastUsed, Texts::tr("d MMM")))
                     : Texts::tr("No, %1").arg(QLocale().toString(row.lastUsed, Texts::tr("d MMM yyyy")));
}

} // namespace milepost
