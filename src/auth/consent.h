// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QUrl>
#include <QUrlQuery>

namespace milepost {

/// Where an admin grants what the registration declares (graph-contract 2.1, the v2 form with .default).
struct ConsentRequest {
    QUrl authority; ///< without a slash at its end
    QString tenantId;
    QString clientId;
    QString scope;       ///< "https://graph.microsoft.com/.default", of the profile's cloud
    QString redirectUri; ///< "": the answer is not sent anywhere of ours
    QString state;
};
[[nodiscard]] QUrl adminConsentUrl(const ConsentRequest& request);

/// What the consent page says; the tenant is what the browser claims, and only a token proves it.
struct ConsentAnswer {
    QString tenantId;
    QString scope;
};

/// Reads the redirect's query. `error` is looked at first: a refusal carries admin_consent=True as well.
/// Errors, all of stage Consent: the AADSTS number where one is told (65004 declined, 90094 not an admin),
/// else consent-declined; consent-account when it was another tenant than `tenantId` (where that is a GUID);
/// Kind::Malformed, code consent-answer, for what is neither.
[[nodiscard]] Result<ConsentAnswer> readConsent(const QUrlQuery& query, const QString& state,
                                                const QString& tenantId);

/// The refusal in a redirect of a sign-in or consent page, or nothing.
[[nodiscard]] std::optional<Error> refusalIn(const QUrlQuery& query);

} // namespace milepost
