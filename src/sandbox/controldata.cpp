// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/control.h"
#include "sandbox/seed.h"
#include "sandbox/world.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

Result<void> editTable(const World& world, TrackerTable& table, const QJsonObject& arguments) {
    for (const QJsonValue value : arguments.value(u"insert"_s).toArray()) {
        const QJsonObject row = value.toObject();
        if (!row.value(u"id"_s).isDouble())
            return controlRefused(u"an inserted row needs an id"_s);
        table.put(row);
    }
    for (const QJsonValue value : arguments.value(u"patch"_s).toArray()) {
        const qint64 id = value.toObject().value(u"id"_s).toInteger();
        auto row = table.object(id);
        if (!row)
            return controlRefused(u"no row %1"_s.arg(id));
        const QJsonObject set = value.toObject().value(u"set"_s).toObject();
        for (auto it = set.begin(); it != set.end(); ++it)
            row->insert(it.key(), it.value());
        for (const QJsonValue key : value.toObject().value(u"unset"_s).toArray())
            row->remove(key.toString());
        if (!set.contains(u"updatedAt"_s) && row->contains(u"updatedAt"_s))
            row->insert(u"updatedAt"_s, stampFor(world, table.generation(), 0));
        table.put(*row);
    }
    for (const QJsonValue id : arguments.value(u"delete"_s).toArray()) {
        if (!table.remove(id.toInteger()))
            return controlRefused(u"no row %1"_s.arg(id.toInteger()));
    }
    return {};
}

Result<void> editAccount(TrackerData& data, const QJsonObject& json) {
    for (TrackerAccount& account : data.accounts) {
        if (account.username != json.value(u"username"_s).toString())
            continue;
        account.role = json.value(u"role"_s).toString(account.role);
        account.email = json.value(u"email"_s).toString(account.email);
        account.password = json.value(u"password"_s).toString(account.password);
        account.person = json.value(u"person"_s).toInteger(account.person);
        account.isActive = json.value(u"isActive"_s).toBool(account.isActive);
        account.isDeleted = json.value(u"isDeleted"_s).toBool(account.isDeleted);
        return {};
    }
    return controlRefused(u"no such account"_s);
}

void readInt(const QJsonObject& json, const QString& name, int& target) {
    target = json.value(name).toInt(target);
}
void readBool(const QJsonObject& json, const QString& name, bool& target) {
    target = json.value(name).toBool(target);
}
void readStrings(const QJsonObject& json, const QString& name, QStringList& target) {
    if (!json.contains(name))
        return;
    target.clear();
    for (const QJsonValue value : json.value(name).toArray())
        target.append(value.toString());
}

/// Many tagged events at once: "%n" in subject and value is the number.
Result<qint64> prefill(World& world, const QJsonObject& json) {
    Mailbox* mailbox =
        world.directory.findMailbox(json.value(u"mailbox"_s).toString(demo::k_mailbox.toString()));
    if (!mailbox)
        return controlRefused(u"no such mailbox"_s);
    const QString name = json.value(u"calendar"_s).toString();
    QString calendarId;
    for (const StoredCalendar& calendar : mailbox->calendars) {
        if (calendar.name == name || calendar.id == name)
            calendarId = calendar.id;
    }
    if (calendarId.isEmpty())
        return controlRefused(u"no such calendar"_s);
    const qint64 count = json.value(u"count"_s).toInteger();
    const QString property = json.value(u"propertyId"_s).toString();
    for (qint64 i = 1; i <= count; ++i) {
        const QString number = QString::number(i);
        QJsonObject body =
            allDayBody(json.value(u"subject"_s).toString(u"Event %n"_s).replace(u"%n"_s, number),
                       world.today().addDays(i % 548 - 183));
        if (!property.isEmpty())
            body.insert(u"singleValueExtendedProperties"_s,
                        QJsonArray{QJsonObject{
                            {u"id"_s, property},
                            {u"value"_s, json.value(u"value"_s).toString().replace(u"%n"_s, number)}}});
        if (const auto added = addStoredEvent(world, *mailbox, calendarId, body); !added)
            return std::unexpected(added.error());
    }
    return count;
}

} // namespace

