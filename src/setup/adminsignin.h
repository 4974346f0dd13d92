// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/signin.h"

#include <functional>

namespace milepost {

/// Opens a page in the browser of this computer; false: there is none. Called on pool threads.
using BrowserOpener = std::function<bool(const QUrl& page, std::stop_token stop)>;

/// What somebody has to do now, and until when.
struct SignInPrompt {
    QUrl page;
    QString userCode; ///< to be typed on that page; "": the page was opened, and answers by itself
    QDateTime untilUtc;
};

/// Lets an admin sign in: in the browser of this computer with PKCE, or with a code on any screen
/// (graph-contract 2.3). Errors: those of SignIn and RedirectListener. Runs on: pool threads; blocks.
class AdminSignIn {
public:
    enum class Way { Browser, Device };
    struct Parts {
        SignIn& signIn;
        const Clock& clock;
        BrowserOpener openBrowser;
        std::function<void(const SignInPrompt&)> tell; ///< may be null
        std::chrono::milliseconds patience = std::chrono::minutes(10);
    };

    explicit AdminSignIn(Parts parts) : m_parts(std::move(parts)) {}

    /// Where no browser can be opened, a code is asked for instead.
    [[nodiscard]] Result<DelegatedToken> get(Way way, std::stop_token stop);

private:
    [[nodiscard]] Result<DelegatedToken> byBrowser(std::stop_token stop);
    [[nodiscard]] Result<DelegatedToken> byCode(std::stop_token stop);
    void tell(const SignInPrompt& prompt) const;

    Parts m_parts;
};

} // namespace milepost
