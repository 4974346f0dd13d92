// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "sandbox/call.h"
#include "sandbox/rng.h"

#include <optional>
#include <vector>

#include <QJsonObject>
#include <QRegularExpression>
#include <QString>

namespace milepost::sandbox {

/// One switch: which requests it meets and what it does to them (docs in sandbox.h, "Faults").
struct Fault {
    QString id;
    Area area = Area::None; ///< None: any but the control area
    QByteArray method;
    QString path;                 ///< part of the raw path, without case
    QRegularExpression pathRegex; ///< on the raw path
    QString query;                ///< part of the decoded query
    QString mailbox;              ///< user segment of the path
    std::optional<bool> child;
    int nth = 1;   ///< the first matching request that is met
    int times = 1; ///< 0: every one from then on
    double probability = 1.0;
    int seen = 0;
    int fired = 0;
    QString kind;
    QJsonObject action;
};

/// The switches that are on. Guarded by the world's mutex.
class FaultBook final {
public:
    explicit FaultBook(quint64 seed) : m_rng(seed) {}

    /// Adds a fault from its JSON form; the id that it got.
    [[nodiscard]] Result<QString> add(const QJsonObject& json);
    void clear() { m_faults.clear(); }
    /// The first fault that meets this call, counted.
    [[nodiscard]] std::optional<Fault> match(const Call& call);
    [[nodiscard]] QJsonArray list() const;

private:
    std::vector<Fault> m_faults;
    Rng m_rng;
    int m_nextId = 1;
};

/// The answer that a fault puts in the place of the service's own, for the kinds that do.
[[nodiscard]] std::optional<Answer> replacementAnswer(const Fault& fault, const Call& call);
/// Spoils a good answer: truncate, shortPage, badJson, savedThen503, dropAfter.
void spoilAnswer(const Fault& fault, const Call& call, Answer& answer);

} // namespace milepost::sandbox
