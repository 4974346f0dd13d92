// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "browser.h"

#include <QTest>

namespace milepost::sandbox {

/// Somebody with a browser, and the public client that they sign in to.
class SignIn : public QObject {
protected:
    using Query = QList<std::pair<QString, QString>>;

    void open() {
        m_sandbox = std::make_unique<Sandbox>();
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
        m_browser = std::make_unique<Browser>(*m_client);
    }
    void close() {
        m_browser.reset();
        m_client.reset();
        m_sandbox.reset();
    }
    Reply redeem(const Query& query) { return m_client->entra(Client::form(query)); }
    Reply graphAs(const Reply& token, const QByteArray& method, const QByteArray& path,
                  const QByteArray& body = {}) {
        return m_client->send(
            method, "/graph/v1.0" + path, body,
            {{"Authorization",
              "Bearer " + token.json().value(QStringLiteral("access_token")).toString().toUtf8()},
             {"Content-Type", "application/json"}});
    }
    static int number(const Reply& reply) {
        return reply.json().value(QStringLiteral("error_codes")).toArray().first().toInt();
    }

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<Browser> m_browser;
};

} // namespace milepost::sandbox
