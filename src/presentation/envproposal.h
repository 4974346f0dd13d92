// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/backend.h"

namespace milepost {

/// One value that a file would set, as it is shown before anything is taken. A secret is masked.
struct ProposedValue {
    QString variable; ///< in the file
    QString label;    ///< the field's (translated)
    QString from;     ///< what the field holds now; "" for nothing
    QString to;
    [[nodiscard]] bool changes() const { return from != to || isSecret; }
    bool isSecret = false;
    friend bool operator==(const ProposedValue&, const ProposedValue&) = default;
};

/// All of them, in the order of the file's guide; without a profile there is nothing that they replace.
/// `hasSecret`: there is a client secret already.
[[nodiscard]] std::vector<ProposedValue> proposedValues(const EnvProposal& proposal,
                                                        const std::optional<Profile>& now, bool hasSecret);

/// What a file holds beside them, in lines: what could not be taken and why, and what says nothing to us.
[[nodiscard]] QString leftOutText(const EnvProposal& proposal);

} // namespace milepost
