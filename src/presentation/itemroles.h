// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/state.h"

#include <QVariant>

namespace milepost {

/// What a cell with a state says beside its text: every model that shows states uses these, one delegate
/// draws them (widgets/statedelegate.h). The text is the column's own word; none: the word of the state.
enum ItemRole {
    k_stateRole = Qt::UserRole + 100, ///< State as int; none: the cell is plain text
    k_evidenceRole,                   ///< QString after the word, muted
    k_wordRole,                       ///< QString, rows of two lines: a word of its own for the state
    k_numberRole,                     ///< QString, rows of two lines: stands before both
};

[[nodiscard]] inline QVariant stateValue(State state) { return static_cast<int>(state); }
[[nodiscard]] inline std::optional<State> stateOf(const QVariant& value) {
    return value.isValid() ? std::optional(static_cast<State>(value.toInt())) : std::nullopt;
}

} // namespace milepost
