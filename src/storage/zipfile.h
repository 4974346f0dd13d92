// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace milepost {

/// A file of an archive. `name` has '/' between folders.
struct ZipEntry {
    QString name;
    QByteArray content;
};

/// The entries as a ZIP archive (PKWARE APPNOTE 6.3: deflated, names in UTF-8, for small files: below 2 GB in
/// sum). Pure: the same entries and time give the same bytes.
[[nodiscard]] QByteArray zipOf(const std::vector<ZipEntry>& entries, const QDateTime& timeUtc);

} // namespace milepost
