// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/service.h"

#include "sandbox/control.h"
#include "sandbox/entra.h"
#include "sandbox/errors.h"
#include "sandbox/graph.h"
#include "sandbox/tracker.h"
#include "sandbox/world.h"

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

Answer throttled(const World& world, const Call& call, const QString& limit) {
    Answer answer = graphError(call, 429, u"ApplicationThrottled"_s,
                               u"Application is over its "_s + limit + u" limit."_s);
    answer.setHeader("Retry-After", QByteArray::number(world.options.retryAfterSeconds));
    return answer;
}

bool isWithinQuota(const World& world, Mailbox& mailbox) {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const qint64 begin = now - qint64(world.options.quotaWindowSeconds) * 1000;
    while (!mailbox.recentRequests.empty() && mailbox.recentRequests.front() < begin)
        mailbox.recentRequests.pop_front();
    if (mailbox.recentRequests.size() >= static_cast<size_t>(world.options.quotaRequests))
        return false;
    mailbox.recentRequests.push_back(now);
    return true;
}

bool isBatch(const Call& call) {
    return call.area == Area::Graph && call.segments.size() == 2 && call.segments.at(1) == u"$batch"_s;
}

Answer carryOut(World& world, const Call& call) {
    if (isBatch(call))
        return handleBatch(world, call);
    if (call.area == Area::Graph)
        world.serveFor();
    const std::lock_guard lock(world.mutex);
    switch (call.area) {
    case Area::Entra:
        return handleEntra(world, call);
    case Area::Graph:
        return handleGraph(world, call);
    case Area::Tracker:
    case Area::Staging:
        return handleTracker(world, call);
    case Area::Control:
    case Area::None:
        break;
    }
    Answer answer;
    answer.status = 404;
    answer.body = "<!doctype html><html><body><h1>Not Found</h1></body></html>\n";
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    return answer;
}

/// Keeps the request until it is released or the sandbox stops.
void hold(World& world, const Call& call, const Fault& fault, const QString& phase) {
    std::unique_lock lock(world.mutex);
    world.held.push_back({fault.id, phase, call.method, call.rawPath, false});
    const auto me = std::prev(world.held.end());
    world.changed.notify_all();
    world.changed.wait(lock, [&] { return world.stopping || me->released; });
    world.held.erase(me);
    world.changed.notify_all();
}

Answer answerWithFault(World& world, const Call& call, const std::optional<Fault>& fault) {
    if (!fault)
        return carryOut(world, call);
    if (const int delay = fault->action.value(u"delayMs"_s).toInt(); delay > 0)
        world.sleep(delay);
    const bool holds = fault->kind == u"hold"_s;
    const bool holdsAfter = fault->action.value(u"when"_s).toString() == u"after"_s;
    if (holds && !holdsAfter)
        hold(world, call, *fault, u"before"_s);
    if (auto replaced = replacementAnswer(*fault, call))
        return *replaced;
    Answer answer = carryOut(world, call);
    if (holds && holdsAfter)
        hold(world, call, *fault, u"after"_s);
    spoilAnswer(*fault, call, answer);
    return answer;
}

void addUsualHeaders(const World& world, const Call& call, Answer& answer) {
    answer.setHeader("Date", httpDate(world.options.dateSkewSeconds));
    if (call.area == Area::Graph) {
        const QByteArray client = call.header("client-request-id");
        answer.setHeader("request-id", call.requestId);
        answer.setHeader("client-request-id", client.isEmpty() ? call.requestId : client);
        answer.setHeader("x-ms-ags-diagnostic",
                         R"({"ServerInfo":{"DataCenter":"Sandbox","Slice":"E","Ring":"0"}})");
    } else if (call.area == Area::Entra) {
        answer.setHeader("x-ms-request-id", call.requestId);
    }
}

} // namespace

MailboxTicket::MailboxTicket(World& world, const Call& call) {
    const QString name = call.mailboxInPath();
    if (name.isEmpty() || call.segments.size() < 4)
        return;
    const std::lock_guard lock(world.mutex);
    Mailbox* mailbox = world.directory.findMailbox(name);
    if (!mailbox)
        return;
    if (!isWithinQuota(world, *mailbox)) {
        m_refusal = throttled(world, call, u"MailboxQuota"_s);
        return;
    }
    if (mailbox->inFlight >= world.options.concurrencyPerMailbox) {
        m_refusal = throttled(world, call, u"MailboxConcurrency"_s);
        return;
    }
    m_world = &world;
    m_userId = mailbox->userId;
    mailbox->inFlightMaximum = std::max(mailbox->inFlightMaximum, ++mailbox->inFlight);
}

MailboxTicket::~MailboxTicket() {
    if (!m_world)
        return;
    const std::lock_guard lock(m_world->mutex);
    --m_world->directory.mailboxes[m_userId].inFlight;
}

MailboxTicket::MailboxTicket(MailboxTicket&& other) noexcept
    : m_world(std::exchange(other.m_world, nullptr)),
      m_userId(std::move(other.m_userId)),
      m_refusal(std::move(other.m_refusal)) {}

Answer serve(World& world, const Call& call) {
    if (call.area == Area::Control)
        return handleControl(world, call);
    return serve(world, call, MailboxTicket(world, call));
}

Answer serve(World& world, const Call& call, const MailboxTicket& ticket) {
    qint64 sequence = 0;
    std::optional<Fault> fault;
    {
        const std::lock_guard lock(world.mutex);
        sequence = world.log.begin(call);
        if (!ticket.refusal())
            fault = world.faults.match(call);
    }
    Answer answer = ticket.refusal() ? *ticket.refusal() : answerWithFault(world, call, fault);
    const std::lock_guard lock(world.mutex);
    addUsualHeaders(world, call, answer);
    world.log.finish(sequence, answer, fault ? fault->id : QString());
    return answer;
}

} // namespace milepost::sandbox
