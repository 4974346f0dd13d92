// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "http/httpmessage.h"

#include <vector>

#include <QJsonObject>

namespace milepost {

/// The facts of one failure as they were met, before anybody gave them a name (cli.md, "Input of diagnose").
/// Every part may be absent. A plain value; it may hold what others wrote, and no secret comes out of what is
/// said about it.
struct Failure {
    QString id;                              ///< of whoever asks; comes back with the diagnosis
    Error::Stage stage = Error::Stage::None; ///< None: found out from the rest
    QByteArray method;                       ///< upper case
    QString address;                         ///< of the request: a whole URL, or its path
    QByteArray requestBody;                  ///< what was sent
    int status = 0;                          ///< 0 when no answer came
    HttpHeaders headers;                     ///< of the answer
    QByteArray body;                         ///< of the answer, or the words of whoever reports
    QString message;                         ///< of the transport: why there is no answer
    QJsonObject context;                     ///< doctor/circumstances.h

    friend bool operator==(const Failure&, const Failure&) = default;
};

/// Reads a failure as error-cases.json writes it: stage, request, status, headers, body, context. Unknown
/// members are ignored. A service's bare answer, or an error document of milepostctl, is read as what it is.
[[nodiscard]] Failure failureFromJson(const QJsonObject& json);

/// "Paste an error": the failures in a text, in its order, at least one. Takes JSON (one object, an array, a
/// service's bare answer), a transcript of curl, lines of a log, HTML, or a sentence. Pure; never throws.
[[nodiscard]] std::vector<Failure> failuresFromText(const QByteArray& text, bool* wasList = nullptr);

} // namespace milepost
