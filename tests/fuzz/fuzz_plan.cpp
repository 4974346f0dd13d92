// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A plan file. Its hash is made to fit, or nothing behind it would ever be reached.

#include "domain/plan.h"
#include "fuzzing.h"

#include <QCryptographicHash>
#include <QJsonDocument>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

QJsonObject withFittingHash(QJsonObject document) {
    document.insert(u"schema"_s, 1);
    document.remove(u"hash"_s);
    QJsonObject hashed = document;
    hashed.remove(u"warnings"_s);
    const QByteArray canon = QJsonDocument(hashed).toJson(QJsonDocument::Compact);
    const QByteArray hash = QCryptographicHash::hash(canon, QCryptographicHash::Sha256).toHex();
    document.insert(u"hash"_s, QString::fromLatin1(hash));
    return document;
}

} // namespace

void attack(const QByteArray& bytes) {
    const QJsonObject document = QJsonDocument::fromJson(bytes).object();
    const auto asItIs = readPlanFile(document);
    require(!asItIs || !asItIs->hash.isEmpty(), "no plan goes without its hash");
    const QJsonObject fitting = withFittingHash(document);
    const auto file = readPlanFile(fitting);
    if (!file)
        return;
    for (const PlanMove& move : whatMoved(*file, Plan{}))
        (void)toString(move);
    require(Scope::fromJson(file->scope.toJson()) == file->scope, "a scope is read as it was written");
    QJsonObject altered = fitting;
    altered.insert(u"profile"_s, fitting.value(u"profile"_s).toString() + u'x');
    require(!readPlanFile(altered), "an altered plan is refused");
}
