// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "storage/database.h"
#include "storage/profilelock.h"

#include <chrono>
#include <memory>
#include <optional>
#include <variant>

namespace milepost {

/// One writer per profile among several machines (law 4): a row in the store with an end that its owner moves
/// on while it lives, by a thread of its own. After a death, or where the server was out of reach for too
/// long, it ends, by the server's clock, and somebody else may take it. Runs on: any thread.
class StoreLease final {
public:
    static constexpr std::chrono::milliseconds k_length{60'000};

    /// Does not wait. Errors: Kind::Refused, code "store-failed", when somebody holds it; those of
    /// postgres.h.
    [[nodiscard]] static Result<StoreLease> take(const StorePlace& place,
                                                 std::chrono::milliseconds length = k_length);
    /// Moves the ends of the lanes that this token claimed (storelanes.h), and gives them back at its own
    /// end.
    [[nodiscard]] static StoreLease ofLanes(const StorePlace& place, const QString& token,
                                            std::chrono::milliseconds length = k_length);
    /// Who holds it now.
    [[nodiscard]] static Result<std::optional<LockOwner>> owner(const Connection& connection);
    /// Inside a transaction: that this very lease stands, and that nobody takes it before the commit.
    /// Kind::Refused, code "store-failed", when it was lost.
    [[nodiscard]] static Result<void> check(const Connection& connection, const QString& token);

    StoreLease(StoreLease&&) noexcept;
    StoreLease& operator=(StoreLease&&) noexcept;
    /// Gives it back.
    ~StoreLease();
    /// Tells this lease from every other one.
    [[nodiscard]] const QString& token() const;

private:
    struct Parts;
    explicit StoreLease(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

/// What a run holds: a file beside a SQLite database, or a row on the server.
using RunLock = std::variant<ProfileLock, StoreLease>;

} // namespace milepost
