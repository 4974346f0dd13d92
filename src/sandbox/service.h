// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"

namespace milepost::sandbox {

struct World;

/// A place in a mailbox's queue of at most four (graph-contract 8), or the 429 instead of it.
class MailboxTicket final {
public:
    MailboxTicket() = default;
    /// Enters when the call names a mailbox. Takes the world's mutex.
    MailboxTicket(World& world, const Call& call);
    ~MailboxTicket();
    MailboxTicket(MailboxTicket&& other) noexcept;
    MailboxTicket& operator=(MailboxTicket&&) = delete;
    MailboxTicket(const MailboxTicket&) = delete;
    MailboxTicket& operator=(const MailboxTicket&) = delete;

    [[nodiscard]] const std::optional<Answer>& refusal() const { return m_refusal; }

private:
    World* m_world = nullptr;
    QString m_userId;
    std::optional<Answer> m_refusal;
};

/// Answers one call, from log to faults. Any thread, without the mutex.
[[nodiscard]] Answer serve(World& world, const Call& call);
[[nodiscard]] Answer serve(World& world, const Call& call, const MailboxTicket& ticket);

/// POST /v1.0/$batch: children of one wave run in parallel threads. Any thread, without the mutex.
[[nodiscard]] Answer handleBatch(World& world, const Call& call);

} // namespace milepost::sandbox
