// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/preferences.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>

namespace milepost {

// One JSON text for each key: what the settings file can hold differs from system to system, text does not.
QJsonValue StoredPreferences::read(const QString& key) const {
    const QByteArray text = QSettings().value(key).toString().toUtf8();
    const QJsonArray wrapped = QJsonDocument::fromJson('[' + text + ']').array();
    return wrapped.isEmpty() ? QJsonValue(QJsonValue::Undefined) : wrapped.first();
}

void StoredPreferences::write(const QString& key, const QJsonValue& value) {
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    QSettings().setValue(key, QString::fromUtf8(wrapped.mid(1, wrapped.size() - 2)));
}

} // namespace milepost
