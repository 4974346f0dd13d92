// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"

#include <deque>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

namespace milepost::sandbox {

/// What was asked of the sandbox, and counts of it. Secrets are never kept: the Authorization header is a
/// flag, bodies are kept for Graph writes only. Guarded by the world's mutex.
class RequestLog final {
public:
    /// Notes the arrival; the number under which finish() is called.
    qint64 begin(const Call& call);
    void finish(qint64 sequence, const Answer& answer, const QString& fault);
    void reset();

    [[nodiscard]] QJsonArray entries(qint64 after = 0) const;
    /// {"requests":n,"children":n,"byArea":{"graph":{"GET":n}},"statuses":{"graph":{"200":n}}}; children
    /// apart.
    [[nodiscard]] QJsonObject counters() const;

private:
    struct Entry {
        qint64 sequence = 0;
        QDateTime time;
        Call call;
        int status = 0; ///< 0 while it is under way
        bool dropped = false;
        QString fault;
    };
    static constexpr size_t k_limit = 50000;

    [[nodiscard]] static QJsonObject toJson(const Entry& entry);

    std::deque<Entry> m_entries;
    qint64 m_next = 1;
    qint64 m_requests = 0;
    qint64 m_children = 0;
    QMap<QString, QMap<QString, qint64>> m_methods;
    QMap<QString, QMap<QString, qint64>> m_childMethods;
    QMap<QString, QMap<QString, qint64>> m_statuses;
};

} // namespace milepost::sandbox
