// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journaltypes.h"

namespace milepost {

using namespace Qt::StringLiterals;

QJsonObject RunWish::toJson() const {
    QJsonArray keys;
    for (const EventKey& key : putBack)
        keys.append(key.toString());
    return {{u"scope"_s, scope.toJson()}, {u"adopt"_s, adopt}, {u"putBack"_s, keys}, {u"part"_s, isPart}};
}

std::optional<RunWish> RunWish::fromJson(const QJsonObject& json) {
    if (!json.contains(u"scope"_s))
        return std::nullopt;
    RunWish wish;
    wish.scope = Scope::fromJson(json.value(u"scope"_s).toObject());
    wish.adopt = json.value(u"adopt"_s).toBool();
    wish.isPart = json.value(u"part"_s).toBool();
    for (const QJsonValue value : json.value(u"putBack"_s).toArray())
        if (const auto key = EventKey::fromString(value.toString()))
            wish.putBack.insert(*key);
    return wish;
}

const RunRecord* cutOff(const std::vector<RunRecord>& newestFirst) {
    std::set<qint64> resumed;
    for (const RunRecord& run : newestFirst) {
        const RunStart& start = run.start;
        if (run.status == RunStatus::Running)
            return nullptr; // somebody is at work
        if (run.status == RunStatus::Refused)
            continue; // nothing was begun
        resumed.insert(start.resumes);
        if (run.status != RunStatus::Succeeded) {
            if (!resumed.contains(run.id.value))
                return start.wish ? &run : nullptr;
            continue;
        }
        if (start.purpose.kind == PlanPurpose::Kind::Revert)
            resumed.insert(start.purpose.run); // taken back: nobody wants the rest of it
        const bool letsGo = start.purpose.kind == PlanPurpose::Kind::Detach ||
                            start.purpose.kind == PlanPurpose::Kind::RemoveAll;
        const bool isEverything =
            (start.purpose.isSync() || letsGo) && start.wish && start.wish->scope.isEverything();
        if (isEverything && !start.wish->isPart)
            return nullptr;
    }
    return nullptr;
}

} // namespace milepost
