// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "http/httpmessage.h"

namespace milepost::tracker {

/// What Error::code says about an answer of the tracker, beside the tracker's own codes (token_not_valid,
/// user_inactive, user_not_found).
namespace codes {
inline constexpr QLatin1StringView k_html{"html"};                ///< a web page where JSON was expected
inline constexpr QLatin1StringView k_empty{"empty"};              ///< no body where JSON was expected
inline constexpr QLatin1StringView k_maintenance{"maintenance"};  ///< writes and logins are shut for a while
inline constexpr QLatin1StringView k_ssoEnforced{"sso-enforced"}; ///< password sign-in is off by policy
inline constexpr QLatin1StringView k_noRow{"no-row"};             ///< the tracker itself says: no such row
inline constexpr QLatin1StringView k_invalid{"invalid"};          ///< a map of fields with complaints
inline constexpr QLatin1StringView k_notReady{"not-ready"};       ///< health or readiness says no
inline constexpr QLatin1StringView k_wrongService{
    "address-wrong"};                                           ///< something else answers at this address
inline constexpr QLatin1StringView k_shape{"shape"};            ///< neither a list nor an envelope of rows
inline constexpr QLatin1StringView k_count{"count"};            ///< pages and count do not agree
inline constexpr QLatin1StringView k_shortened{"truncated"};    ///< the tracker says that it left rows out
inline constexpr QLatin1StringView k_contradiction{"conflict"}; ///< listings that cannot both be right
} // namespace codes

/// Fills in code, message and requestId from an answer that is not 2xx; knows the four JSON shapes and HTML
/// (tracker-contract 0). An ApiClient::ErrorReader. Never throws; the kind stays as the status said.
void readTrackerError(const HttpResponse& response, Error& error);

} // namespace milepost::tracker
