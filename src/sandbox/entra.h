// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/call.h"

namespace milepost::sandbox {

struct World;

/// The token endpoint and the discovery document (graph-contract 1). Called with the world's mutex held.
[[nodiscard]] Answer handleEntra(World& world, const Call& call);

/// The error answer for an AADSTS number, with its usual HTTP status and OAuth word
/// (graph-contract 1.3, 1.4). `detail` fills the place in its words, or is the words where they have none.
[[nodiscard]] Answer entraError(const Call& call, int number, const QString& detail = {});

/// The words of such an error, as error_description has them.
[[nodiscard]] QString entraText(const Call& call, int number, const QString& detail = {});
/// Nothing when the tenant is known here: ours, or the one of the US Government cloud.
[[nodiscard]] std::optional<Answer> checkTenant(const Call& call, const QString& tenant);
/// The national cloud that a known tenant lives in; empty: this one.
[[nodiscard]] QString cloudOf(const World& world, const QString& tenant);

struct Form {
    QHash<QString, QString> values;
    QString duplicate; ///< a key that came twice
};
[[nodiscard]] Form readForm(const QByteArray& body);

/// POST .../oauth2/v2.0/token.
[[nodiscard]] Answer handleToken(World& world, const Call& call);
/// A token of this tenant for Graph with these claims, the usual ones added, in the answer of the endpoint.
[[nodiscard]] Answer issueToken(const World& world, QJsonObject claims, QJsonObject answerBody);

/// Who calls Graph by the bearer token, or the 401 that it earns.
struct Caller {
    bool ok = false;
    Answer refusal;
    QStringList roles;  ///< granted to the application itself
    QStringList scopes; ///< granted for a person who signed in
    QString clientId;
    QString objectId;      ///< the principal, or the person
    bool isPerson = false; ///< a delegated token
};
[[nodiscard]] Caller authenticateGraph(const World& world, const Call& call);

} // namespace milepost::sandbox
