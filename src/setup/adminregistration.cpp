// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/adminregistration.h"

#include "graph/grapherrors.h"

namespace milepost {

using namespace Qt::StringLiterals;
using Step = RegistrationProgress::Step;

namespace {

/// Delegated scopes of Graph in this cloud (graph-contract 2.4).
QStringList scopesAt(const QString& defaultScope) {
    QString root = defaultScope;
    root.chop(root.endsWith(u"/.default"_s) ? 8 : 0);
    return {root + u"Application.ReadWrite.All"_s, root + u"AppRoleAssignment.ReadWrite.All"_s};
}

/// The steps that are the admin's own; what comes after them is done by the new app.
bool isOfAdmin(Step step) { return step != Step::Token && step != Step::Proof && step != Step::Removal; }

} // namespace

RegistrationOutcome AdminRegistration::make(const Order& order, std::stop_token stop) {
    RegistrationOutcome outcome;
    const auto token = signIn(order, stop);
    if (!token) {
        outcome.error = token.error();
        return outcome;
    }
    if (m_parts.signedIn)
        m_parts.signedIn(token->account);
    DelegatedBearer bearer(*token, m_parts.clock);
    LaneGate gate(m_parts.clock);
    ApiClient::Options graph;
    graph.stage = Error::Stage::Graph;
    graph.origin = originOf(QUrl(order.wish.graphRoot));
    graph.readError = readGraphError;
    graph.retry = order.wish.token.retry;
    ApiClient api({m_parts.transport, &bearer, m_parts.clock, gate, m_parts.sink}, graph);
    AppDirectory directory(api, order.wish.graphRoot);
    Step last = Step::Application;
    const auto tell = [&](const RegistrationProgress& progress) {
        if (progress.step != Step::Removal)
            last = progress.step;
        if (m_parts.tell)
            m_parts.tell(progress);
    };
    outcome = RegistrationMaker({directory, m_parts.secrets, m_parts.transport, m_parts.clock, tell,
                                 std::chrono::ceil<std::chrono::minutes>(m_parts.patience)})
                  .make(order.wish, std::move(stop));
    if (outcome.error && outcome.error->kind == Error::Kind::Forbidden && isOfAdmin(last))
        outcome.error->code = u"admin-rights"_s;
    return outcome;
}

Result<DelegatedToken> AdminRegistration::signIn(const Order& order, std::stop_token stop) {
    const EntraTokenProvider::Options& at = order.wish.token;
    SignIn signIn({m_parts.transport, m_parts.clock, m_parts.sink},
                  {at.authority, at.tenantId, order.publicClientId, scopesAt(at.scope), at.retry});
    return AdminSignIn({signIn, m_parts.clock, m_parts.openBrowser, m_parts.prompt, m_parts.patience})
        .get(order.way, std::move(stop));
}

} // namespace milepost
