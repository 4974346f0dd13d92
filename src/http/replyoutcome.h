// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/httpmessage.h"

#include <QList>
#include <QNetworkReply>
#include <QSslError>

namespace milepost {

/// Why a request came to its end.
enum class Ending {
    ByItself, ///< an answer or a network error
    Deadline, ///< our own
    Stopped,  ///< the caller's token, or shutdown
};

/// All that is known about a finished reply, as values.
struct ReplyFacts {
    Ending ending = Ending::ByItself;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText;
    QList<QSslError> sslErrors;
    bool isWrite = false;
    bool mayHaveArrived = false; ///< bytes of the request may have reached the server
    HttpResponse response;       ///< status 0 when none came
};

/// What a finished reply means: an answer of any status, or one Error with a code of docs/adr/0003-errors.md
/// (dns-failure, connect-failed, connect-timeout, connection-closed, proxy-auth, proxy-failed, no-answer,
/// timeout, truncated, tls-...). Pure. Decides by status first, by Qt's error only where there is none (style
/// 6, line 32).
[[nodiscard]] Result<HttpResponse> outcomeOf(ReplyFacts facts);

} // namespace milepost
