// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/seed.h"

#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

const QStringList& projectNames() {
    static const QStringList k_names{u"Harbor Terminal Upgrade"_s,
                                     u"Río Verde Substation — Phase 2"_s,
                                     u"Internal Standards"_s,
                                     u"Mill Street Bridge"_s,
                                     u"Northgate Hospital Wing C"_s,
                                     u"Airport Apron 7"_s,
                                     u"Lakeside School"_s,
                                     u"Tram Line 4 Extension"_s,
                                     u"Old Town Library"_s,
                                     u"Water Works East"_s,
                                     u"Stadium Roof"_s,
                                     u"Data Centre Halle 3"_s,
                                     u"Quarry Road Depot"_s,
                                     u"Cedar Hill Clinic"_s};
    return k_names;
}

/// What the nth project is called when traps are on: placeholders, quotes, markup, the longest name.
QString trapName(int index, const QString& usual) {
    switch (index) {
    case 5:
        return u"Airport \"Apron\" %1 & <7>"_s;
    case 6:
        return u"Łódź école 🏗️ 学校"_s;
    case 7:
        return u"Tram Line 4: the Extension to the Far Side "_s.repeated(5).left(200);
    case 8:
        return u"  Old Town Library\t"_s;
    default:
        return usual;
    }
}

QJsonObject projectRow(const World& world, int index, bool isStaging) {
    const bool traps = world.options.traps;
    static const QStringList k_clients{u"Northline Ports"_s, u"Río Verde Energía, S.A."_s, u""_s,
                                       u"City of Millbrook"_s, u"Northgate Trust"_s};
    static const QStringList k_states{u"active"_s, u"active_ca"_s, u"planning"_s, u"on_hold"_s,
                                      u"special_state"_s};
    const QString usual = projectNames().value(index, u"Project %1"_s.arg(index + 1));
    // One id needs more than 32 bits.
    const qint64 id = traps && index == 9 ? 4294967311 : index + 1;
    const qint64 vertical = index % 5 == 2 ? 0 : 1 + index % 2;
    QJsonObject row{{u"id"_s, id},
                    {u"name"_s, isStaging ? u"Staging "_s + usual : (traps ? trapName(index, usual) : usual)},
                    {u"status"_s, k_states.at(index % k_states.size())},
                    {u"client"_s, traps ? k_clients.at(index % k_clients.size()) : u"Northline Ports"_s},
                    {u"description"_s, u""_s},
                    {u"notes"_s, index == 0 ? u"<p>Kick-off <strong>done</strong></p>"_s : QString()},
                    {u"notesJson"_s, QJsonValue::Null},
                    {u"projectNumber"_s,
                     index % 4 == 1 ? QJsonValue(QJsonValue::Null) : QJsonValue(u"26-%1"_s.arg(100 + index))},
                    {u"startDate"_s, QJsonValue::Null},
                    {u"endDate"_s, QJsonValue::Null},
                    {u"estimatedHours"_s, QJsonValue::Null},
                    {u"isActive"_s, !(traps && index >= 12)},
                    {u"bqeClientName"_s, QJsonValue::Null},
                    {u"bqeClientId"_s, QJsonValue::Null},
                    {u"clientSyncPolicyState"_s, u"preserve_local"_s},
                    {u"autoHoursTemplateId"_s, QJsonValue::Null},
                    {u"vertical"_s, vertical == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(vertical)},
                    {u"createdAt"_s, stampFor(world, id, 300)},
                    {u"updatedAt"_s, stampFor(world, id + 7, 40)}};
    if (vertical != 0) // the name's key is absent, not null, without a vertical
        row.insert(u"verticalName"_s, vertical == 1 ? u"Design"_s : u"VDC"_s);
    return row;
}

