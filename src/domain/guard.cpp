// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/guard.h"

#include <algorithm>

namespace milepost {

using namespace Qt::StringLiterals;

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
