// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the directory of applications is spoken to.

#include "base/jsonreader.h"
#include "graph/appdirectory.h"

#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

Result<QJsonObject> AppDirectory::get(const QByteArray& url, std::stop_token stop) {
    return send("GET", url, {}, std::move(stop));
}

Result<QJsonObject> AppDirectory::write(const QByteArray& method, const QString& path,
                                        const QJsonObject& body, std::stop_token stop) {
    return send(method, (m_root + path).toLatin1(), body, std::move(stop));
}

/// An answer without a body gives {}; a read has one.
Result<QJsonObject> AppDirectory::send(const QByteArray& method, const QByteArray& url,
                                       const QJsonObject& body, std::stop_token stop) {
    ApiClient::Call call;
    call.request.method = method;
    call.request.url = QUrl::fromEncoded(url, QUrl::StrictMode);
    if (!body.isEmpty()) {
        call.request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        call.request.headers.set("Content-Type", "application/json");
    }
    call.repeat = method == "GET" ? Repeat::Freely : Repeat::WhenNotDone;
    call.lane = u"directory"_s;
    const auto response = m_api.call(call, std::move(stop));
    if (!response)
        return std::unexpected(response.error());
    if (response->body.isEmpty() && method != "GET")
        return QJsonObject();
    const auto json = parseJson(response->body, Error::Stage::Graph);
    if (!json)
        return std::unexpected(json.error());
    if (!json->isObject())
        return std::unexpected(
            makeError(Error::Kind::Malformed, Error::Stage::Graph, u"the answer is no object"_s, u"json"_s));
    return json->toObject();
}

} // namespace milepost
