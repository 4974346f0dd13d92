// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/trackersession.h"

#include "base/futures.h"
#include "base/logging.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

// More logins than these mean that something takes our tokens away; going on could lock the account
// (tracker-contract 1.6).
constexpr size_t k_mostLogins = 5;
constexpr qint64 k_perSeconds = 600;

/// The refresh token is of no use any more: refused, not understood, or its answer got lost.
bool isSpent(const Error& error) {
    return error.httpStatus == 401 || error.httpStatus == 400 || error.httpStatus == 403 ||
           error.kind == Error::Kind::Doubtful ||
           (error.kind == Error::Kind::Malformed && error.httpStatus != 0 && error.httpStatus < 300 &&
            error.code != "html"_L1);
}

/// A lost answer to a login did no harm: the next try is simply another login.
Error withoutDoubt(Error error) {
    if (error.kind == Error::Kind::Doubtful)
        error.kind = Error::Kind::Offline;
    return error;
}

} // namespace

TrackerSession::TrackerSession(Parts parts, Options options)
    : m_parts(parts),
      m_options(std::move(options)),
      m_gate(parts.clock, 1),
      m_login({parts.transport, nullptr, parts.clock, m_gate, parts.sink}, m_options.trackerUrl,
              m_options.retry) {}

Result<Redacted<QByteArray>> TrackerSession::bearer(std::stop_token stop) {
    const auto isFresh = [this](const TrackerTokens& tokens) {
        return m_parts.clock.utcNow() < tokens.renewUtc;
    };
    const auto fetchOne = [this, &stop](const std::optional<TrackerTokens>&) { return fetch(stop); };
    Result<TrackerTokens> tokens = m_tokens.get(isFresh, fetchOne, stop);
    if (!tokens)
        return std::unexpected(std::move(tokens.error()));
    return std::move(tokens->access);
}

std::optional<bool> TrackerSession::isByCookie() const {
    const auto tokens = m_tokens.current();
    return tokens ? std::optional(tokens->isByCookie) : std::nullopt;
}

void TrackerSession::reject(const Redacted<QByteArray>& token) {
    m_tokens.dropIf([&](const TrackerTokens& tokens) { return tokens.access == token; });
}

Result<TrackerTokens> TrackerSession::fetch(std::stop_token stop) {
    const Result<Redacted<QString>> refresh = refreshToken(stop);
    if (!refresh)
        return std::unexpected(refresh.error());
    if (refresh->isEmpty())
        return logIn(std::move(stop));
    Result<TrackerTokens> tokens = m_login.refresh(*refresh, stop);
    if (!tokens) {
        if (!isSpent(tokens.error())) // offline, maintenance, throttled: still logged in
            return tokens;
        qCInfo(lcAuth).noquote() << "the tracker does not take the refresh token, logging in anew:"
                                 << tokens.error().summary();
        forgetRefreshToken(stop);
        return logIn(std::move(stop));
    }
    if (const Result<void> kept = keep(*tokens, stop); !kept)
        return std::unexpected(kept.error());
    return tokens;
}

Result<TrackerTokens> TrackerSession::logIn(std::stop_token stop) {
    const auto password =
        await(m_parts.secrets.read(trackerPasswordKey(m_options.profile, m_options.trackerUrl), stop));
    if (!password)
        return std::unexpected(password.error());
    if (std::optional<Error> refusal = whyNotLogIn(*password))
        return std::unexpected(std::move(*refusal));
    m_logins.push_back(m_parts.clock.utcNow());
    Result<TrackerTokens> tokens = m_login.obtain(m_options.user, *password, stop);
    if (!tokens) {
        const Error& error = tokens.error();
        if (error.httpStatus == 401 || error.httpStatus == 403) {
            m_refusedPassword = *password;
            m_refusal = error;
        }
        return std::unexpected(withoutDoubt(error));
    }
    m_refusedPassword.reset();
    if (const Result<void> kept = keep(*tokens, std::move(stop)); !kept)
        return std::unexpected(kept.error());
    return tokens;
}

std::optional<Error> TrackerSession::whyNotLogIn(const Redacted<QString>& password) {
    if (m_refusedPassword == password)
        return m_refusal;
    const QDateTime now = m_parts.clock.utcNow();
    while (!m_logins.empty() && m_logins.front().secsTo(now) >= k_perSeconds)
        m_logins.pop_front();
    if (m_logins.size() < k_mostLogins)
        return std::nullopt;
    return makeError(
        Error::Kind::Auth, Error::Stage::Tracker,
        u"%1 logins within ten minutes, and no token lasts: stopped before the account is locked"_s.arg(
            m_logins.size()),
        u"tracker-login"_s);
}

Result<Redacted<QString>> TrackerSession::refreshToken(std::stop_token stop) {
    if (!m_refresh) {
        auto stored = await(m_parts.secrets.read(
            trackerRefreshKey(m_options.profile, m_options.trackerUrl, m_options.user), std::move(stop)));
        // Absent is an answer; a locked keychain is not one.
        if (!stored && stored.error().code != "credential-missing"_L1)
            return std::unexpected(std::move(stored.error()));
        m_refresh = stored ? std::move(*stored) : Redacted<QString>();
    }
    return *m_refresh;
}

Result<void> TrackerSession::keep(const TrackerTokens& tokens, std::stop_token stop) {
    if (tokens.refresh.isEmpty()) // no rotation: the old one goes on
        return {};
    m_refresh = tokens.refresh;
    const Result<void> stored = await(m_parts.secrets.write(
        trackerRefreshKey(m_options.profile, m_options.trackerUrl, m_options.user), tokens.refresh, stop));
    if (stored || stored.error().isCancelled())
        return stored;
    // The next start will need the password; this one can go on, with the token in memory.
    qCWarning(lcAuth).noquote() << "the tracker's new refresh token could not be stored:"
                                << stored.error().summary();
    return {};
}

void TrackerSession::forgetRefreshToken(std::stop_token stop) {
    m_refresh = Redacted<QString>();
    const Result<void> removed = await(m_parts.secrets.remove(
        trackerRefreshKey(m_options.profile, m_options.trackerUrl, m_options.user), std::move(stop)));
    if (!removed && !removed.error().isCancelled())
        qCWarning(lcAuth).noquote() << "the spent refresh token could not be removed:"
                                    << removed.error().summary();
}

} // namespace milepost
