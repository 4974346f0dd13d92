// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/ladder.h"

#include <QJsonObject>

namespace milepost {

[[nodiscard]] QString rungStateText(RungState state); ///< translated

/// cli.md's document of `ladder`: failedRung, rungs and remedies, with what a comparison needs beside.
[[nodiscard]] QJsonObject ladderJson(const LadderReport& report);
/// cli.md's document of `explain`: verdict, steps and remedies.
[[nodiscard]] QJsonObject explanationJson(const LadderReport& report);

/// A report that saveLadder() made as JSON. Errors: those of readJsonFile(). Blocks.
[[nodiscard]] Result<QJsonObject> readLadder(const QString& path);

/// A rung that is not as it was.
struct RungChange {
    QString id;
    QString title;
    QString before; ///< state and evidence; "": there was no such rung
    QString now;
    friend bool operator==(const RungChange&, const RungChange&) = default;
};
/// What changed since a ladder was saved: states first of all; a rung's evidence where the state is the same
/// and it does not merely count time. Error: Config, "config-invalid": it is no saved ladder, or of another
/// one.
[[nodiscard]] Result<std::vector<RungChange>> whatChanged(const QJsonObject& saved,
                                                          const LadderReport& report);
[[nodiscard]] QString changesText(const std::vector<RungChange>& changes); ///< translated; lines

/// The report for people, in the language of the program. Texts of others are escaped.
[[nodiscard]] QString ladderMarkdown(const LadderReport& report);
[[nodiscard]] QString ladderHtml(const LadderReport& report);

/// Into a private file, as its name's end says: .html, .md, .json. Errors: Config, "usage": another end;
/// Storage. Blocks.
[[nodiscard]] Result<void> saveLadder(const LadderReport& report, const QString& path);

} // namespace milepost
