// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/draftworkspace.h"

namespace milepost {

Result<std::unique_ptr<DraftWorkspace>> DraftWorkspace::open(const Draft& draft, SecretStore& stored,
                                                             const Clock& clock, std::stop_token stop) {
    std::unique_ptr<DraftWorkspace> workspace(new DraftWorkspace(draft, stored));
    if (!workspace->m_folder.isValid())
        return std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage,
                                         workspace->m_folder.errorString(), QStringLiteral("store-failed")));
    Profile tested = draft.profile;
    tested.store = QStringLiteral("sqlite"); // what others share is neither opened nor migrated
    auto root = CompositionRoot::open(tested, Paths::below(workspace->m_folder.path()),
                                      {clock, workspace->m_secrets, workspace->m_nobody, std::move(stop)});
    if (!root)
        return std::unexpected(root.error());
    workspace->m_root = std::move(*root);
    return workspace;
}

} // namespace milepost
