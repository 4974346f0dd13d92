// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads by $batch (graph-contract 7).
#include "base/jsonreader.h"
#include "base/together.h"
#include "graph/batchenvelope.h"
#include "graph/graphclient.h"

#include <algorithm>
#include <numeric>

#include <QJsonArray>
#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_failedDependency = 424;
const QString k_lane = QStringLiteral("$batch"); ///< many mailboxes and the directory: a lane of its own

QByteArray envelope(const std::vector<QByteArray>& urls, const std::vector<size_t>& children) {
    QJsonArray requests;
    for (const size_t child : children)
        requests.append(QJsonObject{{u"id"_s, QString::number(child)},
                                    {u"method"_s, u"GET"_s},
                                    {u"url"_s, u'/' + QString::fromLatin1(urls[child])}});
    return QJsonDocument(QJsonObject{{u"requests"_s, requests}}).toJson(QJsonDocument::Compact);
}

/// No answer for this child: it may as well be asked again.
Error leftOut() {
    return makeError(Error::Kind::Malformed, Error::Stage::Graph, u"the batch left a child out"_s,
                     u"truncated"_s);
}

/// Those to be asked again, and the failure that asks for the longest pause.
std::pair<std::vector<size_t>, Error> passing(const std::vector<size_t>& children,
                                              const std::vector<Result<QJsonObject>>& answers) {
    std::pair<std::vector<size_t>, Error> found;
    for (const size_t child : children) {
        if (answers[child] || !passesByItself(answers[child].error()))
            continue;
        const Error& error = answers[child].error();
        if (found.first.empty() || error.retryAfter > found.second.retryAfter)
            found.second = error;
        found.first.push_back(child);
    }
    return found;
}

} // namespace

Result<QJsonObject> GraphClient::childAnswer(const QByteArray& url, const QJsonObject& child) const {
    const HttpResponse response = childResponse(child);
    const QJsonValue body = child.value(u"body"_s);
    HttpRequest asked;
    asked.method = "GET";
    asked.url = QUrl::fromEncoded(m_root.toLatin1() + url, QUrl::StrictMode);
    if (response.isSuccess())
        m_api.partDone(asked, response.status);
    if (response.isSuccess() && body.isObject())
        return body.toObject();
    if (response.isSuccess())
        return std::unexpected(makeError(Error::Kind::Malformed, Error::Stage::Graph,
                                         u"an object is expected in the batch"_s, u"json"_s));
    Error error = m_api.errorOfPart(asked, response);
    if (response.status == k_failedDependency)
        error.kind = Error::Kind::Throttled; // not carried out
    return std::unexpected(std::move(error));
}

Result<void> GraphClient::sendTogether(const ApiClient::Call& call, const std::vector<QByteArray>& urls,
                                       const std::vector<size_t>& children,
                                       std::vector<Result<QJsonObject>>& answers, std::stop_token stop) {
    for (const size_t child : children)
        answers[child] = std::unexpected(leftOut());
    const auto response = m_api.call(call, std::move(stop));
    if (!response && response.error().httpStatus == k_failedDependency) {
        // One throttled child, says the documentation; the service itself answers 200 (graph-contract 7).
        Error error = response.error();
        error.kind = Error::Kind::Throttled;
        for (const size_t child : children)
            answers[child] = std::unexpected(error);
        return {};
    }
    if (!response)
        return std::unexpected(response.error());
    const auto json = parseJson(response->body, Error::Stage::Graph);
    if (!json)
        return std::unexpected(json.error());
    for (const QJsonValue value : json->toObject().value(u"responses"_s).toArray()) {
        const QJsonObject answer = value.toObject();
        bool isNumber = false;
        const size_t child = answer.value(u"id"_s).toString().toULongLong(&isNumber);
        if (isNumber && std::ranges::find(children, child) != children.end())
            answers[child] = childAnswer(urls[child], answer);
    }
    return {};
}

Result<void> GraphClient::readChildren(const std::vector<QByteArray>& urls, std::vector<size_t> children,
                                       std::vector<Result<QJsonObject>>& answers, std::stop_token stop) {
    std::chrono::milliseconds waited{0};
    for (int failures = 1; !children.empty(); ++failures) {
        ApiClient::Call call{request("POST", u"$batch"_s), Repeat::Freely, k_lane};
        call.children = static_cast<int>(children.size());
        call.request.body = envelope(urls, children);
        call.request.headers.set("Content-Type", "application/json");
        if (const auto sent = sendTogether(call, urls, children, answers, stop); !sent)
            return sent;
        auto [again, worst] = passing(children, answers);
        if (again.empty())
            break;
        const auto goOn = m_api.waitToRepeat(call, worst, failures, waited, stop);
        if (!goOn)
            return std::unexpected(goOn.error());
        if (!*goOn)
            break;
        children = std::move(again);
    }
    return {};
}

Result<std::vector<Result<QJsonObject>>> GraphClient::readTogether(const std::vector<QByteArray>& urls,
                                                                   std::stop_token stop) {
    std::vector<Result<QJsonObject>> answers(urls.size(), std::unexpected(leftOut()));
    const size_t envelopes = (urls.size() + k_mostInBatch - 1) / k_mostInBatch;
    // Each writes its own children's answers.
    const auto read = [&](size_t i, std::stop_token inner) {
        const size_t first = i * k_mostInBatch;
        std::vector<size_t> children(std::min(k_mostInBatch, urls.size() - first));
        std::iota(children.begin(), children.end(), first);
        return readChildren(urls, std::move(children), answers, std::move(inner));
    };
    if (const auto done = forEachTogether(envelopes, read, std::move(stop), LaneWidth::k_most); !done)
        return std::unexpected(done.error());
    return answers;
}

} // namespace milepost
