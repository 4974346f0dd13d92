// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <optional>
#include <variant>

#include <QString>

namespace milepost {

/// Proof that a reading showed everything. Whatever deletes asks for one, and only a complete Reading gives
/// it out (law 2: by type, not by care).
class DeletionPermit {
    DeletionPermit() = default;
    template <class T> friend class Reading;
};

/// What a listing proved (law 2). An incomplete one holds no rows, so nobody can take it for an empty one.
template <class T> class Reading {
public:
    [[nodiscard]] static Reading complete(T rows) { return Reading(Complete{std::move(rows)}); }
    /// A view that may hide rows: `why` is a fact for the log and for people ("the account's role is user").
    [[nodiscard]] static Reading restricted(T rows, QString why) {
        return Reading(Restricted{std::move(rows), std::move(why)});
    }
    [[nodiscard]] static Reading incomplete(Error why) { return Reading(Incomplete{std::move(why)}); }

    [[nodiscard]] bool isComplete() const { return std::holds_alternative<Complete>(m_state); }
    [[nodiscard]] bool isRestricted() const { return std::holds_alternative<Restricted>(m_state); }
    [[nodiscard]] bool isIncomplete() const { return std::holds_alternative<Incomplete>(m_state); }

    /// What was read; null when the reading is incomplete.
    [[nodiscard]] const T* rows() const {
        if (const auto* all = std::get_if<Complete>(&m_state))
            return &all->rows;
        if (const auto* some = std::get_if<Restricted>(&m_state))
            return &some->rows;
        return nullptr;
    }
    [[nodiscard]] std::optional<DeletionPermit> deletionPermit() const {
        if (isComplete())
            return DeletionPermit();
        return std::nullopt;
    }
    /// Why the view is restricted; "" otherwise.
    [[nodiscard]] QString restriction() const {
        const auto* some = std::get_if<Restricted>(&m_state);
        return some ? some->why : QString();
    }
    /// Why the reading is incomplete; null otherwise.
    [[nodiscard]] const Error* failure() const {
        const auto* none = std::get_if<Incomplete>(&m_state);
        return none ? &none->why : nullptr;
    }
    [[nodiscard]] QString stateName() const {
        using namespace Qt::StringLiterals;
        return isComplete() ? u"complete"_s : isRestricted() ? u"restricted"_s : u"incomplete"_s;
    }

private:
    struct Complete {
        T rows;
    };
    struct Restricted {
        T rows;
        QString why;
    };
    struct Incomplete {
        Error why;
    };
    explicit Reading(std::variant<Complete, Restricted, Incomplete> state) : m_state(std::move(state)) {}

    std::variant<Complete, Restricted, Incomplete> m_state;
};

} // namespace milepost
