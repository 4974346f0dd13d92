// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/profile.h"

#include <expected>
#include <optional>

#include <QString>
#include <QStringList>

/// The rules for single values of a profile: each takes a text and gives the value, or what is wrong with it
/// (a half-sentence in English that follows "KEY=VALUE: ").
namespace milepost::profilevalues {

template <class T> using Parsed = std::expected<T, QString>;

[[nodiscard]] Parsed<bool> boolean(const QString& text);
[[nodiscard]] Parsed<std::optional<int>> wholeNumber(const QString& text, int most);
/// One line without control characters; may be empty.
[[nodiscard]] Parsed<QString> line(const QString& text, qsizetype mostUnits);

/// YYYY-MM-DD, or nothing.
[[nodiscard]] Parsed<QString> day(const QString& text);
[[nodiscard]] Parsed<QString> guid(const QString& text);
/// A GUID or a verified domain; "common" and its like are no tenants.
[[nodiscard]] Parsed<QString> tenant(const QString& text);
/// An address, a UPN or an object id.
[[nodiscard]] Parsed<QString> mailbox(const QString& text);

/// https, or http for loopback; no user, query, fragment or trailing slash.
[[nodiscard]] Parsed<QString> url(const QString& text);
/// As url(), but a trailing slash and a trailing /api are cut.
[[nodiscard]] Parsed<QString> trackerUrl(const QString& text);
[[nodiscard]] Parsed<QString> graphRoot(const QString& text);
[[nodiscard]] Parsed<QString> tokenScope(const QString& text);
/// http or socks5 with host and port, without password.
[[nodiscard]] Parsed<QString> proxy(const QString& text);
[[nodiscard]] Parsed<QString> absolutePath(const QString& text);

[[nodiscard]] Parsed<QString> windowsZone(const QString& text);
[[nodiscard]] Parsed<QString> subjectTemplate(const QString& text);
[[nodiscard]] Parsed<QString> bodyTemplate(const QString& text);
[[nodiscard]] Parsed<QStringList> categories(const QString& text);
[[nodiscard]] Parsed<std::optional<DeletionLimit>> deletionLimit(const QString& text);
[[nodiscard]] Parsed<QString> store(const QString& text);
/// Days on which nothing is written: YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD, separated by commas.
[[nodiscard]] Parsed<QStringList> freezeWindows(const QString& text);

} // namespace milepost::profilevalues
