// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/httpmessage.h"
#include "http/replyoutcome.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>
#include <QPromise>
#include <QSslConfiguration>
#include <QTimer>

namespace milepost {

class UploadBody;

/// Carries requests out. Runs on: the net thread alone, its own event loop; NetTransport posts to it.
class NetWorker final : public QObject {
public:
    /// One request from its acceptance to its one completion.
    struct Job {
        HttpRequest request;
        std::stop_token stop;
        QPromise<Result<HttpResponse>> promise;
    };

    explicit NetWorker(const QSslConfiguration& trust) : m_trust(trust) {}

    /// Creates the manager in this thread.
    void open(std::unique_ptr<QNetworkProxyFactory> proxy);
    void accept(std::shared_ptr<Job> job);
    /// Aborts everything, completes every promise, deletes the manager.
    void close();

private:
    using Stopper = std::stop_callback<std::function<void()>>;
    struct Flight {
        std::shared_ptr<Job> job;
        std::unique_ptr<Stopper> stopper;
        UploadBody* body = nullptr;     ///< child of the reply
        QNetworkReply* reply = nullptr; ///< null while it waits for a connection
        std::unique_ptr<QTimer> deadline;
        QElapsedTimer elapsed;
        /// Since the job was accepted, in nanoseconds; 0: did not happen.
        struct Marks {
            QElapsedTimer clock;
            qint64 started = 0;
            qint64 connecting = 0;
            qint64 encrypted = 0;
            qint64 sent = 0;
            qint64 answered = 0;
        } marks;
        QList<QSslError> sslErrors;
        Ending ending = Ending::ByItself;
    };
    struct Host {
        int inFlight = 0;
        std::deque<quint64> waiting;
    };

    void stopOne(quint64 id);
    void watch(quint64 id, Flight& flight);
    void startWaiting(const QString& origin);
    void start(quint64 id, Flight& flight);
    [[nodiscard]] QNetworkReply* dispatch(Flight& flight);
    void abort(Flight& flight, Ending why);
    void conclude(quint64 id);
    void addWay(const QUrl& url, Result<HttpResponse>& outcome);
    [[nodiscard]] static HttpTimes timesOf(const Flight& flight);
    [[nodiscard]] static ReplyFacts factsOf(const Flight& flight);

    const QSslConfiguration m_trust;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    std::map<quint64, Flight> m_flights;
    std::map<QString, Host> m_hosts;
    std::set<QString> m_found; ///< names of hosts that answered
    quint64 m_lastId = 0;
    bool m_isStale = false; ///< a connection broke: the others of its age may be dead too
};

} // namespace milepost
