// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/plan.h"
#include "domain/profile.h"
#include "storage/envfile.h"

#include <QHash>
#include <QString>

namespace milepost {

/// Facts of other rooms, in words for the window (translated). What those rooms say themselves is English,
/// for the log.

/// What there is to know about an action beside its reason; "" for most.
[[nodiscard]] QString noteText(const Action& action);
/// One line of what moved since a plan was made.
[[nodiscard]] QString moveText(const PlanMove& move);
/// One line of an .env file that was left out.
[[nodiscard]] QString noteText(const EnvNote& note);
/// The calendar that the profile's events go into: its name, or that it is the default one.
[[nodiscard]] QString calendarText(const Profile& profile);
/// By recipient: whose mailboxes a plan is about, for people. Empty when there is one calendar.
[[nodiscard]] QHash<QString, QString> addressesOf(const Plan& plan);
/// "DD 75 % · ann@contoso.com" where several people may have the event; its subject alone elsewhere.
[[nodiscard]] QString withAddress(const QString& subject, const EventKey& key,
                                  const QHash<QString, QString>& addresses);

} // namespace milepost
