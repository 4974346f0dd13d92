// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/trackerdata.h"

#include <optional>
#include <set>

#include <QDate>
#include <QJsonObject>
#include <QString>

namespace milepost {

/// What a run is about (cli.md "Scope"). It narrows both sides: a key outside it is neither created, updated
/// nor deleted (law 2). Empty parts ask nothing.
struct Scope {
    std::optional<QDate> from; ///< inclusive
    std::optional<QDate> to;   ///< inclusive
    QString project;           ///< a project's id or its exact name (case ignored)
    QString client;            ///< part of the client's name
    QString search;            ///< part of title, project, client or number; case and accents ignored
    std::set<qint64> deliverables;

    friend bool operator==(const Scope&, const Scope&) = default;
    [[nodiscard]] bool isEverything() const { return *this == Scope{}; }

    /// Is this deliverable in scope? `project` is null for one of an inactive project; then a scope by
    /// project name, client or search text cannot be proved and the answer is no (a scope by project id can).
    /// Dates ask for the deliverable's own date, or, when it lost it, for the event's.
    [[nodiscard]] bool covers(const Deliverable& deliverable, const Project* project,
                              std::optional<QDate> eventDate = std::nullopt) const;
    /// The same for a deliverable that is gone from the tracker: only its id and its event's date are known.
    [[nodiscard]] bool coversVanished(qint64 deliverable, QDate eventDate) const;

    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Scope fromJson(const QJsonObject& json);
};

} // namespace milepost
