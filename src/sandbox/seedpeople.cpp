// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/seed.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

QString personName(int index) {
    static const QStringList k_first{u"Ann"_s, u"Bob"_s,  u"Chi"_s, u"Dana"_s, u"Émile"_s, u"Fatima"_s,
                                     u"Gil"_s, u"Hana"_s, u"Ivo"_s, u"Jun"_s,  u"Karim"_s, u"Lena"_s};
    static const QStringList k_last{u"Alvarez"_s, u"Beck"_s, u"Nguyễn"_s, u"Duarte"_s, u"O'Neill"_s};
    // The first two share their name: only the id tells them apart.
    const int i = index == 1 ? 0 : index;
    return k_first.at(i % k_first.size()) + u' ' + k_last.at((i / k_first.size() + i) % k_last.size());
}

QJsonObject personRow(const World& world, int index) {
    static const QStringList k_departments{u"Structural"_s, u"Electrical"_s, u"Modeling"_s};
    const qint64 id = world.options.traps && index == 40 ? 8589934599 : index + 1;
    const int department = index % 4; // 3: none
    QJsonObject row{
        {u"id"_s, id},
        {u"name"_s, personName(index)},
        {u"weeklyCapacity"_s, 36},
        {u"role"_s, index % 6 == 3 ? QJsonValue(QJsonValue::Null) : QJsonValue(1 + index % 3)},
        {u"department"_s, department == 3 ? QJsonValue(QJsonValue::Null) : QJsonValue(department + 1)},
        {u"vertical"_s, department == 3 ? QJsonValue(QJsonValue::Null) : QJsonValue(department < 2 ? 1 : 2)},
        {u"verticalName"_s, department == 3 ? QJsonValue(QJsonValue::Null)
                                            : QJsonValue(department < 2 ? u"Design"_s : u"VDC"_s)},
        {u"location"_s, index % 3 == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(u""_s)},
        {u"hireDate"_s, QJsonValue::Null},
        {u"isActive"_s, index % 12 != 6},
        {u"notes"_s, u""_s},
        {u"createdAt"_s, stampFor(world, id, 400)},
        {u"updatedAt"_s, stampFor(world, id, 90)}};
    if (index % 6 != 3)
        row.insert(u"roleName"_s, index % 3 == 0 ? u"Engineer"_s : u"Senior Engineer"_s);
    if (department != 3)
        row.insert(u"departmentName"_s, k_departments.at(department));
    return row;
}

QString mailFor(int index) {
    return u"person%1@"_s.arg(index + 1, 2, 10, QChar(u'0')) + demo::k_tenantDomain.toString();
}

void seedAccounts(TrackerData& data, bool isStaging) {
    const QString password = demo::k_trackerPassword.toString();
    const auto add = [&](qint64 id, const QString& name, const QString& role, qint64 person) {
        TrackerAccount account;
        account.id = id;
        account.username = name;
        account.email = name + u'@' + demo::k_tenantDomain.toString();
        account.password = password;
        account.role = role;
        account.person = person;
        data.accounts.append(account);
    };
    add(1, u"admin"_s, u"admin"_s, 0);
    add(2, u"planner"_s, u"manager"_s, 2);
    add(3, u"viewer"_s, u"user"_s, 5);
    add(4, u"disabled"_s, u"user"_s, 0);
    data.accounts.last().isActive = false;
    add(5, u"clerk"_s, u"user"_s, 0);
    data.accounts.last().email.clear(); // an account without an address
    int index = 0;
    for (const TrackerRow& person : data.people.rows()) {
        // Two thirds have an account; the address may be blank or written in capitals.
        if (index % 3 != 2 && index != 1 && index != 4) {
            add(100 + index, u"person%1"_s.arg(index + 1), u"user"_s, person.id);
            data.accounts.last().email =
                index % 10 == 3 ? QString() : (index % 10 == 6 ? mailFor(index).toUpper() : mailFor(index));
        }
        ++index;
    }
    if (isStaging)
        data.accounts.removeIf([](const TrackerAccount& account) { return account.id > 120; });
}

