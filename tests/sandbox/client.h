// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sandbox/sandbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <httplib.h>

namespace milepost::sandbox {

/// What came back; status 0 when the connection ended without an answer.
struct Reply {
    int status = 0;
    QByteArray body;
    httplib::Headers headers;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    [[nodiscard]] QJsonArray array() const { return QJsonDocument::fromJson(body).array(); }
    [[nodiscard]] QJsonArray value() const { return json().value(QStringLiteral("value")).toArray(); }
    [[nodiscard]] QString code() const {
        return json().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString();
    }
    [[nodiscard]] QString message() const {
        return json().value(QStringLiteral("error")).toObject().value(QStringLiteral("message")).toString();
    }
    [[nodiscard]] QByteArray header(const char* name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? QByteArray() : QByteArray::fromStdString(found->second);
    }
};

using Extra = QList<std::pair<QByteArray, QByteArray>>;

/// A plain HTTP client for one thread, over real sockets; targets go out exactly as written.
class Client final {
public:
    explicit Client(const Sandbox& sandbox);

    Reply send(const QByteArray& method, const QByteArray& target, const QByteArray& body = {},
               const Extra& headers = {});

    /// POSTs the form; spaces and reserved characters are the caller's business.
    Reply entra(const QByteArray& form, const QByteArray& tenant = {});
    static QByteArray form(const QList<std::pair<QString, QString>>& values);
    static QByteArray goodForm();

    /// Below /graph/v1.0, with a token fetched at the first call.
    Reply graph(const QByteArray& method, const QByteArray& path, const QJsonObject& body = {},
                const Extra& headers = {});
    void forgetToken() { m_graphToken.clear(); }
    [[nodiscard]] QByteArray graphToken();

    /// Logs in to /tracker (or /staging) and remembers the tokens.
    Reply login(const QString& user, const QByteArray& base = "/tracker");
    Reply tracker(const QByteArray& path, const QByteArray& base = "/tracker");
    QByteArray access;
    QByteArray refresh;

private:
    httplib::Client m_client;
    QByteArray m_graphToken;
};

/// The path of a calendar of the demo mailbox by its exact name, "/users/.../calendars/...".
[[nodiscard]] QByteArray calendarPath(Client& client, const QString& name);
[[nodiscard]] QJsonObject allDay(const QString& subject, const QString& from, const QString& to,
                                 const QString& zone = QStringLiteral("W. Europe Standard Time"));

} // namespace milepost::sandbox
