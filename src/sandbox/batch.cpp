// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/entra.h"
#include "sandbox/errors.h"
#include "sandbox/service.h"
#include "sandbox/world.h"

#include <ranges>
#include <thread>
#include <vector>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

struct Child {
    QString id;
    QStringList dependsOn;
    Call call;
    std::optional<Answer> answer;
};

/// The child as a call of its own: the token comes from the envelope.
std::optional<Child> readChild(const Call& envelope, const QJsonObject& json) {
    Child child;
    child.id = json.value(u"id"_s).toString();
    const QString url = json.value(u"url"_s).toString();
    const QString method = json.value(u"method"_s).toString().toUpper();
    if (child.id.isEmpty() || url.isEmpty() || method.isEmpty() || url.contains(u"://"_s))
        return std::nullopt;
    child.call.isChild = true;
    child.call.method = method.toLatin1();
    child.call.origin = envelope.origin;
    child.call.requestId = newGuid();
    readTarget(child.call, "/graph/v1.0" + QByteArray(url.startsWith(u'/') ? "" : "/") + url.toUtf8());
    if (child.call.segments.size() < 2 || child.call.segments.at(1) == u"$batch"_s)
        return std::nullopt;
    const QJsonObject headers = json.value(u"headers"_s).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        child.call.headers.insert(it.key().toLower().toUtf8(), it.value().toString().toUtf8());
    child.call.headers.insert("authorization", envelope.header("authorization"));
    if (json.contains(u"body"_s)) {
        if (!child.call.headers.contains("content-type"))
            return std::nullopt;
        child.call.body = toJson(json.value(u"body"_s));
    }
    for (const QJsonValue parent : json.value(u"dependsOn"_s).toArray())
        child.dependsOn.append(parent.toString());
    return child;
}

/// The children of a well-formed envelope (graph-contract 7).
std::optional<std::vector<Child>> readEnvelope(const Call& call) {
    const auto body = jsonBody(call.body);
    if (!body || !call.header("content-type").startsWith("application/json"))
        return std::nullopt;
    const QJsonArray requests = body->value(u"requests"_s).toArray();
    if (requests.isEmpty() || requests.size() > 20)
        return std::nullopt;
    std::vector<Child> children;
    QSet<QString> ids;
    for (const QJsonValue request : requests) {
        auto child = readChild(call, request.toObject());
        if (!child || ids.contains(child->id.toLower()))
            return std::nullopt;
        for (const QString& parent : child->dependsOn) {
            if (!ids.contains(parent.toLower())) // only earlier ones
                return std::nullopt;
        }
        ids.insert(child->id.toLower());
        children.push_back(std::move(*child));
    }
    return children;
}

Child* find(std::vector<Child>& children, const QString& id) {
    for (Child& child : children) {
        if (child.id.compare(id, Qt::CaseInsensitive) == 0)
            return &child;
    }
    return nullptr;
}

/// All children whose parents are done; those with a failed parent get their 424 here.
std::vector<Child*> nextWave(std::vector<Child>& children) {
    std::vector<Child*> wave;
    for (Child& child : children) {
        if (child.answer)
            continue;
        bool isReady = true;
        bool isDoomed = false;
        for (const QString& parent : child.dependsOn) {
            const Child* done = find(children, parent);
            isReady = isReady && done->answer;
            isDoomed = isDoomed || (done->answer && done->answer->status >= 400);
        }
        if (isDoomed)
            child.answer = graphError(child.call, 424, u"FailedDependency"_s,
                                      u"The request was not carried out because one it depends on failed."_s);
        else if (isReady)
            wave.push_back(&child);
    }
    return wave;
}

void runWave(World& world, const std::vector<Child*>& wave) {
    // Everybody enters before anybody runs: more than four for one mailbox always meet the limit.
    std::vector<MailboxTicket> tickets;
    tickets.reserve(wave.size());
    for (const Child* child : wave)
        tickets.emplace_back(world, child->call);
    std::vector<std::jthread> threads;
    threads.reserve(wave.size());
    for (size_t i = 0; i < wave.size(); ++i)
        threads.emplace_back([&world, child = wave[i], &ticket = tickets[i]] {
            child->answer = serve(world, child->call, ticket);
        });
}

QJsonObject childJson(const Child& child) {
    QJsonObject headers;
    for (const auto& [name, value] : child.answer->headers)
        headers.insert(QString::fromLatin1(name), QString::fromUtf8(value));
    QJsonObject json{{u"id"_s, child.id}, {u"status"_s, child.answer->status}, {u"headers"_s, headers}};
    const QByteArray& body = child.answer->body;
    if (body.isEmpty())
        return json;
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isObject())
        json.insert(u"body"_s, document.object());
    else
        json.insert(u"body"_s, QString::fromLatin1(body.toBase64()));
    return json;
}

} // namespace

Answer handleBatch(World& world, const Call& call) {
    {
        const std::lock_guard lock(world.mutex);
        const Caller caller = authenticateGraph(world, call);
        if (!caller.ok)
            return caller.refusal;
    }
    auto children = readEnvelope(call);
    if (call.method != "POST" || !children)
        return graphError(call, 400, u"BadRequest"_s, u"Invalid batch payload format."_s);
    for (std::vector<Child*> wave = nextWave(*children); !wave.empty(); wave = nextWave(*children))
        runWave(world, wave);
    QJsonArray responses;
    // The last one first: nobody may rely on the order.
    for (const auto& child : std::views::reverse(*children))
        responses.append(childJson(child));
    return jsonAnswer(200, QJsonObject{{u"responses"_s, responses}});
}

} // namespace milepost::sandbox
