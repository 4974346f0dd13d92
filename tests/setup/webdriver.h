// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace milepost::test {

/// A real browser without a window: Debian's Chromium by its WebDriver, over plain HTTP. Used in the thread
/// that made it.
class WebDriver final {
public:
    /// Null where chromedriver or chromium is not installed.
    [[nodiscard]] static std::unique_ptr<WebDriver> start();
    ~WebDriver();

    /// False, with why(), when the browser does not do it.
    [[nodiscard]] bool open(const QUrl& page);
    [[nodiscard]] bool type(const QString& id, const QString& text);
    [[nodiscard]] bool click(const QString& id);
    /// What the page shows, "" when it cannot be had.
    [[nodiscard]] QString text();
    [[nodiscard]] QString address();
    [[nodiscard]] const QString& why() const { return m_why; }

private:
    WebDriver() = default;
    [[nodiscard]] bool begin();
    /// Waits for the element: a page may still be on its way.
    [[nodiscard]] QString element(const QString& selector);
    /// `value` of the answer; an error sets why().
    [[nodiscard]] QJsonValue send(const char* method, const QString& path, const QJsonObject& body = {});

    QTemporaryDir m_profile;
    QProcess m_driver;
    int m_port = 0;
    QString m_session;
    QString m_why;
};

} // namespace milepost::test
