// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QString>

/// Compares the shape of two JSON values: keys and types, not values.
namespace fixtureshape {

struct Shape {
    QSet<QJsonValue::Type> types; ///< without null
    int objects = 0;
    QMap<QString, Shape> members;
    QMap<QString, int> counts; ///< in how many of the objects the member stands
};

/// Objects whose keys are data, not names.
inline bool isMap(const QString& key) {
    return key == QLatin1String("weeklyHours") || key == QLatin1String("notesJson") ||
           key == QLatin1String("aggregates") || key == QLatin1String("pwa");
}

inline void learn(const QJsonValue& value, Shape& shape) {
    if (value.isNull())
        return;
    shape.types.insert(value.type());
    for (const QJsonValue& element : value.toArray())
        learn(element, shape.members[QStringLiteral("[]")]);
    const QJsonObject object = value.toObject();
    shape.objects += value.isObject() ? 1 : 0;
    for (auto it = object.begin(); it != object.end(); ++it) {
        ++shape.counts[it.key()];
        if (!isMap(it.key()))
            learn(it.value(), shape.members[it.key()]);
    }
}

/// Empty when `ours` could have come from where `recorded` comes from.
inline QString difference(const Shape& recorded, const Shape& ours, const QString& path) {
    for (const QJsonValue::Type type : ours.types) {
        if (!recorded.types.isEmpty() && !recorded.types.contains(type))
            return path + QStringLiteral(": another type");
    }
    for (auto it = ours.counts.begin(); it != ours.counts.end(); ++it) {
        if (recorded.objects > 0 && !recorded.counts.contains(it.key()))
            return path + QLatin1Char('/') + it.key() + QStringLiteral(": not in the recorded answer");
    }
    for (auto it = recorded.counts.begin(); it != recorded.counts.end(); ++it) {
        // A key that every recorded object has must be in ours too.
        if (ours.objects > 0 && it.value() == recorded.objects && ours.counts.value(it.key()) < ours.objects)
            return path + QLatin1Char('/') + it.key() + QStringLiteral(": missing in ours");
    }
    for (auto it = ours.members.begin(); it != ours.members.end(); ++it) {
        if (!recorded.members.contains(it.key()))
            continue;
        const QString inner =
            difference(recorded.members[it.key()], it.value(), path + QLatin1Char('/') + it.key());
        if (!inner.isEmpty())
            return inner;
    }
    return {};
}

inline QString difference(const QJsonValue& recorded, const QJsonValue& ours) {
    Shape wanted;
    Shape got;
    learn(recorded, wanted);
    learn(ours, got);
    return difference(wanted, got, QString());
}

} // namespace fixtureshape
