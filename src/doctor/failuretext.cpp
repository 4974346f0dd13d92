// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/jwt.h"
#include "doctor/facts.h"
#include "doctor/failure.h"
#include "doctor/loglines.h"
#include "doctor/rules.h"
#include "doctor/transcript.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringDecoder>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_mostBytes = qsizetype(1024) * 1024;
constexpr qsizetype k_mostFailures = 10'000;

/// What a token in the text grants and for how long; the token itself is left behind.
QJsonObject claimsIn(const QString& text) {
    static const QRegularExpression token(u"\\bey[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"_s);
    const QJsonObject all = jwtClaims(token.match(text).captured().toLatin1());
    QJsonObject claims;
    if (!all.contains("aud"_L1))
        return claims;
    for (const QLatin1StringView name :
         {"roles"_L1, "scp"_L1, "tid"_L1, "oid"_L1, "aud"_L1, "iat"_L1, "exp"_L1})
        claims.insert(name, all.value(name).isUndefined() ? QJsonValue() : all.value(name));
    return claims;
}

bool isTunnel(const QString& text) {
    static const QRegularExpression words(
        u"tunnel connection failed|connect tunnel failed|from proxy after connect|"
        "proxyconnect|code \\d+ from proxy"_s,
        QRegularExpression::CaseInsensitiveOption);
    return text.contains(words);
}

/// One that servers give, not a count that happens to stand before such words.
bool isStatus(int number) {
    return (number >= 100 && number <= 103) || (number >= 200 && number <= 208) ||
           (number >= 300 && number <= 308) || (number >= 400 && number < 600);
}

