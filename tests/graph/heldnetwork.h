// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graph/batchenvelope.h"
#include "http/transport.h"

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>

#include <QJsonArray>
#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

/// Holds what is sent until somebody answers it.
class HeldNetwork final : public Transport {
public:
    struct Held {
        HttpRequest request;
        std::stop_token stop;
        std::shared_ptr<QPromise<Result<HttpResponse>>> promise;

        [[nodiscard]] QJsonArray children() const {
            return QJsonDocument::fromJson(request.body)[u"requests"_s].toArray();
        }
        [[nodiscard]] bool isBatch() const { return request.url.path().endsWith(u"$batch"_s); }
        void answer(Result<HttpResponse> answer) const {
            promise->addResult(std::move(answer));
            promise->finish();
        }
    };

    QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) override {
        auto promise = std::make_shared<QPromise<Result<HttpResponse>>>();
        promise->start();
        {
            const std::scoped_lock lock(m_mutex);
            m_held.push_back({std::move(request), std::move(stop), promise});
            m_most = std::max(m_most, ++m_open);
        }
        m_arrived.notify_one();
        return promise->future();
    }
    /// The next one; nothing when it is over.
    std::optional<Held> next() {
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, [this] { return m_isOver || !m_held.empty(); });
        if (m_held.empty())
            return std::nullopt;
        Held held = std::move(m_held.front());
        m_held.pop_front();
        --m_open;
        return held;
    }
    void end() {
        const std::scoped_lock lock(m_mutex);
        m_isOver = true;
        m_arrived.notify_all();
    }
    [[nodiscard]] size_t waiting() const {
        const std::scoped_lock lock(m_mutex);
        return m_held.size();
    }
    [[nodiscard]] int most() const {
        const std::scoped_lock lock(m_mutex);
        return m_most;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Held> m_held;
    bool m_isOver = false;
    int m_open = 0;
    int m_most = 0;
};

inline Result<HttpResponse> json(int status, const QJsonObject& body) {
    return HttpResponse{status, {}, QJsonDocument(body).toJson(QJsonDocument::Compact), {}};
}

inline QJsonObject childOf(const QJsonValue& id, int status) {
    return {{u"id"_s, id}, {u"status"_s, status}, {u"body"_s, QJsonObject{{u"of"_s, id}}}};
}

/// Carries requests out, or not, and sometimes does not tell.
class Service {
public:
    Service(HeldNetwork& network, quint32 seed) : m_network(network), m_random(seed) {}

    void serve() {
        while (const auto held = m_network.next())
            held->isBatch() ? serveBatch(*held) : serveOne(*held);
    }
    [[nodiscard]] int carriedOut(int number) const {
        const std::scoped_lock lock(m_mutex);
        const auto it = m_carriedOut.find(number);
        return it == m_carriedOut.end() ? 0 : it->second;
    }
    std::atomic<int> batches = 0;
    std::atomic<bool> isSound = true; ///< every envelope was as it must be

private:
    int roll(int sides) {
        const std::scoped_lock lock(m_mutex);
        return int(m_random() % unsigned(sides));
    }
    void carryOut(const QString& path) {
        const std::scoped_lock lock(m_mutex);
        ++m_carriedOut[path.section(u'/', -1).toInt()];
    }
    void serveOne(const HeldNetwork::Held& held) {
        const QString path = held.request.url.path();
        const int fate = roll(20);
        const bool isDone = fate < 16;
        if (isDone)
            carryOut(path);
        if (held.stop.stop_requested())
            return held.answer(std::unexpected(stopped(isDone)));
        if (fate < 14)
            return held.answer(json(200, {}));
        if (fate < 16)
            return held.answer(
                std::unexpected(lost(held.request.isWrite() ? Error::Kind::Doubtful : Error::Kind::Timeout)));
        fate < 18 ? held.answer(json(429, {})) : held.answer(std::unexpected(lost(Error::Kind::Offline)));
    }
    void serveBatch(const HeldNetwork::Held& held) {
        ++batches;
        const QJsonArray children = held.children();
        isSound = isSound && children.size() >= 2 && children.size() <= qsizetype(k_mostInBatch);
        const int fate = roll(20);
        if (fate < 2)
            return held.answer(json(400, {}));
        if (fate < 4)
            return held.answer(std::unexpected(lost(Error::Kind::Offline)));
        QJsonArray answers;
        for (const QJsonValue child : children) {
            const int status = std::array{200, 201, 204, 429, 424, 500}.at(size_t(roll(6)));
            if (status < 300)
                carryOut(child[u"url"_s].toString());
            if (roll(10) > 0)
                answers.prepend(childOf(child[u"id"_s], status));
        }
        if (held.stop.stop_requested())
            return held.answer(std::unexpected(stopped(true)));
        if (fate < 6)
            return held.answer(std::unexpected(lost(Error::Kind::Doubtful)));
        if (fate < 8)
            return held.answer(json(503, {}));
        held.answer(json(200, {{u"responses"_s, answers}}));
    }
    static Error lost(Error::Kind kind) {
        return makeError(kind, Error::Stage::Transport, u"lost"_s, u"no-answer"_s);
    }
    static Error stopped(bool mayHaveArrived) {
        Error error = cancelled();
        error.code = mayHaveArrived ? u"may-have-arrived"_s : QString();
        return error;
    }

    HeldNetwork& m_network;
    mutable std::mutex m_mutex;
    std::mt19937 m_random;
    std::map<int, int> m_carriedOut;
};

} // namespace milepost
