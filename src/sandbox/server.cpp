// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/server.h"

#include "sandbox/service.h"
#include "sandbox/stream.h"
#include "sandbox/tls.h"
#include "sandbox/workers.h"
#include "sandbox/world.h"

#include <set>
#include <thread>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

constexpr int k_idleMilliseconds = 600000;

Call toCall(const httplib::Request& request, bool tls) {
    Call call;
    call.method = QByteArray::fromStdString(request.method);
    for (const auto& [name, value] : request.headers) {
        QByteArray& slot = call.headers[QByteArray::fromStdString(name).toLower()];
        slot = slot.isEmpty() ? QByteArray::fromStdString(value)
                              : slot + ", " + QByteArray::fromStdString(value);
    }
    call.body = QByteArray::fromStdString(request.body);
    call.origin = QByteArray(tls ? "https://" : "http://") + call.header("host");
    call.requestId = newGuid();
    // The raw target: the library's own path is decoded, which breaks ids with %2F.
    readTarget(call, QByteArray::fromStdString(request.target));
    return call;
}

void fillResponse(const Answer& answer, httplib::Response& response) {
    response.status = answer.status;
    for (const auto& [name, value] : answer.headers) {
        if (name.compare("content-type", Qt::CaseInsensitive) != 0 || answer.body.isEmpty())
            response.set_header(name.toStdString(), value.toStdString());
    }
    if (answer.body.isEmpty())
        return;
    const std::string type = answer.header("content-type").toStdString();
    response.set_content_provider(
        static_cast<size_t>(answer.body.size()), type,
        [body = answer.body](size_t offset, size_t length, httplib::DataSink& sink) {
            return sink.write(body.constData() + offset, length);
        });
}

class Listener final : public httplib::Server {
public:
    Listener(World& world, SSL_CTX* tls) : m_world(world), m_tls(tls) {
        set_tcp_nodelay(true);
        set_keep_alive_max_count(1000000);
        set_keep_alive_timeout(600);
        set_socket_options([](socket_t socket) {
            // The library's default would let two servers share a port without a word.
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, reinterpret_cast<const char*>(&yes), sizeof yes);
        });
        new_task_queue = [] { return new Workers; };
        const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
            answer(request, response);
        };
        for (const auto add : {&httplib::Server::Get, &httplib::Server::Options, &httplib::Server::Delete})
            overloadless(add, handler);
        Post("[\\s\\S]*", Handler(handler));
        Put("[\\s\\S]*", Handler(handler));
        Patch("[\\s\\S]*", Handler(handler));
    }

    /// A longer queue than the library's five.
    void widenBacklog() { ::listen(svr_sock_, 1024); }

    void closeConnections() {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        for (const socket_t socket : m_open)
            ::shutdown(socket, 2); // both ways
    }

private:
    void answer(const httplib::Request& request, httplib::Response& response) {
        const Call call = toCall(request, m_tls != nullptr);
        const Answer made = serve(m_world, call);
        fillResponse(made, response);
        // The hook that process_and_close_socket left in the request reaches its stream.
        if (made.cut == Answer::Cut::BeforeFirstByte)
            request.progress(0, 0);
        else if (made.cut == Answer::Cut::InsideBody)
            request.progress(static_cast<uint64_t>(made.body.size() / 2), 1);
    }

    void converse(ConnectionStream& stream) {
        while (stream.waitForRequest(k_idleMilliseconds)) {
            bool closed = false;
            stream.beginRequest();
            const bool good = process_request(stream, false, closed, [&stream](httplib::Request& request) {
                request.headers.erase("Accept-Encoding"); // the real ones do not compress here either
                request.headers.erase("Range");
                request.progress = [&stream](uint64_t bytes, uint64_t isInside) {
                    if (isInside != 0)
                        stream.cutInsideBody(static_cast<size_t>(bytes));
                    else
                        stream.cutBeforeFirstByte();
                    return true;
                };
            });
            if (!stream.finishAnswer() || !good || closed)
                return;
        }
    }

    bool process_and_close_socket(socket_t socket) override {
        {
            const std::lock_guard lock(m_mutex);
            m_open.insert(socket);
            if (m_closing)
                ::shutdown(socket, 2);
        }
        SSL* ssl = m_tls ? SSL_new(m_tls) : nullptr;
        if (ssl)
            SSL_set_fd(ssl, static_cast<int>(socket));
        if (!ssl || SSL_accept(ssl) == 1) {
            ConnectionStream stream(socket, ssl);
            converse(stream);
        }
        SSL_free(ssl);
        const std::lock_guard lock(m_mutex);
        m_open.erase(socket);
        closeSocket(socket);
        return true;
    }

    static void closeSocket(socket_t socket) {
#ifdef _WIN32
        ::closesocket(socket);
#else
        ::close(socket);
#endif
    }

    template <class Add, class H> void overloadless(Add add, const H& handler) {
        (this->*add)("[\\s\\S]*", Handler(handler));
    }

    World& m_world;
    SSL_CTX* m_tls;
    std::mutex m_mutex;
    std::set<socket_t> m_open;
    bool m_closing = false;
};

} // namespace

struct Server::Private {
    World& world;
    Options options;
    std::unique_ptr<TlsIdentity> tls;
    std::unique_ptr<Listener> listener;
    std::thread thread;
    quint16 port = 0;
};

Server::Server(World& world, const Options& options)
    : d(new Private{world, options, nullptr, nullptr, {}, 0}) {}

Server::~Server() { stop(); }

Result<void> Server::start() {
    if (d->options.tls) {
        auto identity = TlsIdentity::create(d->options.certificate, d->options.caFile);
        if (!identity)
            return std::unexpected(identity.error());
        d->tls = std::move(*identity);
    }
    d->listener = std::make_unique<Listener>(d->world, d->tls ? d->tls->context() : nullptr);
    int port = d->options.port;
    if (port == 0)
        port = d->listener->bind_to_any_port("127.0.0.1");
    else if (!d->listener->bind_to_port("127.0.0.1", port))
        port = -1;
    if (port <= 0)
        return std::unexpected(makeError(Error::Kind::Unavailable, Error::Stage::Transport,
                                         u"port %1 cannot be listened on"_s.arg(d->options.port)));
    d->port = static_cast<quint16>(port);
    d->listener->widenBacklog();
    d->thread = std::thread([this] { d->listener->listen_after_bind(); });
    while (!d->listener->is_running()) // set by the thread at once; stop() needs it
        std::this_thread::yield();
    return {};
}

void Server::stop() {
    if (!d->thread.joinable())
        return;
    {
        const std::lock_guard lock(d->world.mutex);
        d->world.stopping = true;
        d->world.changed.notify_all();
    }
    d->listener->stop();
    d->listener->closeConnections();
    d->thread.join();
}

quint16 Server::port() const { return d->port; }
QString Server::caFile() const { return d->tls ? d->tls->caFile() : QString(); }

} // namespace milepost::sandbox
