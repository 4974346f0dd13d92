// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/batchenvelope.h"

#include "base/jsonreader.h"

#include <algorithm>

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype k_mostBytes = 128 * 1024; ///< of one child: twenty of them stay below what is accepted
constexpr int k_failedDependency = 424;
using Outcome = std::optional<Result<HttpResponse>>;

/// What belongs to the envelope alone.
bool isOfEnvelope(const QByteArray& header) {
    return std::ranges::any_of(
        std::initializer_list<const char*>{"Authorization", "User-Agent", "Content-Length", "Host"},
        [&](const char* name) { return header.compare(name, Qt::CaseInsensitive) == 0; });
}

/// The envelope's end as that of one child.
Result<HttpResponse> unanswered(Error error, const HttpRequest& request) {
    if (error.isCancelled()) {
        error.code = request.isWrite() ? u"may-have-arrived"_s : QString();
        return std::unexpected(std::move(error));
    }
    // An envelope is a POST: what is in doubt for it is not for a read.
    if (error.kind == Error::Kind::Doubtful && !request.isWrite())
        error.kind = error.code == u"timeout"_s ? Error::Kind::Timeout : Error::Kind::Offline;
    return std::unexpected(std::move(error));
}

/// The answer does not tell what became of it.
Result<HttpResponse> untold(const HttpRequest& request, const QString& why) {
    return std::unexpected(makeError(request.isWrite() ? Error::Kind::Doubtful : Error::Kind::Malformed,
                                     Error::Stage::Graph, why, u"truncated"_s));
}

/// Refused before any child was looked at, for a reason that may be another child's.
bool isRefusedWhole(int status) {
    return status >= 400 && status < 500 && status != 401 && status != 408 && status != k_failedDependency &&
           status != 429;
}

Outcome childOutcome(const QJsonObject& child, const HttpResponse& envelope, const HttpRequest& request) {
    HttpResponse response = childResponse(child);
    response.elapsed = envelope.elapsed;
    response.times = envelope.times;
    for (const char* name : {"Date", "request-id"})
        if (!response.headers.contains(name) && envelope.headers.contains(name))
            response.headers.set(name, envelope.headers.value(name));
    if (response.status == k_failedDependency)
        return std::nullopt; // not carried out
    if (response.status < 100)
        return untold(request, u"a child of the batch has no status"_s);
    return Result<HttpResponse>(std::move(response));
}

} // namespace

HttpResponse childResponse(const QJsonObject& child) {
    HttpResponse response;
    response.status = child.value(u"status"_s).toInt();
    const QJsonObject headers = child.value(u"headers"_s).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        response.headers.set(it.key().toLatin1(), it.value().toString().toUtf8());
    const QJsonValue body = child.value(u"body"_s);
    // What is not JSON comes as base64.
    response.body = body.isObject() ? QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact)
                                    : QByteArray::fromBase64(body.toString().toLatin1());
    return response;
}

std::optional<QJsonObject> asChild(const HttpRequest& request, const QByteArray& root) {
    const QByteArray url = request.url.toEncoded();
    if (!url.startsWith(root) || url.mid(root.size()).startsWith("$batch") ||
        request.body.size() > k_mostBytes)
        return std::nullopt;
    QJsonObject headers;
    for (const auto& [name, value] : request.headers.fields())
        if (!isOfEnvelope(name))
            headers.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    QJsonObject child{{u"method"_s, QString::fromLatin1(request.method)},
                      {u"url"_s, u'/' + QString::fromLatin1(url.mid(root.size()))},
                      {u"headers"_s, headers}};
    if (!request.hasBody())
        return child;
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    if (!body.isObject())
        return std::nullopt;
    child.insert(u"body"_s, body.object());
    return child;
}

HttpRequest envelopeOf(const std::vector<const HttpRequest*>& requests,
                       const std::vector<QJsonObject>& children, const QByteArray& root) {
    HttpRequest envelope;
    envelope.method = "POST";
    envelope.url = QUrl::fromEncoded(root + "$batch", QUrl::StrictMode);
    envelope.deadline = std::ranges::max(requests, {}, &HttpRequest::deadline)->deadline;
    const HttpHeaders& first = requests.front()->headers;
    for (const char* name : {"Authorization", "User-Agent"})
        if (first.contains(name))
            envelope.headers.set(name, first.value(name));
    envelope.headers.set("Accept", "application/json");
    envelope.headers.set("Content-Type", "application/json");
    envelope.headers.set("client-request-id", QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    QJsonArray all;
    for (size_t i = 0; i < children.size(); ++i) {
        QJsonObject child = children[i];
        child.insert(u"id"_s, QString::number(i));
        all.append(child);
    }
    envelope.body = QJsonDocument(QJsonObject{{u"requests"_s, all}}).toJson(QJsonDocument::Compact);
    return envelope;
}

std::vector<Outcome> answersOf(const Result<HttpResponse>& envelope,
                               const std::vector<const HttpRequest*>& requests) {
    std::vector<Outcome> answers(requests.size());
    const auto forEach = [&](const auto& answer) {
        std::ranges::transform(requests, answers.begin(),
                               [&](const HttpRequest* request) -> Outcome { return answer(*request); });
        return answers;
    };
    if (!envelope)
        return forEach([&](const HttpRequest& request) { return unanswered(envelope.error(), request); });
    if (isRefusedWhole(envelope->status))
        return answers;
    const auto json = parseJson(envelope->body, Error::Stage::Graph);
    const bool hasChildren = json && json->toObject().contains(u"responses"_s);
    // With 424 an emulator, and the documentation, say that one child was throttled (graph-contract 7).
    if (!envelope->isSuccess() && !(envelope->status == k_failedDependency && hasChildren))
        return forEach([&](const HttpRequest& request) -> Result<HttpResponse> {
            if (envelope->status == k_failedDependency)
                return untold(request, u"the batch failed with 424"_s);
            return *envelope;
        });
    QMultiHash<QString, QJsonObject> byId;
    if (hasChildren)
        for (const QJsonValue child : json->toObject().value(u"responses"_s).toArray())
            byId.insert(child.toObject().value(u"id"_s).toString(), child.toObject());
    for (size_t i = 0; i < requests.size(); ++i) {
        const QList<QJsonObject> told = byId.values(QString::number(i));
        if (told.size() == 1)
            answers[i] = childOutcome(told.front(), *envelope, *requests[i]);
        else // two answers may contradict each other
            answers[i] = untold(*requests[i], told.isEmpty() ? u"the batch left a child out"_s
                                                             : u"the batch answers a child twice"_s);
    }
    return answers;
}

} // namespace milepost
