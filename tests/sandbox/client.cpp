// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

Client::Client(const Sandbox& sandbox) : m_client("127.0.0.1", sandbox.port()) {
    m_client.set_keep_alive(true);
    m_client.set_url_encode(false);
    m_client.set_tcp_nodelay(true);
    m_client.set_read_timeout(30);
}

Reply Client::send(const QByteArray& method, const QByteArray& target, const QByteArray& body,
                   const Extra& headers) {
    httplib::Request request;
    request.method = method.toStdString();
    request.path = target.toStdString();
    for (const auto& [name, value] : headers)
        request.headers.emplace(name.toStdString(), value.toStdString());
    request.body = body.toStdString();
    if (body.isEmpty() && method != "GET" && method != "HEAD")
        request.headers.emplace("Content-Length", "0");
    const auto result = m_client.send(request);
    Reply reply;
    if (!result)
        return reply;
    reply.status = result->status;
    reply.body = QByteArray::fromStdString(result->body);
    reply.headers = result->headers;
    return reply;
}

QByteArray Client::form(const QList<std::pair<QString, QString>>& values) {
    QByteArray text;
    for (const auto& [key, value] : values)
        text += (text.isEmpty() ? QByteArray() : "&") + key.toUtf8() + '=' + QUrl::toPercentEncoding(value);
    return text;
}

QByteArray Client::goodForm() {
    return form({{u"client_id"_s, demo::k_clientId.toString()},
                 {u"scope"_s, u"https://graph.microsoft.com/.default"_s},
                 {u"client_secret"_s, demo::k_clientSecret.toString()},
                 {u"grant_type"_s, u"client_credentials"_s}});
}

Reply Client::entra(const QByteArray& form, const QByteArray& tenant) {
    const QByteArray name = tenant.isEmpty() ? demo::k_tenant.toUtf8() : tenant;
    return send("POST", "/entra/" + name + "/oauth2/v2.0/token", form,
                {{"Content-Type", "application/x-www-form-urlencoded"}});
}

QByteArray Client::graphToken() {
    if (m_graphToken.isEmpty())
        m_graphToken = entra(goodForm()).json().value(u"access_token"_s).toString().toUtf8();
    return m_graphToken;
}

Reply Client::graph(const QByteArray& method, const QByteArray& path, const QJsonObject& body,
                    const Extra& headers) {
    Extra all = headers;
    all.emplaceBack("Authorization", "Bearer " + graphToken());
    QByteArray text;
    if (!body.isEmpty()) {
        text = QJsonDocument(body).toJson(QJsonDocument::Compact);
        all.emplaceBack("Content-Type", "application/json");
    }
    return send(method, "/graph/v1.0" + path, text, all);
}

Reply Client::login(const QString& user, const QByteArray& base) {
    const QJsonObject body{{u"username"_s, user}, {u"password"_s, demo::k_trackerPassword.toString()}};
    const Reply reply = send("POST", base + "/api/token/", QJsonDocument(body).toJson(QJsonDocument::Compact),
                             {{"Content-Type", "application/json"}});
    access = reply.json().value(u"access"_s).toString().toUtf8();
    refresh = reply.json().value(u"refresh"_s).toString().toUtf8();
    return reply;
}

Reply Client::tracker(const QByteArray& path, const QByteArray& base) {
    return send("GET", base + "/api" + path, {},
                {{"Authorization", "Bearer " + access}, {"Accept", "application/json"}});
}

QByteArray calendarPath(Client& client, const QString& name) {
    const QByteArray users = "/users/" + demo::k_mailbox.toUtf8() + "/calendars";
    for (const QJsonValue& calendar : client.graph("GET", users + "?$top=100").value()) {
        if (calendar.toObject().value(u"name"_s).toString() == name)
            return users + '/' + calendar.toObject().value(u"id"_s).toString().toUtf8();
    }
    return {};
}

QJsonObject allDay(const QString& subject, const QString& from, const QString& to, const QString& zone) {
    return {{u"subject"_s, subject},
            {u"isAllDay"_s, true},
            {u"start"_s, QJsonObject{{u"dateTime"_s, from}, {u"timeZone"_s, zone}}},
            {u"end"_s, QJsonObject{{u"dateTime"_s, to}, {u"timeZone"_s, zone}}}};
}

} // namespace milepost::sandbox
