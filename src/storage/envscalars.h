// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>

#include <QHash>
#include <QString>

/// Quotes, escapes and ${...} of .env and docker-compose files. Used by envparser.cpp alone.
namespace milepost::envparser {

/// Stands for an escaped dollar until ${...} is done; no text holds this noncharacter.
inline constexpr QChar k_dollar(0xFDD0);

using Names = QHash<QString, QString>;

struct Scalar {
    QString value;
    bool quoted = false;
    qsizetype end = 0; ///< first character after it
};

/// The value that begins at `from`; nothing when a quote stays open or something follows the closing one.
[[nodiscard]] std::optional<Scalar> scalarAt(const QString& text, qsizetype from, bool yaml);

/// Replaces ${NAME}, ${NAME-else} and ${NAME:-else}; in compose files also $NAME, and $$ by $.
class Expander {
public:
    Expander(const Names& names, bool compose) : m_names(names), m_compose(compose) {}

    [[nodiscard]] QString expand(const QString& text);
    /// The last name that nobody gives; "" when all were known.
    [[nodiscard]] const QString& missing() const { return m_missing; }

private:
    qsizetype replaceAt(const QString& text, qsizetype at, QString& out);
    QString lookUp(const QString& inside);

    const Names& m_names;
    bool m_compose;
    QString m_missing;
};

} // namespace milepost::envparser
