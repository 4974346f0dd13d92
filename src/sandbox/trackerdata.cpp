// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/trackerdata.h"

#include "sandbox/call.h"

using namespace Qt::StringLiterals;

namespace milepost::sandbox {

namespace {

TrackerRow rowFrom(const QJsonObject& object) {
    TrackerRow row;
    row.id = object.value(u"id"_s).toInteger();
    row.json = toJson(object);
    row.isActive = object.value(u"isActive"_s).toBool(true) && object.value(u"is_active"_s).toBool(true);
    row.project = object.value(u"project"_s).toInteger();
    row.vertical = object.value(u"vertical"_s).toInteger();
    return row;
}

} // namespace

void TrackerTable::touch() {
    m_cache.clear();
    ++m_generation;
}

void TrackerTable::put(const QJsonObject& object) {
    TrackerRow row = rowFrom(object);
    const auto known = m_index.constFind(row.id);
    if (known != m_index.cend())
        m_rows[*known] = std::move(row);
    else
        append(std::move(row));
    touch();
}

void TrackerTable::append(TrackerRow row) {
    m_index.insert(row.id, m_rows.size());
    m_rows.push_back(std::move(row));
    touch();
}

bool TrackerTable::remove(qint64 id) {
    const auto known = m_index.constFind(id);
    if (known == m_index.cend())
        return false;
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(*known));
    m_index.clear();
    for (size_t i = 0; i < m_rows.size(); ++i)
        m_index.insert(m_rows[i].id, i);
    touch();
    return true;
}

void TrackerTable::clear() {
    m_rows.clear();
    m_index.clear();
    touch();
}

const TrackerRow* TrackerTable::find(qint64 id) const {
    const auto known = m_index.constFind(id);
    return known == m_index.cend() ? nullptr : &m_rows[*known];
}

std::optional<QJsonObject> TrackerTable::object(qint64 id) const {
    const TrackerRow* row = find(id);
    return row ? jsonBody(row->json) : std::nullopt;
}

QByteArray TrackerTable::list(const QString& cacheName, const Wanted& wanted) {
    if (const auto cached = m_cache.constFind(cacheName); !cacheName.isEmpty() && cached != m_cache.cend())
        return *cached;
    qsizetype size = 2;
    for (const TrackerRow& row : m_rows)
        size += row.json.size() + 1;
    QByteArray text;
    text.reserve(size);
    text += '[';
    for (const TrackerRow& row : m_rows) {
        if (wanted && !wanted(row))
            continue;
        if (text.size() > 1)
            text += ',';
        text += row.json;
    }
    text += ']';
    if (!cacheName.isEmpty())
        m_cache.insert(cacheName, text);
    return text;
}

TrackerTable* TrackerData::table(const QString& name) {
    if (name == u"projects"_s)
        return &projects;
    if (name == u"deliverables"_s)
        return &deliverables;
    if (name == u"links"_s)
        return &links;
    if (name == u"assignments"_s)
        return &assignments;
    return name == u"people"_s ? &people : nullptr;
}

TrackerAccount* TrackerData::account(qint64 id) {
    for (TrackerAccount& account : accounts) {
        if (account.id == id)
            return &account;
    }
    return nullptr;
}

} // namespace milepost::sandbox
