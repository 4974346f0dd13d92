// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/registrationmaker.h"

#include "auth/appcertificate.h"
#include "base/futures.h"
#include "domain/permissions.h"
#include "graph/grapherrors.h"

namespace milepost {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto k_firstPause = 2s;
constexpr auto k_longestPause = 15s;

bool isNotThereYet(const Error& error) {
    return error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Rejected;
}

/// What Entra says about an app, or a credential, that it has not heard of yet.
bool isNotKnownYet(const Error& error) {
    static const QStringList k_codes{u"700016"_s, u"7000229"_s, u"7000215"_s, u"700027"_s,
                                     u"roles-missing"_s};
    return k_codes.contains(error.code) || error.kind == Error::Kind::Forbidden;
}

} // namespace

/// What must be taken away again when a later step fails.
struct RegistrationMaker::Made {
    AppRegistration application;
    bool mayBeMade = false; ///< the service did not say
    AppPrincipal principal;
    SecretKey key;
    std::optional<Redacted<QString>> before; ///< what the entry held
    bool isStored = false;
    QDateTime expiresUtc;
};

void RegistrationMaker::tell(Step step, const QDateTime& since, bool isWaiting) const {
    if (m_parts.tell)
        m_parts.tell({step, since, isWaiting});
}

Result<void> RegistrationMaker::patiently(Step step, const std::function<Result<void>()>& work,
                                          const std::function<bool(const Error&)>& mayPass,
                                          std::stop_token stop) {
    const QDateTime since = m_parts.clock.utcNow();
    tell(step, since, false);
    std::chrono::seconds pause = k_firstPause;
    while (true) {
        if (stop.stop_requested())
            return std::unexpected(cancelled());
        const Result<void> done = work();
        const bool isLate =
            m_parts.clock.utcNow() >= since.addSecs(std::chrono::seconds(m_parts.patience).count());
        if (done || isLate || !mayPass(done.error()))
            return done;
        tell(step, since, true);
        if (const auto slept = m_parts.clock.sleep(pause, stop); !slept)
            return slept;
        pause = std::min<std::chrono::seconds>(pause * 2, k_longestPause);
    }
}

RegistrationOutcome RegistrationMaker::make(const RegistrationWish& wish, std::stop_token stop) {
    Made made;
    RegistrationOutcome outcome;
    if (const auto done = run(wish, made, std::move(stop)); !done) {
        outcome.error = done.error();
        remove(made, outcome.leftovers);
        return outcome;
    }
    outcome.application = made.application;
    outcome.principal = made.principal;
    outcome.expiresUtc = made.expiresUtc;
    return outcome;
}

Result<void> RegistrationMaker::run(const RegistrationWish& wish, Made& made, std::stop_token stop) {
    tell(Step::Application, m_parts.clock.utcNow(), false);
    const auto application = m_parts.directory.createApplication(wish.displayName, wish.roleIds, stop);
    if (!application) {
        made.mayBeMade = application.error().kind == Error::Kind::Doubtful ||
                         application.error().kind == Error::Kind::Malformed;
        return std::unexpected(application.error());
    }
    made.application = *application;
    const auto makePrincipal = [&]() -> Result<void> {
        auto principal = m_parts.directory.createServicePrincipal(made.application.appId, stop);
        if (!principal && principal.error().kind == Error::Kind::Conflict) // an earlier try of ours did it
            principal = m_parts.directory.servicePrincipal(made.application.appId, stop);
        if (!principal)
            return std::unexpected(principal.error());
        made.principal = *principal;
        return {};
    };
    if (const auto done = patiently(Step::Principal, makePrincipal, isNotThereYet, stop); !done)
        return done;
    if (const auto done = grantAll(wish, made, stop); !done)
        return done;
    if (const auto done = makeCredential(wish, made, stop); !done)
        return done;
    return prove(wish, made, std::move(stop));
}

Result<void> RegistrationMaker::grantAll(const RegistrationWish& wish, const Made& made,
                                         std::stop_token stop) {
    const auto grantEach = [&]() -> Result<void> {
        const auto graph = m_parts.directory.servicePrincipal(graphAppId(), stop);
        if (!graph)
            return std::unexpected(graph.error());
        for (const QString& role : wish.roleIds)
            if (const auto done =
                    m_parts.directory.grant(made.principal.objectId, graph->objectId, role, stop);
                !done)
                return done;
        return {};
    };
    return patiently(Step::Grants, grantEach, isNotThereYet, stop);
}

