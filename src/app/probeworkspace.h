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
    /// Errors: those of CompositionRoot::open(); Storage: no temporary folder.
    [[nodiscard]] static Result<std::unique_ptr<ProbeWorkspace>> open(const Profile& profile,
                                                                      const CompositionRoot::Parts& parts);

    /// Whoever asks what is wrong waits for the answer: a hiccup is passed over, no more.
    [[nodiscard]] static RetryPolicy retry();

    [[nodiscard]] CompositionRoot& root() { return *m_root; }
    [[nodiscard]] ProbeClients clients() override { return m_root->probeClients(); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<CompositionRoot> m_root;
};

} // namespace milepost
