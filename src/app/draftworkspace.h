// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/overlaysecretstore.h"
#include "app/probeworkspace.h"
#include "app/relaysink.h"
#include "presentation/backend.h"

namespace milepost {

/// An engine over values that stand on the screen and were not saved: its journal is temporary, the secrets
/// typed go nowhere. Runs on: a pool thread, from creation to destruction.
class DraftWorkspace final {
public:
    /// `kept` as ProbeWorkspace::open(). `stored` and `clock` outlive this. Errors: those of
    /// CompositionRoot::open(); no temporary folder.
    [[nodiscard]] static Result<std::unique_ptr<DraftWorkspace>> open(const Draft& draft, const Paths& kept,
                                                                      SecretStore& stored, const Clock& clock,
                                                                      std::stop_token stop,
                                                                      std::shared_ptr<ExchangeLog> log);

    [[nodiscard]] CompositionRoot& root() { return m_bench->root(); }
    [[nodiscard]] ProbeClients clients() { return m_bench->clients(); }
    [[nodiscard]] SecretStore& secrets() { return m_secrets; }

private:
    DraftWorkspace(const Draft& draft, SecretStore& stored) : m_secrets(draft.secrets, stored) {}

    OverlaySecretStore m_secrets;
    RelaySink m_nobody;
    std::unique_ptr<ProbeWorkspace> m_bench;
};

} // namespace milepost
