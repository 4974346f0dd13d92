// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/apiclient.h"

namespace milepost {

/// One attempt as the exchange log shows it. Of ApiClient alone.
struct ApiClient::Sent {
    const Call& call;
    int attempt;
    QDateTime startedUtc;
    QByteArray clientRequestId;
    SecretMask mask;
    std::chrono::microseconds lane;  ///< waited for the place
    std::chrono::milliseconds fence; ///< of it, and of pauses before
    Redacted<QByteArray> token = {}; ///< that it carried
};

} // namespace milepost
