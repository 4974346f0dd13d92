// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/entratokenprovider.h"
#include "graph/appdirectory.h"

namespace milepost {

/// Puts an end to the secrets that a rotation put aside, after a run that succeeded
/// (docs/adr/0028-rotation.md). Runs on: the run's thread; blocks. Nothing of it fails a run: what could not
/// be done is logged, and tried after the next one.
class FormerSecrets final {
public:
    struct Parts {
        SecretStore& secrets;
        Transport& transport;
        const Clock& clock;
        ExchangeSink* sink;
        AppDirectory& directory;
        EntraTokenProvider& entra; ///< the run's own
    };
    FormerSecrets(Parts parts, Profile profile) : m_parts(parts), m_profile(std::move(profile)) {}

    void retire(std::stop_token stop);

private:
    void retireEntra(std::stop_token stop);
    void retireTracker(std::stop_token stop);

    Parts m_parts;
    const Profile m_profile;
};

} // namespace milepost
