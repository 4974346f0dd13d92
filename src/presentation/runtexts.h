// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/state.h"
#include "storage/journaltypes.h"
#include "sync/syncreport.h"

#include <QHash>

namespace milepost {

/// What the history says of a run, in words (translated).
[[nodiscard]] QString runKindText(const RunRecord& run);
[[nodiscard]] QString runStatusText(RunStatus status);
[[nodiscard]] State runState(RunStatus status);
/// "3 added, 1 changed", and why it ended early.
[[nodiscard]] QString runDoneText(const RunRecord& run);
/// Why each write of the run failed, in the doctor's words, by key.
[[nodiscard]] QHash<QString, QString> failureTexts(const RunRecord& run);
/// Why it was refused or ended early; "" when it did not.
[[nodiscard]] QString whyText(const RunRecord& run);
[[nodiscard]] RunSummary summaryOf(const RunRecord& run);
/// Date and time as the locale writes them, in this computer's zone.
[[nodiscard]] QString shortDateTime(const QDateTime& utc);

/// What one write did: "Added"; while nobody knows, or where it was not done, what became of it.
[[nodiscard]] QString writeText(const IntentRecord& write);
[[nodiscard]] State writeState(IntentState state);
/// Before and after, a line for each field; empty for an addition or a deletion.
[[nodiscard]] QStringList beforeAndAfter(const Intent& intent);
/// What stood there, or stands now.
[[nodiscard]] EventContent contentOf(const Intent& intent);

} // namespace milepost
