// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/entratokenprovider.h"
#include "graph/appdirectory.h"

namespace milepost {

/// What is being done: the same for the window and the command line.
struct RegistrationProgress {
    enum class Step { Application, Principal, Grants, Credential, Token, Proof, Removal };
    Step step = Step::Application;
    QDateTime sinceUtc;     ///< when this step began
    bool isWaiting = false; ///< what was made has not spread through the tenant yet
};

struct RegistrationWish {
    EntraTokenProvider::Options token; ///< clientId is filled in; credential says which kind is made
    QString graphRoot;                 ///< without /v1.0
    QString displayName;
    QStringList roleIds; ///< of Graph, declared and granted
    int days = 365;      ///< how long the credential is valid
};

/// Something that was made and could not be taken away again.
struct Leftover {
    enum class Kind { Application, ServicePrincipal, Secret };
    Kind kind = Kind::Application;
    QString id; ///< "" when the service did not say whether it was made
    Error why;
};

struct RegistrationOutcome {
    std::optional<Error> error; ///< nothing: everything was made and proved in this run
    AppRegistration application;
    AppPrincipal principal;
    QDateTime expiresUtc;            ///< of the credential
    std::vector<Leftover> leftovers; ///< after an error; empty: nothing is left
};

/// Makes a single-tenant registration with an admin's sign-in (graph-contract 2.4): application, enterprise
/// application, grants, a credential that goes into the secret store, and proof by a token and a call of its
/// own. Waits until what was made has spread. When a step fails or stop is asked for, what was made is
/// removed again, and the secret that was stored before stands again. Runs on: pool threads; blocks.
class RegistrationMaker {
public:
    struct Parts {
        AppDirectory& directory; ///< with the admin's bearer
        SecretStore& secrets;
        Transport& transport; ///< of the app's own token and call
        const Clock& clock;
        std::function<void(const RegistrationProgress&)> tell;    ///< may be null
        std::chrono::minutes patience = std::chrono::minutes(10); ///< for each step
    };

    explicit RegistrationMaker(Parts parts) : m_parts(std::move(parts)) {}
    [[nodiscard]] RegistrationOutcome make(const RegistrationWish& wish, std::stop_token stop);

private:
    struct Made;
    using Step = RegistrationProgress::Step;
    [[nodiscard]] Result<void> run(const RegistrationWish& wish, Made& made, std::stop_token stop);
    [[nodiscard]] Result<void> grantAll(const RegistrationWish& wish, const Made& made, std::stop_token stop);
    [[nodiscard]] Result<void> makeCredential(const RegistrationWish& wish, Made& made, std::stop_token stop);
    [[nodiscard]] Result<void> prove(const RegistrationWish& wish, const Made& made, std::stop_token stop);
    /// Tries again while `mayPass` says that the failure may be one of spreading.
    [[nodiscard]] Result<void> patiently(Step step, const std::function<Result<void>()>& work,
                                         const std::function<bool(const Error&)>& mayPass,
                                         std::stop_token stop);
    void remove(Made& made, std::vector<Leftover>& leftovers);
    void tell(Step step, const QDateTime& since, bool isWaiting) const;

    Parts m_parts;
};

} // namespace milepost
