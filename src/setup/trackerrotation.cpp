// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "setup/trackerrotation.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// The token of the login that is being proved, and of nothing else.
class OneToken final : public BearerSource {
public:
    explicit OneToken(Redacted<QByteArray> token) : m_token(std::move(token)) {}
    Result<Redacted<QByteArray>> bearer(std::stop_token) override { return m_token; }
    void reject(const Redacted<QByteArray>&) override {}

private:
    const Redacted<QByteArray> m_token;
};

std::unexpected<Error> byPeople() {
    return std::unexpected(makeError(Error::Kind::Forbidden, Error::Stage::Tracker,
                                     u"a password of the tracker is changed in the tracker"_s,
                                     u"rotation-by-hand"_s));
}

} // namespace

Result<RotatedSecret> TrackerRotation::begin(const QString&) { return byPeople(); }

Result<void> TrackerRotation::publish(RotatedSecret&, std::stop_token) { return byPeople(); }

Result<void> TrackerRotation::remove(const RotatedSecret&, std::stop_token) { return {}; }

RotatedSecret TrackerRotation::described(const Redacted<QString>& secret, std::stop_token) {
    return {secret, {}, {}, {}};
}

Result<void> TrackerRotation::prove(const Redacted<QString>& secret, std::stop_token stop) {
    LaneGate gate(m_parts.clock, 1);
    TrackerLogin login({m_parts.transport, nullptr, m_parts.clock, gate, m_parts.sink}, m_options.trackerUrl,
                       m_options.retry);
    const auto tokens = login.obtain(m_options.user, secret, stop);
    if (!tokens)
        return std::unexpected(tokens.error());
    OneToken bearer(tokens->access);
    ApiClient::Options options;
    options.stage = Error::Stage::Tracker;
    options.origin = originOf(m_options.trackerUrl);
    options.retry = m_options.retry;
    ApiClient api({m_parts.transport, &bearer, m_parts.clock, gate, m_parts.sink}, options);
    ApiClient::Call call;
    call.request.method = "GET";
    call.request.url = QUrl(m_options.trackerUrl.toString(QUrl::StripTrailingSlash) + u"/api/auth/me/"_s);
    call.lane = api.origin();
    const auto answer = api.call(call, std::move(stop));
    return answer ? Result<void>() : std::unexpected(answer.error());
}

bool TrackerRotation::isUnknown(const Error& error) const {
    return error.httpStatus == 401 || error.httpStatus == 403 || error.httpStatus == 400;
}

} // namespace milepost
