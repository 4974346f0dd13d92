// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/consentflow.h"

#include "auth/consent.h"
#include "domain/permissions.h"
#include "setup/browserpage.h"

#include <algorithm>
#include <array>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Kind = Error::Kind;

/// What a tenant says that has not heard of the consent: no principal, or no right.
bool isUngranted(const Error& error) {
    return error.code == "7000229"_L1 || error.code == "65001"_L1 || error.kind == Kind::Forbidden;
}

/// What may be over at the next look.
bool mayPass(const Error& error) {
    static constexpr std::array k_passing{Kind::Offline, Kind::Timeout, Kind::Throttled, Kind::Unavailable,
                                          Kind::Malformed};
    return isUngranted(error) || error.code == "700016"_L1 ||
           std::ranges::find(k_passing, error.kind) != k_passing.end();
}

bool isScopable(const QString& role) {
    const GraphPermission* known = findPermission(role);
    return known != nullptr && known->isScopable;
}

QStringList missingIn(const QStringList& held, QStringList wanted) {
    wanted.removeIf(
        [&held](const QString& role) { return held.contains(role) || held.contains(widerPermission(role)); });
    return wanted;
}

QUrl pageOf(const ConsentWish& wish, const QString& redirectUri, const QString& state) {
    return adminConsentUrl({wish.authority, wish.tenantId, wish.clientId, wish.scope, redirectUri, state});
}

} // namespace

void ConsentFlow::tell() const {
    if (m_parts.tell)
        m_parts.tell(m_progress);
}

ConsentOutcome ConsentFlow::grant(const ConsentWish& wish, std::stop_token stop) {
    ConsentOutcome outcome;
    if (const auto done = run(wish, outcome, std::move(stop)); !done)
        outcome.error = done.error();
    else
        outcome.provedUtc = m_parts.clock.utcNow();
    return outcome;
}

Result<void> ConsentFlow::run(const ConsentWish& wish, ConsentOutcome& outcome, std::stop_token stop) {
    m_progress = {};
    m_progress.sinceUtc = m_parts.clock.utcNow();
    m_wanted = wish.roles;
    tell();
    const auto before = look(wish, outcome, stop);
    if (!before && !isUngranted(before.error()))
        return std::unexpected(before.error());
    readRegistration(wish.clientId, stop);
    if (stop.stop_requested())
        return std::unexpected(cancelled());
    outcome.wasGranted = before && *before && missingIn(outcome.roles, m_wanted).size() == m_missing.size();
    if (outcome.wasGranted && !wish.again)
        return {};
    const QString state = randomWord();
    const auto listener = RedirectListener::open(state, browserTexts());
    if (!listener)
        return std::unexpected(listener.error());
    open(wish, **listener, state, stop);
    const auto found = awaitAnswer(wish, **listener, state, outcome, stop);
    if (!found)
        return std::unexpected(found.error());
    return *found ? Result<void>() : awaitSpread(wish, outcome, std::move(stop));
}

void ConsentFlow::open(const ConsentWish& wish, RedirectListener& listener, const QString& state,
                       std::stop_token stop) {
    m_progress.step = Step::Answer;
    m_progress.sinceUtc = m_parts.clock.utcNow();
    m_progress.plainPage = pageOf(wish, {}, {});
    m_progress.page =
        m_takesAnswers == false ? m_progress.plainPage : pageOf(wish, listener.redirectUri(), state);
    m_progress.isOpened = m_parts.openBrowser && m_parts.openBrowser(m_progress.page, std::move(stop));
    m_progress.untilUtc = in(m_parts.answerPatience);
    tell();
}

void ConsentFlow::readRegistration(const QString& clientId, std::stop_token stop) {
    if (m_parts.directory == nullptr)
        return;
    const auto app = m_parts.directory->application(clientId, std::move(stop));
    if (!app)
        return;
    for (const QString& role : app->declared)
        if (const QString name = permissionOfRole(role); !name.isEmpty() && !m_wanted.contains(name))
            m_wanted << name;
    // The port does not count, the path does (graph-contract 2.1).
    m_takesAnswers = std::ranges::any_of(app->redirectUris, [](const QString& text) {
        const QUrl uri(text);
        return uri.scheme() == "http"_L1 && uri.host() == "localhost"_L1 && uri.path().size() <= 1;
    });
}

