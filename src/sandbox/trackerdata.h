// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QString>

namespace milepost::sandbox {

/// One row of a table, kept as the JSON it is served as: 100,000 of them stay small and fast.
struct TrackerRow {
    qint64 id = 0;
    QByteArray json;
    bool isActive = true; ///< isActive, is_active, or true where the table has none
    qint64 project = 0;
    qint64 vertical = 0; ///< 0: null
};

/// Rows in the order they are listed, with the serialised listings cached.
class TrackerTable final {
public:
    using Wanted = std::function<bool(const TrackerRow&)>;

    void put(const QJsonObject& row); ///< replaces the row with that id, or appends
    void append(TrackerRow row);      ///< for bulk filling
    bool remove(qint64 id);
    void clear();
    [[nodiscard]] const TrackerRow* find(qint64 id) const;
    [[nodiscard]] std::optional<QJsonObject> object(qint64 id) const;
    [[nodiscard]] const std::vector<TrackerRow>& rows() const { return m_rows; }
    /// The wanted rows as a JSON array; `cacheName` empty: not cached.
    [[nodiscard]] QByteArray list(const QString& cacheName, const Wanted& wanted);
    [[nodiscard]] qint64 generation() const { return m_generation; }

private:
    void touch();

    std::vector<TrackerRow> m_rows;
    QHash<qint64, size_t> m_index;
    QHash<QString, QByteArray> m_cache;
    qint64 m_generation = 1;
};

struct TrackerAccount {
    qint64 id = 0;
    QString username;
    QString email;
    QString password;
    QString role; ///< admin, manager, user
    qint64 person = 0;
    bool isActive = true;
    bool isDeleted = false;
};

/// One tracker: its tables, accounts and token state.
struct TrackerData {
    QByteArray key; ///< signs its tokens; another tracker's are no good here
    bool cookieMode = false;
    bool maintenance = false;
    bool isReady = true;
    qint64 tokenGeneration = 1; ///< raised to make all access tokens invalid
    TrackerTable projects;
    TrackerTable deliverables;
    TrackerTable links;
    TrackerTable assignments;
    TrackerTable people;
    QList<TrackerAccount> accounts;
    QSet<QString> blacklist; ///< jti of refresh tokens that were used

    [[nodiscard]] TrackerTable* table(const QString& name);
    [[nodiscard]] TrackerAccount* account(qint64 id);
};

} // namespace milepost::sandbox
