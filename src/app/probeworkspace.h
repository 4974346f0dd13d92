// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/compositionroot.h"

#include <QTemporaryDir>

namespace milepost {

/// The clients of a profile for its probes alone: the journal is temporary, what others share is neither
/// opened nor migrated. Runs on: a pool thread, from creation to destruction.
class ProbeWorkspace final : public cli::ProbeBench {
public:
    /// `kept`: where the profile's own history is, which remembers what its permissions were used for.
    /// Errors: those of CompositionRoot::open(); Storage: no temporary folder.
    [[nodiscard]] static Result<std::unique_ptr<ProbeWorkspace>>
    open(const Profile& profile, const Paths& kept, const CompositionRoot::Parts& parts);
    ~ProbeWorkspace() override;

    /// Whoever asks what is wrong waits for the answer: a hiccup is passed over, no more.
    [[nodiscard]] static RetryPolicy retry();

    [[nodiscard]] CompositionRoot& root() { return *m_root; }
    [[nodiscard]] ProbeClients clients() override;

private:
    ProbeWorkspace(Profile profile, Paths kept, const Clock& clock)
        : m_profile(std::move(profile)),
          m_kept(std::move(kept)),
          m_clock(clock) {}

    const Profile m_profile;
    const Paths m_kept;
    const Clock& m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<CompositionRoot> m_root;
};

} // namespace milepost
