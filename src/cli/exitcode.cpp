// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/exitcode.h"

#include "doctor/diagnosis.h"

#include <algorithm>
#include <array>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

/// Least grave first.
constexpr std::array k_gravity{ExitCode::Done,       ExitCode::Pending,  ExitCode::SomeFailed,
                               ExitCode::Unreadable, ExitCode::Refused,  ExitCode::Configuration,
                               ExitCode::Usage,      ExitCode::Cancelled};

/// A credential that was refused where it is exchanged for a token is a matter of configuration; a token that
/// was refused while reading is a failed reading. The password of a proxy is one too, wherever it was asked
/// for.
bool isRefusedCredential(const Error& error) {
    if (error.code == u"proxy-auth"_s)
        return true;
    const bool refused = error.kind == Error::Kind::Auth || error.kind == Error::Kind::Forbidden;
    if (error.stage == Error::Stage::Token || error.stage == Error::Stage::Consent)
        return refused;
    return refused && (error.code == u"tracker-login"_s || error.code == u"sso-enforced"_s ||
                       error.code == u"tracker-lockout"_s);
}

/// A name in the profile that leads nowhere.
bool isWrongTarget(const Error& error) {
    const QString cause = diagnose(error).cause;
    return cause == u"calendar-missing"_s || cause == u"user-unknown"_s || cause == u"no-mailbox"_s;
}

ExitCode ofStatus(RunStatus status) {
    switch (status) {
    case RunStatus::Running:
    case RunStatus::Succeeded:
        return ExitCode::Done;
    case RunStatus::Interrupted:
    case RunStatus::Partial:
    case RunStatus::Failed:
        return ExitCode::SomeFailed;
    case RunStatus::Incomplete:
        return ExitCode::Unreadable;
    case RunStatus::Cancelled:
        return ExitCode::Cancelled;
    case RunStatus::Refused:
        return ExitCode::Refused;
    }
    return ExitCode::SomeFailed;
}

} // namespace

ExitCode graver(ExitCode a, ExitCode b) {
    const auto rank = [](ExitCode code) { return std::ranges::find(k_gravity, code); };
    return rank(a) < rank(b) ? b : a;
}

ExitCode exitCodeOf(const Error& error) {
    if (error.code == u"usage"_s)
        return ExitCode::Usage;
    if (isWrongTarget(error) || isRefusedCredential(error))
        return ExitCode::Configuration;
    const bool ours = error.stage == Error::Stage::Storage || error.stage == Error::Stage::Config;
    if (ours && error.kind != Error::Kind::Refused && !error.isCancelled())
        return ExitCode::Configuration;
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return ExitCode::Cancelled;
    case Error::Kind::Config:
    case Error::Kind::Keychain:
    case Error::Kind::Storage:
        return ExitCode::Configuration;
    case Error::Kind::Refused:
        return ExitCode::Refused;
    case Error::Kind::Auth:
    case Error::Kind::Offline:
    case Error::Kind::Tls:
    case Error::Kind::Timeout:
    case Error::Kind::Doubtful:
    case Error::Kind::Forbidden:
    case Error::Kind::Throttled:
    case Error::Kind::NotFound:
    case Error::Kind::Conflict:
    case Error::Kind::Rejected:
    case Error::Kind::Unavailable:
    case Error::Kind::Malformed:
    case Error::Kind::Bug:
        return ExitCode::Unreadable;
    }
    return ExitCode::Unreadable;
}

ExitCode exitCodeOf(const SyncReport& report) {
    ExitCode code = ofStatus(report.status);
    if (!report.error || code == ExitCode::Cancelled)
        return code;
    // An Incomplete run that never got to reading (a missing credential) is what its error says.
    ExitCode why = exitCodeOf(*report.error);
    if (why == ExitCode::Unreadable && report.summary.done() > 0)
        why = ExitCode::SomeFailed; // 4 says that nothing was written
    return graver(code, why);
}

} // namespace milepost::cli
