// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tracker/trackerrows.h"

#include <limits>

#include <QJsonArray>

namespace milepost::tracker {

using namespace Qt::StringLiterals;

namespace {

qint64 readId(JsonReader& row, QLatin1StringView key) {
    const qint64 id = row.requiredInt(key);
    if (id <= 0) // also a number beyond 64 bits, which reads as 0
        row.fail(key, u"an id above zero"_s, row.json().value(key));
    return id;
}

std::optional<int> readPercentage(JsonReader& row) {
    const auto key = "percentage"_L1;
    const std::optional<qint64> value = row.optionalInt(key);
    if (!value)
        return std::nullopt;
    if (*value < std::numeric_limits<int>::min() || *value > std::numeric_limits<int>::max()) {
        row.fail(key, u"a percentage"_s, row.json().value(key));
        return std::nullopt;
    }
    return static_cast<int>(*value);
}

QString roleOf(JsonReader& user) {
    const QString role = user.string("accountRole"_L1).trimmed().toLower();
    if (!role.isEmpty())
        return role;
    if (user.boolean("is_staff"_L1, false) || user.boolean("is_superuser"_L1, false))
        return u"admin"_s;
    const QJsonArray groups = user.array("groups"_L1);
    return groups.contains(u"Manager"_s) ? u"manager"_s : u"user"_s;
}

} // namespace

Row<Deliverable> readDeliverable(JsonReader& row) {
    Deliverable value;
    value.id = readId(row, "id"_L1);
    value.project = readId(row, "project"_L1);
    value.percentage = readPercentage(row);
    value.description = row.string("description"_L1);
    value.date = row.optionalDate("date"_L1);
    value.notes = row.string("notes"_L1);
    value.completed = row.boolean("isCompleted"_L1, false);
    value.completedDate = row.optionalDate("completedDate"_L1);
    value.updatedUtc = row.timestamp("updatedAt"_L1);
    return {value.id, std::move(value)};
}

Row<Project> readProject(JsonReader& row) {
    Project value;
    value.id = readId(row, "id"_L1);
    value.name = row.requiredString("name"_L1);
    value.client = row.string("client"_L1);
    value.number = row.string("projectNumber"_L1);
    value.status = row.string("status"_L1);
    if (!row.boolean("isActive"_L1, true))
        return {value.id, std::nullopt};
    return {value.id, std::move(value)};
}

Row<Person> readPerson(JsonReader& row) {
    Person value;
    value.id = readId(row, "id"_L1);
    value.name = row.requiredString("name"_L1);
    value.active = row.boolean("isActive"_L1, true);
    return {value.id, std::move(value)};
}

Row<DeliverableLink> readLink(JsonReader& row) {
    DeliverableLink value;
    value.id = readId(row, "id"_L1);
    value.deliverable = readId(row, "deliverable"_L1);
    value.person = readId(row, "person"_L1);
    value.personName = row.string("personName"_L1);
    value.role = row.string("roleOnMilestone"_L1);
    if (!row.boolean("is_active"_L1, true))
        return {value.id, std::nullopt};
    return {value.id, std::move(value)};
}

Row<ProjectAssignment> readAssignment(JsonReader& row) {
    ProjectAssignment value;
    value.id = readId(row, "id"_L1);
    value.project = row.optionalInt("project"_L1).value_or(0);
    value.person = row.optionalInt("person"_L1).value_or(0);
    value.personName = row.string("personName"_L1);
    value.role = row.string("roleName"_L1);
    if (value.project <= 0 || value.person <= 0)
        return {value.id, std::nullopt};
    return {value.id, std::move(value)};
}

Row<Account> readAccount(JsonReader& row) {
    Account value;
    value.id = readId(row, "id"_L1);
    value.username = row.requiredString("username"_L1);
    value.email = row.string("email"_L1);
    JsonReader person(row.object("person"_L1), row.path() + u".person"_s);
    value.person = person.optionalInt("id"_L1);
    if (person.fault())
        row.fail("person"_L1, u"an object with a whole id"_s, row.json().value("person"_L1));
    return {value.id, std::move(value)};
}

TrackerView readView(JsonReader& me) {
    JsonReader user(me.object("user"_L1), me.path() + u".user"_s);
    TrackerView view;
    view.user = user.requiredString("username"_L1);
    view.role = roleOf(user);
    if (user.fault() || view.user.isEmpty())
        me.fail("user"_L1, u"an object with username and role"_s, me.json().value("user"_L1));
    return view;
}

} // namespace milepost::tracker
