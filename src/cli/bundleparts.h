// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"
#include "doctor/bundle.h"
#include "storage/journal.h"
#include "storage/paths.h"

#include <stop_token>

namespace milepost::cli {

/// What a bundle is gathered from, for command line and window alike.
struct BundleSources {
    Profile profile;
    Paths paths;
    QDateTime nowUtc;
    Result<SecretStore*> secrets; ///< of the profile: what it holds is looked for
    Result<Journal*> journal;     ///< null: there is none yet
    QJsonObject checks;           ///< the document of `check`; {} where nothing was asked
    QStringList gaps;             ///< what could not be had before (English)
};

/// Gathers and makes it; who the new pseudonyms are is written beside the profile's other files, and nowhere
/// else. Blocks. Errors: Cancelled; Storage, when that cannot be written.
[[nodiscard]] Result<Bundle> makeBundle(const BundleSources& sources, const std::stop_token& stop);

} // namespace milepost::cli
