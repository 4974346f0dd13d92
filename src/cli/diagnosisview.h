// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/paper.h"
#include "doctor/diagnosis.h"

#include <vector>

#include <QJsonArray>
#include <QJsonObject>

namespace milepost::cli {

struct NamedDiagnosis {
    QString id; ///< as the input names the failure; "" when it does not
    Diagnosis diagnosis;
};

/// As cli.md lays it down for `diagnose`.
[[nodiscard]] QJsonObject toJson(const NamedDiagnosis& named);
/// What it may also be, and what would tell them apart; "" where there is no doubt.
[[nodiscard]] QString doubtText(const Diagnosis& found, const Paper& paper);
[[nodiscard]] QJsonArray diagnosisJson(const std::vector<NamedDiagnosis>& all);
[[nodiscard]] QString diagnosisText(const std::vector<NamedDiagnosis>& all, const Paper& paper);

} // namespace milepost::cli
