// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/clock.h"
#include "domain/plan.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QJsonValue textOrNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QJsonObject toJson(const Action& action, const Plan& plan) {
    const PlanMailbox* mailbox = plan.mailboxOf(action);
    QJsonArray changes;
    for (const FieldChange& change : action.changes)
        changes.append(QJsonObject{
            {u"field"_s, toString(change.field)}, {u"from"_s, change.from}, {u"to"_s, change.to}});
    QJsonObject json{{u"key"_s, action.key.toString()},
                     {u"deliverable"_s, action.key.deliverable},
                     {u"verb"_s, toString(action.verb)},
                     {u"mailbox"_s, mailbox != nullptr ? mailbox->address : plan.target.mailbox},
                     {u"calendar"_s, mailbox != nullptr ? mailbox->calendarName : plan.target.calendarName},
                     {u"subject"_s, action.subject},
                     {u"date"_s, textOrNull(action.date.toString(Qt::ISODate))},
                     {u"reason"_s, toString(action.reason)},
                     {u"changes"_s, changes}};
    if (!action.note.isEmpty())
        json.insert(u"note"_s, action.note);
    if (action.event)
        json.insert(u"event"_s,
                    QJsonObject{{u"id"_s, action.event->id()}, {u"changeKey"_s, action.event->etag()}});
    if (!action.tag.contentHash.isEmpty())
        json.insert(u"fingerprint"_s, action.tag.contentHash);
    return json;
}

QJsonObject toJson(const PlanMailbox& mailbox) {
    QJsonArray people;
    for (const qint64 person : mailbox.people)
        people.append(person);
    QJsonObject json{{u"id"_s, mailbox.id},
                     {u"mailbox"_s, mailbox.address},
                     {u"calendar"_s, mailbox.calendarName},
                     {u"calendarId"_s, textOrNull(mailbox.calendarId)},
                     {u"people"_s, people},
                     {u"former"_s, mailbox.former},
                     {u"state"_s, toString(mailbox.state)}};
    if (const QString why = mailbox.failure ? mailbox.failure->summary() : mailbox.why; !why.isEmpty())
        json.insert(u"reason"_s, why);
    return json;
}

/// Of a plan over many mailboxes.
void addMailboxes(const Plan& plan, QJsonObject& document) {
    QJsonArray mailboxes;
    for (const PlanMailbox& mailbox : plan.mailboxes)
        mailboxes.append(toJson(mailbox));
    document.insert(u"mailboxes"_s, mailboxes);
    QJsonArray without;
    for (const PersonRow& row : plan.withoutMailbox)
        without.append(QJsonObject{{u"id"_s, row.person},
                                   {u"name"_s, row.name},
                                   {u"state"_s, toString(row.state)},
                                   {u"reason"_s, reasonText(row)}});
    document.insert(u"withoutMailbox"_s, without);
}

QJsonArray actionsOf(const Plan& plan) {
    QJsonArray actions;
    for (const Action& action : plan.actions)
        actions.append(toJson(action, plan));
    return actions;
}

QJsonObject toJson(const PlanSummary& summary) {
    return {{u"create"_s, summary.create},       {u"update"_s, summary.update},
            {u"delete"_s, summary.remove},       {u"adopt"_s, summary.adopt},
            {u"unchanged"_s, summary.unchanged}, {u"drift"_s, summary.drift},
            {u"blocked"_s, summary.blocked}};
}

/// QJsonObject keeps its members sorted, so the compact form is canonical.
QString hashOf(QJsonObject document) {
    document.remove(u"hash"_s);
    document.remove(u"warnings"_s); // said beside the plan; no part of it
    const QByteArray canon = QJsonDocument(document).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(canon, QCryptographicHash::Sha256).toHex());
}

Error staleError(const QString& detail) {
    return makeError(Error::Kind::Refused, Error::Stage::Plan, detail, u"plan-stale"_s);
}

/// Actions by what identifies them: one key can have several (an update and the drift that is kept).
QMap<QString, QJsonObject> byIdentity(const QJsonArray& actions) {
    QMap<QString, QJsonObject> map;
    for (const QJsonValue value : actions) {
        const QJsonObject action = value.toObject();
        const QString event = action.value(u"event"_s).toObject().value(u"id"_s).toString();
        map.insert(action.value(u"key"_s).toString() + u' ' + action.value(u"verb"_s).toString() + u' ' +
                       event + u' ' + action.value(u"mailbox"_s).toString(),
                   action);
    }
    return map;
}

PlanMove moveOf(PlanMove::Kind kind, const QJsonObject& action) {
    const QString verb = action.value(u"verb"_s).toString();
    PlanMove move{kind, Verb::Create, QDate::fromString(action.value(u"date"_s).toString(), Qt::ISODate),
                  action.value(u"subject"_s).toString()};
    for (const Verb known :
         {Verb::Create, Verb::Update, Verb::Delete, Verb::Adopt, Verb::Drift, Verb::Blocked})
        if (verb == toString(known))
            move.verb = known;
    return move;
}

