// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/openedplan.h"

#include "presentation/facttexts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QByteArray compact(const QJsonValue& action) {
    return QJsonDocument(action.toObject()).toJson(QJsonDocument::Compact);
}

} // namespace

HeldPlan holdAgainst(const PlanFile& file, const Plan& plan) {
    HeldPlan held;
    for (const PlanMove& move : whatMoved(file, plan))
        held.moved << moveText(move); // any thread may translate
    QSet<QByteArray> inFile;
    const QJsonArray written = file.document.value(u"actions"_s).toArray();
    for (const QJsonValue action : written)
        inFile.insert(compact(action));
    held.of = static_cast<int>(written.size());
    const bool fitsHere = file.target == plan.target;
    const QJsonArray fresh = toJson(plan).value(u"actions"_s).toArray();
    for (qsizetype i = 0; i < fresh.size(); ++i) {
        const auto row = static_cast<size_t>(i);
        if (fitsHere && inFile.contains(compact(fresh.at(i))))
            ++held.agreed;
        else if (plan.isPending(plan.actions.at(row)))
            held.differing.push_back(row);
    }
    return held;
}

} // namespace milepost
