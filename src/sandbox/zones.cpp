// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/zones.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QTimeZone zoneOf(const QString& name) {
    if (name == u"UTC"_s)
        return QTimeZone::utc();
    const QByteArray iana = QTimeZone::windowsIdToDefaultIanaId(name.toUtf8());
    const QTimeZone zone(iana);
    return zone.isValid() ? zone : QTimeZone::utc();
}

} // namespace

bool isAcceptedZone(const QString& name) {
    return name == u"UTC"_s || !QTimeZone::windowsIdToDefaultIanaId(name.toUtf8()).isEmpty();
}

QDateTime toInstant(const ZonedTime& time) {
    return QDateTime(time.local.date(), time.local.time(), zoneOf(time.zone)).toUTC();
}

ZonedTime inZone(const ZonedTime& time, const QString& zone) {
    if (zone == time.zone)
        return time;
    const QDateTime there = toInstant(time).toTimeZone(zoneOf(zone));
    return {QDateTime(there.date(), there.time(), Qt::UTC), zone};
}

} // namespace milepost::sandbox
