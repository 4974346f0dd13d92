// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http/networker.h"

#include "base/loopback.h"
#include "http/uploadbody.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QThread>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// What Qt 6.4 opens to a host. More would wait inside Qt, unseen and with their deadlines running (style
/// 7.1).
constexpr int k_connectionsPerHost = 6;

QNetworkRequest qtRequestOf(const HttpRequest& request, const QSslConfiguration& trust) {
    QNetworkRequest result(request.url);
    result.setSslConfiguration(trust);
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    for (const auto& [name, value] : request.headers.fields())
        result.setRawHeader(name, value);
    return result;
}

HttpHeaders headersOf(const QNetworkReply& reply) {
    HttpHeaders headers;
    for (const auto& [name, value] : reply.rawHeaderPairs()) {
        // Qt folds several Set-Cookie fields into one, by line ends.
        if (name.compare("Set-Cookie", Qt::CaseInsensitive) == 0)
            for (const QByteArray& cookie : value.split('\n'))
                headers.add(name, cookie);
        else
            headers.add(name, value);
    }
    return headers;
}

QString protocolName(QSsl::SslProtocol protocol) {
    switch (protocol) {
    case QSsl::TlsV1_3:
        return u"TLS 1.3"_s;
    case QSsl::TlsV1_2:
        return u"TLS 1.2"_s;
    default: // trustedBy() lets nothing older through
        return u"TLS"_s;
    }
}

std::optional<TlsFacts> tlsOf(const QNetworkReply& reply) {
    const QSslConfiguration tls = reply.sslConfiguration();
    const QSslCertificate certificate = tls.peerCertificate();
    if (certificate.isNull())
        return std::nullopt;
    const QStringList organisations = certificate.issuerInfo(QSslCertificate::Organization);
    return TlsFacts{protocolName(tls.sessionProtocol()),
                    organisations.isEmpty() ? certificate.issuerDisplayName() : organisations.first(),
                    certificate.expiryDate().toUTC()};
}

} // namespace

void NetWorker::open(std::unique_ptr<QNetworkProxyFactory> proxy) {
    Q_ASSERT(QThread::currentThread() == thread());
    m_manager = std::make_unique<QNetworkAccessManager>();
    m_manager->setProxyFactory(proxy.release()); // the manager owns it
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

void NetWorker::accept(std::shared_ptr<Job> job) {
    Q_ASSERT(QThread::currentThread() == thread());
    const quint64 id = ++m_lastId;
    const QString origin = originOf(job->request.url);
    const std::stop_token stop = job->stop;
    Flight& flight = m_flights[id];
    flight.job = std::move(job);
    flight.marks.clock.start();
    m_hosts[origin].waiting.push_back(id);
    // May call back at once and from any thread, so it only posts.
    flight.stopper = std::make_unique<Stopper>(stop, [this, id] {
        QMetaObject::invokeMethod(
            this, [this, id] { stopOne(id); }, Qt::QueuedConnection);
    });
    if (!stop.stop_requested()) // then the posted call ends it, without a byte sent
        startWaiting(origin);
}

void NetWorker::close() {
    Q_ASSERT(QThread::currentThread() == thread());
    for (auto& [origin, host] : m_hosts)
        host.waiting.clear(); // nothing starts any more
    while (!m_flights.empty())
        stopOne(m_flights.begin()->first);
    m_manager.reset();
}

void NetWorker::stopOne(quint64 id) {
    const auto it = m_flights.find(id);
    if (it == m_flights.end())
        return;
    if (it->second.reply != nullptr) {
        abort(it->second, Ending::Stopped); // ends in conclude()
        return;
    }
    it->second.ending = Ending::Stopped;
    conclude(id);
}

void NetWorker::startWaiting(const QString& origin) {
    Host& host = m_hosts[origin];
    while (host.inFlight < k_connectionsPerHost && !host.waiting.empty()) {
        const quint64 id = host.waiting.front();
        host.waiting.pop_front();
        const auto it = m_flights.find(id);
        if (it == m_flights.end() || it->second.job->stop.stop_requested())
            continue;
        ++host.inFlight;
        start(id, it->second);
    }
}

void NetWorker::start(quint64 id, Flight& flight) {
    if (m_isStale) {
        // Idle connections break behind proxies; a fresh start costs a handshake (style 7.1). Only while
        // nothing is under way, for it ends what is.
        bool isIdle = true;
        for (const auto& [other, running] : m_flights)
            isIdle = isIdle && running.reply == nullptr;
        if (isIdle) {
            m_manager->clearConnectionCache();
            m_isStale = false;
        }
    }
    flight.elapsed.start();
    flight.marks.started = flight.marks.clock.nsecsElapsed();
    flight.reply = dispatch(flight);
    if (flight.body != nullptr)
        flight.body->setParent(flight.reply);
    connect(flight.reply, &QNetworkReply::sslErrors, this,
            [this, id](const QList<QSslError>& errors) { m_flights.at(id).sslErrors += errors; });
    watch(id, flight);
    connect(flight.reply, &QNetworkReply::finished, this, [this, id] { conclude(id); });
    flight.deadline = std::make_unique<QTimer>();
    flight.deadline->setSingleShot(true);
    flight.deadline->setTimerType(Qt::PreciseTimer);
    connect(flight.deadline.get(), &QTimer::timeout, this, [this, id] {
        if (const auto it = m_flights.find(id); it != m_flights.end())
            abort(it->second, Ending::Deadline);
    });
    flight.deadline->start(flight.job->request.deadline);
}

/// The reply's own signals come from Qt's thread of the connections, by this thread's queue.
void NetWorker::watch(quint64 id, Flight& flight) {
    const auto mark = [this, id](qint64 Flight::Marks::*moment) {
        return [this, id, moment] {
            const auto it = m_flights.find(id);
            if (it != m_flights.end() && it->second.marks.*moment == 0)
                it->second.marks.*moment = it->second.marks.clock.nsecsElapsed();
        };
    };
    connect(flight.reply, &QNetworkReply::socketStartedConnecting, this, mark(&Flight::Marks::connecting));
    connect(flight.reply, &QNetworkReply::encrypted, this, mark(&Flight::Marks::encrypted));
    connect(flight.reply, &QNetworkReply::requestSent, this, mark(&Flight::Marks::sent));
    connect(flight.reply, &QNetworkReply::metaDataChanged, this, mark(&Flight::Marks::answered));
}

HttpTimes NetWorker::timesOf(const Flight& flight) {
    const Flight::Marks& marks = flight.marks;
    const auto between = [](qint64 from, qint64 to) -> HttpTimes::Span {
        if (from == 0 || to == 0 || to < from)
            return std::nullopt;
        return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(to - from));
    };
    HttpTimes times;
    if (marks.started != 0)
        times.queue =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(marks.started));
    times.lookup = between(marks.started, marks.connecting);
    times.connect = between(marks.connecting, marks.encrypted != 0 ? marks.encrypted : marks.sent);
    times.answer = between(marks.sent, marks.answered);
    return times;
}

