// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/draftworkspace.h"

namespace milepost {

Result<std::unique_ptr<DraftWorkspace>> DraftWorkspace::open(const Draft& draft, const Paths& kept,
                                                             SecretStore& stored, const Clock& clock,
                                                             std::stop_token stop,
                                                             std::shared_ptr<ExchangeLog> log) {
    std::unique_ptr<DraftWorkspace> workspace(new DraftWorkspace(draft, stored));
    auto bench = ProbeWorkspace::open(
        draft.profile, kept,
        {clock, workspace->m_secrets, workspace->m_nobody, std::move(stop), RetryPolicy(), std::move(log)});
    if (!bench)
        return std::unexpected(bench.error());
    workspace->m_bench = std::move(*bench);
    return workspace;
}

} // namespace milepost
