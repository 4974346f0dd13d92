// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/drift.h"
#include "domain/scope.h"
#include "storage/journal.h"
#include "sync/syncengine.h"

#include <optional>
#include <set>
#include <stop_token>
#include <vector>

namespace milepost {

/// Which edits somebody decides about, and how.
struct DriftWish {
    QString key;               ///< an event's key, or the number of its deliverable; "": every edit in scope
    std::vector<Field> fields; ///< empty: every field that was edited
    /// Nothing: what was decided is forgotten, and the edit is open again.
    std::optional<DriftDecision::Kind> kind;
};

/// What somebody decides about single edits, as they were seen.
struct DriftChoice {
    DriftDecisions decided;
    std::set<std::pair<EventKey, Field>> forgotten; ///< what was decided about these is taken back

    friend bool operator==(const DriftChoice&, const DriftChoice&) = default;
};
/// Stores all of it or nothing; nobody is asked. `source` is the tracker of all its keys. Runs on: any thread
/// but main.
[[nodiscard]] Result<void> storeChoice(Journal& journal, const QString& source, const DriftChoice& choice,
                                       const QDateTime& nowUtc);

/// The inbox of edits that people made to events of ours, and what was decided about them. A decision is
/// stored at once and has its effect in the next plan. Every call blocks and runs on a pool thread; writes
/// nothing to the tracker or to Graph.
class DriftEngine {
public:
    struct Parts {
        SyncEngine& engine;
        Journal& journal;
        const Clock& clock;
    };
    explicit DriftEngine(Parts parts) : m_parts(parts) {}

    /// Reads both sides. By date, subject and key.
    [[nodiscard]] Result<std::vector<HandEdit>> list(const Scope& scope, std::stop_token stop);
    /// Reads both sides, stores all or none, and gives back those that it is about, as they stand now. Fails
    /// (Config, "usage") when nothing of the kind was edited. To forget one key nobody is asked.
    [[nodiscard]] Result<std::vector<HandEdit>> decide(const DriftWish& wish, const Scope& scope,
                                                       std::stop_token stop);

private:
    [[nodiscard]] Result<std::vector<HandEdit>> forget(const DriftWish& wish, const Scope& scope,
                                                       std::stop_token stop);

    Parts m_parts;
};

} // namespace milepost
