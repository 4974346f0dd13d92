// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "browser.h"

#include <memory>

#include <QTcpSocket>
#include <QUrl>

namespace milepost::test {

/// Somebody before the sandbox's pages: signs in, presses a button, and the browser goes where it is sent,
/// to our listener too.
class Person final {
public:
    explicit Person(const sandbox::Sandbox& sandbox) : m_client(sandbox), m_browser(m_client) {}

    QStringView login = sandbox::demo::k_admin;
    QByteArray button = "accept"; ///< "" closes the page
    QList<QUrl> opened;

    /// False: the page had no such button, or nothing listened where it sent the browser.
    bool visit(const QUrl& page) {
        opened.append(page);
        if (button.isEmpty())
            return true;
        m_browser.open(page.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority));
        return signInAndPress();
    }
    bool enter(const QUrl& page, const QString& code) {
        m_browser.open(page.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority));
        m_browser.type("otc", code);
        return signInAndPress();
    }
    [[nodiscard]] bool saw(const QByteArray& text) const { return m_browser.shows(text); }
    /// What the application was told, by name.
    [[nodiscard]] QMap<QString, QString> told() const { return m_browser.answer(); }
    /// Any request to the address where an answer is waited for.
    static bool get(const QUrl& address, const QByteArray& query) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(address.port()));
        if (!socket.waitForConnected(20'000))
            return false;
        socket.write("GET /?" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return socket.waitForReadyRead(20'000);
    }

private:
    bool signInAndPress() {
        m_browser.signIn(login);
        if (m_browser.address().isEmpty() && !m_browser.press(button))
            return false;
        const QUrl home(QString::fromLatin1(m_browser.address()));
        if (home.host() != QLatin1StringView("localhost"))
            return true; // a page is shown and that is all
        QByteArray query;
        const QMap<QString, QString> answer = m_browser.answer();
        for (auto pair = answer.begin(); pair != answer.end(); ++pair)
            query += (query.isEmpty() ? "" : "&") + pair.key().toLatin1() + '=' +
                     QUrl::toPercentEncoding(pair.value());
        return get(home, query);
    }

    sandbox::Client m_client;
    sandbox::Browser m_browser;
};

} // namespace milepost::test