QJsonObject plainDeliverable(const World& world, Rng& rng, qint64 id, qint64 project, bool isStaging) {
    static const QStringList k_titles{u"SD"_s,
                                      u"DD"_s,
                                      u"IFP"_s,
                                      u"IFC"_s,
                                      u"Permit set"_s,
                                      u"Tender documents"_s,
                                      u"Design freeze"_s,
                                      u"Site visit report"_s,
                                      u"As-built drawings"_s,
                                      u""_s};
    QJsonObject row = deliverableRow(world, id, project);
    const int kind = rng.below(static_cast<int>(k_titles.size()));
    row.insert(u"description"_s, k_titles.at(kind));
    row.insert(u"percentage"_s,
               kind < 4 || kind == 9 ? QJsonValue(5 * (1 + rng.below(20))) : QJsonValue(QJsonValue::Null));
    // Eighteen months around today: six behind, twelve ahead.
    const QDate date = world.today().addDays(rng.below(548) - 183 + (isStaging ? 11 : 0));
    if (!rng.chance(0.06))
        row.insert(u"date"_s, date.toString(Qt::ISODate));
    if (date < world.today() && rng.chance(0.7)) {
        row.insert(u"isCompleted"_s, true);
        if (rng.chance(0.5))
            row.insert(u"completedDate"_s, date.addDays(-rng.below(9)).toString(Qt::ISODate));
    }
    if (rng.chance(0.15))
        row.insert(u"notes"_s, u"<p>Call the <b>client</b> first.</p>\n<script>alert(%1)</script>"_s.arg(id));
    return row;
}

} // namespace

QString stampFor(const World& world, qint64 id, int days) {
    const QDateTime time(world.today().addDays(-days), QTime(8, 0), Qt::UTC);
    return time.addSecs(id % 40000).toString(u"yyyy-MM-ddTHH:mm:ss"_s) +
           u".%1Z"_s.arg((id * 7919) % 999999 + 1, 6, 10, QChar(u'0'));
}

QJsonObject deliverableRow(const World& world, qint64 id, qint64 project) {
    return {{u"id"_s, id},
            {u"project"_s, project},
            {u"percentage"_s, QJsonValue::Null},
            {u"description"_s, u""_s},
            {u"date"_s, QJsonValue::Null},
            {u"notes"_s, u""_s},
            {u"sortOrder"_s, 10},
            {u"templateMilestoneKey"_s, QJsonValue::Null},
            {u"isCompleted"_s, false},
            {u"completedDate"_s, QJsonValue::Null},
            {u"createdAt"_s, stampFor(world, id, 200)},
            {u"updatedAt"_s, stampFor(world, id, 30)},
            {u"preItems"_s, QJsonValue::Null}};
}

void seedTracker(const World& world, TrackerData& data, quint64 seed, bool isStaging) {
    Rng rng(seed);
    for (int i = 0; i < world.options.projects; ++i)
        data.projects.put(projectRow(world, i, isStaging));
    seedPeople(world, data, rng, isStaging);
    const int total = world.options.deliverables;
    QList<QJsonObject> rows;
    const QList<QJsonObject> traps =
        world.options.traps && !isStaging ? trapDeliverables(world, 1, total) : QList<QJsonObject>();
    rows = traps;
    const auto& projects = data.projects.rows();
    for (int i = static_cast<int>(rows.size()); i < total && !projects.empty(); ++i) {
        const qint64 project = projects[static_cast<size_t>(rng.below(static_cast<int>(projects.size())))].id;
        rows.append(plainDeliverable(world, rng, i + 1, project, isStaging));
    }
    for (const QJsonObject& row : rows)
        data.deliverables.put(row);
    seedLinks(world, data, rng);
}

void fillDeliverables(const World& world, TrackerData& data, int count) {
    std::vector<qint64> projects;
    for (const TrackerRow& row : data.projects.rows()) {
        if (row.isActive)
            projects.push_back(row.id);
    }
    data.deliverables.clear();
    data.links.clear();
    Rng rng(world.options.seed + 99);
    for (int i = 0; i < count && !projects.empty(); ++i) {
        QJsonObject row = deliverableRow(world, i + 1, projects[static_cast<size_t>(i) % projects.size()]);
        row.insert(u"description"_s, u"Issue %1 of the set"_s.arg(i + 1));
        row.insert(u"percentage"_s, rng.below(101));
        row.insert(u"date"_s, world.today().addDays(rng.below(548) - 183).toString(Qt::ISODate));
        TrackerRow stored;
        stored.id = i + 1;
        stored.project = row.value(u"project"_s).toInteger();
        stored.json = toJson(row);
        data.deliverables.append(std::move(stored));
    }
}

void seedWorld(World& world) {
    seedTracker(world, world.tracker, world.options.seed, false);
    // The same ids with other content: nothing of it may reach production's events.
    seedTracker(world, world.staging, world.options.seed + 1000, true);
    seedDirectory(world);
    seedMailbox(world);
}

} // namespace milepost::sandbox