QNetworkReply* NetWorker::dispatch(Flight& flight) {
    const HttpRequest& request = flight.job->request;
    QNetworkRequest qtRequest = qtRequestOf(request, m_trust);
    if (request.method == "GET")
        return m_manager->get(qtRequest);
    if (request.method == "HEAD")
        return m_manager->head(qtRequest);
    const bool takesBody = request.hasBody() || request.method != "DELETE";
    if (!takesBody)
        return m_manager->sendCustomRequest(qtRequest, request.method);
    qtRequest.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    flight.body = new UploadBody(request.body);
    return m_manager->sendCustomRequest(qtRequest, request.method, flight.body);
}

void NetWorker::abort(Flight& flight, Ending why) {
    if (flight.ending != Ending::ByItself)
        return;
    flight.ending = why;
    flight.reply->abort(); // emits finished before it returns
}

void NetWorker::conclude(quint64 id) {
    auto node = m_flights.extract(id);
    if (node.empty())
        return;
    Flight& flight = node.mapped();
    const QString origin = originOf(flight.job->request.url);
    flight.stopper.reset();
    ReplyFacts facts = factsOf(flight);
    const bool wasSent = flight.reply != nullptr;
    if (wasSent) {
        m_isStale = m_isStale || (facts.ending == Ending::ByItself && facts.response.status == 0);
        flight.reply->deleteLater();
        if (flight.deadline != nullptr)
            flight.deadline.release()->deleteLater(); // we may be inside its own signal
        --m_hosts[origin].inFlight;
    }
    Result<HttpResponse> outcome = outcomeOf(std::move(facts));
    if (wasSent)
        addWay(flight.job->request.url, outcome);
    flight.job->promise.addResult(std::move(outcome));
    flight.job->promise.finish();
    if (wasSent)
        startWaiting(origin);
}

/// To a failure: through which proxy it went, and whether other names were found.
void NetWorker::addWay(const QUrl& url, Result<HttpResponse>& outcome) {
    const QString host = url.host();
    const bool isName = QHostAddress(host).isNull() && !isLoopbackHost(host);
    const bool isNews = outcome && isName && !m_found.contains(host);
    const bool hasFailed = !outcome && !outcome.error().isCancelled();
    if (!isNews && !hasFailed)
        return; // the system's proxies are not asked for nothing
    const QList<QNetworkProxy> ways = m_manager->proxyFactory() != nullptr
                                          ? m_manager->proxyFactory()->queryProxy(QNetworkProxyQuery(url))
                                          : QList<QNetworkProxy>();
    const bool isDirect = ways.isEmpty() || ways.first().type() == QNetworkProxy::NoProxy;
    if (isNews && isDirect) // a proxy resolves by itself
        m_found.insert(host);
    if (!hasFailed)
        return;
    QJsonObject& about = outcome.error().about;
    if (isDirect)
        about.insert(u"proxy"_s, false);
    else
        about.insert(u"proxy"_s, ways.first().hostName() + u':' + QString::number(ways.first().port()));
    if (outcome.error().code == "dns-failure"_L1 && m_found.size() > (m_found.contains(host) ? 1U : 0U))
        about.insert(u"other_names_resolve"_s, true);
}

ReplyFacts NetWorker::factsOf(const Flight& flight) {
    ReplyFacts facts;
    facts.ending = flight.ending;
    facts.isWrite = flight.job->request.isWrite();
    if (flight.reply == nullptr)
        return facts;
    facts.mayHaveArrived = flight.body == nullptr || flight.body->wasTouched();
    facts.error = flight.reply->error();
    facts.errorText = flight.reply->errorString();
    facts.sslErrors = flight.sslErrors;
    HttpResponse& response = facts.response;
    response.status = flight.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.headers = headersOf(*flight.reply);
    if (flight.reply->isOpen()) // abort() closes it
        response.body = flight.reply->readAll();
    response.elapsed = std::chrono::milliseconds(flight.elapsed.elapsed());
    response.times = timesOf(flight);
    if (flight.job->request.wantsTls || response.status >= 300) // a failure is told apart by it
        response.tls = tlsOf(*flight.reply);
    return facts;
}

} // namespace milepost
