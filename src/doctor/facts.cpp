// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/facts.h"

#include "auth/entraerrors.h"
#include "base/text.h"
#include "doctor/answer.h"
#include "doctor/rules.h"
#include "doctor/sentences.h"
#include "graph/grapherrors.h"
#include "http/apiclient.h"
#include "http/retrypolicy.h"
#include "tracker/trackererrors.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_longestWords = 4000;
constexpr qsizetype k_longestBody = qsizetype(64) * 1024; ///< looked through for names

/// Who answered often stands in the headers alone.
QString wordsOfHeaders(const HttpHeaders& headers) {
    QString words;
    for (const char* name :
         {"Server", "Via", "X-Squid-Error", "Proxy-Authenticate", "WWW-Authenticate", "Location", "X-Cache",
          "CF-RAY", "X-Powered-By", "Content-Type", "x-ms-diagnostics"})
        for (const QByteArray& value : headers.values(name))
            words += u'\n' + QString::fromLatin1(name) + u": "_s + QString::fromUtf8(value);
    return words;
}

void readPlain(const Answer& answer, Error& error) {
    if (answer.shape == Shape::Page) {
        error.code = u"html"_s;
        error.message = elided(wordsOfPage(answer.body), k_longestWords);
    } else if (answer.shape == Shape::Words) {
        error.message = elided(collapsed(QString::fromUtf8(answer.body)), k_longestWords);
        if (error.code.isEmpty() && answer.status >= 200 && answer.status < 300)
            error.code = u"json"_s;
    } else if (answer.shape == Shape::Empty) {
        error.code = u"empty"_s;
    }
}

void readJson(const Answer& answer, Error& error) {
    HttpResponse response{answer.status, answer.headers, {}, {}, {}};
    response.body = QJsonDocument(answer.json).toJson(QJsonDocument::Compact);
    if (answer.shape == Shape::Entra)
        readEntraError(response, error);
    else if (answer.shape == Shape::Graph)
        readGraphError(response, error);
    else
        tracker::readTrackerError(response, error);
    error.httpStatus = answer.status;
}

/// OData of before Graph, and errors whose message is an object.
QString olderMessage(const QJsonObject& json) {
    const QJsonObject error = json.value("odata.error"_L1).toObject();
    const QJsonValue message = error.value("message"_L1);
    return message.isObject() ? message.toObject().value("value"_L1).toString() : message.toString();
}

Error errorOf(const Failure& failure, const Answer& answer, Error::Stage stage) {
    Error error;
    error.stage = stage;
    error.httpStatus = answer.status;
    error.kind = answer.status == 0    ? Error::Kind::Offline
                 : answer.status < 300 ? Error::Kind::Malformed
                                       : kindOfStatus(answer.status);
    if (answer.json.isEmpty())
        readPlain(answer, error);
    else
        readJson(answer, error);
    if (error.message.isEmpty())
        error.message = olderMessage(answer.json);
    if (error.message.isEmpty())
        error.message = failure.message;
    else if (!failure.message.isEmpty())
        error.detail = failure.message;
    if (error.requestId.isEmpty())
        for (const char* name : {"request-id", "x-ms-request-id", "X-Request-ID"})
            if (error.requestId.isEmpty())
                error.requestId = QString::fromLatin1(answer.headers.value(name));
    error.retryAfter = parseRetryAfter(answer.headers.value("Retry-After"), timeIn(answer));
    return error;
}

bool namesEntra(const QByteArray& body) {
    static const QRegularExpression number(u"\\bAADSTS ?\\d{4,8}\\b"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return QString::fromUtf8(body.left(k_longestBody)).contains(number);
}

/// An address that Microsoft's pages send the browser back to.
bool isRedirectBack(const Failure& failure) {
    static const QRegularExpression query(
        u"[?&#]error=[a-z_]+&\\S*\\b(?:state|error_description|admin_consent)="_s);
    return failure.address.contains(query) ||
           QString::fromUtf8(failure.body.left(k_longestBody)).contains(query);
}

/// Our own words for the form of an answer are no codes of a service.
bool namesCode(const QStringList& codes) {
    return std::ranges::any_of(codes, [](const QString& code) {
        return code != "html"_L1 && code != "json"_L1 && code != "empty"_L1;
    });
}

bool isHostOf(const QString& host, QLatin1StringView alternatives) {
    for (const QLatin1StringView one : alternatives.tokenize('|'_L1))
        if (host == one || host.endsWith(u'.' + one))
            return true;
    return false;
}

} // namespace

QString Facts::host() const {
    const QUrl url(address);
    return url.scheme().isEmpty() ? QString() : url.host().toLower();
}

QString Facts::path() const {
    const QUrl url(address);
    return url.path();
}

bool Facts::isWrite() const {
    return !method.isEmpty() && method != "GET" && method != "HEAD" && method != "OPTIONS";
}

bool Facts::says(QLatin1StringView alternatives) const {
    for (const QLatin1StringView one : alternatives.tokenize('|'_L1))
        if (words.contains(one, Qt::CaseInsensitive))
            return true;
    return false;
}

