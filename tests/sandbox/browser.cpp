// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "browser.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

void Browser::open(const QByteArray& target) {
    m_target = target;
    m_page = m_client.send("GET", target);
}

void Browser::signIn(QStringView login, QStringView password) {
    post(Client::form({{u"login"_s, login.toString()}, {u"password"_s, password.toString()}}));
}

void Browser::type(const QByteArray& field, const QString& value) {
    post(Client::form({{QString::fromLatin1(field), value}}));
}

bool Browser::press(const QByteArray& button) {
    static const QRegularExpression k_session(u"name=\"session\" value=\"([^\"]+)\""_s);
    const QString session = k_session.match(QString::fromUtf8(m_page.body)).captured(1);
    if (!m_page.body.contains("name=\"decision\" value=\"" + button + '"') || session.isEmpty())
        return false;
    post(Client::form({{u"session"_s, session}, {u"decision"_s, QString::fromLatin1(button)}}));
    return true;
}

QMap<QString, QString> Browser::answer() const {
    QMap<QString, QString> values;
    const QByteArray location = m_page.header("Location");
    for (const QByteArray& pair : location.mid(location.indexOf('?') + 1).split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (location.contains('?') && equals > 0)
            values.insert(
                QString::fromUtf8(pair.left(equals)),
                QString::fromUtf8(QByteArray::fromPercentEncoding(pair.mid(equals + 1).replace('+', ' '))));
    }
    return values;
}

void Browser::post(const QByteArray& form) {
    m_page = m_client.send("POST", m_target, form, {{"Content-Type", "application/x-www-form-urlencoded"}});
    const QByteArray location = m_page.header("Location");
    if (const qsizetype at = location.indexOf("/entra/"); at > 0 && location.startsWith("http://127.0.0.1"))
        open(location.mid(at));
}

} // namespace milepost::sandbox
