// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/replyoutcome.h"

#include <QSslCertificate>
#include <QStringList>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Error failure(Error::Kind kind, const QString& detail, const QString& code, int status = 0) {
    Error error = makeError(kind, Error::Stage::Transport, detail, code);
    error.httpStatus = status;
    return error;
}

/// Errors that say: the connection ended too early. With a status they mean a broken answer.
bool isBrokenConnection(QNetworkReply::NetworkError error) {
    switch (error) {
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ContentReSendError:
        return true;
    default: // one of Qt's fifty; only these matter here
        return false;
    }
}

/// Qt 6.4 takes a chunked answer that broke off for a whole one. JSON that does not end as it began is cut;
/// the parser finds the rest.
bool isCutJson(const HttpResponse& response) {
    if (!response.headers.value("Content-Type").contains("json"))
        return false;
    const QByteArray start = response.body.left(64).trimmed();
    const QByteArray end = response.body.right(64).trimmed();
    return (start.startsWith('{') && !end.endsWith('}')) || (start.startsWith('[') && !end.endsWith(']'));
}

bool isShort(const HttpResponse& response) {
    // With a Content-Encoding the length counts the compressed bytes, which Qt has unpacked already.
    if (response.headers.contains("Content-Encoding") || response.status == 204 || response.status == 304)
        return false;
    bool isNumber = false;
    const qint64 announced = response.headers.value("Content-Length").toLongLong(&isNumber);
    return isNumber && response.body.size() < announced;
}

/// expired, wrong host, untrusted: by the first error, all of them in the detail together with the issuer.
Error tlsFailure(const ReplyFacts& facts) {
    QStringList texts;
    QString issuer;
    for (const QSslError& error : facts.sslErrors) {
        texts << error.errorString();
        if (issuer.isEmpty() && !error.certificate().isNull())
            issuer = error.certificate().issuerDisplayName();
    }
    if (texts.isEmpty())
        texts << facts.errorText;
    QString code = u"tls-failed"_s;
    for (const QSslError& error : facts.sslErrors) {
        if (error.error() == QSslError::CertificateExpired ||
            error.error() == QSslError::CertificateNotYetValid)
            code = u"tls-expired"_s;
        else if (error.error() == QSslError::HostNameMismatch)
            code = u"tls-wrong-host"_s;
        else
            code = u"tls-untrusted"_s;
        if (code == u"tls-untrusted"_s)
            break; // an unknown issuer can say anything about dates and names
    }
    QString detail = texts.join(u"; "_s);
    if (!issuer.isEmpty())
        detail += u" (issuer: %1)"_s.arg(issuer);
    Error error = failure(Error::Kind::Tls, detail, code);
    if (!issuer.isEmpty())
        error.about.insert(u"peer_issuer"_s, issuer);
    return error;
}

/// The deadline passed, or the connection ended, without a whole answer.
Error noAnswer(const ReplyFacts& facts) {
    const bool isLate = facts.ending == Ending::Deadline;
    const QString detail = isLate ? u"no answer before the deadline"_s : facts.errorText;
    if (facts.isWrite && facts.mayHaveArrived)
        return failure(Error::Kind::Doubtful, detail, isLate ? u"timeout"_s : u"no-answer"_s);
    if (facts.isWrite)
        return failure(Error::Kind::Offline, detail, isLate ? u"connect-timeout"_s : u"connect-failed"_s);
    if (isLate)
        return failure(Error::Kind::Timeout, detail, u"timeout"_s);
    return failure(Error::Kind::Offline, detail, u"connection-closed"_s);
}

Error errorWithoutStatus(const ReplyFacts& facts) {
    switch (facts.error) {
    case QNetworkReply::SslHandshakeFailedError:
        return tlsFailure(facts);
    case QNetworkReply::HostNotFoundError:
        return failure(Error::Kind::Offline, facts.errorText, u"dns-failure"_s);
    case QNetworkReply::ConnectionRefusedError:
        return failure(Error::Kind::Offline, facts.errorText, u"connect-failed"_s);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return failure(Error::Kind::Offline, facts.errorText, u"proxy-auth"_s);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return failure(Error::Kind::Offline, facts.errorText, u"proxy-failed"_s);
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        if (!facts.isWrite)
            return failure(Error::Kind::Malformed, facts.errorText, u"not-http"_s);
        return noAnswer(facts);
    default: // whatever else ended it: the question is only whether the request may have arrived
        return noAnswer(facts);
    }
}

} // namespace

Result<HttpResponse> outcomeOf(ReplyFacts facts) {
    const int status = facts.response.status;
    if (facts.ending == Ending::Stopped) {
        Error error = cancelled();
        if (facts.isWrite && facts.mayHaveArrived)
            error.code = u"may-have-arrived"_s;
        return std::unexpected(std::move(error));
    }
    if (status == 407)
        return std::unexpected(
            failure(Error::Kind::Offline, u"the proxy asks for credentials"_s, u"proxy-auth"_s, status));
    if (status == 0)
        return std::unexpected(facts.ending == Ending::Deadline ? noAnswer(facts)
                                                                : errorWithoutStatus(facts));
    const bool isCut = facts.ending == Ending::Deadline || isBrokenConnection(facts.error) ||
                       isShort(facts.response) || isCutJson(facts.response);
    if (!isCut || status >= 400) // a refusal is one even when its words are cut
        return std::move(facts.response);
    const QString detail = u"the answer (status %1) broke off after %2 bytes: %3"_s.arg(
        QString::number(status), QString::number(facts.response.body.size()), facts.errorText);
    return std::unexpected(failure(facts.isWrite ? Error::Kind::Doubtful : Error::Kind::Malformed, detail,
                                   u"truncated"_s, status));
}

} // namespace milepost
