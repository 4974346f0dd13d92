// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/batchingtransport.h"

#include "base/futures.h"
#include "graph/batchenvelope.h"
#include "graph/batchexchange.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Answer = Result<HttpResponse>;
using Time = std::chrono::steady_clock;
struct Flight;

/// Whoever had an answer comes with the next request at once: a connection that carried many waits so long
/// for all of them, instead of leaving with the first.
constexpr std::chrono::milliseconds k_boarding{14};

/// One caller's request. Never dropped under the desk's lock: its stop callback may be waiting for that.
struct Piece {
    HttpRequest request;
    QJsonObject child;
    std::stop_token stop;
    Topic::About about; ///< of whoever asks
    QPromise<Answer> promise;
    std::atomic<bool> isDone = false;
    bool goesAlone = false;         ///< guarded by the desk
    std::shared_ptr<Flight> flight; ///< the batch that it is in; guarded by the desk
    std::optional<std::stop_callback<std::function<void()>>> stopper;

    /// False: it had its answer already.
    bool complete(Answer answer) {
        if (isDone.exchange(true))
            return false;
        promise.addResult(std::move(answer));
        promise.finish();
        return true;
    }
};
using Pieces = std::vector<std::shared_ptr<Piece>>;

struct Flight {
    std::stop_source stop;
    size_t awaited = 0; ///< pieces that nobody stopped; guarded by the desk
};

/// A free connection that is not given away yet.
struct Boarding {
    Time::time_point until;
    size_t expected; ///< as many as it brought back
};

} // namespace

/// The queue before the connections. Thread-safe; answers come in on the net thread.
class BatchingTransport::Desk : public std::enable_shared_from_this<Desk> {
public:
    Desk(Transport& network, QByteArray root, std::optional<Hearing> hearing)
        : m_network(network),
          m_root(std::move(root)),
          m_hearing(std::move(hearing)) {}

    void take(const std::shared_ptr<Piece>& piece) {
        {
            const std::scoped_lock lock(m_mutex);
            m_waiting.push_back(piece);
            endBoarding();
        }
        // May call at once, and from any thread.
        piece->stopper.emplace(piece->stop, [desk = weak_from_this(), weak = std::weak_ptr(piece)] {
            const auto self = desk.lock();
            const auto stopped = weak.lock();
            if (self && stopped)
                self->stopOne(stopped);
        });
        pump();
    }

    void close() {
        std::deque<std::shared_ptr<Piece>> left;
        std::jthread gate;
        {
            const std::scoped_lock lock(m_mutex);
            m_isClosed = true;
            left.swap(m_waiting);
            gate.swap(m_gate);
        }
        gate = {}; // asked to stop, and joined
        for (const auto& piece : left)
            piece->complete(std::unexpected(cancelled()));
    }

private:
    void pump() {
        for (Pieces next = takeNext(); !next.empty(); next = takeNext())
            next.size() == 1 ? sendAlone(next.front()) : sendTogether(next);
    }

    /// As many as share one free connection; none when no connection is free.
    Pieces takeNext() {
        const std::scoped_lock lock(m_mutex);
        Pieces taken;
        const auto free = static_cast<size_t>(std::max(0, k_connections - m_underWay));
        if (m_isClosed || m_waiting.empty() || free == 0)
            return taken;
        const size_t share = std::min(k_mostInBatch, (m_waiting.size() + free - 1) / free);
        const QByteArray token = m_waiting.front()->request.headers.value("Authorization");
        const bool isAlone = m_waiting.front()->goesAlone;
        for (auto it = m_waiting.begin(); it != m_waiting.end() && taken.size() < (isAlone ? 1 : share);) {
            const bool fits = taken.empty() ||
                              (!(*it)->goesAlone && (*it)->request.headers.value("Authorization") == token);
            if (fits)
                taken.push_back(std::move(*it));
            it = fits ? m_waiting.erase(it) : std::next(it);
        }
        ++m_underWay;
        return taken;
    }

    /// The network itself hears when it is to stop.
    void sendAlone(const std::shared_ptr<Piece>& piece) {
        m_network.send(piece->request, piece->stop)
            .then(QtFuture::Launch::Sync, [self = shared_from_this(), piece](const Answer& answer) {
                self->landed(1);
                piece->complete(answer);
            });
    }

    void sendTogether(const Pieces& pieces) {
        const auto flight = std::make_shared<Flight>();
        std::vector<const HttpRequest*> requests;
        std::vector<QJsonObject> children;
        std::vector<Topic::About> abouts;
        for (const auto& piece : pieces) {
            requests.push_back(&piece->request);
            children.push_back(piece->child);
            abouts.push_back(piece->about);
        }
        {
            const std::scoped_lock lock(m_mutex);
            flight->awaited = pieces.size();
            for (const auto& piece : pieces)
                piece->flight = flight;
        }
        for (const auto& piece : pieces)
            if (piece->stop.stop_requested()) // between the queue and the flight
                stopOne(piece);
        const HttpRequest envelope = envelopeOf(requests, children, m_root);
        const Exchange told = m_hearing ? exchangeOf(envelope, abouts, m_hearing->clock) : Exchange();
        m_network.send(envelope, flight->stop.get_token())
            .then(QtFuture::Launch::Sync,
                  [self = shared_from_this(), pieces, requests, told](const Answer& answer) {
                      if (self->m_hearing)
                          self->m_hearing->heard(withAnswer(told, answer, self->m_hearing->clock));
                      self->handOut(pieces, answersOf(answer, requests));
                  });
    }

