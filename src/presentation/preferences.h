// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonValue>
#include <QString>

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

/// In the application's QSettings.
class StoredPreferences final : public Preferences {
public:
    [[nodiscard]] QJsonValue read(const QString& key) const override;
    void write(const QString& key, const QJsonValue& value) override;
};

} // namespace milepost
