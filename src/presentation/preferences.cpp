// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/preferences.h"

#include <chrono>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>

namespace milepost {

namespace {

constexpr std::chrono::milliseconds k_pause{500};

} // namespace

StoredPreferences::StoredPreferences() {
    m_pause.setSingleShot(true);
    m_pause.setInterval(k_pause);
    m_pause.callOnTimeout([this] { store(); });
}

StoredPreferences::~StoredPreferences() { store(); }

// One JSON text for each key: what the settings file can hold differs from system to system, text does not.
QJsonValue StoredPreferences::read(const QString& key) const {
    if (const auto changed = m_changed.constFind(key); changed != m_changed.cend())
        return *changed;
    const QByteArray text = QSettings().value(key).toString().toUtf8();
    const QJsonArray wrapped = QJsonDocument::fromJson('[' + text + ']').array();
    return wrapped.isEmpty() ? QJsonValue(QJsonValue::Undefined) : wrapped.first();
}

void StoredPreferences::write(const QString& key, const QJsonValue& value) {
    if (read(key) == value)
        return;
    m_changed.insert(key, value);
    m_pause.start();
}

void StoredPreferences::store() {
    if (m_changed.isEmpty())
        return;
    QSettings settings;
    for (auto changed = m_changed.cbegin(); changed != m_changed.cend(); ++changed) {
        const QByteArray wrapped = QJsonDocument(QJsonArray{changed.value()}).toJson(QJsonDocument::Compact);
        settings.setValue(changed.key(), QString::fromUtf8(wrapped.mid(1, wrapped.size() - 2)));
    }
    m_changed.clear();
}

} // namespace milepost
