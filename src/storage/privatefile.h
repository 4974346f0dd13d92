// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace milepost {

/// Folders and files that only their owner may read (0700 and 0600; on Windows the user's profile folder sees
/// to it). Errors are Kind::Storage, code "store-failed", and say path and reason. Runs on: any thread.

[[nodiscard]] Error storageError(const QString& what, const QString& path, const QString& reason);

/// Creates it where it is absent, repairs its rights, refuses a folder that belongs to somebody else.
[[nodiscard]] Result<void> ensurePrivateFolder(const QString& path);
/// The same for a file that exists.
[[nodiscard]] Result<void> ensurePrivateFile(const QString& path);
/// An empty file that is private from its first moment. One that exists is left as it is and made private.
[[nodiscard]] Result<void> createPrivateFile(const QString& path);
/// All or nothing: after a failure the old content stands. The folder must exist.
[[nodiscard]] Result<void> writePrivateFile(const QString& path, const QByteArray& content);
/// Kind::NotFound (Stage::Storage) when there is no such file; an error when it is longer than `mostBytes`.
[[nodiscard]] Result<QByteArray> readFile(const QString& path, qint64 mostBytes);

} // namespace milepost
