// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QJsonValue>
#include <QString>
#include <QTimer>

namespace milepost {

/// What the window remembers of itself: columns, filters, sizes. Never a secret, never anything that a run
/// depends on. Runs on: main.
class Preferences {
public:
    virtual ~Preferences() = default;
    /// Undefined when nothing is stored under that key.
    [[nodiscard]] virtual QJsonValue read(const QString& key) const = 0;
    virtual void write(const QString& key, const QJsonValue& value) = 0;
};

/// The name of the profile that the window begins with; empty: the one that was open last.
inline constexpr QLatin1StringView k_startupProfile{"startup/profile"};

/// In the application's QSettings. Every write of those waits for the disk, and columns that are drawn at and
/// filters that are typed come in bursts: what changed is stored after a pause, or when this goes.
class StoredPreferences final : public Preferences {
public:
    StoredPreferences();
    ~StoredPreferences() override;
    [[nodiscard]] QJsonValue read(const QString& key) const override;
    void write(const QString& key, const QJsonValue& value) override;

private:
    void store();

    QHash<QString, QJsonValue> m_changed; ///< and not stored yet
    QTimer m_pause;
};

} // namespace milepost
