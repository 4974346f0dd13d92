// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace milepost {

/// A JSON file as it was read: the object, and the text for saying where something stands.
struct JsonFile {
    QString path;
    QByteArray text;
    QJsonObject object;

    /// "PATH, line 3, column 7" of a member of the outer object; the path alone when it is not there.
    [[nodiscard]] QString whereIs(const QString& member) const;
};

/// Errors: Kind::NotFound and Kind::Storage as readFile(); Kind::Config, code "config-invalid", with path,
/// line and column when the content is not one JSON object.
[[nodiscard]] Result<JsonFile> readJsonFile(const QString& path, qint64 mostBytes);

/// Whole or not at all, 0600.
[[nodiscard]] Result<void> writeJsonFile(const QString& path, const QJsonObject& object);

} // namespace milepost
