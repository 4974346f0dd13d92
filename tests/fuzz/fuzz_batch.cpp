// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The answer to a batch: whatever it says, no child hears of a success that is not there, and no write that
// may have been carried out is called undone.

#include "base/jsonreader.h"
#include "fuzzing.h"
#include "graph/batchenvelope.h"

#include <QJsonArray>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

/// The statuses that the answer holds for a child; 0 for one that is no number.
std::vector<int> statusesOf(const QByteArray& body, size_t child) {
    std::vector<int> statuses;
    const auto json = parseJson(body, Error::Stage::Graph);
    if (!json)
        return statuses;
    for (const QJsonValue answer : json->toObject().value(u"responses"_s).toArray())
        if (answer.toObject().value(u"id"_s).toString() == QString::number(child))
            statuses.push_back(answer.toObject().value(u"status"_s).toInt());
    return statuses;
}

void attackWith(int status, const QByteArray& body) {
    std::vector<HttpRequest> requests(3);
    requests[0].method = "POST";
    requests[1].method = "GET";
    requests[2].method = "DELETE";
    const std::vector<const HttpRequest*> asked{&requests[0], &requests[1], &requests[2]};
    HttpResponse envelope;
    envelope.status = status;
    envelope.body = body;
    const auto answers = answersOf(envelope, asked);
    require(answers.size() == asked.size(), "each child has its answer");
    for (size_t i = 0; i < answers.size(); ++i) {
        const std::vector<int> told = statusesOf(body, i);
        const auto& answer = answers[i];
        if (!answer)
            require(told == std::vector{424}, "only a child with 424 was surely not carried out");
        else if (*answer && (*answer)->isSuccess())
            require(told == std::vector{(*answer)->status}, "a success was told, once");
    }
}

} // namespace

void attack(const QByteArray& bytes) {
    attackWith(200, bytes);
    attackWith(424, bytes);
}
