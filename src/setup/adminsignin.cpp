// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/adminsignin.h"

#include "auth/redirectlistener.h"
#include "setup/browserpage.h"

namespace milepost {

Result<DelegatedToken> AdminSignIn::get(Way way, std::stop_token stop) {
    return way == Way::Device ? byCode(std::move(stop)) : byBrowser(std::move(stop));
}

Result<DelegatedToken> AdminSignIn::byBrowser(std::stop_token stop) {
    const QString state = randomWord();
    const PkcePair pkce = makePkce();
    const auto listener = RedirectListener::open(state, browserTexts());
    if (!listener)
        return std::unexpected(listener.error());
    const QString redirectUri = (*listener)->redirectUri();
    const QUrl page = m_parts.signIn.authorizeUrl(redirectUri, state, pkce.challenge);
    const bool isOpened = m_parts.openBrowser && m_parts.openBrowser(page, stop);
    if (stop.stop_requested())
        return std::unexpected(cancelled());
    if (!isOpened)
        return byCode(std::move(stop));
    tell({page, {}, m_parts.clock.utcNow().addMSecs(m_parts.patience.count())});
    const auto answer = (*listener)->wait(m_parts.patience, stop);
    if (!answer)
        return std::unexpected(answer.error());
    return m_parts.signIn.redeem(*answer, redirectUri, pkce.verifier, std::move(stop));
}

Result<DelegatedToken> AdminSignIn::byCode(std::stop_token stop) {
    const auto code = m_parts.signIn.beginDevice(stop);
    if (!code)
        return std::unexpected(code.error());
    tell({code->verificationUri, code->userCode, code->endsUtc});
    return m_parts.signIn.awaitDevice(*code, std::move(stop));
}

void AdminSignIn::tell(const SignInPrompt& prompt) const {
    if (m_parts.tell)
        m_parts.tell(prompt);
}

} // namespace milepost
