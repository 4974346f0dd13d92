// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/entraerrors.h"

#include "base/jsonreader.h"

#include <algorithm>
#include <array>

#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

// graph-contract 1.4, the last rows.
constexpr std::array k_passing{90033, 90006, 90012, 90024, 50000, 50033};
constexpr std::array k_tooFast{50196, 90055};

template <class Numbers> bool contains(const Numbers& numbers, int number) {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

/// The list of numbers is the contract; older answers have the number in the text alone.
int numberFrom(const QJsonObject& body, const QString& description) {
    const int listed = body.value(u"error_codes"_s).toArray().at(0).toInt();
    if (listed != 0)
        return listed;
    static const QRegularExpression k_number(u"AADSTS(\\d+)"_s);
    return k_number.match(description).captured(1).toInt();
}

/// Parts are separated by line ends in older answers, by spaces in newer ones.
QString firstLine(const QString& description) {
    static const QRegularExpression k_rest(u"(\\r|\\n| Trace ID:).*"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    return QString(description).remove(k_rest).trimmed();
}

} // namespace

void readEntraError(const HttpResponse& response, Error& error) {
    const auto json = parseJson(response.body, Error::Stage::Token);
    if (!json) {
        error.code = json.error().code;
        error.detail = json.error().detail;
        return;
    }
    const QJsonObject body = json->toObject();
    const QString description = body.value(u"error_description"_s).toString();
    const QString word = body.value(u"error"_s).toString();
    const int number = numberFrom(body, description);
    error.code = number != 0 ? QString::number(number) : word;
    error.message = firstLine(description);
    if (const QString trace = body.value(u"trace_id"_s).toString(); !trace.isEmpty())
        error.requestId = trace;
    if (contains(k_tooFast, number))
        error.kind = Error::Kind::Throttled;
    else if (contains(k_passing, number) || word == "temporarily_unavailable"_L1)
        error.kind = Error::Kind::Unavailable;
    else if (response.status == 400 || response.status == 401)
        error.kind = Error::Kind::Auth;
}

} // namespace milepost
