// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/faults.h"

#include "sandbox/entra.h"
#include "sandbox/errors.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

const QStringList& kinds() {
    static const QStringList k_kinds{u"status"_s,    u"delay"_s,        u"dropBefore"_s, u"dropAfter"_s,
                                     u"truncate"_s,  u"html200"_s,      u"empty200"_s,   u"badJson"_s,
                                     u"shortPage"_s, u"savedThen503"_s, u"hold"_s,       u"redirect"_s,
                                     u"aadsts"_s,    u"echo"_s};
    return k_kinds;
}

Area areaFrom(const QString& name) {
    for (const Area area : {Area::Entra, Area::Graph, Area::Tracker, Area::Staging}) {
        if (toString(area) == name)
            return area;
    }
    return Area::None;
}

bool meets(const Fault& fault, const Call& call) {
    if (fault.area != Area::None && fault.area != call.area)
        return false;
    if (!fault.method.isEmpty() && fault.method != call.method)
        return false;
    const QString rawPath = QString::fromUtf8(call.rawPath);
    if (!fault.path.isEmpty() && !rawPath.contains(fault.path, Qt::CaseInsensitive))
        return false;
    if (!fault.pathRegex.pattern().isEmpty() && !rawPath.contains(fault.pathRegex))
        return false;
    const QString query = QString::fromUtf8(QByteArray::fromPercentEncoding(call.rawQuery));
    if (!fault.query.isEmpty() && !query.contains(fault.query, Qt::CaseInsensitive))
        return false;
    if (!fault.mailbox.isEmpty() && call.mailboxInPath() != fault.mailbox.toLower())
        return false;
    return !fault.child || *fault.child == call.isChild;
}

void addRetryAfter(const QJsonObject& action, Answer& answer) {
    const QJsonValue advice = action.value(u"retryAfter"_s);
    if (advice.isString())
        answer.setHeader("Retry-After", advice.toString().toUtf8());
    else if (advice.isDouble())
        answer.setHeader("Retry-After", QByteArray::number(advice.toDouble()));
}

Answer statusAnswer(const Fault& fault, const Call& call) {
    const QJsonObject& action = fault.action;
    const int status = action.value(u"status"_s).toInt(503);
    const QJsonValue body = action.value(u"body"_s);
    Answer answer;
    if (body.isString()) {
        answer.body = body.toString().toUtf8();
        answer.setHeader("Content-Type", "text/html; charset=utf-8");
    } else if (body.isObject() || body.isArray()) {
        answer = jsonAnswer(status, body);
    } else {
        answer = areaError(call, status, action.value(u"code"_s).toString(),
                           action.value(u"message"_s).toString());
    }
    answer.status = status;
    const QJsonObject headers = action.value(u"headers"_s).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        answer.setHeader(it.key().toUtf8(), it.value().toString().toUtf8());
    addRetryAfter(action, answer);
    return answer;
}

/// A gateway that prints what it was sent: as a web page, or in the words of the area's own errors.
Answer echoAnswer(const Fault& fault, const Call& call) {
    const int status = fault.action.value(u"status"_s).toInt(400);
    QString said = u"Refused. Authorization: %1"_s.arg(QString::fromUtf8(call.header("authorization")));
    for (const QByteArray& body : {call.body, QByteArray::fromPercentEncoding(call.body)})
        if (!body.isEmpty())
            said += u" Body: "_s + QString::fromUtf8(body);
    if (fault.action.value(u"as"_s).toString() == u"json"_s)
        return areaError(call, status, u"Echo"_s, said);
    Answer answer;
    answer.status = status;
    answer.body = "<!doctype html>\n<html><body><p>" + said.toHtmlEscaped().toUtf8() + "</p></body></html>\n";
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    return answer;
}

/// Takes rows off a page without changing what it says about itself.
void shortenPage(const QJsonObject& action, Answer& answer) {
    const int drop = action.value(u"rows"_s).toInt(1);
    QJsonDocument document = QJsonDocument::fromJson(answer.body);
    const auto shorten = [drop](QJsonArray rows) {
        for (int i = 0; i < drop && !rows.isEmpty(); ++i)
            rows.removeLast();
        return rows;
    };
    if (document.isArray()) {
        answer.body = toJson(shorten(document.array()));
        return;
    }
    QJsonObject object = document.object();
    for (const QString& member : {u"value"_s, u"results"_s}) {
        if (object.value(member).isArray())
            object.insert(member, shorten(object.value(member).toArray()));
    }
    if (action.value(u"cutNext"_s).toBool()) {
        object.remove(u"@odata.nextLink"_s);
        if (object.contains(u"next"_s))
            object.insert(u"next"_s, QJsonValue::Null);
    }
    answer.body = toJson(object);
}

} // namespace