    void handOut(const Pieces& pieces, std::vector<std::optional<Answer>> answers) {
        bool isClosed = false;
        {
            const std::scoped_lock lock(m_mutex);
            isClosed = m_isClosed;
            for (size_t i = 0; i < pieces.size(); ++i) {
                pieces[i]->flight.reset();
                pieces[i]->goesAlone = true;
                if (!answers[i] && !pieces[i]->isDone && !isClosed)
                    m_waiting.push_front(pieces[i]);
            }
        }
        landed(pieces.size()); // before the callers come with their next requests
        for (size_t i = 0; i < pieces.size(); ++i) {
            std::optional<Answer>& answer = answers[i];
            if (answer && answer->has_value())
                (*answer)->times.inBatch = static_cast<int>(pieces.size());
            if (answer)
                pieces[i]->complete(std::move(*answer));
            else if (isClosed)
                pieces[i]->complete(std::unexpected(cancelled()));
        }
    }

    void landed(size_t carried) {
        {
            const std::scoped_lock lock(m_mutex);
            if (carried == 1 || m_isClosed) {
                --m_underWay;
            } else {
                m_boarding.push_back({Time::now() + k_boarding, carried});
                endBoarding();
                if (!m_gate.joinable())
                    m_gate = std::jthread([this](const std::stop_token& stop) { watchBoarding(stop); });
                m_boards.notify_one();
            }
        }
        pump();
    }

    /// Gives connections free that waited long enough, or have as many as they brought. Under the lock.
    void endBoarding() {
        const auto now = Time::now();
        m_underWay -= static_cast<int>(std::erase_if(m_boarding, [&](const Boarding& one) {
            return one.until <= now || m_waiting.size() >= one.expected;
        }));
    }

    void watchBoarding(const std::stop_token& stop) {
        std::unique_lock lock(m_mutex);
        while (m_boards.wait(lock, stop, [this] { return !m_boarding.empty(); })) {
            const Time::time_point until = m_boarding.front().until;
            m_boards.wait_until(lock, stop, until, [] { return false; });
            endBoarding();
            lock.unlock();
            pump();
            lock.lock();
        }
    }

    /// A piece that waits is not sent; one in a batch is no longer waited for, and with the last of them the
    /// batch ends.
    void stopOne(const std::shared_ptr<Piece>& piece) {
        std::shared_ptr<Flight> flight;
        {
            const std::scoped_lock lock(m_mutex);
            flight = piece->flight;
            if (flight == nullptr && std::erase(m_waiting, piece) == 0)
                return; // alone on its way
        }
        Error error = cancelled();
        if (flight != nullptr && piece->request.isWrite())
            error.code = u"may-have-arrived"_s;
        if (!piece->complete(std::unexpected(std::move(error))) || flight == nullptr)
            return;
        bool isLast = false;
        {
            const std::scoped_lock lock(m_mutex);
            isLast = --flight->awaited == 0;
        }
        if (isLast)
            flight->stop.request_stop();
    }

    Transport& m_network;
    const QByteArray m_root;
    const std::optional<Hearing> m_hearing;
    std::mutex m_mutex;
    std::deque<std::shared_ptr<Piece>> m_waiting;
    int m_underWay = 0; ///< connections that are taken, or boarding
    std::deque<Boarding> m_boarding;
    std::condition_variable_any m_boards;
    std::jthread m_gate;
    bool m_isClosed = false;
};

BatchingTransport::BatchingTransport(Transport& network, const QString& graphRoot,
                                     std::optional<Hearing> hearing)
    : m_network(network),
      m_root(graphRoot.toUtf8() + "/v1.0/"),
      m_desk(std::make_shared<Desk>(network, m_root, std::move(hearing))) {}

BatchingTransport::~BatchingTransport() { m_desk->close(); }

QFuture<Result<HttpResponse>> BatchingTransport::send(HttpRequest request, std::stop_token stop) {
    std::optional<QJsonObject> child = asChild(request, m_root);
    if (!child)
        return m_network.send(std::move(request), std::move(stop));
    const auto piece = std::make_shared<Piece>();
    piece->request = std::move(request);
    piece->child = std::move(*child);
    piece->stop = std::move(stop);
    piece->about = Topic::current();
    piece->promise.start();
    auto answer = piece->promise.future();
    m_desk->take(piece);
    return answer;
}

} // namespace milepost
