// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "http/httpmessage.h"

namespace milepost {

/// Reads an error of Entra's token endpoint (graph-contract 1.3): code is the AADSTS number, message the
/// first line of its description, requestId its trace id. Kind Auth, or Unavailable and Throttled for the
/// numbers that pass by themselves. An ApiClient::ErrorReader.
void readEntraError(const HttpResponse& response, Error& error);

} // namespace milepost