bool Facts::hasCode(QLatin1StringView alternatives) const {
    for (const QLatin1StringView one : alternatives.tokenize('|'_L1)) {
        const bool isFamily = one.endsWith('*'_L1);
        const QLatin1StringView wanted = isFamily ? one.chopped(1) : one;
        for (const QString& code : codes + implied)
            if (isFamily ? code.startsWith(wanted, Qt::CaseInsensitive)
                         : code.compare(wanted, Qt::CaseInsensitive) == 0)
                return true;
    }
    return false;
}

Error::Stage stageOf(const Failure& failure) {
    Facts asked;
    asked.address = failure.address;
    const QString host = asked.host();
    if (isHostOf(host, "login.microsoftonline.com|login.microsoftonline.us|login.windows.net|"
                       "login.partner.microsoftonline.cn|login.chinacloudapi.cn|login.microsoft.com|"
                       "sts.windows.net"_L1))
        return failure.address.contains("adminconsent"_L1) || failure.address.contains("/authorize"_L1)
                   ? Error::Stage::Consent
                   : Error::Stage::Token;
    // Whoever pastes Entra's number and mentions Graph beside it means Entra.
    if (namesEntra(failure.body))
        return Error::Stage::Token;
    if (isHostOf(host, "graph.microsoft.com|graph.microsoft.us|dod-graph.microsoft.us|"
                       "microsoftgraph.chinacloudapi.cn|graph.windows.net|outlook.office365.com|"
                       "outlook.office.com"_L1))
        return Error::Stage::Graph;
    if (isRedirectBack(failure))
        return Error::Stage::Consent;
    if (failure.address.contains("/oauth2/"_L1))
        return Error::Stage::Token;
    if (failure.address.startsWith("/v1.0/"_L1) || failure.address.startsWith("/beta/"_L1) ||
        failure.address.contains("/$batch"_L1))
        return Error::Stage::Graph;
    const Answer answer = answerOf(failure);
    if (answer.shape == Shape::Entra)
        return Error::Stage::Token;
    if (answer.shape == Shape::Graph || answer.isChild ||
        !codesOfSentences(QString::fromUtf8(answer.body.left(k_longestBody))).isEmpty())
        return Error::Stage::Graph;
    static const QStringList servers{u"nginx"_s, u"Apache"_s, u"gunicorn"_s, u"Bad Request (400)"_s,
                                     u"Server Error (500)"_s};
    const QString page = answer.shape == Shape::Page ? wordsOfPage(answer.body) : QString();
    const bool isServers =
        std::ranges::any_of(servers, [&](const QString& server) { return page.contains(server); });
    if (failure.address.contains("/api/"_L1) || answer.json.contains("detail"_L1) || isServers)
        return Error::Stage::Tracker;
    // Whoever is spoken to and is not Microsoft is the tracker.
    return host.isEmpty() ? Error::Stage::None : Error::Stage::Tracker;
}

Facts factsOf(const Error& error) {
    Facts facts;
    facts.error = error;
    facts.isOwn = true;
    facts.codes = codesOf(error);
    facts.words = error.message + u'\n' + error.detail;
    facts.method = error.about.value("method"_L1).toString().toLatin1();
    facts.address = error.about.value("address"_L1).toString();
    const QJsonObject headers = error.about.value("answer_headers"_L1).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        facts.headers.set(it.key().toLatin1(), it->toString().toUtf8());
    facts.words += wordsOfHeaders(facts.headers);
    facts.serverUtc = parseHttpDate(facts.headers.value("Date"));
    facts.about = Circumstances(error.about);
    return facts;
}

Facts factsOf(const Failure& failure) {
    Facts facts;
    Error::Stage stage = failure.stage;
    // Whoever calls it a failure of the transport and shows an answer was answered by somebody.
    const bool isAnswered = failure.status != 0 || failure.stage == Error::Stage::None;
    if (stage == Error::Stage::None || (stage == Error::Stage::Transport && isAnswered))
        if (const Error::Stage found = stageOf(failure); found != Error::Stage::None)
            stage = found;
    const Answer answer = answerOf(failure);
    if (answer.shape == Shape::Entra && stage == Error::Stage::Graph)
        stage = Error::Stage::Token;
    facts.error = errorOf(failure, answer, stage);
    facts.codes = codesOf(facts.error) + codesIn(answer);
    facts.codes.removeDuplicates();
    facts.words = facts.error.message + u'\n' + facts.error.detail + u'\n' + failure.message;
    if (!answer.json.isEmpty())
        facts.words +=
            u'\n' +
            QString::fromUtf8(QJsonDocument(answer.json).toJson(QJsonDocument::Compact).left(k_longestWords));
    facts.words += wordsOfHeaders(answer.headers);
    if (!namesCode(facts.codes))
        facts.implied = codesOfSentences(facts.words);
    facts.method = failure.method;
    facts.address = failure.address;
    facts.requestBody = failure.requestBody;
    facts.headers = answer.headers;
    facts.body = answer.body;
    facts.isChild = answer.isChild;
    facts.serverUtc = timeIn(answer);
    facts.about = Circumstances(failure.context);
    return facts;
}

} // namespace milepost::doctor
