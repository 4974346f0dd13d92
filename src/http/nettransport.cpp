// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/nettransport.h"

#include "base/futures.h"
#include "base/loopback.h"
#include "http/networker.h"
#include "http/trust.h"

#include <QMetaObject>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// What may leave at all: https, or http to this computer; no credentials inside an address (law 10).
std::optional<Error> whyRefused(const QUrl& url) {
    const auto refused = [](const QString& detail, const QString& code) {
        return makeError(Error::Kind::Config, Error::Stage::Transport, detail, code);
    };
    if (!url.isValid() || originOf(url).isEmpty())
        return refused(u"the address is not a URL"_s, u"address-wrong"_s);
    if (!url.userInfo().isEmpty())
        return refused(u"the address holds a user name or password"_s, u"address-wrong"_s);
    if (url.scheme() == u"https"_s || (url.scheme() == u"http"_s && isLoopbackHost(url.host())))
        return std::nullopt;
    return refused(u"%1://%2: only https is spoken to other computers"_s.arg(url.scheme(), url.host()),
                   u"plain-http"_s);
}

} // namespace

Result<std::unique_ptr<NetTransport>> NetTransport::create(const Options& options) {
    Result<QSslConfiguration> trust = trustedBy(options.caFile);
    if (!trust)
        return std::unexpected(trust.error());
    Result<std::unique_ptr<QNetworkProxyFactory>> proxy = wayOut(options.proxy, options.proxyPassword);
    if (!proxy)
        return std::unexpected(proxy.error());
    std::unique_ptr<NetTransport> transport(new NetTransport(std::make_unique<NetWorker>(std::move(*trust))));
    NetWorker* worker = transport->m_worker.get();
    QMetaObject::invokeMethod(
        worker, [worker, &proxy] { worker->open(std::move(*proxy)); }, Qt::BlockingQueuedConnection);
    return transport;
}

NetTransport::NetTransport(std::unique_ptr<NetWorker> worker) : m_worker(std::move(worker)) {
    m_thread.setObjectName(u"net"_s);
    m_worker->moveToThread(&m_thread);
    m_thread.start();
}

NetTransport::~NetTransport() {
    {
        const std::scoped_lock lock(m_mutex);
        m_isClosed = true;
    }
    // Whatever was posted before is accepted before this runs, so that nothing is left behind.
    QMetaObject::invokeMethod(
        m_worker.get(), [this] { m_worker->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

QFuture<Result<HttpResponse>> NetTransport::send(HttpRequest request, std::stop_token stop) {
    if (std::optional<Error> refusal = whyRefused(request.url))
        return ready<HttpResponse>(std::unexpected(std::move(*refusal)));
    const auto job = std::make_shared<NetWorker::Job>();
    job->request = std::move(request);
    job->stop = std::move(stop);
    job->promise.start();
    QFuture<Result<HttpResponse>> future = job->promise.future();
    const std::scoped_lock lock(m_mutex);
    if (m_isClosed) {
        job->promise.addResult(std::unexpected(cancelled()));
        job->promise.finish();
        return future;
    }
    QMetaObject::invokeMethod(
        m_worker.get(), [worker = m_worker.get(), job] { worker->accept(job); }, Qt::QueuedConnection);
    return future;
}

} // namespace milepost
