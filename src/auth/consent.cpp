// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/consent.h"

#include <QRegularExpression>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString valueOf(const QUrlQuery& query, const QString& name) {
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

std::unexpected<Error> refused(Error::Kind kind, const QString& code, const QString& detail) {
    return std::unexpected(makeError(kind, Error::Stage::Consent, detail, code));
}

bool isGuid(const QString& text) { return !QUuid::fromString(text).isNull(); }

/// One line, and no longer than people read: it came through a browser.
QString firstLine(const QString& description) {
    static const QRegularExpression k_rest(u"(\\r|\\n| Trace ID:).*"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    return QString(description).remove(k_rest).trimmed().left(300);
}

} // namespace

QUrl adminConsentUrl(const ConsentRequest& request) {
    const auto encoded = [](const QString& text) { return QUrl::toPercentEncoding(text); };
    QByteArray url = request.authority.toEncoded() + '/' + encoded(request.tenantId) +
                     "/v2.0/adminconsent?client_id=" + encoded(request.clientId) +
                     "&scope=" + encoded(request.scope);
    if (!request.redirectUri.isEmpty())
        url += "&redirect_uri=" + encoded(request.redirectUri) + "&state=" + encoded(request.state);
    return QUrl::fromEncoded(url, QUrl::StrictMode);
}

std::optional<Error> refusalIn(const QUrlQuery& query) {
    if (!query.hasQueryItem(u"error"_s))
        return std::nullopt;
    static const QRegularExpression k_number(u"AADSTS(\\d{4,8})"_s);
    const QString description = valueOf(query, u"error_description"_s);
    const QString number = k_number.match(description).captured(1);
    // Without a number the words are access_denied and, in the older form, permission_denied: both for an
    // admin who said no.
    Error error = makeError(Error::Kind::Forbidden, Error::Stage::Consent,
                            u"the page answered %1"_s.arg(valueOf(query, u"error"_s).left(100)),
                            number.isEmpty() ? u"consent-declined"_s : number);
    error.message = firstLine(description);
    return error;
}

Result<ConsentAnswer> readConsent(const QUrlQuery& query, const QString& state, const QString& tenantId) {
    if (state.isEmpty() || valueOf(query, u"state"_s) != state)
        return refused(Error::Kind::Malformed, u"consent-answer"_s,
                       u"the answer does not carry the state that was sent"_s);
    if (auto refusal = refusalIn(query))
        return std::unexpected(std::move(*refusal));
    const QString tenant = valueOf(query, u"tenant"_s);
    if (valueOf(query, u"admin_consent"_s).compare(u"True"_s, Qt::CaseInsensitive) != 0 || !isGuid(tenant))
        return refused(Error::Kind::Malformed, u"consent-answer"_s,
                       u"the answer is neither a consent nor a refusal"_s);
    if (isGuid(tenantId) && tenant.compare(tenantId, Qt::CaseInsensitive) != 0)
        return refused(Error::Kind::Forbidden, u"consent-account"_s,
                       u"consent was given in the tenant %1 and not in %2"_s.arg(tenant, tenantId));
    return ConsentAnswer{tenant, valueOf(query, u"scope"_s)};
}

} // namespace milepost
