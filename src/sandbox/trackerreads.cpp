// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/errors.h"
#include "sandbox/tracker.h"
#include "sandbox/world.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

const QByteArray k_listMethods = "GET, POST, HEAD, OPTIONS";
const QByteArray k_detailMethods = "GET, PUT, PATCH, DELETE, HEAD, OPTIONS";

Answer listAnswer(const QByteArray& body) {
    Answer answer;
    answer.body = body;
    answer.setHeader("Content-Type", "application/json");
    answer.setHeader("Allow", k_listMethods);
    return answer;
}

/// 100 rows a page, always; ?all=true is a bare array (tracker-contract 2.2).
Answer listTable(const Call& call, TrackerTable& table, const QString& cacheName,
                 const TrackerTable::Wanted& wanted) {
    if (call.parameter(u"all") == u"true"_s)
        return listAnswer(table.list(cacheName, wanted));
    std::vector<const TrackerRow*> rows;
    for (const TrackerRow& row : table.rows()) {
        if (!wanted || wanted(row))
            rows.push_back(&row);
    }
    constexpr size_t k_page = 100;
    bool isNumber = true;
    const QString text = call.parameter(u"page").value_or(u"1"_s);
    const int page =
        text == u"last"_s ? static_cast<int>((rows.size() + k_page - 1) / k_page) : text.toInt(&isNumber);
    const size_t from = page < 1 ? 0 : static_cast<size_t>(page - 1) * k_page;
    if (!isNumber || page < 1 || (page > 1 && from >= rows.size())) {
        Answer answer = trackerError(404, u"Invalid page."_s);
        answer.setHeader("Allow", k_listMethods);
        return answer;
    }
    const auto link = [&call](int number) {
        QByteArray query;
        for (const QByteArray& part : call.rawQuery.split('&')) {
            if (!part.isEmpty() && !part.startsWith("page="))
                query += part + '&';
        }
        return toJson(QJsonArray{QString::fromUtf8(call.origin + call.rawPath + '?' + query +
                                                   "page=" + QByteArray::number(number))});
    };
    const auto bare = [](const QByteArray& array) { return array.mid(1, array.size() - 2); };
    QByteArray body = "{\"count\":" + QByteArray::number(rows.size()) + ",\"next\":";
    body += from + k_page < rows.size() ? bare(link(page + 1)) : QByteArray("null");
    body += ",\"previous\":" + (page > 1 ? bare(link(page - 1)) : QByteArray("null")) + ",\"results\":[";
    for (size_t i = from; i < std::min(rows.size(), from + k_page); ++i)
        body += (i == from ? QByteArray() : QByteArray(",")) + rows[i]->json;
    return listAnswer(body + "]}");
}