Result<QString> FaultBook::add(const QJsonObject& json) {
    Fault fault;
    const QJsonObject match = json.value(u"match"_s).toObject();
    fault.action = json.value(u"action"_s).toObject();
    fault.kind = fault.action.value(u"kind"_s).toString();
    if (!kinds().contains(fault.kind))
        return std::unexpected(makeError(Error::Kind::Rejected, Error::Stage::None,
                                         u"unknown fault kind '%1'"_s.arg(fault.kind)));
    const QString area = match.value(u"area"_s).toString();
    fault.area = areaFrom(area);
    if (!area.isEmpty() && fault.area == Area::None)
        return std::unexpected(
            makeError(Error::Kind::Rejected, Error::Stage::None, u"unknown area '%1'"_s.arg(area)));
    fault.method = match.value(u"method"_s).toString().toUtf8();
    fault.path = match.value(u"path"_s).toString();
    fault.pathRegex.setPattern(match.value(u"pathRegex"_s).toString());
    if (!fault.pathRegex.isValid())
        return std::unexpected(
            makeError(Error::Kind::Rejected, Error::Stage::None, u"pathRegex does not parse"_s));
    fault.query = match.value(u"query"_s).toString();
    fault.mailbox = match.value(u"mailbox"_s).toString();
    if (match.contains(u"child"_s))
        fault.child = match.value(u"child"_s).toBool();
    fault.nth = match.value(u"nth"_s).toInt(1);
    fault.times = match.value(u"times"_s).toInt(1);
    fault.probability = match.value(u"probability"_s).toDouble(1.0);
    if (match.contains(u"seed"_s))
        m_rng = Rng(static_cast<quint64>(match.value(u"seed"_s).toInteger()));
    fault.id = json.value(u"id"_s).toString(u"fault-"_s + QString::number(m_nextId++));
    m_faults.push_back(fault);
    return fault.id;
}

std::optional<Fault> FaultBook::match(const Call& call) {
    for (Fault& fault : m_faults) {
        if (!meets(fault, call))
            continue;
        ++fault.seen;
        if (fault.seen < fault.nth || (fault.times > 0 && fault.fired >= fault.times))
            continue;
        if (fault.probability < 1.0 && !m_rng.chance(fault.probability))
            continue;
        ++fault.fired;
        return fault;
    }
    return std::nullopt;
}

QJsonArray FaultBook::list() const {
    QJsonArray list;
    for (const Fault& fault : m_faults)
        list.append(QJsonObject{{u"id"_s, fault.id},
                                {u"kind"_s, fault.kind},
                                {u"seen"_s, fault.seen},
                                {u"fired"_s, fault.fired}});
    return list;
}

std::optional<Answer> replacementAnswer(const Fault& fault, const Call& call) {
    if (fault.kind == u"status"_s)
        return statusAnswer(fault, call);
    if (fault.kind == u"echo"_s)
        return echoAnswer(fault, call);
    if (fault.kind == u"aadsts"_s)
        return entraError(call, fault.action.value(u"code"_s).toInt(50000));
    Answer answer;
    if (fault.kind == u"dropBefore"_s) {
        // A child has no connection of its own: the gateway tells that it never heard back.
        answer = call.isChild ? areaError(call, 504, u"GatewayTimeout"_s, {}) : Answer();
        answer.cut = Answer::Cut::BeforeFirstByte;
        return answer;
    }
    if (fault.kind == u"html200"_s) {
        answer.body =
            "<!doctype html>\n<html><head><title>Sign in</title></head><body>Please sign in.</body></html>\n";
        answer.setHeader("Content-Type", "text/html; charset=utf-8");
        return answer;
    }
    if (fault.kind == u"empty200"_s) {
        answer.setHeader("Content-Type", "application/json");
        return answer;
    }
    if (fault.kind == u"redirect"_s) {
        answer.status = fault.action.value(u"status"_s).toInt(302);
        answer.setHeader("Location", fault.action.value(u"location"_s).toString(u"/elsewhere"_s).toUtf8());
        return answer;
    }
    return std::nullopt;
}

void spoilAnswer(const Fault& fault, const Call& call, Answer& answer) {
    if (fault.kind == u"truncate"_s) {
        answer.cut = Answer::Cut::InsideBody;
    } else if (fault.kind == u"dropAfter"_s) {
        if (call.isChild)
            answer = areaError(call, 504, u"GatewayTimeout"_s, {});
        answer.cut = Answer::Cut::BeforeFirstByte;
    } else if (fault.kind == u"badJson"_s) {
        answer.body = answer.body.left(answer.body.size() / 2) + "\n}}";
    } else if (fault.kind == u"shortPage"_s) {
        shortenPage(fault.action, answer);
    } else if (fault.kind == u"savedThen503"_s) {
        answer = areaError(call, 503, u"ConcurrentItemSave"_s,
                           u"Conflicts occurred during saving data to store. Please retry the request."_s);
        addRetryAfter(fault.action, answer);
    }
}

} // namespace milepost::sandbox
