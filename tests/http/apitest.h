// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakes.h"
#include "http/apiclient.h"
#include "http/nettransport.h"
#include "rawserver.h"

#include <QTest>

namespace milepost::test {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// The whole body is the service's code of a failure.
inline void readCode(const HttpResponse& response, Error& error) {
    error.code = QString::fromUtf8(response.body);
}

/// Answers in turn, the last one for ever.
inline RawServer::Handler inTurn(std::vector<Answer> answers) {
    return [answers = std::move(answers), next = size_t(0)](const Seen&) mutable {
        return answers[std::min(next++, answers.size() - 1)];
    };
}

/// Calls through the real transport, with time, tokens and log in the hands of a test.
class ApiTest : public QObject {
protected:
    struct Setup {
        Setup(Transport& transport, const QString& origin, RetryPolicy retry = RetryPolicy(3),
              std::chrono::milliseconds longestWait = 10min)
            : gate(clock),
              client({transport, &bearer, clock, gate, &sink},
                     {Error::Stage::Graph, origin, readCode, retry, longestWait, {}}) {}
        FakeClock clock;
        CountingBearer bearer;
        RecordingSink sink;
        LaneGate gate;
        ApiClient client;
    };
    static ApiClient::Call call(const RawServer& server, const QByteArray& method = "GET") {
        ApiClient::Call call;
        call.request.method = method;
        call.request.url = server.url("/v1.0/x?token=s3cret");
        call.request.body = method == "GET" ? QByteArray() : QByteArray("{}");
        call.repeat = method == "GET" ? Repeat::Freely : Repeat::WhenNotDone;
        call.lane = u"lane"_s;
        return call;
    }

    std::unique_ptr<NetTransport> m_transport = std::move(*NetTransport::create({}));
};

} // namespace milepost::test
