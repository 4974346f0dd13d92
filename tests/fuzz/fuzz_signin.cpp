// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file that is said to hold a certificate, and what a browser brings home from a sign-in or consent page.

#include "auth/appcertificate.h"
#include "auth/consent.h"
#include "fuzzing.h"

using namespace milepost;
using namespace Qt::StringLiterals;

void attack(const QByteArray& bytes) {
    for (const QString& password : {QString(), u"pw"_s}) {
        const auto read = readCertificate(Redacted(bytes), Redacted(password));
        if (read) {
            const auto again = appCertificateOf(read->pem);
            require(again && again->der == read->der, "what is kept is read back");
            require(read->bits >= 2048, "no short key passes");
        } else {
            require(read.error().kind == Error::Kind::Config, "a file that does not serve is told as such");
            require(!read.error().detail.isEmpty(), "why it does not serve is said");
        }
    }
    const QUrlQuery query(QString::fromUtf8(bytes));
    const auto consent = readConsent(query, u"s"_s, u"11111111-2222-3333-4444-555555555555"_s);
    require(!consent || !query.hasQueryItem(u"error"_s), "a refusal is never a consent");
    require(!consent || query.queryItemValue(u"state"_s) == u"s"_s, "a consent carries our state");
    if (!consent)
        require(!consent.error().summary().contains(u'\n'), "an error is one line of a log");
}