QJsonObject linkRow(const World& world, const TrackerData& data, qint64 id, qint64 deliverable,
                    qint64 person) {
    const auto row = data.people.object(person);
    const TrackerRow* target = data.deliverables.find(deliverable);
    static const QList<QJsonValue> k_roles{u"Lead"_s, QJsonValue::Null, u""_s, u"Checker"_s, u"Modeler"_s};
    return {{u"id"_s, id},
            {u"deliverable"_s, deliverable},
            {u"person"_s, person},
            {u"roleOnMilestone"_s, k_roles.at(static_cast<int>(id % k_roles.size()))},
            {u"is_active"_s, id % 23 != 0},
            {u"personName"_s, row ? row->value(u"name"_s) : QJsonValue(u"Gone Person"_s)},
            {u"projectId"_s, target ? QJsonValue(target->project) : QJsonValue(1)},
            {u"createdAt"_s, stampFor(world, id, 150)},
            {u"updatedAt"_s, stampFor(world, id, 150)}};
}

QJsonObject assignmentRow(const World& world, const TrackerData& data, qint64 id, qint64 project,
                          qint64 person) {
    const auto row = data.people.object(person);
    const auto target = data.projects.object(project);
    const QDate sunday = world.today().addDays(-(world.today().dayOfWeek() % 7));
    // Hours are whole or not, and whole ones may be written as floats.
    const QJsonObject hours{{sunday.toString(Qt::ISODate), 12},
                            {sunday.addDays(7).toString(Qt::ISODate), 20.0},
                            {sunday.addDays(14).toString(Qt::ISODate), 7.5}};
    QJsonArray weeks;
    for (int week = 0; week < 12; ++week)
        weeks.append(sunday.addDays(7LL * week).toString(Qt::ISODate));
    return {{u"id"_s, id},
            {u"person"_s, person},
            {u"personName"_s, row ? row->value(u"name"_s) : QJsonValue(u"Gone Person"_s)},
            {u"personWeeklyCapacity"_s, 36},
            {u"personDepartmentId"_s, row ? row->value(u"department"_s) : QJsonValue(QJsonValue::Null)},
            {u"personSkills"_s, QJsonArray()},
            {u"projectName"_s, QJsonValue::Null},
            {u"project"_s, project},
            {u"projectDisplayName"_s, target ? target->value(u"name"_s) : QJsonValue(u"Gone"_s)},
            {u"roleOnProjectId"_s, QJsonValue::Null},
            {u"roleName"_s, id % 4 == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(u"Project Lead"_s)},
            {u"weeklyHours"_s, hours},
            {u"allocationPercentage"_s, 0},
            {u"createdAt"_s, stampFor(world, id, 120)},
            {u"updatedAt"_s, stampFor(world, id, 60)},
            {u"availableWeeks"_s, weeks}};
}

} // namespace

void seedPeople(const World& world, TrackerData& data, Rng&, bool isStaging) {
    for (int i = 0; i < world.options.people; ++i)
        data.people.put(personRow(world, i));
    seedAccounts(data, isStaging);
}

void seedLinks(const World& world, TrackerData& data, Rng& rng) {
    const auto& people = data.people.rows();
    if (people.empty())
        return;
    const auto anyone = [&] {
        return people[static_cast<size_t>(rng.below(static_cast<int>(people.size())))].id;
    };
    qint64 id = 1;
    for (const TrackerRow& row : data.deliverables.rows()) {
        for (int n = rng.below(4); n > 0; --n) {
            const qint64 person = anyone(); // inactive people keep live links
            data.links.put(linkRow(world, data, id, row.id, person));
            ++id;
            if (world.options.traps && id % 50 == 0) { // the same person twice
                data.links.put(linkRow(world, data, id, row.id, person));
                ++id;
            }
        }
    }
    if (world.options.traps) { // a deliverable and a person that nobody lists
        data.links.put(linkRow(world, data, id++, 990002, anyone()));
        data.links.put(linkRow(world, data, id++, 1, 990003));
    }
    id = 1;
    for (const TrackerRow& project : data.projects.rows()) {
        for (int n = 0; n < 4; ++n)
            data.assignments.put(assignmentRow(world, data, id++, project.id, anyone()));
    }
    if (world.options.traps)
        data.assignments.put(assignmentRow(world, data, id, 990001, anyone()));
}

} // namespace milepost::sandbox
