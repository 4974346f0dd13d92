// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client.h"

#include <QMap>

namespace milepost::sandbox {

/// Presses the buttons of the sandbox's sign-in pages, as a person would; follows redirects within the
/// sandbox, and stops at those that lead to the application.
class Browser final {
public:
    explicit Browser(Client& client) : m_client(client) {}

    void open(const QByteArray& target);
    void signIn(QStringView login, QStringView password = demo::k_peoplePassword);
    void type(const QByteArray& field, const QString& value);
    /// "accept" or "cancel"; false when the page has no such button.
    [[nodiscard]] bool press(const QByteArray& button);

    [[nodiscard]] int status() const { return m_page.status; }
    [[nodiscard]] bool shows(const QByteArray& text) const { return m_page.body.contains(text); }
    /// Where the application was called back, without the query; empty when it was not.
    [[nodiscard]] QByteArray address() const { return m_page.header("Location").split('?').first(); }
    /// What it was told there. The library decodes the header: no '&' or '+' in a value of a test.
    [[nodiscard]] QMap<QString, QString> answer() const;

private:
    void post(const QByteArray& form);

    Client& m_client;
    QByteArray m_target;
    Reply m_page;
};

} // namespace milepost::sandbox
