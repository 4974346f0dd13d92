// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/guard.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

std::optional<QDate> frozenUntil(const Profile& profile, QDate day) {
    std::optional<QDate> until;
    for (const QString& window : profile.freezeWindows) {
        const QStringList days = window.split(u".."_s);
        const QDate last = QDate::fromString(days.last(), Qt::ISODate);
        if (day >= QDate::fromString(days.first(), Qt::ISODate) && day <= last)
            until = until ? std::max(*until, last) : last;
    }
    return until;
}

Result<void> checkProfile(const Profile& profile, const QDateTime& nowUtc) {
    const auto refusal = [](const QString& why) {
        return std::unexpected(makeError(Error::Kind::Refused, Error::Stage::Plan, why, u"guard-refused"_s));
    };
    if (!profile.enabled)
        return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config,
                                         u"the profile is disabled (enabled=false)"_s, u"config-invalid"_s));
    if (profile.readOnly)
        return refusal(u"the profile is read-only (readOnly=true)"_s);
    if (const auto until = frozenUntil(profile, profile.dayAt(nowUtc)))
        return refusal(
            u"a freeze window holds until the end of %1 (freezeWindows)"_s.arg(until->toString(Qt::ISODate)));
    return {};
}

int allowedDeletions(int ownInScope, const std::optional<DeletionLimit>& limit) {
    const auto share = [ownInScope](int percent) {
        return static_cast<int>(qint64{ownInScope} * percent / 100); // rounded down: in doubt, refuse
    };
    if (!limit)
        return std::max(10, share(20));
    return limit->unit == DeletionLimit::Unit::Percent ? share(limit->value) : limit->value;
}

Result<void> checkGuard(const Plan& plan, const std::optional<DeletionLimit>& limit) {
    const int allowed = allowedDeletions(plan.ownInScope, limit);
    if (plan.summary.remove <= allowed)
        return {};
    return std::unexpected(makeError(
        Error::Kind::Refused, Error::Stage::Plan,
        u"the plan deletes %1 of %2 events, %3 are allowed; --max-delete %1 would allow it"_s.arg(
            QString::number(plan.summary.remove), QString::number(plan.ownInScope), QString::number(allowed)),
        u"guard-refused"_s));
}

} // namespace milepost
