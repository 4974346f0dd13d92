// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/ledgerstore.h"
#include "storage/journal.h"

namespace milepost {

/// A profile's journal keeps the counts of its lanes.
class JournalLedger final : public LedgerStore {
public:
    explicit JournalLedger(Journal& journal) : m_journal(journal) {}

    [[nodiscard]] Result<std::vector<Slot>> add(const QString& lane, const Slot& slot,
                                                qint64 sinceMs) override {
        // A question alone writes nothing.
        const auto spent = slot.requests == 0
                               ? m_journal.spentRequests(lane, sinceMs)
                               : m_journal.spendRequests(lane, {slot.endMs, slot.requests}, sinceMs);
        if (!spent)
            return std::unexpected(spent.error());
        std::vector<Slot> known;
        for (const SpentRequests& one : *spent)
            known.push_back({one.endMs, one.requests});
        return known;
    }

private:
    Journal& m_journal;
};

} // namespace milepost
