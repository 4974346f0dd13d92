// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/requesttext.h"

#include "graph/eventjson.h"
#include "graph/graphclient.h"
#include "sync/eventwriter.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString text(const QJsonObject& body) {
    return QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Indented));
}

std::vector<Field> fieldsOf(const Action& action) {
    std::vector<Field> fields;
    for (const FieldChange& change : action.changes)
        fields.push_back(change.field);
    return fields;
}

} // namespace

QString requestText(const Action& action, const Plan& plan, const Profile& profile) {
    if (!plan.isPending(action))
        return {};
    const PlanMailbox* mailbox = plan.mailboxOf(action);
    const CalendarAddress at{mailbox != nullptr ? mailbox->id : plan.target.mailbox,
                             mailbox != nullptr ? mailbox->calendarId : plan.target.calendarId};
    const bool stands = !at.calendarId.isEmpty();
    const QString events = profile.endpoints().graphRoot + u"/v1.0/"_s +
                           (stands ? calendarPath(at) : mailboxPath(at.mailbox) + u"/calendars/{id}"_s) +
                           u"/events"_s;
    const QString event = events + u'/' + pathPart(action.eventId()) +
                          (action.event ? u"\nIf-Match: "_s + action.event->etag() : QString());
    switch (action.verb) {
    case Verb::Create:
        return u"POST "_s + events + u"\n\n"_s +
               text(createBody(action.content, action.tag,
                               stands ? transactionIdOf(at.calendarId, action.key, action.generation)
                                      : QCoreApplication::translate("milepost::RequestText",
                                                                    "known when the calendar stands")));
    case Verb::Update:
    case Verb::Adopt:
        return u"PATCH "_s + event + u"\n\n"_s +
               text(updateBody(action.content, fieldsOf(action), action.tag));
    case Verb::Delete:
        return u"DELETE "_s + event + u'\n';
    case Verb::Drift:
    case Verb::Blocked:
        break;
    }
    return {};
}

} // namespace milepost
