// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/exitcode.h"
#include "cli/paper.h"

#include <functional>
#include <optional>

#include <QJsonArray>
#include <QJsonObject>

namespace milepost::cli {

/// What a command ends with: one document for programs, one text for people, one status for both.
struct Outcome {
    using Text = std::function<QString(const Paper&)>;

    ExitCode code = ExitCode::Done;
    QJsonObject document;
    Text text;                           ///< may be empty; ends with a line end
    std::optional<Error> error;          ///< goes into the document and, for people, to standard error
    std::optional<QJsonArray> list = {}; ///< in place of the document, where a list was asked about

    [[nodiscard]] static Outcome done(QJsonObject document, Text text) {
        return {ExitCode::Done, std::move(document), std::move(text), std::nullopt};
    }
    [[nodiscard]] static Outcome failed(const Error& error) { return {exitCodeOf(error), {}, {}, error}; }
};

/// A command line that is put wrongly.
[[nodiscard]] inline Error usageError(const QString& detail) {
    return makeError(Error::Kind::Config, Error::Stage::Config, detail, QStringLiteral("usage"));
}
[[nodiscard]] inline Error configError(const QString& detail) {
    return makeError(Error::Kind::Config, Error::Stage::Config, detail, QStringLiteral("config-invalid"));
}

} // namespace milepost::cli
