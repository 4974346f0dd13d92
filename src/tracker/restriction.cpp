// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/restriction.h"

#include <QStringList>

namespace milepost::tracker {

using namespace Qt::StringLiterals;

bool seesEverything(const QString& role) { return role == "admin"_L1 || role == "manager"_L1; }

std::optional<QString> restrictionOf(const TrackerView& now, const std::optional<TrackerView>& accepted) {
    QStringList reasons;
    if (!seesEverything(now.role))
        reasons
            << u"the tracker account %1 has the role %2, which may hide rows (admin or manager is needed)"_s
                   .arg(now.user, now.role);
    if (accepted) {
        const auto compare = [&reasons](const QString& what, const QString& from, const QString& to) {
            if (from != to)
                reasons << u"the tracker's %1 changed from %2 to %3 and nobody confirmed it"_s.arg(what, from,
                                                                                                   to);
        };
        compare(u"address"_s, accepted->source, now.source);
        compare(u"user"_s, accepted->user, now.user);
        compare(u"role"_s, accepted->role, now.role);
    }
    if (reasons.isEmpty())
        return std::nullopt;
    return reasons.join(u"; "_s);
}

} // namespace milepost::tracker
