// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"
#include "sandbox/mailbox.h"

#include <optional>

#include <QHash>

namespace milepost::sandbox {

struct Application;
struct Form;
struct World;

/// What a person allowed a client to do in their name.
struct Permit {
    QString clientId;
    QString userId;
    QStringList scopes; ///< of Graph, without its address
    bool offline = false;
};

struct AuthorizationCode {
    Permit permit;
    QString redirectUri;
    QString challenge; ///< S256
    qint64 end = 0;
    bool isUsed = false;
};

struct DeviceCode {
    enum class State { Waiting, Granted, Declined };
    Permit permit; ///< the user once it is granted
    QString userCode;
    qint64 end = 0;
    State state = State::Waiting;
};

/// Everything that signing in leaves behind.
struct SignIns {
    QHash<QString, QString> sessions; ///< user ids of those who look at a page
    QHash<QString, AuthorizationCode> codes;
    QHash<QString, DeviceCode> devices; ///< by device code
    QHash<QString, Permit> refreshTokens;
};

/// Where a person stands who looks at a page of ours.
struct Visit {
    std::optional<Answer> page; ///< what to show next, when nobody is signed in yet
    const DirectoryUser* user = nullptr;
    QString session;              ///< for the next page
    std::optional<bool> accepted; ///< the button that was pressed
};
/// Takes the person from the sign-in form to the decision. `tenant` as in the path; with "organizations"
/// accounts of other tenants may come too.
[[nodiscard]] Visit visit(World& world, const Call& call, const QString& tenant);

/// An account of another tenant: an administrator there, nobody here.
[[nodiscard]] const DirectoryUser& foreignAdministrator();

/// The scopes of Graph in a request; `unknown` is the first that it does not expose.
struct Scopes {
    QStringList names;
    bool offline = false;
    bool isDefault = false; ///< {Graph}/.default
    QString unknown;
};
[[nodiscard]] Scopes readScopes(const Call& call, const QString& text);
/// Scopes that only an administrator can consent to.
[[nodiscard]] bool needsAdministrator(const QStringList& scopes);

/// The registered address that a request means: equal, except for the port of http://localhost.
[[nodiscard]] bool isRegistered(const Application& app, const QString& redirectUri);
/// The application that a page is asked for, or the page that says why there is none.
[[nodiscard]] const Application* clientOf(const World& world, const QString& clientId);

/// The token answer for a permit: delegated, with a refresh token where it was asked for.
[[nodiscard]] Answer delegatedToken(World& world, const Permit& permit);

// The endpoints.
[[nodiscard]] Answer handleAuthorize(World& world, const Call& call);
[[nodiscard]] Answer redeemCode(World& world, const Call& call, const Form& form);
[[nodiscard]] Answer redeemRefreshToken(World& world, const Call& call, const Form& form);
[[nodiscard]] Answer handleDeviceCode(World& world, const Call& call);
[[nodiscard]] Answer handleDeviceLogin(World& world, const Call& call);
[[nodiscard]] Answer redeemDeviceCode(World& world, const Call& call, const Form& form);
[[nodiscard]] Answer handleAdminConsent(World& world, const Call& call, bool isSecondForm);

} // namespace milepost::sandbox
