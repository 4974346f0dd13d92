// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/error.h"

#include "base/text.h"

#include <QStringList>

namespace milepost {

using namespace Qt::StringLiterals;

QString toString(Error::Kind kind) {
    switch (kind) {
    case Error::Kind::Cancelled:
        return u"cancelled"_s;
    case Error::Kind::Offline:
        return u"offline"_s;
    case Error::Kind::Tls:
        return u"tls"_s;
    case Error::Kind::Timeout:
        return u"timeout"_s;
    case Error::Kind::Doubtful:
        return u"doubtful"_s;
    case Error::Kind::Auth:
        return u"auth"_s;
    case Error::Kind::Forbidden:
        return u"forbidden"_s;
    case Error::Kind::Throttled:
        return u"throttled"_s;
    case Error::Kind::NotFound:
        return u"not-found"_s;
    case Error::Kind::Conflict:
        return u"conflict"_s;
    case Error::Kind::Rejected:
        return u"rejected"_s;
    case Error::Kind::Unavailable:
        return u"unavailable"_s;
    case Error::Kind::Malformed:
        return u"malformed"_s;
    case Error::Kind::Storage:
        return u"storage"_s;
    case Error::Kind::Keychain:
        return u"keychain"_s;
    case Error::Kind::Config:
        return u"config"_s;
    case Error::Kind::Refused:
        return u"refused"_s;
    case Error::Kind::Bug:
        return u"bug"_s;
    }
    return {};
}

QString toString(Error::Stage stage) {
    switch (stage) {
    case Error::Stage::None:
        return {};
    case Error::Stage::Token:
        return u"token"_s;
    case Error::Stage::Consent:
        return u"consent"_s;
    case Error::Stage::Graph:
        return u"graph"_s;
    case Error::Stage::Tracker:
        return u"tracker"_s;
    case Error::Stage::Transport:
        return u"transport"_s;
    case Error::Stage::Keychain:
        return u"keychain"_s;
    case Error::Stage::Storage:
        return u"storage"_s;
    case Error::Stage::Config:
        return u"config"_s;
    case Error::Stage::Plan:
        return u"plan"_s;
    }
    return {};
}

Error::Stage stageOf(const QString& text) {
    using enum Error::Stage;
    for (const Error::Stage stage :
         {Token, Consent, Graph, Tracker, Transport, Keychain, Storage, Config, Plan})
        if (toString(stage) == text)
            return stage;
    return None;
}

QString Error::summary() const {
    QStringList parts{toString(kind)};
    if (stage != Stage::None)
        parts << toString(stage);
    if (httpStatus != 0)
        parts << QString::number(httpStatus);
    for (const QString& part : {code, message, detail})
        if (!part.isEmpty())
            parts << part;
    if (!requestId.isEmpty())
        parts << u"request-id "_s + requestId;
    // The other side's words may hold line ends, and would write lines of their own into a log.
    return collapsed(parts.join(u" · "_s));
}

Error makeError(Error::Kind kind, Error::Stage stage, QString detail, QString code) {
    Error error;
    error.kind = kind;
    error.stage = stage;
    error.detail = std::move(detail);
    error.code = std::move(code);
    return error;
}

Error cancelled() { return makeError(Error::Kind::Cancelled, Error::Stage::None, {}); }

} // namespace milepost
