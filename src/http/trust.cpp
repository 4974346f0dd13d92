// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/trust.h"

#include "base/loopback.h"
#include "base/result.h"

#include <optional>

#include <QFile>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QUrl>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

class WayOut final : public QNetworkProxyFactory {
public:
    explicit WayOut(std::optional<QNetworkProxy> proxy) : m_proxy(std::move(proxy)) {}

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override {
        // Loopback is this computer: a proxy elsewhere would reach another one.
        if (isLoopbackHost(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return m_proxy ? QList{*m_proxy} : systemProxyForQuery(query);
    }

private:
    std::optional<QNetworkProxy> m_proxy;
};

Error configError(const QString& detail, const QString& code) {
    return makeError(Error::Kind::Config, Error::Stage::Config, detail, code);
}

} // namespace

Result<QSslConfiguration> trustedBy(const QString& caFile) {
    QList<QSslCertificate> roots = QSslConfiguration::systemCaCertificates();
    if (!caFile.isEmpty()) {
        QFile file(caFile);
        if (!file.open(QIODevice::ReadOnly))
            return std::unexpected(configError(
                u"the CA file %1 cannot be read: %2"_s.arg(caFile, file.errorString()), u"ca-file"_s));
        const QList<QSslCertificate> own = QSslCertificate::fromDevice(&file, QSsl::Pem);
        if (own.isEmpty())
            return std::unexpected(
                configError(u"the CA file %1 holds no PEM certificate"_s.arg(caFile), u"ca-file"_s));
        roots += own;
    }
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(roots);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return configuration;
}

Result<std::unique_ptr<QNetworkProxyFactory>> wayOut(const QString& proxyUrl, const QString& password) {
    if (proxyUrl.isEmpty())
        return std::make_unique<WayOut>(std::nullopt);
    const QUrl url(proxyUrl, QUrl::StrictMode);
    const bool isSocks = url.scheme() == u"socks5"_s;
    if (!url.isValid() || url.host().isEmpty() || (!isSocks && url.scheme() != u"http"_s))
        return std::unexpected(
            configError(u"the proxy is not of the form http://host:port or socks5://host:port"_s,
                        u"proxy-misconfigured"_s));
    const int port = url.port(isSocks ? 1080 : 8080);
    return std::make_unique<WayOut>(
        QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                      static_cast<quint16>(port), url.userName(), password));
}

QString proxyOnTheWay(const QUrl& url, const QString& proxyUrl) {
    const auto way = wayOut(proxyUrl, {});
    if (!way)
        return {};
    for (const QNetworkProxy& proxy : (*way)->queryProxy(QNetworkProxyQuery(url)))
        if (proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::Socks5Proxy)
            return proxy.hostName() + u':' + QString::number(proxy.port());
    return {};
}

} // namespace milepost
