// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journaltypes.h"

namespace milepost {

using namespace Qt::StringLiterals;

QString toString(RunKind kind) {
    switch (kind) {
    case RunKind::Resume:
        return u"resume"_s;
    case RunKind::Apply:
        return u"apply"_s;
    case RunKind::Sync:
        return u"sync"_s;
    }
    return {};
}

QString toString(RunStatus status) {
    switch (status) {
    case RunStatus::Running:
        return u"running"_s;
    case RunStatus::Interrupted:
        return u"interrupted"_s;
    case RunStatus::Succeeded:
        return u"succeeded"_s;
    case RunStatus::Partial:
        return u"partial"_s;
    case RunStatus::Failed:
        return u"failed"_s;
    case RunStatus::Incomplete:
        return u"incomplete"_s;
    case RunStatus::Cancelled:
        return u"cancelled"_s;
    case RunStatus::Refused:
        return u"refused"_s;
    }
    return {};
}

QString toString(IntentState state) {
    switch (state) {
    case IntentState::Open:
        return u"open"_s;
    case IntentState::Done:
        return u"done"_s;
    case IntentState::Failed:
        return u"failed"_s;
    case IntentState::Doubtful:
        return u"doubtful"_s;
    case IntentState::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

} // namespace milepost
