// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/scope.h"

#include "base/text.h"
#include "domain/composer.h"

#include <QJsonArray>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

bool datesCover(const Scope& scope, std::optional<QDate> date) {
    if (!scope.from && !scope.to)
        return true;
    return date && (!scope.from || *date >= *scope.from) && (!scope.to || *date <= *scope.to);
}

bool isSameProject(const QString& asked, qint64 id, const Project* project) {
    if (asked == QString::number(id))
        return true;
    return project != nullptr && collapsed(project->name).compare(collapsed(asked), Qt::CaseInsensitive) == 0;
}

} // namespace

bool Scope::covers(const Deliverable& deliverable, const Project* known,
                   std::optional<QDate> eventDate) const {
    if (!deliverables.empty() && !deliverables.contains(deliverable.id))
        return false;
    if (!datesCover(*this, deliverable.date ? deliverable.date : eventDate))
        return false;
    if (!project.isEmpty() && !isSameProject(project, deliverable.project, known))
        return false;
    if (client.isEmpty() && search.isEmpty())
        return true;
    if (known == nullptr)
        return false;
    if (!client.isEmpty() && !folded(known->client).contains(folded(client)))
        return false;
    if (search.isEmpty())
        return true;
    const QString text =
        Composer::title(deliverable) + u'\n' + known->name + u'\n' + known->client + u'\n' + known->number;
    return folded(text).contains(folded(search));
}

bool Scope::coversVanished(qint64 deliverable, QDate eventDate) const {
    if (!project.isEmpty() || !client.isEmpty() || !search.isEmpty())
        return false;
    return (deliverables.empty() || deliverables.contains(deliverable)) && datesCover(*this, eventDate);
}

QJsonObject Scope::toJson() const {
    QJsonObject json;
    const auto addDate = [&json](const QString& key, const std::optional<QDate>& date) {
        if (date)
            json.insert(key, date->toString(Qt::ISODate));
    };
    const auto addText = [&json](const QString& key, const QString& text) {
        if (!text.isEmpty())
            json.insert(key, text);
    };
    addDate(u"from"_s, from);
    addDate(u"to"_s, to);
    addText(u"project"_s, project);
    addText(u"client"_s, client);
    addText(u"search"_s, search);
    QJsonArray ids;
    for (const qint64 id : deliverables)
        ids.append(id);
    if (!ids.isEmpty())
        json.insert(u"deliverables"_s, ids);
    return json;
}

Scope Scope::fromJson(const QJsonObject& json) {
    Scope scope;
    const auto date = [&json](const QString& key) -> std::optional<QDate> {
        const QDate value = QDate::fromString(json.value(key).toString(), Qt::ISODate);
        return value.isValid() ? std::optional(value) : std::nullopt;
    };
    scope.from = date(u"from"_s);
    scope.to = date(u"to"_s);
    scope.project = json.value(u"project"_s).toString();
    scope.client = json.value(u"client"_s).toString();
    scope.search = json.value(u"search"_s).toString();
    for (const QJsonValue id : json.value(u"deliverables"_s).toArray())
        scope.deliverables.insert(id.toInteger());
    return scope;
}

} // namespace milepost
