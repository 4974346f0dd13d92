// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/sandbox.h"

#include "sandbox/control.h"
#include "sandbox/server.h"
#include "sandbox/world.h"

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

struct Sandbox::Private {
    explicit Private(const Options& options) : world(options), server(world, options) {}
    World world;
    Server server;
    bool tls = false;
};

Sandbox::Sandbox(const Options& options) : d(new Private(options)) { d->tls = options.tls; }

Sandbox::~Sandbox() { stop(); }

Result<void> Sandbox::start() { return d->server.start(); }
void Sandbox::stop() { d->server.stop(); }

quint16 Sandbox::port() const { return d->server.port(); }
QString Sandbox::baseUrl() const {
    return (d->tls ? u"https://127.0.0.1:"_s : u"http://127.0.0.1:"_s) + QString::number(port());
}
QString Sandbox::authority() const { return baseUrl() + u"/entra"_s; }
QString Sandbox::graphRoot() const { return baseUrl() + u"/graph"_s; }
QString Sandbox::trackerUrl() const { return baseUrl() + u"/tracker"_s; }
QString Sandbox::stagingUrl() const { return baseUrl() + u"/staging"_s; }
QString Sandbox::controlUrl() const { return baseUrl() + u"/_sandbox"_s; }
QString Sandbox::caFile() const { return d->server.caFile(); }

Result<QJsonObject> Sandbox::control(const QString& name, const QJsonObject& arguments) {
    return sandbox::control(d->world, name, arguments);
}

QString Sandbox::addFault(const QJsonObject& match, const QJsonObject& action) {
    const auto added = control(u"faults"_s, {{u"match"_s, match}, {u"action"_s, action}});
    if (!added)
        qFatal("sandbox: %s", qPrintable(added.error().detail));
    return added->value(u"ids"_s).toArray().last().toString();
}

void Sandbox::clearFaults() { (void)control(u"faults"_s, {{u"clear"_s, true}}); }

bool Sandbox::waitHeld(std::chrono::milliseconds timeout, int count) {
    return controlHeld(d->world, timeout, count).value(u"held"_s).toArray().size() >= count;
}

void Sandbox::release() { (void)control(u"release"_s); }
void Sandbox::resetLog() { (void)control(u"reset-log"_s); }

QJsonArray Sandbox::log() { return control(u"log"_s).value_or(QJsonObject()).value(u"log"_s).toArray(); }
QJsonObject Sandbox::counters() { return controlCounters(d->world); }

int Sandbox::requests(const QString& area, const QString& method) {
    return counters().value(u"byArea"_s).toObject().value(area).toObject().value(method).toInt();
}

int Sandbox::children(const QString& method) {
    return counters()
        .value(u"childrenByArea"_s)
        .toObject()
        .value(u"graph"_s)
        .toObject()
        .value(method)
        .toInt();
}

int Sandbox::mailsSent() { return counters().value(u"mailsSent"_s).toInt(); }

QJsonArray Sandbox::events(const QString& mailbox, const QString& calendar) {
    const QJsonObject mailboxes = controlState(d->world, mailbox).value(u"mailboxes"_s).toObject();
    for (const QJsonValue each : mailboxes.value(mailbox).toObject().value(u"calendars"_s).toArray()) {
        if (each.toObject().value(u"name"_s).toString() == calendar)
            return each.toObject().value(u"events"_s).toArray();
    }
    return {};
}

} // namespace milepost::sandbox
