// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/control.h"

#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QJsonObject resetLog(World& world) {
    const std::lock_guard lock(world.mutex);
    world.log.reset();
    for (Mailbox& mailbox : world.directory.mailboxes) {
        mailbox.inFlightMaximum = mailbox.inFlight;
        mailbox.writes = 0;
        mailbox.mailsSent = 0;
    }
    return {};
}

Result<QJsonObject> addFaults(World& world, const QJsonObject& arguments) {
    const std::lock_guard lock(world.mutex);
    if (arguments.value(u"clear"_s).toBool())
        world.faults.clear();
    QJsonArray ids;
    QJsonArray list = arguments.value(u"faults"_s).toArray();
    if (arguments.contains(u"action"_s))
        list.append(arguments);
    for (const QJsonValue fault : list) {
        const auto id = world.faults.add(fault.toObject());
        if (!id)
            return std::unexpected(id.error());
        ids.append(*id);
    }
    return QJsonObject{{u"ids"_s, ids}, {u"faults"_s, world.faults.list()}};
}

QJsonObject release(World& world, const QString& fault) {
    const std::lock_guard lock(world.mutex);
    int released = 0;
    for (Held& held : world.held) {
        if (fault.isEmpty() || held.fault == fault) {
            held.released = true;
            ++released;
        }
    }
    world.changed.notify_all();
    return {{u"released"_s, released}};
}

QJsonObject revoke(World& world, const QJsonObject& arguments) {
    const std::lock_guard lock(world.mutex);
    if (arguments.value(u"graph"_s).toBool(true))
        ++world.tokenGeneration;
    if (arguments.value(u"tracker"_s).toBool(true)) {
        ++world.tracker.tokenGeneration;
        ++world.staging.tokenGeneration;
    }
    return {};
}

int statusOf(const Result<QJsonObject>& result) {
    if (result)
        return 200;
    return result.error().kind == Error::Kind::NotFound ? 404 : 400;
}

} // namespace

std::unexpected<Error> controlRefused(const QString& why) {
    return std::unexpected(makeError(Error::Kind::Rejected, Error::Stage::None, why));
}

QJsonObject controlHeld(World& world, std::chrono::milliseconds wait, int count) {
    std::unique_lock lock(world.mutex);
    const auto waiting = [&world] {
        qsizetype n = 0;
        for (const Held& held : world.held)
            n += held.released ? 0 : 1;
        return n;
    };
    world.changed.wait_for(lock, wait, [&] { return world.stopping || waiting() >= count; });
    QJsonArray list;
    for (const Held& held : world.held) {
        if (!held.released)
            list.append(QJsonObject{{u"fault"_s, held.fault},
                                    {u"phase"_s, held.phase},
                                    {u"method"_s, QString::fromLatin1(held.method)},
                                    {u"path"_s, QString::fromUtf8(held.path)}});
    }
    return {{u"held"_s, list}};
}

QJsonObject controlCounters(World& world) {
    const std::lock_guard lock(world.mutex);
    QJsonObject json = world.log.counters();
    QJsonObject mailboxes;
    qint64 mails = 0;
    qint64 writes = 0;
    for (const Mailbox& mailbox : std::as_const(world.directory.mailboxes)) {
        mails += mailbox.mailsSent;
        writes += mailbox.writes;
        mailboxes.insert(mailbox.address, QJsonObject{{u"inFlight"_s, mailbox.inFlight},
                                                      {u"inFlightMaximum"_s, mailbox.inFlightMaximum},
                                                      {u"writes"_s, mailbox.writes},
                                                      {u"mailsSent"_s, mailbox.mailsSent}});
    }
    json.insert(u"mailboxes"_s, mailboxes);
    json.insert(u"mailsSent"_s, mails);
    json.insert(u"writes"_s, writes);
    return json;
}

Result<QJsonObject> control(World& world, const QString& name, const QJsonObject& arguments) {
    if (name == u"log"_s) {
        const std::lock_guard lock(world.mutex);
        return QJsonObject{{u"log"_s, world.log.entries(arguments.value(u"after"_s).toInteger())}};
    }
    if (name == u"counters"_s)
        return controlCounters(world);
    if (name == u"reset-log"_s)
        return resetLog(world);
    if (name == u"state"_s)
        return controlState(world, arguments.value(u"mailbox"_s).toString());
    if (name == u"faults"_s)
        return addFaults(world, arguments);
    if (name == u"release"_s)
        return release(world, arguments.value(u"fault"_s).toString());
    if (name == u"held"_s)
        return controlHeld(world, std::chrono::milliseconds(arguments.value(u"wait"_s).toInt()),
                           arguments.value(u"count"_s).toInt(1));
    if (name == u"revoke"_s)
        return revoke(world, arguments);
    if (name == u"edit"_s)
        return controlEdit(world, arguments);
    if (name == u"tracker"_s)
        return controlTracker(world, arguments);
    if (name == u"options"_s)
        return controlOptions(world, arguments);
    if (name == u"bulk"_s)
        return controlBulk(world, arguments);
    if (name == u"mailbox"_s)
        return controlMailbox(world, arguments);
    if (name == u"application"_s)
        return controlApplication(world, arguments);
    if (name == u"access"_s)
        return controlAccess(world, arguments);
    if (name == u"applications"_s)
        return controlApplications(world);
    return std::unexpected(
        makeError(Error::Kind::NotFound, Error::Stage::None, u"no control '%1'"_s.arg(name)));
}

Answer handleControl(World& world, const Call& call) {
    QJsonObject arguments = jsonBody(call.body).value_or(QJsonObject());
    for (const auto& [key, value] : call.query) {
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        arguments.insert(key, isNumber ? QJsonValue(number) : QJsonValue(value));
    }
    if (call.method == "DELETE")
        arguments.insert(u"clear"_s, true);
    else if (!call.body.isEmpty() && !jsonBody(call.body))
        return jsonAnswer(400, QJsonObject{{u"error"_s, u"the body is not a JSON object"_s}});
    const auto result = control(world, call.segments.value(0), arguments);
    return jsonAnswer(statusOf(result), result ? *result : QJsonObject{{u"error"_s, result.error().detail}});
}

} // namespace milepost::sandbox
