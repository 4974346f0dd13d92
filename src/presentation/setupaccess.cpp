// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the set-up gives to other admins: commands for Exchange, and the request pack.
#include "presentation/setuppresenter.h"
#include "presentation/whenready.h"

namespace milepost {

using namespace Qt::StringLiterals;

AccessRequest SetupPresenter::accessRequest() const {
    AccessRequest request;
    request.profile = m_draft.profile();
    request.principalId = m_principalId;
    return request;
}

QString SetupPresenter::scopeCommands(bool withPolicies) const {
    const ScopeNames names = requestpack::scopeNames(accessRequest());
    const QString commands = withPolicies ? accessPolicyCommands(names) : rbacCommands(names);
    return commands + scopeTestCommands(names);
}

void SetupPresenter::writeRequestPack(const QString& folder) {
    if (!hasProfile() || m_isWritingRequest)
        return;
    m_isWritingRequest = true;
    m_requestFolder.clear();
    m_requestFailure.reset();
    whenReady(m_session.backend().writeRequestPack(m_draft.draft(), folder), this,
              [this, folder, name = m_draft.saved().name](const Result<QStringList>& files) {
                  m_isWritingRequest = false;
                  if (name == m_draft.saved().name && files)
                      m_requestFolder = folder;
                  else if (name == m_draft.saved().name && !files.error().isCancelled())
                      m_requestFailure = files.error();
                  emit requestChanged();
              });
    emit requestChanged();
}

} // namespace milepost
