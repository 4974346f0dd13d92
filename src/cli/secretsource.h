// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/session.h"

namespace milepost::cli {

/// What is secret and was named: env:VARIABLE, file:PATH (at most 1 MiB) or stdin. Errors: Config, those of
/// the file.
[[nodiscard]] Result<Redacted<QByteArray>> readSource(Session& session, const QString& from);

/// For options that take such a name.
[[nodiscard]] CLI::Validator sourceCheck();

} // namespace milepost::cli