QByteArray httpDateOf(const QString& isoTime) {
    const QDateTime time = QDateTime::fromString(isoTime, Qt::ISODateWithMs).toUTC();
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

/// A detail with its strong ETag; `notFound` is the model's name.
Answer detail(const Call& call, const TrackerTable& table, const QString& id, const QString& model,
              const TrackerTable::Wanted& wanted) {
    bool isNumber = false;
    const qint64 number = id.toLongLong(&isNumber);
    const TrackerRow* row = isNumber ? table.find(number) : nullptr;
    if (!row || (wanted && !wanted(*row))) {
        Answer missing =
            trackerError(404, isNumber ? u"No "_s + model + u" matches the given query."_s : u"Not found."_s);
        missing.setHeader("Allow", k_detailMethods);
        return missing;
    }
    const QString updated = jsonBody(row->json)->value(u"updatedAt"_s).toString();
    const QByteArray tag = QCryptographicHash::hash(updated.toUtf8(), QCryptographicHash::Sha256).toHex();
    Answer answer = listAnswer(row->json);
    const QByteArray known = call.header("if-none-match");
    if (known == tag || known == '"' + tag + '"') {
        answer.status = 304;
        answer.body.clear();
    }
    answer.setHeader("Allow", k_detailMethods);
    answer.setHeader("ETag", '"' + tag + '"');
    answer.setHeader("Last-Modified", httpDateOf(updated));
    return answer;
}

/// What a plain user sees: the rows of his person's vertical, or all when there is none
/// (tracker-contract 1.9).
qint64 verticalLimit(const TrackerData& data, const TrackerAccount& account) {
    const TrackerRow* person = account.role == u"user"_s ? data.people.find(account.person) : nullptr;
    return person ? person->vertical : 0;
}

Answer deliverables(TrackerData& data, const Call& call) {
    const QString& third = call.segments.value(2);
    if (third.isEmpty()) {
        const auto project = call.parameter(u"project");
        if (!project)
            return listTable(call, data.deliverables, u"all"_s, {});
        bool isNumber = false;
        const qint64 wanted = project->toLongLong(&isNumber);
        if (!isNumber) {
            Answer broken;
            broken.status = 500;
            broken.body =
                "\n<!doctype html>\n<html lang=\"en\">\n<head>\n  <title>Server Error (500)</title>\n"
                "</head>\n<body>\n  <h1>Server Error (500)</h1><p></p>\n</body>\n</html>\n";
            broken.setHeader("Content-Type", "text/html; charset=utf-8");
            return broken;
        }
        return listTable(call, data.deliverables, {},
                         [wanted](const TrackerRow& row) { return row.project == wanted; });
    }
    if (third != u"assignments"_s)
        return detail(call, data.deliverables, third, u"Deliverable"_s, {});
    const auto isActive = [](const TrackerRow& row) { return row.isActive; };
    if (call.segments.size() > 3)
        return detail(call, data.links, call.segments.at(3), u"DeliverableAssignment"_s, isActive);
    return listTable(call, data.links, u"active"_s, isActive);
}

Answer projects(TrackerData& data, const TrackerAccount& account, const Call& call) {
    const qint64 limit = verticalLimit(data, account);
    const auto visible = [limit](const TrackerRow& row) {
        return row.isActive && (limit == 0 || row.vertical == limit);
    };
    if (call.segments.size() > 2)
        return detail(call, data.projects, call.segments.at(2), u"Project"_s, visible);
    Answer answer = listTable(call, data.projects, u"v"_s + QString::number(limit), visible);
    answer.setHeader("Cache-Control", "private, max-age=30");
    return answer;
}

Answer people(TrackerData& data, const TrackerAccount& account, const Call& call) {
    const qint64 limit = verticalLimit(data, account);
    const bool withInactive = call.parameter(u"include_inactive") == u"1"_s;
    const auto inVertical = [limit](const TrackerRow& row) { return limit == 0 || row.vertical == limit; };
    if (call.segments.size() > 2)
        return detail(call, data.people, call.segments.at(2), u"Person"_s, inVertical);
    const auto visible = [withInactive, inVertical](const TrackerRow& row) {
        return (withInactive || row.isActive) && inVertical(row);
    };
    Answer answer =
        listTable(call, data.people, (withInactive ? u"all-v"_s : u"v"_s) + QString::number(limit), visible);
    answer.setHeader("Cache-Control", "private, max-age=30");
    return answer;
}

Answer assignments(TrackerData& data, const TrackerAccount& account, const Call& call) {
    const qint64 limit = verticalLimit(data, account);
    const auto visible = [limit, &data](const TrackerRow& row) {
        const TrackerRow* project = data.projects.find(row.project);
        return row.isActive && (limit == 0 || (project && project->vertical == limit));
    };
    return listTable(call, data.assignments, {}, visible);
}

QJsonObject userJson(const TrackerAccount& account) {
    const bool isAdmin = account.role == u"admin"_s;
    QString group = account.role;
    group[0] = group.at(0).toUpper();
    return {{u"id"_s, account.id},    {u"username"_s, account.username}, {u"email"_s, account.email},
            {u"is_staff"_s, isAdmin}, {u"is_superuser"_s, isAdmin},      {u"groups"_s, QJsonArray{group}}};
}

Answer me(const TrackerData& data, const TrackerAccount& account) {
    QJsonObject user = userJson(account);
    user.insert(u"accountRole"_s, account.role);
    QJsonValue person(QJsonValue::Null);
    if (const auto row = data.people.object(account.person))
        person = QJsonObject{{u"id"_s, account.person},
                             {u"name"_s, row->value(u"name"_s)},
                             {u"department"_s, row->value(u"department"_s)}};
    return jsonAnswer(200, QJsonObject{{u"id"_s, account.id},
                                       {u"user"_s, user},
                                       {u"person"_s, person},
                                       {u"settings"_s, QJsonObject()},
                                       {u"created_at"_s, u"2026-01-05T08:00:00.120000Z"_s},
                                       {u"updated_at"_s, u"2026-01-05T08:00:00.120000Z"_s}});
}

Answer users(const TrackerData& data, const TrackerAccount& account) {
    if (account.role == u"user"_s)
        return trackerError(403, u"You do not have permission to perform this action."_s);
    QJsonArray list;
    for (const TrackerAccount& each : data.accounts) {
        if (each.isDeleted)
            continue;
        QJsonObject json = userJson(each);
        json.insert(u"role"_s, each.role);
        const auto person = data.people.object(each.person);
        json.insert(u"person"_s, person ? QJsonValue(QJsonObject{{u"id"_s, each.person},
                                                                 {u"name"_s, person->value(u"name"_s)}})
                                        : QJsonValue(QJsonValue::Null));
        json.insert(u"accountSetup"_s, true);
        list.append(json);
    }
    return jsonAnswer(200, list);
}

Answer capabilities() {
    return jsonAnswer(
        200,
        QJsonObject{
            {u"asyncJobs"_s, false},
            {u"aggregates"_s, QJsonObject{{u"capacityHeatmap"_s, true}, {u"projectAvailability"_s, true}}},
            {u"cache"_s, QJsonObject{{u"shortTtlAggregates"_s, false}, {u"aggregateTtlSeconds"_s, 30}}},
            {u"personalDashboard"_s, true},
            {u"pwa"_s, QJsonObject{{u"enabled"_s, true}, {u"pushEnabled"_s, false}}},
            {u"projectRolesByDepartment"_s, false},
            {u"integrations"_s, QJsonObject{{u"enabled"_s, false}}}});
}

} // namespace

Answer handleTrackerRead(World&, TrackerData& data, const TrackerAccount& account, const Call& call) {
    const QString resource = call.segments.at(1);
    if (call.method != "GET" && call.method != "HEAD") {
        // The product never writes to the tracker; what would is stopped here.
        if (account.role == u"user"_s)
            return trackerError(403, u"You do not have permission to perform this action."_s);
        return methodNotAllowed(call, "GET, HEAD, OPTIONS");
    }
    if (resource == u"deliverables"_s)
        return deliverables(data, call);
    if (resource == u"projects"_s)
        return projects(data, account, call);
    if (resource == u"people"_s)
        return people(data, account, call);
    if (resource == u"assignments"_s)
        return assignments(data, account, call);
    if (resource == u"capabilities"_s)
        return capabilities();
    Answer answer = call.segments.value(2) == u"me"_s ? me(data, account) : users(data, account);
    answer.setHeader("Allow", "GET, HEAD, OPTIONS");
    return answer;
}

} // namespace milepost::sandbox
