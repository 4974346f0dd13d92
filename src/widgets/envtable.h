// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/envproposal.h"

class QTreeWidget;

namespace milepost {

/// Shows what a file would set: variable, field, value now, value then. What would stay the same is muted.
void showProposedValues(QTreeWidget& table, const std::vector<ProposedValue>& values);

} // namespace milepost
