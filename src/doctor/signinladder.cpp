// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Authentication failed: from the name of Microsoft's host to what stands in the token.
#include "auth/jwt.h"
#include "base/memo.h"
#include "doctor/connections.h"
#include "doctor/ladders.h"
#include "doctor/probeparts.h"
#include "http/hostprobe.h"
#include "http/trust.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;
using namespace probes;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

/// Where the first bytes go: the host itself, or the proxy before it.
struct Hop {
    QString host;
    quint16 port = 0;
    bool isProxy = false;
    friend bool operator==(const Hop&, const Hop&) = default;
};

Hop hopTo(const QUrl& url, const QString& proxy) {
    if (const QString before = proxyOnTheWay(url, proxy); !before.isEmpty())
        return {before.section(u':', 0, -2), before.section(u':', -1).toUShort(), true};
    return {url.host(), static_cast<quint16>(url.port(url.scheme() == "https"_L1 ? 443 : 80)), false};
}

std::vector<Hop> hopsOf(const Profile& profile) {
    std::vector<Hop> hops;
    for (const QString& address : {profile.endpoints().authority, profile.endpoints().graphRoot}) {
        Hop hop = hopTo(QUrl(address), profile.proxy);
        if (std::ranges::find(hops, hop) == hops.end())
            hops.push_back(std::move(hop));
    }
    return hops;
}

/// What the rungs share. Each of them may be the first to ask.
class SignIn {
public:
    SignIn(Profile asked, const LadderParts& parts) : profile(std::move(asked)), clients(parts.clients) {}

    const HostLook& look(HostLook::Service service, std::stop_token stop) {
        Memo<HostLook>& memo = service == HostLook::Service::Graph ? m_graph : m_entra;
        return memo.get([&] { return lookAt(service, profile, clients, std::move(stop)); });
    }
    const Result<Redacted<QByteArray>>& token(std::stop_token stop) {
        return m_token.get([&] { return clients.entra.bearer(std::move(stop)); });
    }
    /// Without an address there is nothing to ask.
    [[nodiscard]] std::optional<Rung> unasked(const QStringList& keys) const {
        const ProbeReport report = begin(ProbeId::Tenant, profile, clients, keys);
        return report.skipped ? std::optional(rungOf(report)) : std::nullopt;
    }

    const Profile profile;
    const ProbeClients clients;

private:
    Memo<HostLook> m_entra;
    Memo<HostLook> m_graph;
    Memo<Result<Redacted<QByteArray>>> m_token;
};

Rung resolve(const SignIn& signIn, const std::stop_token& stop) {
    QStringList seen;
    for (const Hop& hop : hopsOf(signIn.profile)) {
        const auto found = resolveHost(hop.host, stop);
        if (!found)
            return rungFailed(found.error());
        seen << (found->first() == hop.host ? hop.host : u"%1 → %2"_s.arg(hop.host, found->first()));
    }
    seen.removeDuplicates();
    return rungOk(seen.join(u", "_s));
}

Rung reach(const SignIn& signIn, const std::stop_token& stop) {
    QStringList seen;
    for (const Hop& hop : hopsOf(signIn.profile)) {
        const auto there = reachHost(hop.host, hop.port, stop);
        if (!there)
            return rungFailed(there.error());
        seen << (hop.isProxy ? say(QT_TRANSLATE_NOOP("doctor", "proxy %1")).arg(*there) : *there);
    }
    return rungOk(seen.join(u", "_s));
}

Rung protect(SignIn& signIn, const std::stop_token& stop) {
    const std::vector<HostLook> looks{signIn.look(HostLook::Service::SignIn, stop),
                                      signIn.look(HostLook::Service::Graph, stop)};
    if (stop.stop_requested())
        return rungFailed(cancelled());
    if (const auto fault = faultOf(looks))
        return rungFailed(*fault);
    QStringList seen;
    QString warning;
    for (const HostLook& look : looks) {
        seen << connectionText(look);
        if (warning.isEmpty())
            warning = certificateWarning(look, signIn.clients.clock.utcNow());
    }
    seen.removeDuplicates();
    return warning.isEmpty() ? rungOk(seen.join(u"; "_s))
                             : rungOf(RungState::Warning, seen.join(u"; "_s) + u". "_s + warning);
}

Rung tellTime(SignIn& signIn, const std::stop_token& stop) {
    const HostLook& look = signIn.look(HostLook::Service::SignIn, stop);
    const QDateTime theirs = look.answer ? parseHttpDate(look.answer->headers.value("Date")) : QDateTime();
    if (!theirs.isValid())
        return rungOf(RungState::Unknown,
                      say(QT_TRANSLATE_NOOP("doctor", "The answer does not tell the time")));
    const std::chrono::seconds ahead(signIn.clients.clock.utcNow().secsTo(theirs));
    if (const QString warning = skewWarning(ahead); !warning.isEmpty())
        return rungFailed(makeError(Error::Kind::Auth, Error::Stage::Token,
                                    u"the clock of this computer is %1 seconds off"_s.arg(ahead.count()),
                                    u"clock-skew"_s),
                          warning);
    return rungOk(say(QT_TRANSLATE_NOOP("doctor", "%1 seconds off")).arg(std::abs(ahead.count())));
}

/// A token request that ended before the rung's own question was answered.
Rung openAbove() {
    return rungOf(RungState::Unknown,
                  say(QT_TRANSLATE_NOOP("doctor", "Not told: the request for a token ended otherwise")));
}

bool isAboutApp(const Error& error) {
    const QString cause = diagnose(error).cause;
    return cause.startsWith("app-"_L1) || cause == "tenant-wrong"_L1 || cause == "cloud-mismatch"_L1;
}

