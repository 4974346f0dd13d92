// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/logging.h"

namespace milepost {

Q_LOGGING_CATEGORY(lcHttp, "milepost.http", QtWarningMsg)
Q_LOGGING_CATEGORY(lcAuth, "milepost.auth", QtWarningMsg)
Q_LOGGING_CATEGORY(lcTracker, "milepost.tracker", QtWarningMsg)
Q_LOGGING_CATEGORY(lcGraph, "milepost.graph", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStorage, "milepost.storage", QtWarningMsg)
Q_LOGGING_CATEGORY(lcSync, "milepost.sync", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStart, "milepost.start", QtWarningMsg)

} // namespace milepost
