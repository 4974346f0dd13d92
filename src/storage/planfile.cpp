// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/planfile.h"

#include "storage/jsonfile.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// 100,000 actions take about 60 MB.
constexpr qint64 k_mostBytes = 512LL << 20;

} // namespace

Result<void> writePlanFile(const QString& path, const QJsonObject& document) {
    return writeJsonFile(path, document);
}

Result<QJsonObject> loadPlanFile(const QString& path) {
    auto file = readJsonFile(path, k_mostBytes);
    if (file)
        return std::move(file->object);
    Error error = file.error();
    if (error.kind == Error::Kind::Config) {
        error.kind = Error::Kind::Refused;
        error.stage = Error::Stage::Plan;
        error.code = u"plan-stale"_s;
    } else {
        error.kind = Error::Kind::Storage;
    }
    return std::unexpected(error);
}

} // namespace milepost
