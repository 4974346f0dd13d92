// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/preferences.h"

#include <QJsonObject>

namespace milepost {

class MemoryPreferences final : public Preferences {
public:
    QJsonObject values;

    [[nodiscard]] QJsonValue read(const QString& key) const override { return values.value(key); }
    void write(const QString& key, const QJsonValue& value) override { values.insert(key, value); }
};

} // namespace milepost