bool isAboutCredential(const Error& error) {
    return refusesCredential(error) || error.code == "credential-missing"_L1 ||
           error.kind == Error::Kind::Keychain || error.stage == Error::Stage::Keychain ||
           error.code == "origin-unconfirmed"_L1 || error.kind == Error::Kind::Config;
}

Rung app(SignIn& signIn, const std::stop_token& stop) {
    if (auto missing = signIn.unasked(appKeys(signIn.profile)))
        return *missing;
    const auto& token = signIn.token(stop);
    if (!token && !isAboutApp(token.error()) && !refusesCredential(token.error()))
        return token.error().isCancelled() ? rungFailed(token.error()) : openAbove();
    return rungOf(judgedApp(begin(ProbeId::Registration, signIn.profile, signIn.clients, {}), signIn.profile,
                            token, signIn.clients.entra.roles()));
}

Rung credential(SignIn& signIn, const std::stop_token& stop) {
    const auto& token = signIn.token(stop);
    if (!token && isAboutCredential(token.error()))
        return rungFailed(token.error());
    if (!token)
        return token.error().isCancelled() ? rungFailed(token.error()) : openAbove();
    return rungOf(judgedCredential(begin(ProbeId::Secret, signIn.profile, signIn.clients, {}), signIn.profile,
                                   signIn.clients, token, stop));
}

Rung buyToken(SignIn& signIn, const std::stop_token& stop) {
    const auto& token = signIn.token(stop);
    if (!token)
        return rungFailed(token.error());
    const TokenFacts facts = signIn.clients.entra.facts();
    const auto minutes = signIn.clients.clock.utcNow().secsTo(facts.endsUtc) / 60;
    return rungOk(say(QT_TRANSLATE_NOOP("doctor", "good for %1 minutes")).arg(minutes));
}

/// What in the token is not what this profile needs; "" when all is.
QString oddClaim(const QJsonObject& claims, const Profile& profile) {
    const QString tenant = claims.value(u"tid"_s).toString();
    if (!QUuid(profile.tenantId).isNull() && !tenant.isEmpty() && QUuid(tenant) != QUuid(profile.tenantId))
        return say(QT_TRANSLATE_NOOP("doctor", "It is of the tenant %1")).arg(tenant);
    const QString who = claims.value(u"appid"_s).toString(claims.value(u"azp"_s).toString());
    if (!who.isEmpty() && QUuid(who) != QUuid(profile.clientId))
        return say(QT_TRANSLATE_NOOP("doctor", "It is of the app %1")).arg(who);
    if (claims.contains(u"scp"_s))
        return say(QT_TRANSLATE_NOOP("doctor", "It is a person's, not the app's own"));
    return {};
}

Rung claim(SignIn& signIn, const std::stop_token& stop) {
    const auto& token = signIn.token(stop);
    const QJsonObject claims = token ? jwtClaims(token->reveal()) : QJsonObject();
    if (claims.isEmpty())
        return rungOf(RungState::Unknown, say(QT_TRANSLATE_NOOP("doctor", "The token cannot be read")));
    if (const QString odd = oddClaim(claims, signIn.profile); !odd.isEmpty())
        return rungFailed(makeError(Error::Kind::Auth, Error::Stage::Token, odd, u"token-malformed"_s), odd);
    QStringList roles;
    for (const QJsonValue role : claims.value(u"roles"_s).toArray())
        roles << role.toString();
    if (!roles.isEmpty())
        return rungOk(roles.join(u", "_s));
    // Exchange may have given the right by itself: then the token shows none (graph-contract 3.2).
    const QString none = say(QT_TRANSLATE_NOOP("doctor", "No application permission in the token"));
    if (!signIn.profile.mailbox.isEmpty()) {
        const auto calendars = signIn.clients.graph.calendars(signIn.profile.mailbox, stop);
        return calendars ? rungOf(RungState::Warning, none) : rungFailed(calendars.error(), none);
    }
    return rungFailed(makeError(Error::Kind::Forbidden, Error::Stage::Graph, none, u"permission-missing"_s),
                      none);
}

} // namespace

std::vector<LadderStep> signInSteps(const Profile& profile, const LadderParts& parts) {
    const auto signIn = std::make_shared<SignIn>(profile, parts);
    const auto addressed = [signIn](auto ask) {
        return [signIn, ask](const std::stop_token& stop) {
            const auto missing = signIn->unasked(tenantKeys(signIn->profile));
            return missing ? *missing : ask(*signIn, stop);
        };
    };
    return {
        {u"dns"_s, say(QT_TRANSLATE_NOOP("doctor", "Names of Microsoft's hosts")), 0, addressed(resolve)},
        {u"tcp"_s, say(QT_TRANSLATE_NOOP("doctor", "Connection to them")), 0, addressed(reach)},
        {u"tls"_s, say(QT_TRANSLATE_NOOP("doctor", "Encryption, and who answers")), 0, addressed(protect)},
        {u"clock"_s, say(QT_TRANSLATE_NOOP("doctor", "Clock of this computer")), 0, addressed(tellTime)},
        {u"tenant"_s, say(QT_TRANSLATE_NOOP("doctor", "Tenant")), 0,
         addressed([](SignIn& asked, const std::stop_token& stop) {
             return rungOf(probeTenant(asked.profile, asked.clients, stop));
         })},
        {u"app"_s, say(QT_TRANSLATE_NOOP("doctor", "App registration")), 1, addressed(app)},
        {u"credential"_s, say(QT_TRANSLATE_NOOP("doctor", "Credential")), 1, addressed(credential)},
        {u"token"_s, say(QT_TRANSLATE_NOOP("doctor", "Token")), 1, addressed(buyToken)},
        {u"claims"_s, say(QT_TRANSLATE_NOOP("doctor", "What stands in the token")), 1, addressed(claim)},
    };
}

} // namespace milepost
