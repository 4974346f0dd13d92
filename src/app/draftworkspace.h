// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/compositionroot.h"
#include "app/overlaysecretstore.h"
#include "app/relaysink.h"
#include "presentation/backend.h"

#include <QTemporaryDir>

namespace milepost {

/// An engine over values that stand on the screen and were not saved: its journal is temporary, the secrets
/// typed go nowhere. Runs on: a pool thread, from creation to destruction.
class DraftWorkspace final {
public:
    /// `stored` and `clock` outlive this. Errors: those of CompositionRoot::open(); no temporary folder.
    [[nodiscard]] static Result<std::unique_ptr<DraftWorkspace>>
    open(const Draft& draft, SecretStore& stored, const Clock& clock, std::stop_token stop);

    [[nodiscard]] CompositionRoot& root() { return *m_root; }
    [[nodiscard]] SecretStore& secrets() { return m_secrets; }

private:
    DraftWorkspace(const Draft& draft, SecretStore& stored) : m_secrets(draft.secrets, stored) {}

    QTemporaryDir m_folder;
    OverlaySecretStore m_secrets;
    RelaySink m_nobody;
    std::unique_ptr<CompositionRoot> m_root;
};

} // namespace milepost
