// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "webdriver.h"

#include <httplib.h>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

namespace milepost::test {

namespace {

constexpr int k_patience = 120'000; // a browser that starts on a busy computer

} // namespace

std::unique_ptr<WebDriver> WebDriver::start() {
    if (QStandardPaths::findExecutable(u"chromedriver"_s).isEmpty() ||
        QStandardPaths::findExecutable(u"chromium"_s).isEmpty())
        return nullptr;
    std::unique_ptr<WebDriver> driver(new WebDriver);
    if (!driver->begin())
        qFatal("the browser does not start: %s", qPrintable(driver->why()));
    return driver;
}

WebDriver::~WebDriver() {
    if (!m_session.isEmpty())
        (void)send("DELETE", u"/session/"_s + m_session);
    m_driver.terminate();
    if (!m_driver.waitForFinished(20'000))
        m_driver.kill();
    m_driver.waitForFinished();
}

bool WebDriver::begin() {
    m_driver.start(u"chromedriver"_s, {u"--port=0"_s});
    static const QRegularExpression k_port(u"on port (\\d+)"_s);
    QString said;
    while (m_port == 0 && m_driver.waitForReadyRead(k_patience)) {
        said += QString::fromUtf8(m_driver.readAllStandardOutput());
        m_port = k_port.match(said.section(u"successfully"_s, 1)).captured(1).toInt();
    }
    if (m_port == 0) {
        m_why = said + m_driver.errorString();
        return false;
    }
    QJsonArray arguments{u"--headless=new"_s,          u"--disable-gpu"_s,
                         u"--disable-dev-shm-usage"_s, u"--no-proxy-server"_s,
                         u"--no-first-run"_s,          u"--user-data-dir="_s + m_profile.path()};
#ifdef Q_OS_UNIX
    if (geteuid() == 0)
        arguments.append(u"--no-sandbox"_s); // it refuses to run as root otherwise
#endif
    const QJsonObject options{{u"args"_s, arguments}};
    const QJsonObject wishes{{u"alwaysMatch"_s, QJsonObject{{u"goog:chromeOptions"_s, options}}}};
    m_session = send("POST", u"/session"_s, {{u"capabilities"_s, wishes}})[u"sessionId"_s].toString();
    return !m_session.isEmpty();
}

QJsonValue WebDriver::send(const char* method, const QString& path, const QJsonObject& body) {
    httplib::Client client("127.0.0.1", m_port);
    client.set_read_timeout(k_patience / 1000);
    httplib::Request request;
    request.method = method;
    request.path = path.toStdString();
    request.set_header("Content-Type", "application/json");
    if (request.method == "POST")
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
    const auto answer = client.send(request);
    if (!answer) {
        m_why = u"chromedriver does not answer"_s;
        return QJsonValue::Undefined;
    }
    const QJsonValue value =
        QJsonDocument::fromJson(QByteArray::fromStdString(answer->body)).object().value(u"value"_s);
    if (answer->status != 200) {
        m_why = path + u": "_s + value[u"message"_s].toString();
        return QJsonValue::Undefined;
    }
    return value;
}

bool WebDriver::open(const QUrl& page) {
    return !send("POST", u"/session/%1/url"_s.arg(m_session), {{u"url"_s, page.toString(QUrl::FullyEncoded)}})
                .isUndefined();
}

QString WebDriver::element(const QString& selector) {
    const QJsonObject wish{{u"using"_s, u"css selector"_s}, {u"value"_s, selector}};
    QString id;
    const bool isFound = QTest::qWaitFor(
        [&] {
            const QJsonObject found = send("POST", u"/session/%1/element"_s.arg(m_session), wish).toObject();
            id = found.isEmpty() ? QString() : found.begin().value().toString();
            return !id.isEmpty();
        },
        k_patience);
    return isFound ? u"/session/%1/element/%2"_s.arg(m_session, id) : QString();
}

bool WebDriver::type(const QString& id, const QString& text) {
    const QString at = element(u'#' + id);
    return !at.isEmpty() && !send("POST", at + u"/value"_s, {{u"text"_s, text}}).isUndefined();
}

bool WebDriver::click(const QString& id) {
    const QString at = element(u'#' + id);
    return !at.isEmpty() && !send("POST", at + u"/click"_s).isUndefined();
}

QString WebDriver::text() {
    const QString at = element(u"body"_s);
    return at.isEmpty() ? QString() : send("GET", at + u"/text"_s).toString();
}

QString WebDriver::address() { return send("GET", u"/session/%1/url"_s.arg(m_session)).toString(); }

} // namespace milepost::test