/// The status that a sentence, a log line or the title of a page speaks of; a failed one before others.
int statusIn(const QString& text) {
    static const QRegularExpression spoken(
        u"HTTP/[\\d.]+\"?\\s+(\\d{3})\\b|\"\\s(\\d{3})\\s(?:\\d+|-|None)|"
        "(?:status|statuscode|status[ _-]code|http "
        "status|http_status|code)[\"']?\\s*(?:is|was|of|:|=|\\()?\\s*[\"']?"
        "(\\d{3})\\b|\\b(\\d{3})\\s+(?:client|server) error|\\bHTTP[ _-]?(?:error )?(\\d{3})\\b|"
        "\\(?\\b(\\d{3})\\b\\)?[:,]?\\s+\\(?(?:unauthorized|forbidden|not found|bad request|bad gateway|"
        "service unavailable|service temporarily|gateway time|conflict|gone|precondition|too many|"
        "request entity|payload|internal server|proxy authentication|method not|moved permanently|found\\b|"
        "unsupported media|not acceptable|insufficient storage|locked|failed dependency|content too large)|"
        "<Response \\[(\\d{3})\\]>|\\btoo many (\\d{3}) error|(?:unexpected status code|this "
        "code)[^\\d\\n]{0,80}:? "
        "(\\d{3})\\b|\\berror (?:code )?(\\d{3})\\b|\u00B7 (\\d{3}) \u00B7|"
        "(?:returned|responded with|response|answered|got)(?: a| an| with| error| status| code)*:? (\\d{3})\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    int status = 0;
    for (auto all = spoken.globalMatch(text); all.hasNext();) {
        const QRegularExpressionMatch found = all.next();
        int one = 0;
        for (int group = 1; group <= found.lastCapturedIndex() && one == 0; ++group)
            one = found.captured(group).toInt();
        if (isStatus(one) && (status == 0 || (status < 400 && one >= 400)))
            status = one;
    }
    return status;
}

bool isReading(const QString& address) {
    static const QRegularExpression help(
        u"//(?:aka\\.ms|docs\\.microsoft|learn\\.microsoft|go\\.microsoft|"
        "developer\\.microsoft|developer\\.mozilla|devblogs|portal\\.azure|"
        "entra\\.microsoft|www\\.w3\\.org|curl\\.se|curl\\.haxx|"
        "login\\.microsoftonline\\.com/error|graph\\.microsoft\\.com/beta/applications|"
        "httpstatuses|urllib3\\.|stackoverflow\\.|github\\.com)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return address.contains(help);
}

QString addressIn(const QString& text) {
    static const QRegularExpression host(
        u"host='?([\\w.-]+)'?, port=(\\d+)\\)[\\s\\S]{0,80}?with url: (\\S+)"_s);
    if (const auto found = host.match(text); found.hasMatch())
        return u"https://"_s + found.captured(1) + found.captured(3);
    static const QRegularExpression url(u"https?://[^\\s\"'<>)\\]},]+"_s);
    for (auto all = url.globalMatch(text); all.hasNext();)
        if (const QString one = all.next().captured(); !isReading(one))
            return one;
    static const QRegularExpression line(u"\\b(?:GET|POST|PATCH|PUT|DELETE) (/[^\\s\"]+)"_s);
    if (const auto found = line.match(text); found.hasMatch())
        return found.captured(1);
    static const QRegularExpression name(
        u"\\b((?:login|graph|dod-graph)\\.(?:microsoft|microsoftonline|partner\\.microsoftonline)\\.(?:com|us|cn))\\b"_s);
    const auto found = name.match(text);
    return found.hasMatch() ? u"https://"_s + found.captured(1) + u'/' : QString();
}

Failure fromWords(const QString& text) {
    Failure failure;
    failure.body = text.toUtf8();
    failure.address = addressIn(text);
    static const QRegularExpression verb(u"\\b(GET|POST|PATCH|PUT|DELETE|HEAD|OPTIONS)\\b"_s);
    failure.method = verb.match(text).captured(1).toLatin1();
    const doctor::LoggedRefusal refusal = doctor::refusalIn(text);
    failure.status = statusIn(text);
    if (failure.status < 300) // what went well is told, not shown: there is no answer to look at
        failure.status = refusal.status;
    if (failure.address.isEmpty())
        failure.address = refusal.path;
    if (isTunnel(text) && failure.status != 407) {
        failure.status = 0;
        failure.stage = Error::Stage::Transport;
    }
    return failure;
}

/// The errors of a log count; its other entries where those say nothing.
Failure fromLog(const QString& text) {
    const QString grave = doctor::graveEntries(text);
    if (grave.isEmpty())
        return fromWords(text);
    Failure failure = fromWords(grave);
    if (failure.address.isEmpty())
        failure.address = addressIn(text);
    return doctor::judge(doctor::factsOf(failure)).key == "unknown"_L1 ? fromWords(text) : failure;
}

Failure fromText(const QString& text) {
    Failure failure = isTranscript(text) ? fromTranscript(text) : fromLog(text);
    if (const QJsonObject claims = claimsIn(text); !claims.isEmpty())
        failure.context.insert(u"token"_s, claims);
    return failure;
}

std::vector<Failure> fromArray(const QJsonArray& array) {
    std::vector<Failure> failures;
    for (const QJsonValue one : array) {
        if (static_cast<qsizetype>(failures.size()) == k_mostFailures)
            break;
        failures.push_back(one.isObject() ? failureFromJson(one.toObject()) : fromText(one.toString()));
    }
    return failures;
}

/// One object a line, as logs hold them.
QJsonArray linesOf(const QByteArray& text) {
    QJsonArray lines;
    for (const QByteArray& line : text.split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const QJsonDocument one = QJsonDocument::fromJson(line);
        if (!one.isObject())
            return {};
        lines.append(one.object());
    }
    return lines.size() > 1 ? lines : QJsonArray();
}

QString decoded(const QByteArray& bytes) {
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return QStringDecoder(QStringDecoder::Utf16)(bytes);
    return QString::fromUtf8(bytes);
}

} // namespace

std::vector<Failure> failuresFromText(const QByteArray& text, bool* wasList) {
    const QString words = decoded(text.left(k_mostBytes));
    const QByteArray bytes = words.toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    QJsonArray list = document.array();
    if (document.object().value("cases"_L1).isArray())
        list = document.object().value("cases"_L1).toArray();
    else if (document.isNull())
        list = linesOf(bytes);
    if (wasList != nullptr)
        *wasList = document.isArray() || !list.isEmpty();
    if (document.isArray() || !list.isEmpty())
        return fromArray(list);
    if (document.isObject())
        return {failureFromJson(document.object())};
    return {fromText(words)};
}

} // namespace milepost
