// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/circumstances.h"
#include "doctor/failure.h"

namespace milepost::doctor {

/// A failure as the rules look at it, whether it is an Error of ours or was met elsewhere.
struct Facts {
    Error error;         ///< what the product's own readers make of it
    QStringList codes;   ///< of the answer and all that is inside it: AADSTS numbers without prefix
    QStringList implied; ///< codes of sentences that came without them
    QString words;       ///< message, detail and what the headers say of who answered
    QByteArray method;
    QString address;
    QByteArray requestBody;
    HttpHeaders headers;
    QByteArray body;      ///< of the part that failed
    bool isChild = false; ///< of a batch
    bool isOwn = false;   ///< an Error of this program
    QDateTime serverUtc;  ///< when the service answered, by itself; invalid when it does not say
    Circumstances about;

    [[nodiscard]] QString host() const; ///< lower case; "" when the address is a path
    [[nodiscard]] QString path() const; ///< without the query
    [[nodiscard]] bool isWrite() const;
    [[nodiscard]] bool says(QLatin1StringView alternatives) const;    ///< | between them; case is ignored
    [[nodiscard]] bool hasCode(QLatin1StringView alternatives) const; ///< | between them; * ends a family
};

[[nodiscard]] Facts factsOf(const Error& error);
[[nodiscard]] Facts factsOf(const Failure& failure);

/// The stage that the address, the codes and the shape of the answer speak for; None when nothing does.
[[nodiscard]] Error::Stage stageOf(const Failure& failure);

} // namespace milepost::doctor
