// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stirring.h"

namespace milepost {

using namespace Qt::StringLiterals;

void Stirring::stirTracker(int edits) {
    for (int i = 0; i < edits; ++i) {
        const QString date = QDate(2026, 6, 1).addDays(pick(400)).toString(Qt::ISODate);
        const auto patch = [this](const QJsonObject& set) {
            return QJsonObject{
                {u"table"_s, u"deliverables"_s},
                {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, anyDeliverable()}, {u"set"_s, set}}}}};
        };
        QJsonObject change;
        switch (pick(6)) {
        case 0:
            change = patch({{u"date"_s, date}});
            break;
        case 1:
            change = patch({{u"date"_s, QJsonValue()}});
            break;
        case 2:
            change = patch({{u"description"_s, u"Renamed %1"_s.arg(pick(1000))}});
            break;
        case 3:
            change = patch({{u"isCompleted"_s, true}});
            break;
        case 4:
            change = {{u"table"_s, u"deliverables"_s}, {u"delete"_s, QJsonArray{anyDeliverable()}}};
            break;
        case 5: {
            const int added = pick(99'999);
            const QJsonObject row{{u"id"_s, 900'000 + added},
                                  {u"project"_s, 1 + pick(3)},
                                  {u"description"_s, u"Added %1"_s.arg(added)},
                                  {u"date"_s, date}};
            change = {{u"table"_s, u"deliverables"_s}, {u"insert"_s, QJsonArray{row}}};
            break;
        }
        }
        // A row that is gone already cannot be patched: the sandbox refuses, and that edit did not happen.
        (void)m_sandbox.control(u"tracker"_s, change);
    }
}

void Stirring::stirTeams(int people, int edits) {
    const auto change = [this](const QString& table, const QString& how, const QJsonValue& row) {
        (void)m_sandbox.control(u"tracker"_s, {{u"table"_s, table}, {how, QJsonArray{row}}});
    };
    for (int i = 0; i < edits; ++i) {
        const qint64 person = 1 + pick(people);
        const QJsonObject isActive{{u"isActive"_s, pick(2) == 0}};
        switch (pick(5)) {
        case 0:
        case 1: {
            const qint64 deliverable = anyDeliverable();
            change(u"links"_s, u"insert"_s,
                   QJsonObject{{u"id"_s, 700'000 + pick(99'999)},
                               {u"deliverable"_s, deliverable},
                               {u"person"_s, person},
                               {u"roleOnMilestone"_s, QJsonValue()},
                               {u"is_active"_s, true},
                               {u"personName"_s, u"Joined"_s},
                               {u"projectId"_s, 1 + pick(3)}});
            break;
        }
        case 2:
            change(u"links"_s, u"delete"_s, 1 + pick(m_deliverables));
            break;
        case 3:
            change(u"assignments"_s, u"patch"_s,
                   QJsonObject{{u"id"_s, 1 + pick(50)}, {u"set"_s, QJsonObject{{u"person"_s, person}}}});
            break;
        case 4:
            change(u"people"_s, u"patch"_s, QJsonObject{{u"id"_s, person}, {u"set"_s, isActive}});
            break;
        }
    }
}

void Stirring::stirCalendar(const QString& mailbox, const QString& calendar, int edits) {
    for (int i = 0; i < edits; ++i) {
        const QJsonArray events = m_sandbox.events(mailbox, calendar);
        if (events.isEmpty())
            return;
        const QJsonValue id = events.at(pick(int(events.size()))).toObject().value(u"id"_s);
        QJsonObject edit{{u"mailbox"_s, mailbox}, {u"event"_s, id}};
        switch (pick(4)) {
        case 0:
            edit.insert(u"op"_s, u"update"_s);
            edit.insert(u"set"_s, QJsonObject{{u"subject"_s, u"By hand %1"_s.arg(i)}});
            break;
        case 1:
            edit.insert(u"op"_s, u"delete"_s);
            break;
        case 2:
            edit.insert(u"op"_s, u"copy"_s);
            if (pick(2)) { // and works on the copy
                (void)m_sandbox.control(u"edit"_s, edit);
                const QJsonArray now = m_sandbox.events(mailbox, calendar);
                edit = {{u"mailbox"_s, mailbox},
                        {u"op"_s, u"update"_s},
                        {u"event"_s, now.last().toObject().value(u"id"_s)},
                        {u"set"_s, QJsonObject{{u"subject"_s, u"Copied by hand %1"_s.arg(i)}}}};
            }
            break;
        case 3:
            edit = {{u"mailbox"_s, mailbox},
                    {u"op"_s, u"create"_s},
                    {u"calendar"_s, calendar},
                    {u"subject"_s, u"Lunch"_s},
                    {u"date"_s, u"2026-12-01"_s}};
            break;
        }
        (void)m_sandbox.control(u"edit"_s, edit);
    }
}

void Stirring::breakSomething() {
    static const QStringList k_methods{u"GET"_s, u"POST"_s, u"PATCH"_s, u"DELETE"_s};
    static const QStringList k_kinds{u"dropBefore"_s, u"dropAfter"_s, u"truncate"_s,     u"html200"_s,
                                     u"empty200"_s,   u"badJson"_s,   u"savedThen503"_s, u"status"_s};
    QJsonObject action{{u"kind"_s, k_kinds.at(pick(int(k_kinds.size())))}};
    if (action.value(u"kind"_s) == u"status"_s) {
        const int statuses[] = {401, 403, 404, 409, 412, 429, 500, 502, 503, 504};
        action.insert(u"status"_s, statuses[pick(10)]);
        action.insert(u"retryAfter"_s, 0.02);
    }
    m_sandbox.addFault({{u"area"_s, u"graph"_s},
                        {u"method"_s, k_methods.at(pick(4))},
                        {u"nth"_s, 1 + pick(6)},
                        {u"times"_s, 1 + pick(4)}},
                       action);
}

} // namespace milepost
