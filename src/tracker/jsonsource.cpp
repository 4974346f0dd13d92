// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/jsonsource.h"

#include "base/jsonreader.h"
#include "tracker/trackererrors.h"

#include <utility>

namespace milepost::tracker {

using namespace Qt::StringLiterals;

namespace {

QByteArray rootOf(const QString& trackerUrl) {
    QByteArray root = QUrl(trackerUrl.trimmed())
                          .adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)
                          .toEncoded();
    while (root.endsWith('/'))
        root.chop(1);
    return root + "/api/";
}

Result<QJsonValue> readAnswer(HttpResponse answer) {
    if (answer.status != 200)
        return std::unexpected(
            malformed(codes::k_shape, u"200 is expected, found %1"_s.arg(QString::number(answer.status))));
    if (answer.headers.value("Content-Type").toLower().contains("html"))
        return std::unexpected(malformed(codes::k_html, u"the answer is a web page, not JSON"_s));
    return parseJson(std::exchange(answer.body, {}), Error::Stage::Tracker);
}

} // namespace

JsonSource::JsonSource(ApiClient& client, const QString& trackerUrl)
    : m_client(client),
      m_address(trackerUrl),
      m_root(rootOf(trackerUrl)) {}

Result<QJsonValue> JsonSource::get(const QByteArray& target, std::chrono::milliseconds deadline,
                                   std::stop_token stop) const {
    ApiClient::Call call;
    call.request.method = "GET";
    call.request.url = QUrl::fromEncoded(m_root + target, QUrl::StrictMode);
    call.request.headers.set("Accept", "application/json"); // anything else is a 406 (tracker-contract 0)
    call.request.deadline = deadline;
    call.lane = originOf(call.request.url);
    Result<HttpResponse> answer = m_client.call(call, std::move(stop));
    if (!answer)
        return std::unexpected(located(std::move(answer.error()), target));
    const int status = answer->status;
    const QString requestId = QString::fromUtf8(answer->headers.value("X-Request-ID"));
    Result<QJsonValue> json = readAnswer(std::move(*answer));
    if (json)
        return json;
    Error error = located(std::move(json.error()), target);
    error.httpStatus = status;
    error.requestId = requestId;
    return std::unexpected(std::move(error));
}

Error located(Error error, const QByteArray& target) {
    if (error.isCancelled())
        return error;
    if (error.stage == Error::Stage::None || error.stage == Error::Stage::Transport)
        error.stage = Error::Stage::Tracker;
    if (error.detail.startsWith("GET "_L1)) // the client named the request already
        return error;
    const QString reason = error.detail.isEmpty() ? error.summary() : error.detail;
    error.detail = u"GET /api/"_s + QString::fromLatin1(target) + u": "_s + reason;
    return error;
}

Error malformed(QLatin1StringView code, const QString& detail) {
    return makeError(Error::Kind::Malformed, Error::Stage::Tracker, detail, code);
}

} // namespace milepost::tracker