Result<void> RegistrationMaker::makeCredential(const RegistrationWish& wish, Made& made,
                                               std::stop_token stop) {
    const bool isCertificate = wish.token.credential == CredentialKind::Certificate;
    made.key = entraKey(wish.token.profile,
                        isCertificate ? SecretPurpose::EntraCertificate : SecretPurpose::EntraSecret,
                        wish.token.authority, wish.token.tenantId, wish.token.customGraphRoot);
    if (const auto before = await(m_parts.secrets.read(made.key, stop)))
        made.before = *before;
    else if (before.error().code != u"credential-missing"_s)
        return std::unexpected(before.error()); // what cannot be read must not be overwritten
    Redacted<QString> secret;
    made.expiresUtc = m_parts.clock.utcNow().addDays(wish.days);
    std::optional<AppCertificate> certificate;
    if (isCertificate) {
        auto generated = generateCertificate(wish.displayName.left(64), wish.days, m_parts.clock);
        if (!generated)
            return std::unexpected(generated.error());
        certificate = std::move(*generated);
        made.expiresUtc = certificate->notAfterUtc;
        secret = certificate->pem;
    }
    const auto add = [&]() -> Result<void> {
        if (certificate)
            return m_parts.directory.addCertificate(made.application.objectId, wish.displayName,
                                                    certificate->der, stop);
        auto password =
            m_parts.directory.addPassword(made.application.objectId, wish.displayName, made.expiresUtc, stop);
        if (!password)
            return std::unexpected(password.error());
        secret = password->secret;
        return {};
    };
    const auto isSpreading = [](const Error& error) { return error.kind == Error::Kind::NotFound; };
    if (const auto added = patiently(Step::Credential, add, isSpreading, stop); !added)
        return added;
    made.isStored = true; // also when it fails: it may have been written
    return await(m_parts.secrets.write(made.key, secret, stop));
}

Result<void> RegistrationMaker::prove(const RegistrationWish& wish, const Made& made, std::stop_token stop) {
    EntraTokenProvider::Options options = wish.token;
    options.clientId = made.application.appId;
    EntraTokenProvider provider({m_parts.transport, m_parts.secrets, m_parts.clock, nullptr}, options);
    const auto takeToken = [&]() -> Result<void> {
        const auto token = provider.bearer(stop);
        if (!token)
            return std::unexpected(token.error());
        for (const QString& role : wish.roleIds)
            if (!provider.roles().contains(permissionOfRole(role))) {
                provider.reject(*token); // permissions are frozen into a token (graph-contract 1.2)
                return std::unexpected(makeError(
                    Error::Kind::Forbidden, Error::Stage::Token,
                    u"the token does not hold %1 yet"_s.arg(permissionOfRole(role)), u"roles-missing"_s));
            }
        return {};
    };
    if (const auto done = patiently(Step::Token, takeToken, isNotKnownYet, stop); !done)
        return done;
    LaneGate gate(m_parts.clock);
    ApiClient::Options graph;
    graph.stage = Error::Stage::Graph;
    graph.origin = originOf(QUrl(wish.graphRoot));
    graph.readError = readGraphError;
    ApiClient api({m_parts.transport, &provider, m_parts.clock, gate, nullptr}, graph);
    const auto look = [&]() -> Result<void> {
        ApiClient::Call call;
        call.request.method = "GET";
        call.request.url = QUrl(wish.graphRoot + u"/v1.0/users?$select=id&$top=1"_s);
        call.lane = u"directory"_s;
        const auto answer = api.call(call, stop);
        return answer ? Result<void>() : std::unexpected(answer.error());
    };
    return patiently(Step::Proof, look, isNotKnownYet, stop);
}

/// Not stopped: what is left behind would be a door.
void RegistrationMaker::remove(Made& made, std::vector<Leftover>& leftovers) {
    tell(Step::Removal, m_parts.clock.utcNow(), false);
    if (made.isStored) {
        const auto restored = made.before ? await(m_parts.secrets.write(made.key, *made.before, {}))
                                          : await(m_parts.secrets.remove(made.key, {}));
        if (!restored)
            leftovers.push_back({Leftover::Kind::Secret, made.key.origin, restored.error()});
    }
    if (!made.principal.objectId.isEmpty())
        if (const auto removed = m_parts.directory.removeServicePrincipal(made.principal.objectId, {});
            !removed)
            leftovers.push_back({Leftover::Kind::ServicePrincipal, made.principal.objectId, removed.error()});
    if (!made.application.objectId.isEmpty()) {
        if (const auto removed = m_parts.directory.removeApplication(made.application.objectId, {}); !removed)
            leftovers.push_back({Leftover::Kind::Application, made.application.objectId, removed.error()});
    } else if (made.mayBeMade) {
        leftovers.push_back({Leftover::Kind::Application,
                             {},
                             makeError(Error::Kind::Doubtful, Error::Stage::Graph,
                                       u"the service did not say whether the application was made"_s)});
    }
}

} // namespace milepost