Result<bool> ConsentFlow::awaitAnswer(const ConsentWish& wish, RedirectListener& listener,
                                      const QString& state, ConsentOutcome& outcome, std::stop_token stop) {
    std::chrono::milliseconds pause = m_parts.firstPause;
    while (m_parts.clock.utcNow() < m_progress.untilUtc) {
        const std::chrono::milliseconds left(m_parts.clock.utcNow().msecsTo(m_progress.untilUtc));
        const auto query = listener.wait(std::min(pause, left), stop);
        if (query) {
            const auto answer = readConsent(*query, state, wish.tenantId);
            outcome.wasAnswered = answer.has_value();
            return answer ? Result<bool>(false) : std::unexpected(answer.error());
        }
        if (query.error().isCancelled())
            return std::unexpected(query.error());
        pause = std::min(pause * 2, m_parts.longestPause);
        if (outcome.wasGranted) // a token would say nothing new
            continue;
        const auto granted = look(wish, outcome, stop);
        if (granted ? *granted : !mayPass(granted.error()))
            return granted;
    }
    if (m_takesAnswers == false)
        return std::unexpected(makeError(
            Kind::Forbidden, Error::Stage::Consent,
            u"no token held what was asked for: %1"_s.arg(m_missing.join(u", "_s)), u"roles-missing"_s));
    return std::unexpected(makeError(Kind::Timeout, Error::Stage::Consent,
                                     u"no answer came from the browser, and no token showed a consent"_s,
                                     u"sign-in-no-answer"_s));
}

Result<void> ConsentFlow::awaitSpread(const ConsentWish& wish, ConsentOutcome& outcome,
                                      std::stop_token stop) {
    m_progress.step = Step::Spread;
    m_progress.sinceUtc = m_parts.clock.utcNow();
    m_progress.untilUtc = in(m_parts.spreadPatience);
    tell();
    std::chrono::milliseconds pause = m_parts.firstPause;
    while (true) {
        const auto granted = look(wish, outcome, stop);
        if (granted && *granted)
            return {};
        if (!granted && !mayPass(granted.error()))
            return std::unexpected(granted.error());
        if (m_parts.clock.utcNow() >= m_progress.untilUtc)
            break;
        if (const auto slept = m_parts.clock.sleep(pause, stop); !slept)
            return slept;
        pause = std::min(pause * 2, m_parts.longestPause);
    }
    return std::unexpected(
        makeError(Kind::Forbidden, Error::Stage::Token,
                  u"consent was given, and no token shows it yet: %1"_s.arg(m_missing.join(u", "_s)),
                  u"roles-missing"_s));
}

Result<Redacted<QByteArray>> ConsentFlow::freshToken(std::stop_token stop) {
    if (m_lastToken)
        m_parts.entra.reject(*m_lastToken); // permissions are frozen into a token (graph-contract 1.2)
    auto token = m_parts.entra.bearer(std::move(stop));
    m_lastToken = token ? std::optional(*token) : std::nullopt;
    return token;
}

Result<bool> ConsentFlow::look(const ConsentWish& wish, ConsentOutcome& outcome, std::stop_token stop) {
    m_missing = m_wanted;
    const auto token = freshToken(stop);
    if (!token)
        return std::unexpected(token.error());
    const QStringList held = m_parts.entra.roles();
    m_missing = missingIn(held, m_wanted);
    // Exchange may give what no token shows; the directory's rights are Entra's alone.
    const bool mayBeExchange = !wish.mailbox.isEmpty() && std::ranges::all_of(m_missing, isScopable);
    if (!m_missing.isEmpty() && !mayBeExchange)
        return false;
    const auto asked = askFor(wish, !m_missing.isEmpty(), outcome, std::move(stop));
    if (!asked && !m_missing.isEmpty() && asked.error().kind == Kind::NotFound)
        return false; // what the app may not see can look so
    if (!asked)
        return std::unexpected(asked.error());
    outcome.roles = held;
    outcome.byExchange = !m_missing.isEmpty();
    return true;
}

Result<void> ConsentFlow::askFor(const ConsentWish& wish, bool needsMailbox, ConsentOutcome& outcome,
                                 std::stop_token stop) {
    if (!wish.mailbox.isEmpty()) {
        const auto calendars = m_parts.graph.calendars(wish.mailbox, stop);
        if (calendars) {
            outcome.mailbox = wish.mailbox;
            return {};
        }
        // Another address was typed than there is: that is no matter of consent.
        if (needsMailbox || calendars.error().kind != Kind::NotFound)
            return std::unexpected(calendars.error());
    }
    const auto users = m_parts.graph.readTogether({"/users?$select=id&$top=1"}, std::move(stop));
    if (!users)
        return std::unexpected(users.error());
    const Result<QJsonObject>& first = users->front();
    return first ? Result<void>() : std::unexpected(first.error());
}

} // namespace milepost
