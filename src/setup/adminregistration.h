// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/adminsignin.h"
#include "setup/registrationmaker.h"

namespace milepost {

/// A registration that an admin's own sign-in makes: signs in, makes (RegistrationMaker), and forgets the
/// sign-in (graph-contract 2.3, 2.4). Its token is in memory alone, of this call alone. Errors: those of
/// AdminSignIn, before anything is made; code admin-rights where the account may not do it. Runs on: pool
/// threads; blocks.
class AdminRegistration {
public:
    struct Parts {
        Transport& transport;
        SecretStore& secrets;
        const Clock& clock;
        ExchangeSink* sink; ///< of the admin's calls; may be null
        BrowserOpener openBrowser;
        std::function<void(const SignInPrompt&)> prompt;               ///< may be null
        std::function<void(const QString& account)> signedIn;          ///< may be null
        std::function<void(const RegistrationProgress&)> tell;         ///< may be null
        std::chrono::milliseconds patience = std::chrono::minutes(10); ///< of the sign-in, and of each step
    };
    struct Order {
        RegistrationWish wish;
        QString publicClientId;
        AdminSignIn::Way way = AdminSignIn::Way::Browser;
    };

    explicit AdminRegistration(Parts parts) : m_parts(std::move(parts)) {}
    [[nodiscard]] RegistrationOutcome make(const Order& order, std::stop_token stop);

private:
    [[nodiscard]] Result<DelegatedToken> signIn(const Order& order, std::stop_token stop);

    Parts m_parts;
};

} // namespace milepost