Result<QJsonObject> controlTracker(World& world, const QJsonObject& arguments) {
    const std::lock_guard lock(world.mutex);
    TrackerData& data = arguments.value(u"staging"_s).toBool() ? world.staging : world.tracker;
    readBool(arguments, u"maintenance"_s, data.maintenance);
    readBool(arguments, u"cookieMode"_s, data.cookieMode);
    readBool(arguments, u"ready"_s, data.isReady);
    if (arguments.contains(u"account"_s)) {
        if (const auto edited = editAccount(data, arguments.value(u"account"_s).toObject()); !edited)
            return std::unexpected(edited.error());
    }
    if (arguments.contains(u"table"_s)) {
        TrackerTable* table = data.table(arguments.value(u"table"_s).toString());
        if (!table)
            return controlRefused(u"no such table"_s);
        if (const auto edited = editTable(world, *table, arguments); !edited)
            return std::unexpected(edited.error());
    }
    const auto size = [](const TrackerTable& table) { return static_cast<qint64>(table.rows().size()); };
    return QJsonObject{{u"projects"_s, size(data.projects)},
                       {u"deliverables"_s, size(data.deliverables)},
                       {u"links"_s, size(data.links)},
                       {u"assignments"_s, size(data.assignments)},
                       {u"people"_s, size(data.people)}};
}

Result<QJsonObject> controlOptions(World& world, const QJsonObject& json) {
    const std::lock_guard lock(world.mutex);
    Options& options = world.options;
    readInt(json, u"tokenLifetimeSeconds"_s, options.tokenLifetimeSeconds);
    readInt(json, u"accessLifetimeSeconds"_s, options.accessLifetimeSeconds);
    readInt(json, u"refreshLifetimeSeconds"_s, options.refreshLifetimeSeconds);
    readInt(json, u"dateSkewSeconds"_s, options.dateSkewSeconds);
    readInt(json, u"latencyMilliseconds"_s, options.latencyMilliseconds);
    readInt(json, u"concurrencyPerMailbox"_s, options.concurrencyPerMailbox);
    readInt(json, u"quotaRequests"_s, options.quotaRequests);
    readInt(json, u"quotaWindowSeconds"_s, options.quotaWindowSeconds);
    readInt(json, u"duplicateTransactionStatus"_s, options.duplicateTransactionStatus);
    options.retryAfterSeconds = json.value(u"retryAfterSeconds"_s).toDouble(options.retryAfterSeconds);
    readBool(json, u"fullProfileRefused"_s, options.fullProfileRefused);
    readBool(json, u"passwordsForbidden"_s, options.passwordsForbidden);
    readBool(json, u"keysForbidden"_s, options.keysForbidden);
    readInt(json, u"passwordDaysMaximum"_s, options.passwordDaysMaximum);
    readInt(json, u"deviceIntervalSeconds"_s, options.deviceIntervalSeconds);
    readInt(json, u"exchangeDelaySeconds"_s, options.exchangeDelaySeconds);
    readInt(json, u"consentDelaySeconds"_s, options.consentDelaySeconds);
    readInt(json, u"propagationSeconds"_s, options.propagationSeconds);
    options.nationalCloud = json.value(u"nationalCloud"_s).toString(options.nationalCloud);
    if (json.contains(u"secretExpired"_s)) {
        readBool(json, u"secretExpired"_s, options.secretExpired);
        setSecretExpired(world.registry, options.secretExpired, world.nowSeconds());
    }
    readBool(json, u"rememberDeletedTransactions"_s, options.rememberDeletedTransactions);
    readBool(json, u"calendarIdDiffersOnCreate"_s, options.calendarIdDiffersOnCreate);
    readBool(json, u"listingsWrapBodies"_s, options.listingsWrapBodies);
    readBool(json, u"secondDeleteForbidden"_s, options.secondDeleteForbidden);
    options.alters = json.value(u"alters"_s).toString(options.alters);
    readStrings(json, u"roles"_s, options.roles);
    if (json.contains(u"roles"_s))
        world.registry.setGrants(demo::k_principalId.toString(), options.roles);
    readStrings(json, u"rbacMailboxes"_s, options.rbacMailboxes);
    if (json.contains(u"cookieMode"_s))
        world.tracker.cookieMode = world.staging.cookieMode = options.cookieMode =
            json.value(u"cookieMode"_s).toBool();
    return QJsonObject();
}

Result<QJsonObject> controlBulk(World& world, const QJsonObject& arguments) {
    const std::lock_guard lock(world.mutex);
    QJsonObject done;
    if (arguments.contains(u"deliverables"_s)) {
        const int count = arguments.value(u"deliverables"_s).toInt();
        if (count < 0 || count > 1000000)
            return controlRefused(u"deliverables: 0 to 1000000"_s);
        fillDeliverables(world, world.tracker, count);
        done.insert(u"deliverables"_s, count);
    }
    if (arguments.contains(u"events"_s)) {
        const auto count = prefill(world, arguments.value(u"events"_s).toObject());
        if (!count)
            return std::unexpected(count.error());
        done.insert(u"events"_s, *count);
    }
    return done;
}

} // namespace milepost::sandbox
