// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/mailbox.h"

#include <QDateTime>
#include <QString>

namespace milepost::sandbox {

/// True for Windows zone names and UTC, as the calendar service accepts them (graph-contract 5.3).
[[nodiscard]] bool isAcceptedZone(const QString& name);
[[nodiscard]] QDateTime toInstant(const ZonedTime& time);
/// The wall clock in another accepted zone.
[[nodiscard]] ZonedTime inZone(const ZonedTime& time, const QString& zone);

} // namespace milepost::sandbox