std::vector<PlanMove> whatMoved(const PlanTarget& target, const QJsonArray& actions, const Plan& fresh) {
    std::vector<PlanMove> moved;
    if (target != fresh.target)
        moved.push_back({});
    const auto before = byIdentity(actions);
    const auto after = byIdentity(actionsOf(fresh));
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()))
            moved.push_back(moveOf(PlanMove::Kind::NoLonger, it.value()));
        else if (after.value(it.key()) != it.value())
            moved.push_back(moveOf(PlanMove::Kind::Differs, it.value()));
    }
    for (auto it = after.begin(); it != after.end(); ++it)
        if (!before.contains(it.key()))
            moved.push_back(moveOf(PlanMove::Kind::New, it.value()));
    return moved;
}

QString toString(PlanMove::Kind kind) {
    switch (kind) {
    case PlanMove::Kind::Target:
        break;
    case PlanMove::Kind::NoLonger:
        return u"no longer so"_s;
    case PlanMove::Kind::Differs:
        return u"differs now"_s;
    case PlanMove::Kind::New:
        return u"new"_s;
    }
    return u"the plan was made for another profile, tracker, mailbox or calendar"_s;
}

} // namespace

QString toString(const PlanMove& move) {
    if (move.kind == PlanMove::Kind::Target)
        return toString(move.kind);
    return u"%1: %2 %3 \"%4\""_s.arg(toString(move.kind), toString(move.verb),
                                     move.date.isValid() ? move.date.toString(Qt::ISODate) : u"undated"_s,
                                     move.subject);
}

QJsonObject toJson(const Plan& plan) {
    QJsonObject readings{{u"tracker"_s, plan.trackerReading}, {u"graph"_s, plan.graphReading}};
    if (!plan.trackerWhy.isEmpty())
        readings.insert(u"why"_s, plan.trackerWhy);
    QJsonObject document{{u"schema"_s, 1},
                         {u"created"_s, toIsoUtc(plan.createdUtc)},
                         {u"profile"_s, plan.target.profile},
                         {u"source"_s, plan.target.source},
                         {u"mailbox"_s, plan.target.mailbox},
                         {u"calendar"_s, plan.target.calendarName},
                         {u"calendarId"_s, textOrNull(plan.target.calendarId)},
                         {u"scope"_s, plan.scope.toJson()},
                         {u"adopt"_s, plan.adopt},
                         {u"readings"_s, readings},
                         {u"summary"_s, toJson(plan.summary)},
                         {u"forecast"_s, QJsonObject{{u"requests"_s, plan.forecast.requests},
                                                     {u"seconds"_s, plan.forecast.seconds}}},
                         {u"actions"_s, actionsOf(plan)}};
    if (!plan.purpose.isSync())
        document.insert(u"purpose"_s, plan.purpose.toJson());
    if (!plan.mailboxes.empty() || !plan.withoutMailbox.empty())
        addMailboxes(plan, document);
    document.insert(u"hash"_s, hashOf(document));
    return document;
}

Result<PlanFile> readPlanFile(const QJsonObject& document) {
    if (document.value(u"schema"_s).toInt() != 1 || !document.value(u"actions"_s).isArray())
        return std::unexpected(staleError(u"the file is not a plan of schema 1"_s));
    PlanFile file;
    file.document = document;
    file.hash = document.value(u"hash"_s).toString();
    if (file.hash != hashOf(document))
        return std::unexpected(
            staleError(u"the plan was altered after it was made: its hash does not fit"_s));
    file.target =
        PlanTarget{document.value(u"profile"_s).toString(), document.value(u"source"_s).toString(),
                   document.value(u"mailbox"_s).toString(), document.value(u"calendar"_s).toString(),
                   document.value(u"calendarId"_s).toString()};
    file.scope = Scope::fromJson(document.value(u"scope"_s).toObject());
    file.adopt = document.value(u"adopt"_s).toBool();
    const auto purpose = PlanPurpose::fromJson(document.value(u"purpose"_s).toObject());
    if (!purpose)
        return std::unexpected(staleError(u"the file is for something that this version does not do"_s));
    file.purpose = *purpose;
    return file;
}

std::vector<PlanMove> whatMoved(const PlanFile& file, const Plan& fresh) {
    return whatMoved(file.target, file.document.value(u"actions"_s).toArray(), fresh);
}

std::vector<PlanMove> whatMoved(const Plan& reviewed, const Plan& fresh) {
    return whatMoved(reviewed.target, actionsOf(reviewed), fresh);
}

} // namespace milepost
